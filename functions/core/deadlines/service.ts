import type { Facts } from '../../contract/definitions/facts.ts';
import type { Bundle } from '../release/bundle.ts';
import { addDays } from '../time/days.ts';
import { type ClockRules, rulesOf, startClock } from './clocks.ts';

/** What is served in a case, as its facts are named: notice and decision, and the demand before enforcement (催告书). */
const SERVED = ['service', 'urge'] as const;

/**
 * The day of service as the law counts it, from the method and the day its kind of proof names (处罚法61、民诉法87—95): the
 * clocks of the case run from it. Public notice serves once its period has passed, that is on the day after its last day.
 * Nothing for a form that serves nothing, or under a release that knows no methods.
 * @param at.profile the matter's procedure profile: the rules of a department may ask for a longer notice (农业60日)
 * @param at.calendar the calendar in force, where it is newer than the one of the case's release
 */
export function serviceFacts(bundle: Bundle, formFacts: Facts, at: Filing): Facts {
  return Object.assign({}, ...SERVED.map((what) => factsOf(what, bundle, formFacts, at)));
}

type Filing = { instant: string; profile: string | null; calendar?: ClockRules['calendar'] | undefined };

function factsOf(what: (typeof SERVED)[number], bundle: Bundle, formFacts: Facts, at: Filing): Facts {
  const servedOn = formFacts[`${what}.servedOn`];
  const [effectiveOn, derivation] = [`${what}.effectiveOn`, `${what}.derivation`];
  const method = bundle
    .all('service')
    .flatMap((t) => t.body.methods)
    .find((m) => m.id === formFacts[`${what}.method`]);
  if (!method || typeof servedOn !== 'string' || !bundle.dictionary.has(effectiveOn)) return {};
  const basis = `${method.law}第${method.article}条:${method.title}`;
  const chosen = method.after?.find((a) => a.profile === undefined || a.profile === at.profile);
  if (!chosen)
    return {
      [effectiveOn]: servedOn,
      [derivation]: `${basis},以${method.counts}(${servedOn})为送达之日`,
    };
  const counted = startClock(rulesOf(bundle, at.calendar), chosen.deadline, at.instant, servedOn);
  const day = addDays(counted.due, 1);
  return {
    [effectiveOn]: day,
    [derivation]: [
      `${basis},${method.counts}为 ${servedOn}`,
      ...counted.derivation,
      `经过期间的次日(${day})为送达之日`,
    ].join(';'),
  };
}
