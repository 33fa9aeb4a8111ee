/** A matter in plain Chinese: its articles, its sanctions with amounts in yuan, what is not confirmed. */

import type { PublicMatter } from '../../../functions/contract/api.ts';
import { basisText } from '../../../functions/contract/citing.ts';
import type { Matter } from '../../../functions/contract/definitions/matters.ts';

type Stage = Matter['stages'][number];
type Sanction = Stage['sanctions'][number];

export const UNCONFIRMED = '未确认';

export const VERIFIED: Record<PublicMatter['verified'], string> = {
  stored_text: '已与公开的法规全文逐条核对',
  web: '已与公开网页核对',
  knowledge: '依一般法律知识整理，尚未核对原文',
  policy: '依政策文件整理',
  unconfirmed: '尚未核对',
};

export const ENFORCEMENT: Record<PublicMatter['enforcement'], string> = {
  court: '当事人不履行的，申请人民法院强制执行',
  substitute: '当事人不履行的，可以代履行，费用由当事人承担',
  self_by_law: '当事人不履行的，由法律直接授权的机关强制拆除',
  self_demolish: '当事人不拆除的，乡镇人民政府可以拆除',
};

export const LEVELS = { province: '省级', prefecture: '州级', city: '市级' } as const;

/** Yuan as people say them: 5万元, 1.5万元, 2,000元. */
export function yuan(amount: number): string {
  if (amount >= 10_000 && amount % 1000 === 0) return `${amount / 10_000}万元`;
  return `${amount.toLocaleString('zh-CN')}元`;
}

/** A multiple below one is said as a share, as the laws do (百分之五以上百分之十以下). */
const times = (x: number): string => (x < 1 ? `${Number((x * 100).toFixed(2))}%` : `${x}倍`);

function span(min: number | null, max: number | null, say: (n: number) => string): string | null {
  if (min === null && max === null) return null;
  if (max === null) return `${say(min ?? 0)}以上（上限${UNCONFIRMED}）`;
  if (min === null) return `${say(max)}以下（下限${UNCONFIRMED}）`;
  if (min === max) return say(max);
  return min === 0 ? `${say(max)}以下` : `${say(min)}以上${say(max)}以下`;
}

const TARGETS: Record<string, string> = {
  individual: '对个人',
  org: '对单位',
  responsible: '对直接责任人员',
};
const targetText = (target: string): string => (target === 'any' ? '' : (TARGETS[target] ?? `对${target}`));
/** `处`, `可以处`, `对单位可以按每人每月处`: who, whether at discretion, and by what measure. */
function fineVerb(sanction: { target: string; may: boolean; per?: string | undefined }): string {
  const by = sanction.per ? `按每${sanction.per.replace('·', '每')}` : '';
  return `${targetText(sanction.target)}${sanction.may ? '可以' : ''}${by}处`;
}
/** Orders are printed shortened; where a bare verb stands first it is the authority that orders it. */
const BARE_ORDER = /^(停止|停产|停业|限期|立即|恢复|退耕|退还|补种|关闭|改正|纠正|缴纳|无害化)/;

/**
 * One sanction as a phrase: `可以处5万元以下罚款`. An amount the law leaves to provincial rules, and nobody has
 * confirmed, is said to be unconfirmed.
 */
export function sanctionText(sanction: Sanction): string {
  switch (sanction.kind) {
    case 'warning':
      return '警告';
    case 'order':
      return BARE_ORDER.test(sanction.what) ? `责令${sanction.what}` : sanction.what;
    case 'confiscate':
      return `没收${sanction.what}`;
    case 'fine': {
      const amount = span(sanction.min, sanction.max, yuan);
      const verb = fineVerb(sanction);
      if (amount === null) return `${verb}罚款（法律未定数额，省级标准${UNCONFIRMED}）`;
      return `${verb}${amount}罚款`;
    }
    case 'fine_multiple': {
      const amount = span(sanction.min_x, sanction.max_x, times);
      const verb = fineVerb(sanction);
      return amount === null
        ? `${verb}以${sanction.base}为基数的罚款（倍数${UNCONFIRMED}）`
        : `${verb}${sanction.base}${amount}罚款`;
    }
  }
}

/** What each circumstance leads to. `同上` in a confiscation names the things of the circumstance before it. */
export function stageTexts(stages: readonly Stage[]): { condition: string | null; text: string }[] {
  let things = '';
  return stages.map((stage) => {
    const phrases = stage.sanctions.map((sanction) => {
      if (sanction.kind !== 'confiscate') return sanctionText(sanction);
      if (sanction.what !== '同上') things = sanction.what;
      return sanctionText({ kind: 'confiscate', what: things === '' ? sanction.what : things });
    });
    return { condition: stage.condition, text: phrases.join('；') };
  });
}

/** `2026年11月22日`, or 未确认. */
export function dayText(day: string | null): string {
  const parts = day === null ? null : /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  if (!parts) return UNCONFIRMED;
  return `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日`;
}

/** Everything a citizen may search a matter by, in one lower-case line. */
export function searchText(matter: PublicMatter): string {
  return [
    matter.id,
    matter.name,
    matter.domain,
    matter.type,
    matter.originalDepartment ?? '',
    ...matter.legalBasis.map(basisText),
    ...matter.stages.map((stage) => stage.condition ?? ''),
  ]
    .join(' ')
    .toLowerCase();
}
