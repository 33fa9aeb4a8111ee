import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FormDefinition } from '../../contract/definitions/forms.ts';
import type { Fault } from '../../contract/errors.ts';
import { MOST_NUMBER, sizeFault } from '../../contract/fact-types.ts';
import { Keeper } from '../keeper.ts';
import { escaped } from './keywords.ts';

/** Some releases' worth of forms; a compiled schema is code and large. */
const compiled = new Keeper<ValidateFunction>(400);

/** 1900 to 2199: no case has other days, and clocks count day by day, in years of four figures. */
const YEARS = /^(19|2[01])\d\d-/;

/** A schema compiled once per content hash. Throws what Ajv says of a schema that is not one. */
export function compileSchema(schema: FormDefinition['schema'], hash: string): ValidateFunction {
  return compiled.keep(hash, () => {
    const ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      validateFormats: true,
      ownProperties: true,
      multipleOfPrecision: 6,
    });
    addFormats.default(ajv);
    for (const name of ['date', 'date-time']) {
      const { validate } = ajv.formats[name] as { validate: (text: string) => boolean };
      ajv.addFormat(name, (text: string) => validate(text) && YEARS.test(text));
    }
    return ajv.compile(schema);
  });
}

/**
 * What in the data does not fit the form, each with its path and what would be right; empty when all fits. Of a form half
 * filled in (`soFar`) only what is there is held against it: what is missing is no fault yet.
 */
export function dataFaults(
  form: FormDefinition,
  hash: string,
  data: unknown,
  { soFar = false }: { soFar?: boolean } = {},
): Fault[] {
  const validate = compileSchema(form.schema, hash);
  const passed = soFar ? ['if', 'required'] : ['if'];
  const errors = validate(data) ? [] : (validate.errors ?? []).filter((e) => !passed.includes(e.keyword));
  if (errors.length === 0) return numberFaults(form, data);
  return [...new Map(errors.map(faultOf).map((f) => [`${f.path}|${f.say}`, f])).values()].slice(0, 50);
}

/** Numbers no fact may hold, wherever they stand: what a form establishes has to be fit to be judged. */
function numberFaults(form: FormDefinition, data: unknown): Fault[] {
  const inYuan = new Set(form.facts.flatMap((line) => ('yuanAt' in line ? [line.yuanAt] : [])));
  const faults: Fault[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'number') {
      const say = sizeFault(value, inYuan.has(path) ? MOST_NUMBER / 100 : MOST_NUMBER);
      if (say !== null) faults.push({ path, say, code: 'number-size' });
    } else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) visit(child, `${path}/${escaped(key)}`);
  };
  visit(data, '');
  return faults.slice(0, 50);
}

/** Ajv's findings in Chinese. The browser's validator says the same of the same data (test/web). */
const SAY: Record<string, (p: Record<string, unknown>) => string> = {
  required: () => '必须填写',
  additionalProperties: () => '表单中没有这一项',
  unevaluatedProperties: () => '在当前选择下不应填写这一项',
  type: (p) => `类型应为${TYPES[String(p.type)] ?? String(p.type)}`,
  format: (p) =>
    p.format === 'date'
      ? '应为 1900 至 2199 年的日期，如 2026-05-20'
      : p.format === 'date-time'
        ? '应为 1900 至 2199 年的时刻，如 2026-05-20T01:00:00.000Z'
        : `格式应为 ${String(p.format)}`,
  enum: () => '不在可选范围内',
  const: (p) => `应为 ${JSON.stringify(p.allowedValue)}`,
  oneOf: () => '不在可选范围内',
  anyOf: () => '不符合任何一种允许的填法',
  minLength: (p) => `至少 ${String(p.limit)} 个字`,
  maxLength: (p) => `最多 ${String(p.limit)} 个字`,
  minimum: (p) => `不得小于 ${String(p.limit)}`,
  maximum: (p) => `不得大于 ${String(p.limit)}`,
  exclusiveMinimum: (p) => `必须大于 ${String(p.limit)}`,
  exclusiveMaximum: (p) => `必须小于 ${String(p.limit)}`,
  multipleOf: (p) => `应为 ${String(p.multipleOf)} 的整数倍`,
  minItems: (p) => `至少 ${String(p.limit)} 项`,
  maxItems: (p) => `最多 ${String(p.limit)} 项`,
  uniqueItems: () => '不得重复',
  pattern: () => '格式不正确',
};
const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
};

/** One of Ajv's findings as a fault: where, and what would be right. */
export function faultOf(error: ErrorObject): Fault {
  const { keyword, params, instancePath } = error;
  const member = (params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty) as
    | string
    | undefined;
  const path = member === undefined ? instancePath : `${instancePath}/${escaped(member)}`;
  const say = SAY[keyword]?.(params) ?? `不符合 ${keyword} 的要求`;
  return { path: path === '' ? '/' : path, say, code: keyword };
}
