import type { Effective } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';

/**
 * A day that has passed changes what people were held to: it needs a reason, which the record keeps.
 * @param effective absent: from the day of publication
 * @throws Refusal effective-invalid
 */
export function checkEffective(effective: Effective | undefined, today: string): void {
  if (!effective || effective.from >= today || effective.reason) return;
  throw new Refusal('effective-invalid', `生效日 ${effective.from} 早于今天（${today}），须写明追溯的理由`, [
    { path: '/effective/reason', say: '写明为什么自过去的一天起生效，或者把生效日改为今天或以后' },
  ]);
}
