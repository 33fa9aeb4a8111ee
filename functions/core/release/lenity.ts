import type { LegalResult, LenityView } from '../../contract/api.ts';
import type { JudgedRule } from '../../contract/case.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { RuleEffect } from '../../contract/definitions/rules.ts';
import { canonicalJson } from '../hash.ts';

/** 行政处罚法(2021修订)第37条. */
export const LENITY_BASIS = '行政处罚法第37条';

type Respect = LenityView['respects'][number];
type Lighter = Respect['lighter'];
type Stage = Matter['stages'][number];
type Sanction = Stage['sanctions'][number];
/**
 * What a rule asks about: the act and who did it; the measure somebody chose, which a law may forbid as too light as well as
 * too heavy; or how the case was conducted, which follows the law of its own day and is not weighed.
 */
export type Bearing = 'act' | 'measure' | 'conduct';
export type Comparison = Pick<LenityView, 'respects' | 'lighter' | 'applies' | 'why'>;

/**
 * Which of two laws is lighter, each taken as one whole (docs/decisions/0009): lighter is the one that is lighter in some
 * respect and heavier in none. Where each is lighter in something, or a respect cannot be weighed, nobody's machine says:
 * taking the lighter part of each would be a law nobody made.
 */
export function compareWholes(
  old: LegalResult,
  now: LegalResult,
  bearing: (rule: JudgedRule) => Bearing,
): Comparison {
  const texts = [textFault('行为之日', old), textFault('决定之日', now)].filter((s) => s !== null);
  const respects = [...ruleRespects(old, now, bearing), ...sanctionRespects(old.matter, now.matter)];
  const among = (lighter: Lighter) => respects.filter((r) => r.lighter === lighter).map((r) => r.what);
  const [forOld, forNew, unclear] = [among('old'), among('new'), among('undetermined')];
  const undetermined = (why: string[]): Comparison => ({
    respects,
    lighter: 'undetermined',
    applies: null,
    why,
  });
  if (texts.length > 0) return undetermined(texts);
  if (unclear.length > 0) return undetermined([`还不能比较：${unclear.join('、')}`]);
  if (forOld.length > 0 && forNew.length > 0)
    return undetermined([
      `旧法在“${forOld.join('、')}”上较轻，新法在“${forNew.join('、')}”上较轻；应当整体比较，不得各取其轻，由人判断`,
    ]);
  if (forNew.length > 0)
    return {
      respects,
      lighter: 'new',
      applies: 'new',
      why: [`新法在“${forNew.join('、')}”上较轻，其余相同，适用新法`],
    };
  if (forOld.length > 0)
    return {
      respects,
      lighter: 'old',
      applies: 'old',
      why: [`旧法在“${forOld.join('、')}”上较轻，其余相同，适用旧法`],
    };
  return { respects, lighter: 'same', applies: 'old', why: ['两部法律的结果相同，适用行为之日的法律'] };
}

/** Without the text of that day there is nothing to compare. */
function textFault(day: string, { text, release, day: date }: LegalResult): string | null {
  const at = `第 ${release.number} 版`;
  if (text === 'absent') return `${at}没有案件的事项：${day}（${date}）有没有可以适用的规定，由人查明`;
  if (text === 'not-in-force') return `${at}所载条文在${day}（${date}）没有施行，当日施行的规定由人查明`;
  if (text === 'unconfirmed')
    return `${day}（${date}）没有发布的版本，以最早的${at}代替；所载条文的施行日期未确认，不能认定当日的规定`;
  return null;
}

/** How a fired effect bears on the party: how much heavier it makes the law. What only adds steps is not weighed. */
const BURDEN: Record<RuleEffect['type'], number> = {
  deny: -1,
  open: 1,
  freeze: 1,
  require: 0,
  flag: 0,
  notify: 0,
};

/** A rule under one of the laws, with what it does there. */
type Told = { rule: JudgedRule | undefined; effect: RuleEffect | undefined };

