import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseState, Paper, Verdict } from '../../functions/contract/case.ts';
import { seal } from '../../functions/core/case/chain.ts';
import { foldEvents, GENESIS } from '../../functions/core/case/fold.ts';
import * as keys from '../../functions/store/keys.ts';
import {
  answerFaults,
  caseFaults,
  linkFaults,
  numberFaults,
  row,
  rowFaults,
  voidFaults,
} from '../trust/checks.ts';
import { type Entry, Ledger, type Request } from '../trust/ledger.ts';
import { Random } from '../trust/random.ts';
import { traceOf } from '../trust/trace.ts';

/** The checks of `npm run trust -- crash`, on a store that is right and on the same store doctored. */
const TENANT = 'daguokou';
const CASE = `C-${'1'.repeat(20)}`;
const CLAIM = `C-${'2'.repeat(20)}`;
const AT = '2026-05-20T01:00:00.000Z';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

import { paper as issued } from '../store/fixtures.ts';

const verdict: Verdict = {
  outcome: 'allowed',
  effects: [],
  rules: [],
  missingFacts: [],
  ruleSets: {},
  release: 'a'.repeat(64),
  facts: {},
  days: { act: null, decision: '2026-05-20' },
};
const paper = (n: number): Paper => ({
  ...issued,
  template: 'DOC-02',
  title: '立案审批表',
  number: `楚大综执立〔2026〕${n}号`,
  seal: 'NONE',
  checkUrl: null,
});
type Part = Partial<CaseEvent> & Pick<CaseEvent, 'transition'>;

/** Events of one case, each sealed onto the one before. */
function history(caseId: string, parts: Part[]): CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const [i, part] of parts.entries()) {
    const event = {
      tenant: TENANT,
      caseId,
      version: i + 1,
      at: AT,
      kind: 'submission' as const,
      procedure: 'ordinary-penalty',
      matter: 'LC-001',
      release: 'a'.repeat(64),
      actor: { id: 'officer', name: '赵演示', org: 'town', roles: [] },
      ...part,
      prev: events.at(-1)?.hash ?? GENESIS,
    };
    events.push(seal(event));
  }
  return events;
}
const filed = (n: number, transition: CaseEvent['transition'], sealed?: string): Part => ({
  verdict,
  transition,
  submission: {
    id: uuid(n),
    action: 'some-step',
    form: { id: 'some-form', hash: 'd'.repeat(64) },
    data: {},
    ...(sealed && { sealed: { id: sealed, digest: 'e'.repeat(64) } }),
  },
});
const link = (caseId: string, relation: 'child' | 'parent') => ({ caseId, procedure: 'linked', relation });

/** A case with a sealed reporter and two numbered papers, claimed by the city. */
function aRightStore() {
  const events = history(CASE, [
    filed(1, { stage: 'reported' }, 'S-1'),
    filed(2, { stage: 'investigating', papers: [paper(1)] }),
    filed(3, { papers: [paper(2)] }),
    {
      kind: 'linked',
      origin: { caseId: CLAIM, version: 1, say: '争议' },
      transition: { links: [link(CLAIM, 'child')] },
    },
  ]);
  const claim = history(CLAIM, [filed(4, { links: [link(CASE, 'parent')] })]);
  const stores = [events, claim];
  return { events, claim, ...storeOf(stores), entries: stores.flatMap(acknowledged) };
}

function storeOf(histories: CaseEvent[][]) {
  const cases = histories.map((events) => traceOf(foldEvents(events) as CaseState, events));
  const rows = new Set<string>();
  const sealedRows = new Set<string>();
  for (const event of histories.flat()) {
    const pk = keys.caseKey(TENANT, event.caseId);
    rows.add(row(pk, keys.eventSort(event.version)));
    if (event.version === 1) rows.add(row(keys.casesKey(TENANT), event.caseId));
    if (event.submission)
      rows.add(row(keys.submissionKey(TENANT, event.submission.id), keys.SUBMISSION_SORT));
    if (event.submission?.sealed) sealedRows.add(row(pk, event.submission.sealed.id));
    for (const { number } of event.transition.papers ?? []) {
      const n = Number(/(\d+)号/.exec(number ?? '')?.[1]);
      rows.add(row(keys.numbersKey(TENANT, '立', '2026'), keys.numberSort(n)));
    }
  }
  return { cases, rows, sealedRows };
}

