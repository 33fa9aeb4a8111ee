import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { CaseEvent, CaseState, Transition, Verdict } from '../../functions/contract/case.ts';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Action, Outcome } from '../../functions/contract/definitions/procedures.ts';
import type { Role } from '../../functions/contract/ids.ts';
import type { Person } from '../../functions/contract/people.ts';
import { whyNot } from '../../functions/core/case/authorize.ts';
import { seal } from '../../functions/core/case/chain.ts';
import { applyEvent, emptyState } from '../../functions/core/case/fold.ts';
import { signatory } from '../../functions/core/case/issuing.ts';
import { parentTransition, takenOver } from '../../functions/core/case/linked.ts';
import { chooseOutcome, transitionOf } from '../../functions/core/case/transition.ts';
import { decide, type PinnedRuleSet } from '../../functions/core/decide/decide.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { kernelFacts } from '../../functions/core/facts/kernel.ts';
import { mapForm } from '../../functions/core/facts/map-form.ts';
import { dataFaults } from '../../functions/core/forms/validate.ts';
import { bundle as bundleOf, type Entry } from '../../functions/core/release/bundle.ts';
import { decideOn } from '../../functions/core/release/examples/examples.ts';

const bundle = bundleOf(loadPacks('.').entries);
const tenant = { id: 'daguokou', name: '大过口乡', government: '楚雄市大过口乡人民政府', short: '大' };
const procedure = (bundle.get('procedure', 'jurisdiction-dispute') as Entry<'procedure'>).body;
const matter = (bundle.get('matter', 'LC-001') as Entry<'matter'>).body;
const PARENT = `C-${'0'.repeat(19)}1`;
const CHILD = `C-${'0'.repeat(19)}2`;

function aPerson(role: Role, org = 'town'): Person {
  return {
    id: role.toLowerCase().replaceAll('_', '-'),
    name: '某人',
    title: '职务',
    org,
    orgName: org,
    tenants: [tenant.id],
    roles: [role],
    certificate: null,
    legallyQualified: false,
    reviewerSince: null,
    principal: false,
    active: true,
  };
}
const forestry = aPerson('CITY_DEPT', 'city-forestry');
const officer = aPerson('OFFICER');
const leader = aPerson('TOWN_LEADER');
const cityGov = aPerson('CITY_GOV', 'city-gov');

type World = { child: CaseState; parent: CaseState; verdict: Verdict | null };
type Filed = World & { refused: string | null };

function aDispute(facts: Facts): World {
  const blank = {
    tenant: tenant.id,
    matter: matter.id,
    release: bundle.hash,
    at: '2026-05-20T02:00:00.000Z',
  };
  const parent = emptyState({ ...blank, caseId: PARENT, procedure: 'ordinary-penalty' });
  return {
    parent: { ...parent, facts },
    child: emptyState({ ...blank, caseId: CHILD, procedure: procedure.id }),
    verdict: null,
  };
}

/** One filing through the pure core, on the dispute and on the case it is about. */
async function file(
  world: World,
  person: Person,
  id: string,
  data: unknown,
  instant: string,
): Promise<Filed> {
  const action = procedure.actions[id] as Action;
  const no = action.start ? null : whyNot(person, procedure, id, world.child);
  if (no) return { ...world, refused: no.code };
  const form = bundle.get('form', action.form) as Entry<'form'>;
  expect(dataFaults(form.body, form.hash, data)).toEqual([]);
  const formFacts = mapForm(form.body.facts, data, {
    instant,
    actor: person.id,
    dictionary: bundle.dictionary,
  });
  const verdict = await judge(world, person, action, formFacts, instant);
  if (verdict.outcome !== 'allowed') return { ...world, verdict, refused: verdict.outcome };
  return {
    ...carryOut({ world, person, id, action, data, formFacts, verdict, instant }),
    verdict,
    refused: null,
  };
}

