import { createHash, randomUUID } from 'node:crypto';
import type { BriefEvent } from '../../../contract/case.ts';
import type { ReplayExample } from '../../../contract/replay.ts';
import { applyEvent, emptyState } from '../../../core/case/fold.ts';
import { canonicalJson, contentHash } from '../../../core/hash.ts';
import type { Bundle } from '../../../core/release/bundle.ts';
import { knownAt } from '../../../core/release/replay/known.ts';
import { type Change, type RecordedDecision, replayDecision } from '../../../core/release/replay/replay.ts';
import { MOST_GROUPS, type ReplayRecord } from '../../../ports/replays.ts';
import type { Deps } from '../../deps.ts';
import { decisionsOfCase } from '../../ops/all-cases.ts';
import { loadBundle } from '../../releases.ts';

/** What is compared: the rules in force, and those a draft would put in their place. */
export type Comparison = { live: Bundle; next: Bundle };
/** Which comparison a record is of. */
export const contentOf = ({ live, next }: Comparison): string => contentHash([live.hash, next.hash]);

/** What was decided after a replay began may not be in it. So long it counts as of all decisions; then it is done anew. */
const GOOD_FOR_MS = 24 * 60 * 60 * 1_000;

/** Whether a replay says nothing of this comparison any more: it was of another one, or began too long ago. */
export const isStale = (record: ReplayRecord, content: string, now: string): boolean =>
  record.content !== content || Date.parse(now) - Date.parse(record.startedAt) > GOOD_FOR_MS;

/** How much one step may do; whichever is used up first ends it. */
export type Budget = { cases?: number; ms?: number };

const CASES_AT_ONCE = 10;
const EXAMPLES_KEPT = 200;

/** A replay that has not begun. */
export const freshRun = (content: string, startedAt: string): Omit<ReplayRecord, 'version'> => ({
  run: randomUUID(),
  content,
  cursor: null,
  startedAt,
  finishedAt: null,
  cases: 0,
  decisions: 0,
  changed: 0,
  restated: 0,
  groups: [],
  sum: '0',
});

/** Every recorded decision of a case, oldest first, with the event and what the case knew then. */
export async function* decisionsOf<E extends BriefEvent>(
  deps: Deps,
  tenant: string,
  history: E[],
): AsyncGenerator<{ event: E; decision: RecordedDecision }> {
  const [first] = history;
  if (!first) return;
  let state = emptyState(first);
  for (const event of history) {
    if (event.verdict && event.submission) {
      const release = await loadBundle(deps, tenant, event.release);
      const matter = event.matter === null ? null : (release.get('matter', event.matter)?.body ?? null);
      const known = knownAt(event, state, matter);
      const { procedure, submission, verdict } = event;
      const filed = {
        matter: event.matter,
        form: submission.form.id,
        data: submission.data,
        instant: event.at,
        actor: event.actor.id,
        earlier: state.facts,
        inherits: state.version === 0 && (event.transition.links ?? []).some((l) => l.relation === 'parent'),
      };
      yield { event, decision: { release, procedure, action: submission.action, verdict, known, filed } };
    }
    state = applyEvent(state, event);
  }
}

/**
 * Goes on with a replay within a budget: page after page of the township's cases, from where the record stands. Answers
 * the record as it then is, with the groups whose examples grew; nothing is written here. Memory holds one page of cases.
 */
