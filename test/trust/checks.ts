/** The promises, each as a pure function over what the writers were told and what the store holds. */
import type { CaseEvent, CaseState } from '../../functions/contract/case.ts';
import { chainFault } from '../../functions/core/case/chain.ts';
import { foldEvents, GENESIS } from '../../functions/core/case/fold.ts';
import { canonicalJson } from '../../functions/core/hash.ts';
import * as keys from '../../functions/store/keys.ts';
import type { Entry, Fault } from './ledger.ts';
import type { CaseTrace, EventTrace, Stored } from './trace.ts';

export const row = (pk: string, sk: string): string => `${pk}\n${sk}`;
const shown = (key: string): string => key.replace('\n', ' / ');

/** Acknowledged: there exactly once, as it was answered. Refused: not there. And nothing nobody filed. */
export function answerFaults(entries: Entry[], cases: CaseTrace[]): Fault[] {
  const found = new Map<string, { caseId: string; event: EventTrace }[]>();
  for (const { caseId, events } of cases) {
    for (const event of events) {
      if (event.submission === null) continue;
      found.set(event.submission, [...(found.get(event.submission) ?? []), { caseId, event }]);
    }
  }
  const known = new Set(entries.map(({ body }) => body.id));
  const strangers = [...found.keys()].filter((id) => !known.has(id));
  return [
    ...entries.flatMap((entry) => entryFaults(entry, found.get(entry.body.id) ?? [])),
    ...strangers.map((id) => ({ check: 'lost', say: `submission ${id} was filed by no writer` })),
  ];
}

function entryFaults(entry: Entry, found: { caseId: string; event: EventTrace }[]): Fault[] {
  const fault = (say: string): Fault[] => [
    { check: 'lost', say: `${entry.body.action} ${entry.body.id} ${say}` },
  ];
  if (entry.state === 'open') return fault('was never settled');
  const wanted = entry.state === 'acknowledged' ? 1 : 0;
  if (found.length !== wanted) return fault(`was ${entry.state} and is there ${found.length} times`);
  const [there] = found;
  const { told } = entry;
  if (!there || !told) return [];
  const { caseId, event } = there;
  const same =
    told.caseId === caseId &&
    told.version === event.version &&
    told.hash === event.hash &&
    told.said === event.said;
  return same ? [] : fault(`is ${caseId} version ${event.version}, not as it was answered`);
}

/** One case: an unbroken chain, and a head that is the fold of its events and of nothing else. */
export function caseFaults(head: CaseState, events: CaseEvent[]): Fault[] {
  const broken = chainFault(events, GENESIS);
  if (broken) return [{ check: 'half', say: `${head.id} version ${broken.version}: ${broken.say}` }];
  if (canonicalJson(head) === canonicalJson(foldEvents(events))) return [];
  return [
    { check: 'half', say: `${head.id}: head ${head.version} is not the fold of ${events.length} events` },
  ];
}

/** Every row one of the events accounts for, and none besides: a transaction left no part of itself out or behind. */
export function rowFaults({
  cases,
  rows,
  sealedRows,
}: Pick<Stored, 'cases' | 'rows' | 'sealedRows'>): Fault[] {
  const wanted = new Set<string>();
  const wantedSealed = new Set<string>();
  for (const { tenant, caseId, events } of cases) {
    const pk = keys.caseKey(tenant, caseId);
    for (const event of events) {
      wanted.add(row(pk, keys.eventSort(event.version)));
      if (event.version === 1) wanted.add(row(keys.casesKey(tenant), caseId));
      if (event.submission)
        wanted.add(row(keys.submissionKey(tenant, event.submission), keys.SUBMISSION_SORT));
      for (const { word, year, n } of event.numbers.map(partsOf))
        wanted.add(row(keys.numbersKey(tenant, word, year), keys.numberSort(n)));
      if (event.sealed) wantedSealed.add(row(pk, event.sealed));
    }
  }
  return [...difference(wanted, rows), ...difference(wantedSealed, sealedRows)];
}

