/** The only sources of time. Everything else is handed an instant. */
export interface Clock {
  /** UTC, milliseconds, `2026-11-22T08:00:00.000Z`. */
  now(): string;
}