const requestOf = (id: string, contested = false): Request => ({
  township: TENANT,
  account: 'officer',
  path: '/api/cases',
  body: { id, action: 'some-step' },
  contested,
});
const answerOf = ({ caseId, version, hash, transition }: CaseEvent) => ({
  status: 200,
  body: { caseId, version, hash, stage: 'x', verdict, papers: transition.papers ?? [], links: [] },
});

/** What the writers know when every submission of the events was acknowledged. */
function acknowledged(events: CaseEvent[]): Entry[] {
  const ledger = new Ledger();
  for (const event of events) {
    if (!event.submission) continue;
    ledger.settle(ledger.open(requestOf(event.submission.id)), answerOf(event), 1, false);
  }
  expect(ledger.faults).toEqual([]);
  return ledger.entries;
}
const says = (faults: { say: string }[]) => faults.map(({ say }) => say).join('\n');

describe('the checks after a crash', () => {
  it('find nothing wrong with a store that is right', () => {
    const store = aRightStore();
    expect(answerFaults(store.entries, store.cases)).toEqual([]);
    expect(rowFaults(store)).toEqual([]);
    expect(numberFaults(store.cases)).toEqual([]);
    expect(voidFaults(store.cases)).toEqual([]);
    expect(linkFaults(store.cases)).toEqual([]);
    expect(caseFaults(foldEvents(store.events) as CaseState, store.events)).toEqual([]);
  });

  it('notice an acknowledged submission that is lost', () => {
    const { events, entries } = aRightStore();
    const { cases } = storeOf([events.slice(0, 2)]);
    expect(says(answerFaults(entries, cases))).toContain(`${uuid(3)} was acknowledged and is there 0 times`);
  });

  it('notice an acknowledged submission that was recorded twice', () => {
    const { cases, entries } = aRightStore();
    const [first] = cases;
    first?.events.push({ ...(first.events[2] as (typeof first.events)[number]), version: 5 });
    expect(says(answerFaults(entries, cases))).toContain(`${uuid(3)} was acknowledged and is there 2 times`);
  });

  it('notice an event that is not what was acknowledged', () => {
    const { cases, entries } = aRightStore();
    const event = cases[0]?.events[1];
    if (event) event.said = 'f'.repeat(64);
    expect(says(answerFaults(entries, cases))).toContain(
      `${uuid(2)} is ${CASE} version 2, not as it was answered`,
    );
  });

  it('notice a refused submission that was recorded, one never settled, and one nobody filed', () => {
    const { cases, entries } = aRightStore();
    const [first, second] = entries as [Entry, Entry];
    const changed: Entry[] = [
      { ...first, state: 'refused' },
      { ...second, state: 'open' },
    ];
    const found = says(answerFaults(changed, cases));
    expect(found).toContain(`${uuid(1)} was refused and is there 1 times`);
    expect(found).toContain(`${uuid(2)} was never settled`);
    expect(found).toContain(`${uuid(3)} was filed by no writer`);
  });

  it('notice a head that is behind its events, an event changed afterwards, and one taken out', () => {
    const { events } = aRightStore();
    const head = foldEvents(events) as CaseState;
    const behind = foldEvents(events.slice(0, 3)) as CaseState;
    expect(caseFaults(behind, events)).toHaveLength(1);
    const forged = events.map((e, i) => (i === 1 ? { ...e, at: '2026-05-21T01:00:00.000Z' } : e));
    expect(says(caseFaults(head, forged))).toContain('version 2');
    expect(says(caseFaults(head, events.toSpliced(1, 1)))).toContain('version 2');
  });

  it.each([
    ['an event', row(keys.caseKey(TENANT, CASE), keys.eventSort(2))],
    ['the answer of a submission', row(keys.submissionKey(TENANT, uuid(2)), keys.SUBMISSION_SORT)],
    ['a number in the register', row(keys.numbersKey(TENANT, '立', '2026'), keys.numberSort(2))],
  ])('notice a transaction that left out %s', (_, key) => {
    const store = aRightStore();
    store.rows.delete(key);
    expect(rowFaults(store)).toEqual([{ check: 'half', say: expect.stringContaining('is missing') }]);
  });

  it('notice a number taken for no paper, and sealed data without a case', () => {
    const store = aRightStore();
    store.rows.add(row(keys.numbersKey(TENANT, '立', '2026'), keys.numberSort(3)));
    store.sealedRows.add(row(keys.caseKey(TENANT, CASE), 'S-2'));
    expect(rowFaults(store).map(({ say }) => say)).toEqual([
      expect.stringContaining('belongs to no event'),
      expect.stringContaining('belongs to no event'),
    ]);
  });

  it('notice a document number given twice and one skipped', () => {
    const { events } = aRightStore();
    const again = history(CLAIM, [filed(5, { papers: [paper(2), paper(4)] })]);
    const found = says(numberFaults(storeOf([events, again]).cases));
    expect(found).toContain('2号 was given twice');
    expect(found).toContain('3号 was skipped');
  });

  it('notice a paper declared void that was never issued, or is void already', () => {
    const there = { ...paper(1), hash: 'b'.repeat(64) };
    const gone = { paper: there.hash, day: '2026-05-21', reason: '住址写错', by: 'town-leader' };
    const right = [filed(1, { papers: [there] }), filed(2, { voided: [gone] })];
    const found = (...parts: Part[]) => says(voidFaults(storeOf([history(CASE, parts)]).cases));
    expect(found(...right)).toBe('');
    expect(found(...right, filed(3, { voided: [gone] }))).toContain('version 3');
    expect(found(filed(1, { voided: [gone] }))).toContain('which does not stand');
  });

  it('notice a link that only one side knows of, and an effect without its cause', () => {
    const { events } = aRightStore();
    const unlinked = history(CLAIM, [filed(4, {})]);
    expect(says(linkFaults(storeOf([events, unlinked]).cases))).toContain(`${CASE} is linked to ${CLAIM}`);
    expect(says(linkFaults(storeOf([events]).cases))).toContain('was caused by an event that is not there');
  });
});

