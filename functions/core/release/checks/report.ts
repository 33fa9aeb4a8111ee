import type { Finding } from '../../../contract/definitions/release.ts';

/** Collects findings about one definition. */
export type Report = (path: string, code: string, say: string, severity?: Finding['severity']) => void;

export const reporter =
  (findings: Finding[], definition: string): Report =>
  (path, code, say, severity = 'error') => {
    findings.push({ severity, code, definition, path, say });
  };
