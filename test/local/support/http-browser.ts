/** As much of a browser as signing in needs: cookies with their paths, redirects followed, forms sent. */
export class Browser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  /** @param until stop at the first redirect to an address that begins so, without opening it */
  async open(url: string, until?: string) {
    return this.#go(url, { method: 'GET' }, until);
  }

  async submit(url: string, fields: Record<string, string>, until?: string) {
    return this.#go(url, { method: 'POST', body: new URLSearchParams(fields) }, until);
  }

  async #go(
    url: string,
    init: RequestInit,
    until?: string,
  ): Promise<{ url: string; status: number; text: string }> {
    const headers = { accept: 'text/html', cookie: this.#cookieFor(new URL(url).pathname) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.#remember(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (!location) return { url, status: response.status, text: await response.text() };
    const next = new URL(location, url).href;
    if (until && next.startsWith(until)) return { url: next, status: response.status, text: '' };
    return this.#go(next, { method: 'GET' }, until);
  }

  #remember(lines: string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(/;\s*/);
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((part) => part.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path });
    }
  }

  #cookieFor(pathname: string): string {
    const sent = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path));
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ');
  }
}
