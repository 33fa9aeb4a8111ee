import type { FactDefinition, FactMapping } from '../../../contract/definitions/facts.ts';
import type { FormDefinition } from '../../../contract/definitions/forms.ts';
import { isNumeric, typeFault } from '../../../contract/fact-types.ts';
import { type Schema, schemasAt } from '../../forms/schema-at.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

type Line = FactMapping[number];

/** Every line of a form's mapping names a fact of forms and a field, and what the field admits is what the fact can be. */
export function checkMapping(bundle: Bundle, form: FormDefinition, say: Report): void {
  for (const [i, line] of form.facts.entries()) {
    const path = `/facts/${i}`;
    const fact = bundle.dictionary.get(line.fact);
    if (!fact) say(`${path}/fact`, 'unknown-fact', `事实词典中没有“${line.fact}”`);
    else if (fact.derive || (fact.from && !('form' in fact.from)))
      say(`${path}/fact`, 'not-from-form', `“${fact.label}”不由表单提供`);
    const pointer = pointerOf(line);
    const schemas = pointer === null ? [] : schemasAt(form.schema as Schema, pointer);
    if (pointer !== null && schemas.length === 0) say(path, 'unknown-field', `表单里没有 ${pointer}`);
    else if (fact) {
      const fault = faultOf(line, fact, schemas);
      if (fault) say(path, 'type-mismatch', `${pointer ? `${pointer}：` : ''}${fault}`);
    }
  }
}

const pointerOf = (line: Line): string | null =>
  'at' in line ? line.at : 'countAt' in line ? line.countAt : 'yuanAt' in line ? line.yuanAt : null;

/** What does not fit, in one sentence; null when it does. */
function faultOf(line: Line, fact: FactDefinition, schemas: Schema[]): string | null {
  const is = (...types: FactDefinition['type'][]) => types.includes(fact.type);
  const shown = `“${fact.label}”(${fact.type})`;
  if ('value' in line) {
    const fault = typeFault(fact, line.value);
    return fault && `${shown}的固定值${fault}`;
  }
  if ('now' in line) return is('date', 'instant') ? null : `提交的时刻只能给日期或者时刻，${shown}不是`;
  if ('actor' in line) return is('text') ? null : `提交人的编号只能给文字，${shown}不是`;
  if ('countAt' in line) {
    if (!is('count')) return `清单的项数只能给次数（count），${shown}不是`;
    return kindOf(schemas) === 'array' ? null : `${shown}取清单的项数，表单里不是清单`;
  }
  if ('yuanAt' in line) {
    if (!is('money.fen')) return `以元填写的只能给金额（money.fen），${shown}不是`;
    return isNumber(schemas) ? belowZero(schemas, shown) : `${shown}以元填写，表单里应为数字`;
  }
  if (is('money.fen')) return `${shown}的单位是分；表单以元填写的，写 yuanAt`;
  return fieldFault(fact, shown, schemas);
}

/** The type a field is declared with; its branches only narrow it. */
const kindOf = (schemas: Schema[]): unknown => schemas.find(({ type }) => type !== undefined)?.type;
const isNumber = (schemas: Schema[]) => ['number', 'integer'].includes(kindOf(schemas) as string);
const formatOf = (schemas: Schema[]) => schemas.find(({ format }) => format !== undefined)?.format;

const IN_FORMS: Record<string, string> = {
  boolean: '是否（boolean）',
  date: '日期（string,format 为 date）',
  instant: '时刻（string,format 为 date-time）',
  enum: '单选（string）',
  text: '文字（string）',
  set: '文字的清单（array,items 为 string）',
  count: '整数（integer）',
};

function fieldFault(fact: FactDefinition, shown: string, schemas: Schema[]): string | null {
  const kind = kindOf(schemas);
  const right = IN_FORMS[fact.type] ?? '数字（number）';
  const wrong = `${shown}在表单里应为${right}，现为 ${String(kind ?? '没有写明类型')}`;
  if (isNumeric(fact.type)) {
    if (fact.type === 'count' ? kind !== 'integer' : !isNumber(schemas)) return wrong;
    return belowZero(schemas, shown);
  }
  if (fact.type === 'boolean') return kind === 'boolean' ? null : wrong;
  if (fact.type === 'set') {
    const items = schemas.flatMap(({ items: each }) => (each ? [each] : []));
    return kind === 'array' && kindOf(items) === 'string' ? strayOf(fact, shown, items) : wrong;
  }
  if (kind !== 'string') return wrong;
  const format = formatOf(schemas);
  if (fact.type === 'date') return format === 'date' ? null : `${wrong}${format ? `/${String(format)}` : ''}`;
  if (fact.type === 'instant')
    return format === 'date-time' ? null : `${wrong}${format ? `/${String(format)}` : ''}`;
  return fact.type === 'enum' ? strayOf(fact, shown, schemas) : null;
}

/** No fact is below zero: a form that lets one be typed would refuse nobody and be judged on nonsense. */
function belowZero(schemas: Schema[], shown: string): string | null {
  const least = schemas.flatMap(({ minimum, exclusiveMinimum, const: only }) =>
    [minimum, exclusiveMinimum, only].filter((n) => typeof n === 'number'),
  );
  return least.some((n) => n >= 0) ? null : `${shown}不能为负，表单应写明 minimum 不小于 0`;
}

/** What can be chosen and is none of the fact's members; and a free text where members are declared. */
function strayOf(fact: FactDefinition, shown: string, schemas: Schema[]): string | null {
  if (!fact.values) return null;
  const choices = schemas.map(choicesOf).find((found) => found !== null);
  if (!choices) return `${shown}只能是 ${fact.values.join('、')}，表单应写明可选的值（enum 或者 oneOf）`;
  const stray = choices.find((choice) => !fact.values?.includes(choice as string));
  return stray === undefined
    ? null
    : `表单可选“${String(stray)}”，而${shown}只能是 ${fact.values.join('、')}`;
}

function choicesOf({ enum: listed, oneOf, anyOf, const: only }: Schema): unknown[] | null {
  if (Array.isArray(listed)) return listed;
  if (only !== undefined) return [only];
  const branches = (oneOf ?? anyOf) as Schema[] | undefined;
  const each = branches?.map(choicesOf);
  return each?.every((found) => found !== null) ? each.flat() : null;
}