function ruleRespects(
  { verdict: old }: LegalResult,
  { verdict: now }: LegalResult,
  bearing: (rule: JudgedRule) => Bearing,
): Respect[] {
  const [before, after] = [rulesOf(old, bearing), rulesOf(now, bearing)];
  const nothing: Told = { rule: undefined, effect: undefined };
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key) ?? nothing, after.get(key) ?? nothing];
    // word for word the same result, be it unknown: whatever the missing fact turns out to be, it is so in both
    if (canonicalJson([was.rule ?? null, bare(was)]) === canonicalJson([is.rule ?? null, bare(is)]))
      return [];
    const lighter = lighterRule(was, is, bearing);
    const what = `规则“${(is.rule ?? was.rule)?.title}”`;
    return lighter === null ? [] : [{ what, old: toldRule(was.rule), new: toldRule(is.rule), lighter }];
  });
}

/**
 * What the verdict says of the act and the measure: how the case was conducted is no part of what is compared, and a gate
 * that refuses a step for it would read as if one of the laws did.
 */
export function weighed(
  verdict: LegalResult['verdict'],
  bearing: (rule: JudgedRule) => Bearing,
  asks: (rule: JudgedRule) => string[],
): LegalResult['verdict'] {
  const keyOf = ({ ruleSet, id }: JudgedRule) => `${ruleSet}/${id}`;
  const rules = verdict.rules.filter((rule) => bearing(rule) !== 'conduct');
  const keys = new Set(rules.map(keyOf));
  const effects = verdict.effects.filter(({ ruleSet, rule }) => keys.has(`${ruleSet}/${rule}`));
  const held = rules.filter((rule) => rule.holds);
  const asked = new Set(held.flatMap(asks));
  const refused = effects.some(({ effect }) => effect.type === 'deny');
  return {
    ...verdict,
    rules,
    effects,
    outcome: refused ? 'refused' : held.length > 0 ? 'unknown' : 'allowed',
    missingFacts: verdict.missingFacts.filter((fact) => asked.has(fact)),
  };
}

function rulesOf({ rules, effects }: LegalResult['verdict'], bearing: (rule: JudgedRule) => Bearing) {
  const fired = new Map(effects.map((e) => [`${e.ruleSet}/${e.rule}`, e.effect]));
  return new Map(
    rules
      .filter((rule) => bearing(rule) !== 'conduct')
      .map((rule): [string, Told] => {
        const key = `${rule.ruleSet}/${rule.id}`;
        return [key, { rule, effect: fired.get(key) }];
      }),
  );
}

/** An effect without its sentence. */
function bare({ effect }: Told): object | null {
  if (!effect) return null;
  const { say: _, ...params } = effect.params;
  return { type: effect.type, params };
}

const burdenOf = ({ effect }: Told): number => (effect ? BURDEN[effect.type] : 0);

function lighterRule(was: Told, is: Told, bearing: (rule: JudgedRule) => Bearing): Lighter | null {
  if (was.rule?.status === 'unknown' || is.rule?.status === 'unknown') return 'undetermined';
  const [old, now] = [burdenOf(was), burdenOf(is)];
  if (old === 0 && now === 0) return null;
  if (old === now) return canonicalJson(bare(was)) === canonicalJson(bare(is)) ? 'same' : 'undetermined';
  // that a measure is forbidden says nothing of whether the law wants a lighter one or a heavier
  if ([was, is].some(({ rule }) => rule && bearing(rule) === 'measure')) return 'undetermined';
  return old < now ? 'old' : 'new';
}

function toldRule(rule: JudgedRule | undefined): string {
  if (!rule) return '没有这条规则';
  if (rule.status === 'not-in-force') return '当日没有施行';
  if (rule.status === 'unknown') return '缺少事实，不能判断';
  return rule.fired ? rule.say : '不成立';
}

/**
 * Situations are matched by their words. One that only one law knows makes that law heavier only where it is punished at
 * least as heavily as everything both laws know; a new situation may as well be one the law means to treat more mildly.
 */
function sanctionRespects(old: LegalResult['matter'], now: LegalResult['matter']): Respect[] {
  if (!old || !now) return [];
  const conditions = [...new Set([...old.stages, ...now.stages].map((s) => s.condition))];
  const find = (stages: Stage[], condition: string | null) => stages.find((s) => s.condition === condition);
  const shared = (stages: Stage[]) =>
    stages.filter((s) => find(old.stages, s.condition) && find(now.stages, s.condition));
  return conditions.flatMap((condition): Respect[] => {
    const [was, is] = [find(old.stages, condition), find(now.stages, condition)];
    const where = condition ?? '不分情形';
    if (was && is) return stageRespects(where, was.sanctions, is.sanctions);
    const told = (stage: Stage | undefined) => stage?.sanctions.map(toldSanction).join('、') || '没有规定';
    const heavier = was ? isHeaviest(was, shared(old.stages)) : isHeaviest(is as Stage, shared(now.stages));
    const lighter = !heavier ? 'undetermined' : was ? 'new' : 'old';
    return [{ what: where, old: told(was), new: told(is), lighter }];
  });
}

