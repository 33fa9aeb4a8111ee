/** Types of facts as people read them. */
import { FactType } from '../../../../functions/contract/definitions/facts.ts';
import { unitOf } from '../../../../functions/contract/wording.ts';

const NAMES: Partial<Record<FactType, string>> = {
  'money.fen': '金额',
  count: '次数、人数',
  ratio: '比例',
  multiple: '倍数',
  'area.mu': '面积',
  'area.ha': '面积',
  'volume.m3': '体积',
  'mass.kg': '重量',
  'mass.g': '重量',
  'mass.t': '重量',
  hours: '时长',
  days: '时长',
  boolean: '是否',
  date: '日期',
  instant: '时刻',
  enum: '单选',
  set: '多选',
  text: '文字（不能用于判断）',
};

export function typeWord(type: FactType): string {
  const unit = unitOf(type);
  const name = NAMES[type] ?? type;
  return unit ? `${name}（${unit}）` : name;
}
export const FACT_TYPES = FactType.options.map((value) => ({ value, label: typeWord(value) }));

/** What can be asked of a clock. */
export const CLOCK_READS = {
  start: '起算之日',
  due: '最后一日',
  expired: '是否届满',
  running: '是否在计算',
  suspended: '是否停计',
  extensions: '延长次数',
} as const;
