import type { SubmissionResult } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Deps } from '../deps.ts';
import { logRefusal } from './refuse.ts';
import { type Asked, earlierAnswer } from './repeat.ts';

/** How often a filing is judged again because the case beside it was changed in the meantime. */
const ATTEMPTS = 5;

/**
 * The one answer of a filing. `file` answers null where another case of the same transaction moved on meanwhile: judged on
 * how that one stands now it may pass.
 *
 * Nobody is refused before the submission id is looked up: whose answer was lost asks again, and the case that very filing
 * changed would now refuse it. And nothing is logged before it is certain that somebody gets it as an answer: `moved` says
 * whether the refusal was of a state that has passed.
 */
export async function answered(
  deps: Deps,
  asked: Asked,
  file: () => Promise<SubmissionResult | null>,
  moved: () => Promise<Refusal | null>,
): Promise<SubmissionResult> {
  try {
    return await filed(file);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const earlier = await earlierAnswer(deps, asked);
    if (earlier) return earlier;
    const refusal = (await moved()) ?? error;
    await logRefusal(deps, refusal);
    throw refusal;
  }
}

async function filed(file: () => Promise<SubmissionResult | null>): Promise<SubmissionResult> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await file();
    if (answer) return answer;
    await aMoment(attempt);
  }
  throw new Refusal('busy', '关联的案件正被多人同时办理，请稍后重试');
}

/** Longer each time, and not the same for everybody who waits. */
export const aMoment = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