function judge({ child, parent }: World, actor: Person, action: Action, formFacts: Facts, instant: string) {
  const known = { ...child.facts, ...formFacts };
  const kernel = kernelFacts(
    {
      instant,
      actor,
      officers: null,
      matter,
      state: child,
      officersDay: instant.slice(0, 10),
      parent,
      dictionary: bundle.dictionary,
      params: [],
    },
    known,
  );
  const sets = action.rules.map((id) => bundle.ruleSet(id) as PinnedRuleSet);
  return decide(
    sets,
    deriveFacts(bundle.dictionary, { ...known, ...kernel }),
    { act: null, decision: instant.slice(0, 10) },
    bundle.hash,
  );
}

type Allowed = {
  world: World;
  person: Person;
  id: string;
  action: Action;
  data: unknown;
  formFacts: Facts;
  verdict: Verdict;
  instant: string;
};

/** The dispute and the case it is about after an allowed filing; a dispute begins with what it may know of the case. */
function carryOut({ world, person, id, action, data, formFacts, verdict, instant }: Allowed) {
  const { child, parent } = world;
  const outcome = chooseOutcome(action, data) as Outcome;
  const numbers = new Map(['请', '移'].map((word) => [word, 1]));
  const answer = transitionOf({
    ...{ bundle, instant, tenant, actor: person, state: child, matter, actionId: id, action, outcome },
    ...{ data, verdict, formFacts, openings: [], numbers },
    people: new Map([[person.id, signatory(person)]]),
    checkUrl: 'https://demo.invalid/check',
  });
  if ('faults' in answer) throw new Error(answer.faults.map((f) => f.say).join());
  const inherited =
    child.version === 0 ? { facts: { ...takenOver(procedure, parent).facts, ...formFacts } } : {};
  return {
    child: after(child, 'submission', { ...answer.transition, ...inherited }, person, instant),
    parent: outcome.parent
      ? after(
          parent,
          'linked',
          parentTransition(outcome.parent, child, data, { state: parent, bundle, instant }),
          person,
          instant,
        )
      : parent,
  };
}

function after(state: CaseState, kind: CaseEvent['kind'], transition: Transition, by: Person, at: string) {
  const { tenant, id: caseId, procedure, matter, hash: prev } = state;
  const actor = { id: by.id, name: by.name, org: by.org, roles: by.roles };
  const place = { tenant, caseId, version: state.version + 1, at, procedure, matter, release: bundle.hash };
  return applyEvent(state, seal({ ...place, kind, actor, transition, prev }));
}

const claim = {
  claimant: 'city-forestry',
  claimantName: '楚雄市林业和草原局',
  claimantKind: 'city-dept',
  basis: '《森林法》第七十三条',
  grounds: '该林地位于国有林场范围内，应由我局管辖。',
  claimantFiled: true,
  claimantFiledAt: '2026-05-19T02:00:00.000Z',
  claimantCaseNumber: '楚市林立〔2026〕7号',
  foundFirst: 'town',
};
const minutes = (result: string) => ({
  heldOn: '2026-05-22',
  place: '市林草局会议室',
  townAttendees: [{ name: '赵某', title: '执法局局长' }],
  claimantAttendees: [{ name: '李某', title: '林草局副局长' }],
  minutes: '双方各自说明了立案时间和依据，未能就林地权属取得一致。',
  result,
  conclusion: '对林地权属认识不同',
  signed: true,
});
const petition = {
  superior: 'city-gov',
  caseFacts: '当事人在大过口乡擅自改变商品林地用途三亩。',
  filings: '本乡镇2026年5月20日立案；市林草局2026年5月19日立案。',
  negotiation: '2026年5月22日协商不成。',
  request: '请指定由本乡镇人民政府管辖。',
};
const ruling = (winner: string, extra = {}) => ({
  winner,
  documentNumber: '楚市政复〔2026〕3号',
  decidedOn: '2026-05-28',
  departs: false,
  reason: '市林草局立案在先。',
  ...extra,
});
const handover = {
  receivingOrg: 'city-forestry',
  receivingOrgName: '楚雄市林业和草原局',
  reason: '楚雄市人民政府指定由你局管辖。',
  materials: '案卷一册、照片十二张。',
};
const filedOn20th = { 'filing.filedAt': '2026-05-20T02:00:00.000Z' };