describe('the ledger of a writer', () => {
  const { events } = aRightStore();
  const event = events[1] as CaseEvent;
  const opened = (contested = false) => {
    const ledger = new Ledger();
    return { ledger, entry: ledger.open(requestOf(uuid(2), contested)) };
  };
  const problem = (status: number, code: string) => ({ status, body: { status, code, detail: '详情' } });

  it('takes failures of a killed server for what they are, and waits', () => {
    const { ledger, entry } = opened();
    ledger.settle(entry, null, 1, true);
    ledger.settle(entry, problem(500, 'internal'), 1, true);
    expect([entry.state, entry.lostIn, ledger.faults]).toEqual(['open', 1, []]);
  });

  it('holds a failure against a server nobody killed', () => {
    const { ledger, entry } = opened();
    ledger.settle(entry, problem(500, 'internal'), 1, false);
    expect(ledger.faults).toHaveLength(1);
  });

  it('holds another answer to the same submission against the server', () => {
    const { ledger, entry } = opened();
    ledger.settle(entry, answerOf(event), 1, false);
    ledger.settle(entry, answerOf(event), 2, false);
    expect(ledger.faults).toEqual([]);
    ledger.settle(entry, answerOf(events[2] as CaseEvent), 3, false);
    ledger.settle(entry, problem(409, 'version-conflict'), 4, false);
    expect(ledger.faults.map(({ check }) => check)).toEqual(['first-answer', 'first-answer']);
  });

  it('takes a version conflict for an answer only where others file on the case, too', () => {
    const shared = opened(true);
    shared.ledger.settle(shared.entry, problem(409, 'version-conflict'), 1, false);
    expect([shared.entry.state, shared.ledger.faults]).toEqual(['refused', []]);
    const own = opened();
    own.ledger.settle(own.entry, problem(409, 'version-conflict'), 1, false);
    expect(own.ledger.faults).toHaveLength(1);
  });
});

describe('the random moments of a run', () => {
  const moments = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 20 }, () => random.between(0, 1000));
  };

  it('are the same again for the same seed, and others for another', () => {
    expect(moments(7)).toEqual(moments(7));
    expect(moments(8)).not.toEqual(moments(7));
    expect(Math.min(...moments(7))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...moments(7))).toBeLessThanOrEqual(1000);
  });
});
