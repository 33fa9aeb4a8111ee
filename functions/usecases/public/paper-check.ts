import type { PaperCheck } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';
import { NUMBER_LIKE, readNumber } from '../../contract/paper-number.ts';
import type { PublicPaper } from '../../core/case/public.ts';
import { placeOf } from '../../core/papers/number.ts';
import { tenantOf } from '../case/tenant.ts';
import type { Deps } from '../deps.ts';

/**
 * Is this paper genuine? By the number, by the hash of the QR code, or both. Says that it was issued, when, and whether it
 * still stands; what it says and whom it concerns stays in the case.
 * @throws Refusal bad-request without number and hash or for a number that cannot be read, not-found
 */
export async function checkPaper(
  deps: Deps,
  tenant: string,
  asked: { number?: string | undefined; hash?: string | undefined },
): Promise<PaperCheck> {
  const paper = await found(deps, tenant, asked);
  if (!paper)
    throw new Refusal(
      'not-found',
      '没有这份文书的签发记录。请核对文号和校验码；仍有疑问请到乡镇人民政府核实',
    );
  return {
    title: paper.title,
    number: paper.number,
    authority: tenantOf(deps, tenant).government,
    day: paper.day,
    status: paper.voidedOn === null ? '有效' : '已作废',
    voidedOn: paper.voidedOn,
    // the code is the beginning of the hash; the sealed file's own SHA-256 is as good a proof
    matches: asked.hash === undefined ? null : paper.hash.startsWith(asked.hash) || paper.pdf === asked.hash,
  };
}

async function found(
  { stores }: Deps,
  tenant: string,
  { number, hash }: { number?: string | undefined; hash?: string | undefined },
): Promise<PublicPaper | null> {
  if (number === undefined) {
    if (hash?.length !== 64)
      throw new Refusal('bad-request', '请输入文号，或者扫描文书上的二维码', [
        { path: '/number', say: `文号如 ${NUMBER_LIKE}` },
      ]);
    return stores.views.paperHashed(tenant, hash);
  }
  const asked = readNumber(number);
  const place = asked && placeOf(asked);
  // what cannot be read was not looked up: saying that no such paper was issued would be untrue
  if (!place)
    throw new Refusal('bad-request', `文号应如 ${NUMBER_LIKE}`, [
      { path: '/number', say: `应如 ${NUMBER_LIKE}` },
    ]);
  const paper = await stores.views.paperNumbered(tenant, place);
  // two townships may share word and year: the number itself decides
  return paper?.number === asked ? paper : null;
}
