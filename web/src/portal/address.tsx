/**
 * Six pages need no router library: the address below /public, links that change it without reading the page
 * anew, and going back. `tenant` stays in every link unless it is the default township's.
 */
import { type MouseEvent, type ReactNode, useSyncExternalStore } from 'react';

const BASE = '/public';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Where the reader is: `path` below /public without a slash at the end, and the query. */
export function useAddress(): { path: string; search: URLSearchParams } {
  const text = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [pathname = '', query = ''] = text.split('?');
  return { path: pathname.slice(BASE.length).replace(/\/+$/, ''), search: new URLSearchParams(query) };
}

/** Goes to a path below /public; `instead` leaves no step to go back to. */
export function go(to: string, instead = false): void {
  history[instead ? 'replaceState' : 'pushState'](null, '', `${BASE}${to}`);
  for (const listener of listeners) listener();
}

/** Sets or takes away one part of the query of the page shown. */
export function putQuery(name: string, value: string, instead: boolean): void {
  const search = new URLSearchParams(location.search);
  if (value === '') search.delete(name);
  else search.set(name, value);
  go(withQuery(location.pathname.slice(BASE.length), search), instead);
}

export const withQuery = (path: string, search: URLSearchParams): string =>
  search.size > 0 ? `${path}?${search}` : path;

type AnchorProps = { to: string; className?: string; current?: boolean; children: ReactNode };

/** A real link, followed without reading the page anew where the browser is not asked for more than that. */
export function Anchor({ to, className, current = false, children }: AnchorProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a
      href={`${BASE}${to}`}
      className={className}
      aria-current={current ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
