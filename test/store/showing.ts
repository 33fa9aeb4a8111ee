import { DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SettableClock } from '../../functions/adapters/clock.ts';
import type { CaseEvent } from '../../functions/contract/case.ts';
import type { Procedure } from '../../functions/contract/definitions/procedures.ts';
import { seal } from '../../functions/core/case/chain.ts';
import { foldEvents, GENESIS } from '../../functions/core/case/fold.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { releaseHash } from '../../functions/core/release/bundle.ts';
import type { Stores } from '../../functions/store/index.ts';
import { entriesOf } from '../../functions/store/view-items.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { project } from '../../functions/usecases/ops/project.ts';
import { loadBundle } from '../../functions/usecases/releases.ts';
import { AT, newCaseId, paper, TENANT } from './fixtures.ts';

const PROCEDURE: Procedure = {
  id: 'shown',
  title: '普通程序',
  about: '有一条线索',
  legalBasis: ['行政处罚法'],
  subject: 'matter',
  stages: [
    { id: 'filed', title: '立案' },
    { id: 'closed', title: '结案', final: true },
  ],
  actions: {
    decide: {
      title: '决定',
      in: ['filed'],
      form: 'decision',
      rules: [],
      who: { roles: ['OFFICER'] },
      leadsTo: [{ stage: 'closed' }],
    },
  },
};
const CONTENTS = { 'procedure/shown': contentHash(PROCEDURE) };
export const RELEASE = releaseHash(CONTENTS);

/** What ops use cases reach, on these stores. */
export const depsOn = (stores: Stores): Deps =>
  ({ stores, clock: new SettableClock(AT), tenants: [{ id: TENANT }] }) as unknown as Deps;

/** A release with a procedure of one action, so that a case on it shows in every list there is. */
export async function publishShown(stores: Stores): Promise<void> {
  const release = {
    hash: RELEASE,
    number: 1,
    title: '第 1 版',
    contents: CONTENTS,
    author: 'admin-one',
    approver: 'admin-two',
    publishedAt: AT,
    base: null,
    effective: { from: '2026-11-22' },
  };
  const bodies = new Map([[contentHash(PROCEDURE), PROCEDURE]]);
  if (!(await stores.releases.publish(TENANT, release, bodies))) throw new Error('not published');
}

let papers = 0;
/** The first event of a case that shows in every list but those of wakes. */
function firstEvent(caseId: string, procedure: string): CaseEvent {
  const n = ++papers;
  const hash = String(n).padStart(64, '0');
  return seal({
    tenant: TENANT,
    caseId,
    version: 1,
    at: AT,
    kind: 'opened',
    procedure,
    matter: null,
    release: RELEASE,
    actor: { id: 'officer', name: '李正', org: 'town', roles: ['OFFICER'] },
    transition: {
      title: `案件 ${n}`,
      stage: 'filed',
      share: ['city-forestry'],
      duties: { investigator: ['li-zheng'] },
      papers: [{ ...paper, hash, number: `楚子综执罚决〔2026〕${n}号` }],
      seals: [{ paper: hash, pdf: hash, by: 'li-zheng', role: 'TOWN_LEADER', at: AT }],
      published: { day: '2026-11-22', title: '处罚决定', number: null, lines: [] },
      clocks: [
        {
          id: 'APL_DECIDE_90D',
          startedAt: AT,
          from: '2026-11-22',
          due: '2027-02-20',
          provisional: true,
          derivation: [],
        },
      ],
    },
    prev: GENESIS,
  });
}

/** A step in the case, which becomes its title. */
export const stepOf = (before: CaseEvent, title: string): CaseEvent => {
  const { hash: prev, version, transition: _, ...same } = before;
  const at = new Date(Date.parse(before.at) + 60_000).toISOString();
  const { release, procedure, matter, actor, tenant, caseId } = same;
  return seal({
    tenant,
    caseId,
    procedure,
    matter,
    actor,
    release,
    kind: 'opened',
    version: version + 1,
    at,
    transition: { title },
    prev,
  });
};

/** Commits the last of these events, the whole history of the case up to it. */
export async function commitLast(stores: Stores, events: CaseEvent[]): Promise<void> {
  const state = foldEvents(events);
  const last = events.at(-1);
  if (!state || !last) throw new Error('no events');
  const cases = [{ events: [last], state, expectedVersion: last.version - 1 }];
  const answer = await stores.cases.commit({ tenant: TENANT, cases, numbers: [] });
  if (answer.kind !== 'done') throw new Error(answer.kind);
}

/** A new case, committed; its history so far. `procedure` another than that of the release cannot be shown. */
export async function begin(stores: Stores, procedure = 'shown'): Promise<CaseEvent[]> {
  const events = [firstEvent(newCaseId(), procedure)];
  await commitLast(stores, events);
  return events;
}

export async function showNow(deps: Deps, events: CaseEvent[]): Promise<void> {
  const state = foldEvents(events);
  if (state) await project(deps, [state]);
}

/** The lines the case should have by its record, as `list / key`. */
export async function linesOf(stores: Stores, caseId: string): Promise<{ pk: string; sk: string }[]> {
  const view = await stores.views.stored(TENANT, caseId);
  return view ? [...entriesOf(view).values()].map(({ pk, sk }) => ({ pk, sk })) : [];
}

const keyOf = ({ pk, sk }: { pk: string; sk: string }) => ({ pk: { S: pk }, sk: { S: sk } });
export const lose = ({ db }: Stores, line: { pk: string; sk: string }) =>
  db.client.send(new DeleteItemCommand({ TableName: db.name('views'), Key: keyOf(line) }));
export const write = ({ db }: Stores, line: { pk: string; sk: string }, says: unknown) =>
  db.client.send(
    new PutItemCommand({
      TableName: db.name('views'),
      Item: { ...keyOf(line), body: { S: JSON.stringify(says) } },
    }),
  );

/** Everything in the table of views, by key. */
export async function viewsTable({ db }: Stores): Promise<Map<string, unknown>> {
  const answer = await db.client.send(
    new ScanCommand({ TableName: db.name('views'), ConsistentRead: true, Limit: 500 }),
  );
  return new Map((answer.Items ?? []).map(({ pk, sk, ...rest }) => [`${pk?.S} / ${sk?.S}`, rest]));
}
export { loadBundle };
