import { lawName } from '../../contract/citing.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Bundle } from '../release/bundle.ts';
import { addDays } from '../time/days.ts';
import { type ClockRules, rulesOf, startClock } from './clocks.ts';

type Filing = {
  instant: string;
  profile: string | null;
  calendar?: ClockRules['calendar'] | undefined;
  /** What the case knew before this form. */
  known?: Facts | undefined;
};

/**
 * The day of service as the law counts it, from the method and the day its kind of proof names (处罚法61、民诉法87—95): the
 * clocks of the case run from it. Public notice serves once its period has passed, that is on the day after its last day; a
 * notice that named a longer period than the law has that one (`at.known`: the announcement is a form of its own).
 * Nothing for a form that serves nothing, or under a release that knows no methods.
 * @param at.profile the matter's procedure profile: the rules of a department may ask for a longer notice (农业60日)
 * @param at.calendar the calendar in force, where it is newer than the one of the case's release
 */
export function serviceFacts(bundle: Bundle, formFacts: Facts, at: Filing): Facts {
  const servedOn = formFacts['service.servedOn'];
  const [effectiveOn, derivation] = ['service.effectiveOn', 'service.derivation'];
  const method = bundle
    .all('service')
    .flatMap((t) => t.body.methods)
    .find((m) => m.id === formFacts['service.method']);
  if (!method || typeof servedOn !== 'string' || !bundle.dictionary.has(effectiveOn)) return {};
  const basis = `${lawName(method.law)}第${method.article}条：${method.title}`;
  const chosen = method.after?.find((a) => a.profile === undefined || a.profile === at.profile);
  if (!chosen)
    return {
      [effectiveOn]: servedOn,
      [derivation]: `${basis}，以${method.counts}（${servedOn}）为送达之日`,
    };
  const counted = startClock(rulesOf(bundle, at.calendar), chosen.deadline, at.instant, servedOn);
  const days = at.known?.['announcement.days'];
  const announced = typeof days === 'number' ? addDays(servedOn, days) : counted.due;
  const day = addDays(announced > counted.due ? announced : counted.due, 1);
  return {
    [effectiveOn]: day,
    [derivation]: [
      `${basis}，${method.counts}为 ${servedOn}`,
      ...counted.derivation,
      ...(announced > counted.due ? [`公告写明的期限为 ${days} 日，至 ${announced}，从其较长者`] : []),
      `经过期间的次日（${day}）为送达之日`,
    ].join('；'),
  };
}
