import { expect } from 'vitest';
import { Problem } from '../../functions/contract/api.ts';
import type { App, Client, RawAnswer, RawOptions } from './app.ts';
import * as a from './scenario.ts';

/** A problem document as the contract says, in Chinese, that tells nothing of the inside. */
function problemOf({ status, type, text }: RawAnswer): Problem {
  expect(type).toContain('application/problem+json');
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|Error:/);
  const problem = Problem.parse(JSON.parse(text));
  expect(problem.status).toBe(status);
  for (const say of [problem.title, problem.detail, ...problem.errors.map((e) => e.say)])
    expect(say).toMatch(/[\u4e00-\u9fff]/);
  return problem;
}

export const post = (body: unknown, headers: Record<string, string> = {}): RawOptions => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A case whose site record is due, at which wrong requests are aimed. */
export async function aTarget(app: App) {
  const officer = await app.as('officer');
  const caseId = await a.caseAfter(app, 'approve-filing');
  app.on('2026-05-22');
  const history = async () => ({
    state: (await officer.case(caseId)).state,
    events: (await a.timeline(officer, caseId)).length,
  });
  return {
    caseId,
    submissions: `/api/cases/${caseId}/submissions`,
    /** A site record of the case as it stands. */
    body: (data = a.aSiteRecord()) => a.submissionOf(officer, caseId, 'site-record', data),
    /** Send it as it is: it must be refused with this code, and leave state and events as they were. */
    async refuses(
      code: string,
      who: Client,
      method: string,
      path: string,
      options: RawOptions = {},
    ): Promise<Problem> {
      const before = await history();
      const problem = problemOf(await who.send(method, path, options));
      expect(problem.code).toBe(code);
      expect(problem.status).toBeGreaterThanOrEqual(400);
      expect(problem.status).toBeLessThan(500);
      expect(await history()).toEqual(before);
      return problem;
    },
  };
}
