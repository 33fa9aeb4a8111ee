/** Matters in words: sanctions, basis, and what is not confirmed yet. */
import type { z } from 'zod';
import type { PublicMatter } from '../../../functions/contract/api.ts';
import type { Sanction as SanctionShape } from '../../../functions/contract/definitions/matters.ts';

type Sanction = z.infer<typeof SanctionShape>;
const TARGETS: Record<string, string> = {
  any: '',
  individual: '对个人',
  org: '对单位',
  responsible: '对直接责任人员',
};
const UNSET = '未确认';

const yuan = (amount: number): string => `${amount.toLocaleString('zh-CN')} 元`;
const target = (name: string): string => TARGETS[name] ?? `对${name}`;

function span(min: number | null, max: number | null, show: (n: number) => string): string {
  if (min === null && max === null) return `数额${UNSET}`;
  if (max === null) return `${show(min ?? 0)}以上（上限${UNSET}）`;
  if (min === null) return `${show(max)}以下（下限${UNSET}）`;
  if (min === max) return show(max);
  return min === 0 ? `${show(max)}以下` : `${show(min)}以上 ${show(max)}以下`;
}

/** One sanction as a phrase: `可以并处罚款 10,000 元以上 50,000 元以下`. */
export function saySanction(sanction: Sanction): string {
  switch (sanction.kind) {
    case 'warning':
      return '警告';
    case 'order':
      return sanction.what;
    case 'confiscate':
      return `没收${sanction.what}`;
    case 'fine': {
      const per = sanction.per ? `（每${sanction.per}）` : '';
      const amount = span(sanction.min, sanction.max, yuan);
      const said = sanction.min === null && sanction.max === null ? `（${amount}）` : ` ${amount}`;
      return `${target(sanction.target)}${sanction.may ? '可以处' : '处'}罚款${per}${said}`;
    }
    case 'fine_multiple': {
      const times = span(sanction.min_x, sanction.max_x, (n) => `${n} 倍`);
      return `${target(sanction.target)}${sanction.may ? '可以处' : '处'}${sanction.base} ${times}的罚款`;
    }
  }
}

/** Whether the township may file a case on the matter as far as its empowerment goes; the rules judge the days. */
export const empowered = ({ type, empowerment }: PublicMatter): boolean =>
  type === '法定职权' ||
  [empowerment.decision, empowerment.level, empowerment.publishedAt, empowerment.from].every(
    (known) => known !== null,
  );

/** What still has to be confirmed before a case on the matter can be filed, as sentences. */
export function unconfirmed(matter: PublicMatter): string[] {
  const { empowerment, effective } = matter;
  const gaps: string[] = [];
  if (matter.type !== '法定职权') {
    if (empowerment.decision === null || empowerment.level === null) gaps.push('赋权决定未确认');
    if (empowerment.publishedAt === null) gaps.push('清单公布情况未确认');
    if (empowerment.from === null) gaps.push('赋权起始日未确认');
  }
  if (effective.from === null) gaps.push('法条施行日未确认');
  if (matter.verified === 'unconfirmed') gaps.push('法条内容未核实');
  return gaps;
}