const difference = (wanted: Set<string>, there: Set<string>): Fault[] => [
  ...missing(wanted, there).map((key) => ({ check: 'half', say: `row ${shown(key)} is missing` })),
  ...missing(there, wanted).map((key) => ({ check: 'half', say: `row ${shown(key)} belongs to no event` })),
];
const missing = (some: Set<string>, others: Set<string>): string[] =>
  [...some].filter((key) => !others.has(key));

/** The parts of `楚大综执立〔2026〕1号`. @throws for any other text */
function partsOf(number: string): { town: string; word: string; year: string; n: number } {
  const [, town, word, year, n] = /^楚(.+)综执(.+)〔(\d{4})〕(\d+)号$/.exec(number) ?? [];
  if (!town || !word || !year) throw new Error(`${number} is no document number`);
  return { town, word, year, n: Number(n) };
}

/** How many papers each township gave out, by word and year. */
export function series(cases: CaseTrace[]): Map<string, number[]> {
  const given = new Map<string, number[]>();
  for (const { tenant, events } of cases) {
    for (const { town, word, year, n } of events.flatMap((event) => event.numbers).map(partsOf)) {
      const name = `${tenant} 楚${town}综执${word}〔${year}〕`;
      given.set(name, [...(given.get(name) ?? []), n]);
    }
  }
  return given;
}

/** Numbers count from one, without gap, each once. */
export function numberFaults(cases: CaseTrace[]): Fault[] {
  return [...series(cases)].flatMap(([name, numbers]) => {
    const distinct = new Set(numbers);
    const fault = (say: string): Fault => ({ check: 'numbers', say: `${name} ${say}` });
    const doubled = [...distinct].filter((n) => numbers.indexOf(n) !== numbers.lastIndexOf(n));
    const last = Math.max(...numbers);
    const skipped = Array.from({ length: last }, (_, i) => i + 1).filter((n) => !distinct.has(n));
    return [
      ...doubled.map((n) => fault(`${n}号 was given twice`)),
      ...skipped.map((n) => fault(`${n}号 was skipped`)),
    ];
  });
}

/** What was declared void was issued before in the same case, and is void once; its number stays in the row. */
export function voidFaults(cases: CaseTrace[]): Fault[] {
  return cases.flatMap(({ caseId, events }) => {
    const issued = new Set<string>();
    const gone = new Set<string>();
    return events.flatMap(({ version, papers, voided }) => {
      const wrong = voided.filter((paper) => !issued.has(paper) || gone.has(paper));
      for (const paper of voided) gone.add(paper);
      for (const paper of papers) issued.add(paper);
      return wrong.map((paper) => ({
        check: 'voids',
        say: `${caseId} version ${version} declares ${paper} void, which does not stand`,
      }));
    });
  });
}

/** How many papers were declared void. */
export const voids = (cases: CaseTrace[]): number =>
  cases.flatMap(({ events }) => events).reduce((sum, { voided }) => sum + voided.length, 0);

const OTHER_SIDE = { child: 'parent', parent: 'child' } as const;

/** Two linked cases know of each other, and an event that another case caused is there together with its cause. */
export function linkFaults(cases: CaseTrace[]): Fault[] {
  const byId = new Map(cases.map((one) => [one.caseId, one]));
  const fault = (say: string): Fault => ({ check: 'links', say });
  return cases.flatMap(({ caseId, links, events }) => [
    ...links
      .filter(({ caseId: other, relation }) => {
        const back = byId.get(other)?.links.filter((link) => link.caseId === caseId) ?? [];
        return back.length !== 1 || back[0]?.relation !== OTHER_SIDE[relation];
      })
      .map(({ caseId: other }) => fault(`${caseId} is linked to ${other}, which does not say so once`)),
    ...events
      .filter(({ origin, at }) => {
        const cause = origin && byId.get(origin.caseId)?.events.find((e) => e.version === origin.version);
        return origin !== null && cause?.at !== at;
      })
      .map(({ version }) => fault(`${caseId} version ${version} was caused by an event that is not there`)),
  ]);
}
