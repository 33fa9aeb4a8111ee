/** Words of rules and facts that the server and the pages say alike. */

/** 「以上、以内」含本数,「超过、不满」不含(民法典1259)。`{}` is the bound. */
export const OPERATOR_PHRASES: Record<string, string> = {
  atLeast: '{}以上（含本数）',
  moreThan: '超过 {}（不含本数）',
  atMost: '{}以下（含本数）',
  lessThan: '不满 {}（不含本数）',
  equals: '等于 {}',
  is: '为“{}”',
  onOrAfter: '在 {} 当日或者之后',
  after: '在 {} 之后（不含当日）',
  onOrBefore: '在 {} 当日或者之前',
  before: '在 {} 之前（不含当日）',
  sameDay: '与 {} 同日',
  notBefore: '不早于 {}',
  laterThan: '晚于 {}',
  notAfter: '不晚于 {}',
  earlierThan: '早于 {}',
  isOneOf: '属于“{}”',
  isNoneOf: '不属于“{}”',
  contains: '包含“{}”',
  lacks: '不包含“{}”',
  containsAny: '包含“{}”之一',
  containsAll: '同时包含“{}”',
  within: '不超出“{}”的范围',
};

/** As something to choose. 「以上、以下、以内」 include the bound, 「超过、不满」 do not (民法典1259). */
export const OPERATOR_CHOICES: Record<string, string> = {
  atLeast: '以上（≥，含本数）',
  moreThan: '超过（>，不含本数）',
  atMost: '以下（≤，含本数）',
  lessThan: '不满（<，不含本数）',
  equals: '等于',
  is: '为',
  onOrAfter: '不早于（含当日）',
  after: '晚于（不含当日）',
  onOrBefore: '不晚于（含当日）',
  before: '早于（不含当日）',
  sameDay: '同日',
  notBefore: '不早于（含该时刻）',
  laterThan: '晚于（不含该时刻）',
  notAfter: '不晚于（含该时刻）',
  earlierThan: '早于（不含该时刻）',
  isOneOf: '是其中之一',
  isNoneOf: '都不是',
  contains: '含有（列出的都有）',
  containsAll: '全含（列出的都有）',
  containsAny: '含任一（至少有一个）',
  lacks: '不含（一个都没有）',
  within: '限于（没有列出以外的）',
};

/** What stands behind a number; money is kept in fen and told in yuan. */
const UNITS: Record<string, string> = {
  'money.fen': '元',
  multiple: '倍',
  'area.mu': '亩',
  'area.ha': '公顷',
  'volume.m3': '立方米',
  'mass.kg': '千克',
  'mass.g': '克',
  'mass.t': '吨',
  hours: '小时',
  days: '天',
};
export const unitOf = (type: string): string => UNITS[type] ?? '';