async function claimed(): Promise<Filed> {
  return file(aDispute(filedOn20th), forestry, 'claim-jurisdiction', claim, '2026-05-21T02:00:00.000Z');
}
async function failed(): Promise<Filed> {
  return file(await claimed(), officer, 'negotiate', minutes('failed'), '2026-05-22T08:00:00.000Z');
}
async function escalated(): Promise<Filed> {
  return file(await failed(), leader, 'escalate', petition, '2026-05-23T02:00:00.000Z');
}

describe('市林草局主张管辖', () => {
  test('提出争议后，原案件的立案和处罚冻结，协商期限开始计算，争议对林草局可见', async () => {
    const { child, parent, refused } = await claimed();
    expect(refused).toBeNull();
    expect(parent.freezes[0]?.actions).toEqual([
      'approve-filing',
      'decline-filing',
      'transfer-out',
      'withdraw-case',
      'prior-notice',
      'decide',
      'decide-no-penalty',
      'reissue-decision',
      'reissue-no-penalty',
    ]);
    expect(parent.marks).toContain('dispute-pending');
    expect(child.sharedWith).toContain('city-forestry');
    expect(child.clocks.HUD_JURIS_7WD?.due).toBe('2026-06-01');
  });

  test('一个部门不能替另一个部门主张', async () => {
    const other = { ...claim, claimant: 'city-water', claimantName: '楚雄市水务局' };
    const { refused } = await file(
      aDispute({}),
      forestry,
      'claim-jurisdiction',
      other,
      '2026-05-21T02:00:00.000Z',
    );
    expect(refused).toBe('refused');
  });

  test('协商时比较双方的立案时刻：对方先立案，虽然本乡镇先发现', async () => {
    const { child } = await failed();
    expect(child.flags.map((f) => f.flag)).toEqual(
      expect.arrayContaining(['first-filer-claimant', 'found-is-not-filed', 'no-first-handling']),
    );
    expect(child.stage).toBe('escalating');
  });

  test('协商一致由本乡镇管辖，案件恢复办理', async () => {
    const done = await file(
      await claimed(),
      officer,
      'negotiate',
      minutes('town'),
      '2026-05-22T08:00:00.000Z',
    );
    expect(done.child.closed).toContain('本乡镇');
    expect(done.parent.freezes).toEqual([]);
    expect(done.parent.marks).toEqual(['dispute-settled']);
  });

  test('协商不成，报请市政府：请示盖乡镇政府印章并编号，市政府可以看到争议', async () => {
    const { child } = await escalated();
    const [paper] = child.papers;
    expect(paper).toMatchObject({ template: 'DOC-03', seal: 'TOWN_GOV' });
    expect(paper?.number).toContain('综执请〔2026〕1号');
    expect(child.sharedWith).toContain('city-gov');
    expect(child.clocks.HUD_JURIS_7WD?.stoppedAt).toBeDefined();
  });

  test('对方是州级垂直机构时，不能报请市政府', async () => {
    const vertical = await file(
      aDispute(filedOn20th),
      officer,
      'claim-jurisdiction',
      { ...claim, claimant: 'prefecture-ecology', claimantKind: 'prefecture-vertical' },
      '2026-05-21T02:00:00.000Z',
    );
    const { refused, verdict } = await file(
      vertical,
      leader,
      'escalate',
      petition,
      '2026-05-22T02:00:00.000Z',
    );
    expect(refused).toBe('refused');
    expect(verdict?.rules.filter((r) => r.fired).map((r) => r.id)).toEqual(['J7-VERTICAL', 'J7-NOT-CITY']);
  });

  test('市政府指定最先立案的林草局，负责人签发移送函，案卷连同历史移走', async () => {
    const named = await file(
      await escalated(),
      cityGov,
      'designate',
      ruling('claimant'),
      '2026-05-28T02:00:00.000Z',
    );
    expect(named.child.stage).toBe('handing-over');
    expect(named.parent.marks).toContain('dispute-pending');
    const moved = await file(named, leader, 'hand-over', handover, '2026-05-29T02:00:00.000Z');
    expect(moved.parent.custodian).toBe('city-forestry');
    expect(moved.parent.closed).toBe('移送有管辖权机关');
    expect(moved.parent.sharedWith).toContain('city-forestry');
    expect(moved.child.papers.map((p) => p.template)).toEqual(['DOC-03', 'DOC-50']);
  });

  test('指定立案在后的本乡镇而不标明，不予放行；标明并写明理由才可以', async () => {
    const before = await escalated();
    const silent = await file(before, cityGov, 'designate', ruling('town'), '2026-05-28T02:00:00.000Z');
    expect(silent.refused).toBe('refused');
    const reasoned = ruling('town', {
      departs: true,
      departReason: '主要证据和当事人均在本乡镇，便于查处。',
    });
    const open = await file(before, cityGov, 'designate', reasoned, '2026-05-28T02:00:00.000Z');
    expect(open.parent.marks).toEqual(['dispute-settled']);
    expect(open.parent.freezes).toEqual([]);
  });

  test('案卷不能移送给无关机关', async () => {
    const named = await file(
      await escalated(),
      cityGov,
      'designate',
      ruling('claimant'),
      '2026-05-28T02:00:00.000Z',
    );
    const wrong = { ...handover, receivingOrg: 'city-water' };
    expect((await file(named, leader, 'hand-over', wrong, '2026-05-29T02:00:00.000Z')).refused).toBe(
      'refused',
    );
  });

  test('没有收到请示的机关、办案人员都不能指定管辖', async () => {
    const before = await escalated();
    const other = aPerson('CITY_GOV', 'other-city-gov');
    const when = '2026-05-28T02:00:00.000Z';
    expect((await file(before, other, 'designate', ruling('claimant'), when)).refused).toBe('forbidden');
    expect((await file(before, officer, 'designate', ruling('claimant'), when)).refused).toBe('forbidden');
  });
});