export async function goOn(
  deps: Deps,
  tenant: string,
  comparison: Comparison,
  record: ReplayRecord,
  examples: Map<string, ReplayExample[]>,
  budget: Budget,
): Promise<{ record: ReplayRecord; touched: Set<string> }> {
  const tally = new Tally(record, examples);
  const began = performance.now();
  let { cursor } = record;
  for (let cases = 0; ; ) {
    const limit = Math.min(CASES_AT_ONCE, (budget.cases ?? Number.POSITIVE_INFINITY) - cases);
    const page = await deps.stores.cases.casesOf(tenant, { limit, cursor: cursor ?? undefined });
    const histories = await Promise.all(page.items.map((caseId) => decisionsOfCase(deps, tenant, caseId)));
    for (const history of histories) {
      tally.cases += 1;
      for await (const { event, decision } of decisionsOf(deps, tenant, history))
        tally.add(event, replayDecision(comparison.live, comparison.next, decision));
    }
    cases += page.items.length;
    cursor = page.cursor;
    const spent =
      cases >= (budget.cases ?? Number.POSITIVE_INFINITY) ||
      performance.now() - began >= (budget.ms ?? Number.POSITIVE_INFINITY) ||
      tally.touched.size >= MOST_GROUPS / 2;
    if (cursor === null || spent) break;
  }
  const finishedAt = cursor === null ? deps.clock.now() : null;
  return { record: { ...record, ...tally.result(), cursor, finishedAt }, touched: tally.touched };
}

/** Counts by cause, and the first examples of each. */
class Tally {
  cases: number;
  decisions: number;
  changed: number;
  restated: number;
  readonly touched = new Set<string>();
  readonly #groups: Map<string, ReplayRecord['groups'][number]>;
  readonly #examples: Map<string, ReplayExample[]>;
  #sum: bigint;

  constructor(record: ReplayRecord, examples: Map<string, ReplayExample[]>) {
    ({
      cases: this.cases,
      decisions: this.decisions,
      changed: this.changed,
      restated: this.restated,
    } = record);
    this.#groups = new Map(record.groups.map((g) => [g.id, { ...g }]));
    this.#examples = examples;
    this.#sum = BigInt(`0x${record.sum}`);
  }

  add({ caseId, version, submission }: BriefEvent, replayed: ReturnType<typeof replayDecision>): void {
    this.decisions += 1;
    if (replayed === null) return;
    if (replayed === 'restated') {
      this.restated += 1;
      return;
    }
    this.changed += 1;
    const { before, after } = replayed;
    const example = { caseId, version, action: submission?.action ?? '', before, after };
    const groups = groupsOf(replayed);
    for (const group of groups.values()) this.#count(group, example);
    this.#sum = (this.#sum + hashNumber([example, [...groups.keys()].sort()])) % MODULUS;
  }

  #count(group: ReplayRecord['groups'][number], example: ReplayExample): void {
    const kept = this.#groups.get(group.id) ?? group;
    kept.count += 1;
    this.#groups.set(group.id, kept);
    const examples = this.#examples.get(group.id) ?? [];
    if (examples.length >= EXAMPLES_KEPT) return;
    // a page of cases may bring more groups than one transaction takes: those beyond are counted without example
    if (!this.touched.has(group.id) && this.touched.size >= MOST_GROUPS) return;
    examples.push(example);
    this.#examples.set(group.id, examples);
    this.touched.add(group.id);
  }

  result(): Pick<ReplayRecord, 'cases' | 'decisions' | 'changed' | 'restated' | 'groups' | 'sum'> {
    const { cases, decisions, changed, restated } = this;
    return {
      cases,
      decisions,
      changed,
      restated,
      groups: [...this.#groups.values()],
      sum: this.#sum.toString(16),
    };
  }
}

/** The groups a decision counts in: each cause with what it made of a rule, once. */
function groupsOf({ shifts }: Change): Map<string, ReplayRecord['groups'][number]> {
  const groups = new Map<string, ReplayRecord['groups'][number]>();
  for (const { from, to, causes } of shifts)
    for (const cause of causes) {
      const id = contentHash({ cause, from, to }).slice(0, 16);
      groups.set(id, { id, cause, from, to, count: 0 });
    }
  return groups;
}

const MODULUS = 2n ** 256n;
const hashNumber = (value: unknown): bigint =>
  BigInt(`0x${createHash('sha256').update(canonicalJson(value)).digest('hex')}`);

/** What a finished replay was of, and everything it found, as one hash: what the approver acknowledges. */
export function digestOf({
  content,
  cases,
  decisions,
  changed,
  restated,
  groups,
  sum,
}: ReplayRecord): string {
  const counts = groups.map(({ id, count }) => [id, count]).sort();
  return contentHash({ content, cases, decisions, changed, restated, counts, sum });
}
