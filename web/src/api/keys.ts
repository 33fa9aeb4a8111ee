/** Query keys in one place, so that what a submission changes is also what is read again. */
export const keys = {
  config: ['config'] as const,
  me: ['me'] as const,
  inbox: (cursor: string | undefined) => ['inbox', cursor ?? ''] as const,
  cases: (cursor: string | undefined) => ['cases', cursor ?? ''] as const,
  startOptions: ['start-options'] as const,
  matters: ['matters'] as const,
  matter: (id: string | null) => ['matters', id] as const,
  people: ['people'] as const,
  case: (caseId: string) => ['case', caseId] as const,
  timeline: (caseId: string) => ['case', caseId, 'timeline'] as const,
  form: (caseId: string, action: string) => ['form', caseId, action] as const,
  due: (filter: Record<string, string | undefined>, cursor: string | undefined) =>
    ['due', filter, cursor ?? ''] as const,
  /** An issued paper's bytes; a void one is stamped anew, so whether it is void is part of the key. */
  paper: (caseId: string, hash: string, voided: boolean) => ['paper', caseId, hash, voided] as const,
  paperRegister: (year: string, cursor: string | undefined) =>
    ['paper-register', year, cursor ?? ''] as const,
  sealLog: (day: string, cursor: string | undefined) => ['seal-log', day, cursor ?? ''] as const,
  admin: (...rest: (string | undefined)[]) => ['admin', ...rest] as const,
};
