import type { Matter } from '../../../contract/definitions/matters.ts';
import { nearest } from '../../forms/shape-at.ts';
import { profileFault } from '../../matters/profiles.ts';
import type { Bundle, Entry } from '../bundle.ts';
import { writtenRules } from './produced.ts';
import type { Report } from './report.ts';

/** What a matter names exists, its days follow one another, and what it allows to be imposed is a range with something in it. */
export function checkMatters(bundle: Bundle, report: (id: string) => Report): void {
  const triggers = new Set(writtenRules(bundle, 'criminal-referral').map((r) => r.id));
  const laws = lawsIn(bundle);
  for (const entry of bundle.all('matter')) {
    const { id, body } = entry;
    const say = report(`matter/${id}`);
    if (body.criminalTrigger !== null && !triggers.has(body.criminalTrigger))
      say('/criminalTrigger', 'unknown-rule', `涉刑触发规则“${body.criminalTrigger}”不存在`);
    const { from, to } = body.empowerment;
    if (from !== null && to !== null && to <= from)
      say('/empowerment/to', 'window', '赋权失效日应晚于生效日');
    if (from !== null && body.empowerment.decision === null)
      say('/empowerment/decision', 'no-decision', '写明赋权生效日的，应写明省级决定文号（处罚法24）');
    const profile = profileFault(bundle, body.procedureProfile);
    if (profile !== null) say('/procedureProfile', 'unknown-profile', profile);
    checkSanctions(body, say);
    checkLaws(laws, entry, say);
  }
}

/** A fine whose least is more than its most can be imposed on nobody: no amount is lawful. */
function checkSanctions({ stages }: Matter, say: Report): void {
  const ordered = (min: number | null, max: number | null, path: string, key: string, unit: string) => {
    if (min === null || max === null || min <= max) return;
    const fix = '下限应不大于上限，请核对是否写反或者多写、少写了零';
    say(
      `${path}/${key}`,
      'range',
      `下限 ${min} ${unit}大于上限 ${max} ${unit}，没有任何数额合乎规定；${fix}`,
    );
  };
  for (const [i, stage] of stages.entries())
    for (const [j, sanction] of stage.sanctions.entries()) {
      const path = `/stages/${i}/sanctions/${j}`;
      if (sanction.kind === 'fine') ordered(sanction.min, sanction.max, path, 'min', '元');
      if (sanction.kind === 'fine_multiple') ordered(sanction.min_x, sanction.max_x, path, 'min_x', '倍');
    }
}

/** Names of laws, and for each the definitions that rest on it. */
type Laws = { listed: Set<string>; named: Map<string, Set<string>> };

const plain = (law: string): string =>
  law.replace(/[(（][^()（）]*[)）]$/, '').replaceAll(/《|》|\s|中华人民共和国/g, '');

/** The laws a release knows of; null where it lists none, so that a law named once may well be right. */
function lawsIn(bundle: Bundle): Laws | null {
  const tables = bundle.all('statutes').map(({ body }) => body);
  if (!tables.some(({ laws }) => laws !== undefined)) return null;
  const listed = new Set(
    tables.flatMap(({ laws, statutes }) => [...(laws ?? []), ...statutes.map((s) => s.name)]).map(plain),
  );
  const named: Laws['named'] = new Map();
  for (const [key, { kind, body }] of bundle.entries)
    if (kind === 'matter' || kind === 'deadlines' || kind === 'service')
      for (const law of lawsNamed(body)) named.set(law, (named.get(law) ?? new Set()).add(key));
  return { listed, named };
}

function lawsNamed(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { law } = value as { law?: unknown };
  return [...(typeof law === 'string' ? [plain(law)] : []), ...Object.values(value).flatMap(lawsNamed)];
}

/** A warning: which laws there are nobody lists in full, but one that stands nowhere else is likely misspelt. */
function checkLaws(laws: Laws | null, { id, body }: Entry<'matter'>, say: Report): void {
  if (!laws) return;
  for (const [i, { law }] of body.legalBasis.entries()) {
    const name = plain(law);
    const others = [...(laws.named.get(name) ?? [])].filter((key) => key !== `matter/${id}`);
    if (laws.listed.has(name) || others.length > 0) continue;
    const meant = nearest(
      name,
      [...laws.listed, ...laws.named.keys()].filter((other) => other !== name),
    );
    const instead = meant === undefined ? '' : `，是否应为“${meant}”`;
    say(
      `/legalBasis/${i}/law`,
      'unknown-law',
      `法律名录（statutes 的 laws）里没有“${name}”，其他定义也没有引用它，请核对名称${instead}；名称无误的，请写进名录`,
      'warning',
    );
  }
}