describe('立案时的管辖判断', () => {
  const set = bundle.ruleSet('jurisdiction') as PinnedRuleSet;
  const ready: Facts = {
    'matter.statutory': false,
    'matter.empoweredOnAct': true,
    'matter.empoweredOnFiling': true,
    'matter.provincialDecision': true,
    'matter.listPublished': true,
    'matter.inElevenDomains': true,
    'place.inTownship': true,
    'place.kind': 'other',
    'case.marks': [],
    'case.flags': [],
    'now.instant': '2026-05-20T02:00:00.000Z',
    'jurisdiction.otherAuthorityFiled': false,
    'jurisdiction.originalFiled': false,
  };

  test('只回答了必须回答的问题就可以立案', async () => {
    expect((await decideOn(bundle, set, ready, '2026-05-20')).outcome).toBe('allowed');
  });

  test('每一项赋权缺陷各有自己的理由，都引用处罚法24、38', async () => {
    const facts = { ...ready, 'matter.empoweredOnAct': false, 'matter.listPublished': false };
    const { outcome, rules } = await decideOn(bundle, set, facts, '2026-05-20');
    const fired = rules.filter((r) => r.fired);
    expect(outcome).toBe('refused');
    expect(fired.map((r) => r.id)).toEqual(['J1-ACT', 'J1-PUBLISHED']);
    for (const rule of fired)
      expect(rule.legalBasis).toEqual(['《行政处罚法》第二十四条', '《行政处罚法》第三十八条']);
  });

  test('没有查询其他机关是否立案的，不能立案，并说明要查什么', async () => {
    const { 'jurisdiction.otherAuthorityFiled': _, ...unasked } = ready;
    const verdict = await decideOn(bundle, set, unasked, '2026-05-20');
    expect(verdict.outcome).toBe('unknown');
    expect(verdict.missingFacts).toContain('jurisdiction.otherAuthorityFiled');
  });

  test('管辖的硬性规则谁也不能越过', () => {
    for (const rule of set.ruleSet.rules) expect(rule.overridable).toBe(false);
  });
});
