import type { BriefEvent, CaseState } from '../../../contract/case.ts';
import type { Facts } from '../../../contract/definitions/facts.ts';
import type { Matter } from '../../../contract/definitions/matters.ts';
import type { Person } from '../../../contract/people.ts';
import { heldAgainst } from '../../deadlines/doubt.ts';
import { type ClockAsked, clockFact, kernelFacts } from '../../facts/kernel.ts';
import type { Known } from './retold.ts';

/** Kernel facts that follow from the case, its matter and the recorded event alone. */
const TOLD_BY_THE_CASE = /^(now|case|matter)\.|^actor\.(roles|org)$/;

/**
 * What a case knew when an event was recorded: its facts and the form's, its clocks, and of the kernel's facts those that
 * the record still tells. Who was qualified, certified or present on that day is in no record unless a rule asked.
 * @param before the state the event was added to
 * @param matter as the release of the event has it
 */
export function knownAt(event: BriefEvent, before: CaseState, matter: Matter | null): Known {
  const own: Facts = { ...before.facts, ...event.transition.facts };
  const linked = [...before.links, ...(event.transition.links ?? [])].some((l) => l.relation === 'parent');
  let kernel: Facts | undefined;
  let asked: ClockAsked | undefined;
  return (name, dictionary) => {
    const from = dictionary.get(name)?.from;
    if (from && 'clock' in from) {
      const clock = before.clocks[from.clock];
      asked ??= { instant: event.at, clocks: before.clocks, against: heldAgainst(event.at, own) };
      return clock && clockFact(clock, from.read, asked);
    }
    if (!from || !('kernel' in from)) return own[name];
    if (!TOLD_BY_THE_CASE.test(name) && (name !== 'actor.duties' || linked)) return null;
    kernel ??= kernelFacts(
      {
        instant: event.at,
        // Only the id, office and roles of the person are read; the rest nobody wrote down.
        actor: { ...event.actor, active: false } as Person,
        officers: null,
        officersDay: '',
        matter,
        state: before,
        parent: null,
        dictionary: new Map(),
        params: [],
      },
      own,
    );
    return kernel[name];
  };
}
