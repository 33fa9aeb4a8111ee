/** Releases, drafts and replays in words. */
import type { ReleaseLine } from '../../../../functions/contract/api.ts';
import type { Kind } from '../../../../functions/contract/definitions/release.ts';
import type { ReplayOutcome } from '../../../../functions/contract/replay.ts';
import { dayOf, showDayLong } from '../../text/time.ts';

export const RELEASE_STATUS: Record<ReleaseLine['status'], { text: string; color: string }> = {
  live: { text: '现行', color: 'green' },
  pending: { text: '待生效', color: 'gold' },
  superseded: { text: '已替代', color: 'default' },
  withdrawn: { text: '已撤回', color: 'red' },
};

export const OUTCOMES: Record<ReplayOutcome, { text: string; color: string }> = {
  allowed: { text: '允许办理', color: 'green' },
  refused: { text: '不允许办理', color: 'red' },
  unknown: { text: '缺少事实，暂不能办理', color: 'gold' },
  absent: { text: '没有这一步骤', color: 'default' },
};

/** From when a release holds, and until when, as a sentence. */
export function holdsText({ status, effective, until }: ReleaseLine): string {
  const from = showDayLong(effective.from);
  if (status === 'withdrawn') return `原定自${from}起施行，生效前撤回，没有施行过`;
  if (status === 'pending') return `定于${from}起施行`;
  if (until === null) return `自${from}起施行`;
  // below: a later release of the same day, or dated back over its whole time
  if (until < effective.from) return `原定自${from}起施行，已被后一版本追溯取代`;
  if (until === effective.from) return `自${from}起施行，当日即由后一版本替代`;
  return `自${from}起施行，自${showDayLong(until)}起由后一版本替代`;
}

/** The day it holds from lies before that of its publication. */
export const isBackDated = ({ effective, publishedAt }: ReleaseLine): boolean =>
  effective.from < dayOf(publishedAt);

export const placeOf = (definition: string): { kind: Kind; id: string } => {
  const [kind = 'matter', id = ''] = definition.split('/');
  return { kind: kind as Kind, id };
};
