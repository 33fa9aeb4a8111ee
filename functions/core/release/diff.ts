/** One place where two definitions differ, said as a sentence. */
export type Difference = { path: string; say: string };

const brief = (value: unknown): string => {
  if (value === null) return '未确认';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** Differences from `before` to `after`, outermost first; undefined stands for a definition that is not there. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, say: `新增 ${brief(after)}` }];
  if (after === undefined) return [{ path, say: `删去 ${brief(before)}` }];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      differences(before[key], after[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => differences(before[i], after[i], `${path}/${i}`)).flat();
  }
  return before === after ? [] : [{ path, say: `由 ${brief(before)} 改为 ${brief(after)}` }];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