function isHeaviest({ sanctions }: Stage, others: Stage[]): boolean {
  const asHeavy = (other: Stage) =>
    stageRespects('', other.sanctions, sanctions).every((r) => r.lighter === 'same' || r.lighter === 'old');
  return others.length > 0 && others.every(asHeavy);
}

const KINDS: Record<Sanction['kind'], string> = {
  warning: '警告',
  order: '责令',
  confiscate: '没收',
  fine: '罚款',
  fine_multiple: '罚款',
};
const TARGETS: Record<string, string> = {
  any: '',
  individual: '对个人',
  org: '对单位',
  responsible: '对责任人员',
};

/** What makes two sanctions the same kind of burden, so that their measures can be compared. */
function nameOf(sanction: Sanction): string {
  const { kind } = sanction;
  if (kind === 'warning') return KINDS[kind];
  if (kind === 'order' || kind === 'confiscate') return `${KINDS[kind]}${sanction.what}`;
  const target = TARGETS[sanction.target] ?? `对${sanction.target}`;
  const measure =
    kind === 'fine' ? (sanction.per ? `（按每${sanction.per}）` : '') : `（${sanction.base}的倍数）`;
  return `${target}${KINDS[kind]}${measure}`;
}

type Fine = { min: number | null; max: number | null; may: boolean; unit: string };
function fineOf(sanction: Sanction): Fine | null {
  if (sanction.kind === 'fine') return { ...sanction, unit: '元' };
  if (sanction.kind !== 'fine_multiple') return null;
  return { min: sanction.min_x, max: sanction.max_x, may: sanction.may, unit: '倍' };
}

function toldSanction(sanction: Sanction): string {
  const fine = fineOf(sanction);
  if (!fine) return nameOf(sanction);
  const { min, max, may, unit } = fine;
  return `${may ? '可以处' : '处'}${nameOf(sanction)} ${min ?? '未定'} 至 ${max ?? '未定'} ${unit}`;
}

/** Two sanctions of one name in one law are told apart by their place. */
function byName(sanctions: Sanction[]): Map<string, Sanction> {
  const named = new Map<string, Sanction>();
  for (const sanction of sanctions) {
    let name = nameOf(sanction);
    for (let n = 2; named.has(name); n += 1) name = `${nameOf(sanction)}（${n}）`;
    named.set(name, sanction);
  }
  return named;
}

function stageRespects(where: string, old: Sanction[], now: Sanction[]): Respect[] {
  const [before, after] = [byName(old), byName(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): Respect[] => {
    const [was, is] = [before.get(name), after.get(name)];
    const what = `${where}：${name}`;
    if (!was || !is) {
      const told = (s: Sanction | undefined) => (s ? toldSanction(s) : '没有规定');
      return [{ what, old: told(was), new: told(is), lighter: was ? 'new' : 'old' }];
    }
    const [a, b] = [fineOf(was), fineOf(is)];
    return a && b ? fineRespects(what, a, b) : [{ what, old: '有', new: '有', lighter: 'same' }];
  });
}

function fineRespects(what: string, old: Fine, now: Fine): Respect[] {
  const amount = (n: number | null, unit: string) => (n === null ? '法律未定' : `${n} ${unit}`);
  const bound = (name: string, a: number | null, b: number | null): Respect => ({
    what: `${what}的${name}`,
    old: amount(a, old.unit),
    new: amount(b, now.unit),
    lighter: a === b ? 'same' : a === null || b === null ? 'undetermined' : a < b ? 'old' : 'new',
  });
  const must = (may: boolean) => (may ? '可以处罚' : '应当处罚');
  return [
    bound('上限', old.max, now.max),
    bound('下限', old.min, now.min),
    {
      what: `${what}是否必须处以`,
      old: must(old.may),
      new: must(now.may),
      lighter: old.may === now.may ? 'same' : old.may ? 'old' : 'new',
    },
  ];
}
