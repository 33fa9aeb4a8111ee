import type { Matter } from '../../../contract/definitions/matters.ts';
import type { ReplayCause } from '../../../contract/replay.ts';
import { canonicalJson } from '../../hash.ts';
import type { Bundle } from '../bundle.ts';

type Field = {
  label: string;
  facts: RegExp;
  read: (matter: Matter) => string | boolean | null;
  none: string;
};

const OFFICERS = 'officers\\.(validCount|uncertified)';
/** What of a matter its facts rest on (core/facts/kernel.ts), and how it is told. Its texts are none of it. */
const FIELDS: Field[] = [
  field('领域', `matter\\.(domain|inElevenDomains)|${OFFICERS}`, (m) => m.domain),
  field('类型', 'matter\\.(type|statutory)', (m) => m.type),
  field('强制执行方式', 'matter\\.enforcement', (m) => m.enforcement),
  field('程序规定', 'matter\\.profile|service\\..*', (m) => m.procedureProfile),
  field('涉嫌犯罪移送规则', 'matter\\.criminalTriggers', (m) => m.criminalTrigger, '无'),
  field('赋权决定', 'matter\\.provincialDecision', ({ empowerment: e }) =>
    e.decision === null ? null : '已确认',
  ),
  field('赋权层级', 'matter\\.provincialDecision', (m) => m.empowerment.level),
  field('赋权清单的公布', 'matter\\.listPublished', ({ empowerment: e }) =>
    e.publishedAt === null ? null : '已确认',
  ),
  field('赋权起始日', 'matter\\.empowered.*', (m) => m.empowerment.from),
  field('赋权终止日', 'matter\\.empowered.*', (m) => m.empowerment.to, '无'),
];

function field(label: string, facts: string, read: Field['read'], none = '未确认'): Field {
  return { label, facts: new RegExp(`^(${facts})$`), read, none };
}

/** Everything of a matter that a decision may rest on, as one text; of a matter the release does not have, none. */
export const restsOn = (matter: Matter | null | undefined): string =>
  canonicalJson(matter ? FIELDS.map(({ read }) => read(matter)) : null);

/** Why a fact of a case has another value: its matter was changed, taken out of the release, or put into it. */
export function matterCause(before: Bundle, after: Bundle, id: string, fact: string): ReplayCause {
  const [a, b] = [before.get('matter', id)?.body, after.get('matter', id)?.body];
  const definition = `matter/${id}`;
  if (!a || !b) {
    const kind = b ? 'matter-added' : 'matter-removed';
    const say = `事项“${(a ?? b)?.name ?? id}”${b ? '列入版本' : '从版本中撤出'}`;
    return { kind, definition, say };
  }
  const changed = FIELDS.filter((f) => f.facts.test(fact) && f.read(a) !== f.read(b)).map(
    ({ label, read, none }) => `${label}由 ${read(a) ?? none} 改为 ${read(b) ?? none}`,
  );
  return { kind: 'matter-changed', definition, say: `事项“${b.name}”的${changed.join('、')}` };
}
