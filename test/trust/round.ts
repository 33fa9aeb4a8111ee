import type { Http } from './http.ts';

/** One stretch of load between a start and a kill. */
export class Round {
  readonly number: number;
  readonly http: Http;
  /** The kill has come: from here on anything may fail. */
  over = false;
  #answers = 0;
  readonly #waiting: { answers: number; resolve: () => void }[] = [];

  constructor(number: number, http: Http) {
    this.number = number;
    this.http = http;
  }

  answered(): void {
    this.#answers += 1;
    for (const { answers, resolve } of this.#waiting) if (this.#answers >= answers) resolve();
  }

  /** Resolves when so many requests of this round have been answered. */
  reached(answers: number): Promise<void> {
    if (this.#answers >= answers) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ answers, resolve }));
  }
}
