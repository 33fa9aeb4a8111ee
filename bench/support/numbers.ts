/** The value below which the share lies (0.5: the middle), of values in any order. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
export const median = (values: number[]): number => quantile(values, 0.5);

/** For people: three significant digits or so. */
export const shown = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** Runs the work `times` times on `clients` lanes; each lane takes the next number when it has finished one. */
export async function inParallel(
  clients: number,
  times: number,
  work: (i: number, lane: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async (_: unknown, number: number) => {
    for (let i = next++; i < times; i = next++) await work(i, number);
  };
  await Promise.all(Array.from({ length: clients }, lane));
}

/** Milliseconds the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
