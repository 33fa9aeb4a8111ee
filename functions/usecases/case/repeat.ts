import type { SubmissionResult } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';

/** The first answer to a submission id, provided it was asked for the same content by the same person. */
export function sameAnswer(
  earlier: { digest: string; result: SubmissionResult },
  digest: string,
): SubmissionResult {
  if (earlier.digest !== digest)
    throw new Refusal('submission-reused', '这个提交编号已经用于另一份内容,请换一个编号', [
      { path: '/id', say: '应为新的编号' },
    ]);
  return earlier.result;
}
