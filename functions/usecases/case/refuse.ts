import type { CaseState, Verdict } from '../../contract/case.ts';
import { type Fault, Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';
import { labelsOf } from './labels.ts';

/** A refused attempt on a case: nothing changes, the audit log keeps who, what, why and under which article. */
export class RefusedAttempt extends Refusal {
  readonly person: Person;
  readonly state: CaseState;
  readonly what: string;
  constructor(person: Person, state: CaseState, what: string, refusal: Refusal) {
    super(refusal.code, refusal.detail, refusal.faults, refusal.extra);
    this.person = person;
    this.state = state;
    this.what = what;
  }
}

/** Keep a refusal in the log, where it was one of an attempt on a case. Only once it is the answer somebody gets. */
export async function logRefusal(deps: Deps, refusal: Refusal): Promise<void> {
  if (!(refusal instanceof RefusedAttempt)) return;
  const { person, state, what, code, detail, faults } = refusal;
  await deps.stores.audit.append(state.tenant, {
    at: deps.clock.now(),
    actor: person.id,
    what,
    caseId: state.version === 0 ? null : state.id,
    code,
    detail,
    basis: [...new Set(faults.flatMap((f) => f.basis ?? []))],
  });
}

export const versionConflict = (now: number, seen: number): Refusal =>
  new Refusal(
    'version-conflict',
    `案件已更新到第 ${now} 版，你看到的是第 ${seen} 版`,
    [{ path: '/expectedVersion', say: `应为 ${now}` }],
    { currentVersion: now },
  );

/** The refusal a verdict amounts to; null when it allows. */
export function refusalOf(verdict: Verdict, bundle: Bundle): Refusal | null {
  if (verdict.outcome === 'allowed') return null;
  const stopped = verdict.rules.filter((r) =>
    verdict.outcome === 'refused' ? r.fired && isDenied(verdict, r.id) : r.holds,
  );
  const faults: Fault[] = stopped.map((r) => ({
    path: `/rules/${r.id}`,
    code: r.id,
    say: verdict.outcome === 'refused' ? r.say : `“${r.title}”还不能判断`,
    basis: r.legalBasis,
  }));
  const missingFacts = verdict.missingFacts.map((fact) => ({
    fact,
    label: bundle.dictionary.get(fact)?.label ?? fact,
  }));
  if (verdict.outcome === 'refused')
    return new Refusal(
      'rules-refused',
      faults.map((f) => `${f.say}（${f.basis?.join('、')}）`).join('；'),
      faults,
      { verdict, missingFacts, labels: labelsOf(bundle, [verdict]) },
    );
  const labels = missingFacts.map((m) => m.label).join('、');
  return new Refusal('facts-missing', `还需要查明：${labels}`, faults, {
    verdict,
    missingFacts,
    labels: labelsOf(bundle, [verdict]),
  });
}

const isDenied = (verdict: Verdict, rule: string): boolean =>
  verdict.effects.some((e) => e.rule === rule && e.effect.type === 'deny');
