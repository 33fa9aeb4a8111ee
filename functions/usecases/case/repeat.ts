import type { StartBody, SubmissionBody, SubmissionResult } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';
import { contentHash } from '../../core/hash.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';
import { type Parted, parted, type Sealed, sealedDigest } from './intake.ts';

/** What is asked for under a submission id, by whom, and on which case; `about` is null where it begins one. */
export type Asked = {
  tenant: string;
  about: string | null;
  body: StartBody | SubmissionBody;
  by: string;
};

/**
 * What two filings under one id have in common. Not the version of the case somebody looked at: who asks again for an
 * answer that was lost looks at a later one. And of what is sealed only where it stood: partners may read the table this
 * is kept in, and names and telephone numbers can be tried against a digest (措施25).
 */
export const digestOf = ({ about, body, by }: Asked, { open, hidden }: Parted): string =>
  contentHash({
    ...body,
    id: undefined,
    expectedVersion: undefined,
    data: open,
    sealed: Object.keys(hidden),
    about,
    by,
  });

type Earlier = { digest: string; result: SubmissionResult };

/** The answer this submission id got before; null where it is new. @throws Refusal submission-reused */
export async function earlierAnswer(deps: Deps, asked: Asked): Promise<SubmissionResult | null> {
  const earlier = await deps.stores.cases.submission(asked.tenant, asked.body.id);
  return earlier && sameAnswer(deps, earlier, asked);
}

/** The first answer to a submission id, provided it was asked for the same content by the same person. */
export async function sameAnswer(deps: Deps, earlier: Earlier, asked: Asked): Promise<SubmissionResult> {
  if (await isSame(deps, earlier, asked)) return earlier.result;
  throw new Refusal('submission-reused', '这个提交编号已经用于另一份内容，请换一个编号', [
    { path: '/id', say: '应为新的编号' },
  ]);
}

/** What is sealed is compared by its own digest, whose salt lies with it; nobody is shown anything of it. */
async function isSame(deps: Deps, { digest, result }: Earlier, asked: Asked): Promise<boolean> {
  const { tenant, body } = asked;
  const event = await deps.stores.cases.event(tenant, result.caseId, result.version);
  const form = event && (await loadBundle(deps, tenant, event.release)).get('form', body.form.id);
  if (!form) return false;
  const now = parted(form.body, body.data);
  if (digestOf(asked, now) !== digest) return false;
  const sealed = event.submission?.sealed;
  if (!sealed) return true;
  const kept = (await deps.stores.cases.sealed(tenant, result.caseId, sealed.id)) as Sealed | null;
  return kept !== null && sealedDigest({ salt: kept.salt, hidden: now.hidden }) === sealed.digest;
}
