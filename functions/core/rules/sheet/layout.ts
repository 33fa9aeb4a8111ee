/**
 * How a decision table lies in a sheet. Rows 1 and 2 head the columns, the second one with what is read back; below them a
 * row for each rule; below the row that says `表的设置`, what holds for the table as a whole.
 */
export const BEFORE = [
  { code: '#id', label: '规则编号', width: 20 },
  { code: '#title', label: '名称', width: 24 },
] as const;
export const AFTER = [
  { code: '#basis', label: '法律依据（一行一条）', width: 36 },
  { code: '#verified', label: '核对情况', width: 10 },
  { code: '#from', label: '生效日', width: 12 },
  { code: '#to', label: '失效日', width: 12 },
  { code: '#unknown', label: '事实未知时', width: 12 },
  { code: '#effect', label: '命中后', width: 12 },
  { code: '#object', label: '对象', width: 24 },
  { code: '#say', label: '告知语', width: 50 },
  { code: '#note', label: '备注', width: 30 },
] as const;
export type ColumnCode = (typeof BEFORE | typeof AFTER)[number]['code'];

export const SETTINGS = '表的设置';
/** The lines below it: one each, or as many as there are facts. */
export const SETTING = {
  id: '编号',
  title: '名称',
  about: '说明',
  asOf: '按哪一天的规则',
  severity: '严重程度',
  overridable: '可否越过',
  whenUnknown: '事实未知时',
  hit: '命中方式',
  mustKnow: '须已知',
  covers: '须无空隙',
  label: '列名',
} as const;
export const NOBODY = '任何人不得越过';
/** What a cover of every value says instead of a range. */
export const EVERY = '每个值';
/** What it says of a column that only narrows. */
export const BESIDE = '只作限制';
