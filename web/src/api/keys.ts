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
  admin: (...rest: (string | undefined)[]) => ['admin', ...rest] as const,
};
