/** What a failed JSON Schema keyword says to the person filling in the form. */
const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组内容',
  null: '空',
};
const FORMATS: Record<string, string> = {
  date: '日期应为“年-月-日”，如 2026-05-20',
  'date-time': '时间格式不正确，应含日期和时刻',
  time: '时刻格式不正确，如 09:30:00',
  email: '电子邮箱格式不正确',
  uri: '网址格式不正确',
  uuid: '编号格式不正确',
};
/** Patterns that many forms share, by what they ask for. */
const PATTERNS: Record<string, string> = {
  '^([01][0-9]|2[0-3]):[0-5][0-9]$': '应为 00:00 至 23:59 之间的时刻，如 09:30',
};

const typeName = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((name) => TYPES[String(name)] ?? String(name)).join('或');
const list = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join('、') : String(value);

const SAY: Record<string, (value: unknown) => string> = {
  required: () => '此项必填',
  type: (value) => `应填写${typeName(value)}`,
  enum: (value) => `只能选择：${list(value)}`,
  const: (value) => (value === true ? '须勾选确认' : `只能为：${String(value)}`),
  minLength: (value) => (value === 1 ? '此项不能为空' : `至少填写 ${value} 个字`),
  maxLength: (value) => `最多填写 ${value} 个字`,
  pattern: (value) => PATTERNS[String(value)] ?? '格式不符合要求',
  format: (value) => FORMATS[String(value)] ?? '格式不正确',
  minimum: (value) => `不得小于 ${value}`,
  maximum: (value) => `不得大于 ${value}`,
  exclusiveMinimum: (value) => `须大于 ${value}`,
  exclusiveMaximum: (value) => `须小于 ${value}`,
  multipleOf: (value) => `须为 ${value} 的整数倍`,
  minItems: (value) => `至少 ${value} 项`,
  maxItems: (value) => `最多 ${value} 项`,
  uniqueItems: () => '内容不得重复',
  contains: () => '缺少必须包含的内容',
  minContains: (value) => `符合要求的内容至少 ${value} 项`,
  maxContains: (value) => `符合要求的内容最多 ${value} 项`,
  minProperties: (value) => `至少填写 ${value} 项`,
  maxProperties: (value) => `最多填写 ${value} 项`,
  anyOf: () => '不符合任何一种允许的填法',
  oneOf: () => '应当且只能符合一种填法',
  not: () => '不允许这样填写',
  false: () => '表单中没有此项',
  additionalProperties: () => '含有表单中没有的内容',
  unevaluatedProperties: () => '含有表单中没有的内容',
  propertyNames: () => '名称不符合要求',
  dependentRequired: () => '填写了相关内容，此项也须补齐',
};

/**
 * The Chinese message of a failed keyword.
 * @param value what stands at the keyword in the schema
 */
export const say = (keyword: string, value: unknown): string => SAY[keyword]?.(value) ?? '填写内容不符合要求';
