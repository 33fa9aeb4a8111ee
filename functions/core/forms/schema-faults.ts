import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Fault } from '../../contract/errors.ts';
import { escaped, inside, isNode, KEYWORDS, type Placed } from './keywords.ts';
import type { Schema } from './schema-at.ts';
import { nearest } from './shape-at.ts';
import { slowPattern } from './slow-pattern.ts';
import { faultOf } from './validate.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

let kept: Ajv2020 | undefined;
/** Holds schemas against the schema of schemas; made when first asked for. */
function judge(): Ajv2020 {
  if (!kept) {
    kept = new Ajv2020({ allErrors: true, strict: false, validateFormats: true });
    addFormats.default(kept);
  }
  return kept;
}

/**
 * What is wrong with the schema of a form, each with the place in it: what is no JSON Schema, what the validator would pass over
 * in silence, and what nobody could fill in.
 */
export function schemaFaults(schema: Schema): Fault[] {
  const root = { schema, path: '' };
  const faults = [
    ...metaFaults(schema),
    ...everywhere(root).flatMap((placed) => [
      ...wordFaults(placed),
      ...rangeFaults(placed),
      ...patternFaults(placed),
      ...choiceFaults(placed),
      ...referenceFaults(placed, schema),
    ]),
  ];
  // names are followed through the schema, which has to be one first
  const all = faults.length > 0 ? faults : nameFaults([root], schema, new Set());
  return [...new Map(all.map((fault) => [`${fault.path}|${fault.say}`, fault])).values()].slice(0, 50);
}

const everywhere = (placed: Placed): Placed[] => [placed, ...inside(placed).flatMap(everywhere)];

/** What the schema of schemas says, once for each place. */
function metaFaults(schema: Schema): Fault[] {
  if (schema.$schema !== undefined && schema.$schema !== DRAFT)
    return [{ path: '/$schema', code: 'schema', say: `应为 ${DRAFT}` }];
  const ajv = judge();
  if (ajv.validateSchema(schema)) return [];
  const errors = (ajv.errors ?? []).filter(({ params }) => params.format !== 'regex');
  const byPlace = new Map<string, ErrorObject[]>();
  for (const error of errors)
    byPlace.set(error.instancePath, [...(byPlace.get(error.instancePath) ?? []), error]);
  return [...byPlace.values()].map(([first, ...more]) => ({
    ...faultOf(first as ErrorObject),
    code: 'schema',
    say: metaSentence([first as ErrorObject, ...more]),
  }));
}

function metaSentence(errors: ErrorObject[]): string {
  const allowed = errors.find(({ params }) => Array.isArray(params.allowedValues))?.params.allowedValues;
  if (allowed) return `应为其中之一：${(allowed as unknown[]).map(String).join('、')}`;
  const [first] = errors as [ErrorObject];
  return Array.isArray(first.params.type) ? '这里应为一个对象，写明这一项怎样填写' : faultOf(first).say;
}

function wordFaults({ schema, path }: Placed): Fault[] {
  return Object.keys(schema)
    .filter((word) => !KEYWORDS.has(word))
    .map((word) => {
      const meant = nearest(word, [...KEYWORDS.keys()]);
      const instead =
        meant === undefined ? '请删去，或者改为 JSON Schema 2020-12 的写法' : `是否应为“${meant}”`;
      return {
        path: `${path}/${escaped(word)}`,
        code: 'unknown-keyword',
        say: `不认识的写法“${word}”，填写时不起作用，${instead}`,
      };
    });
}

/** The least, the most, what is counted, and whether the two may be the same. */
const RANGES: [least: string, most: string, what: string, same: boolean][] = [
  ['minLength', 'maxLength', '字数', true],
  ['minItems', 'maxItems', '项数', true],
  ['minContains', 'maxContains', '项数', true],
  ['minProperties', 'maxProperties', '栏数', true],
  ['minimum', 'maximum', '数值', true],
  ['exclusiveMinimum', 'maximum', '数值', false],
  ['minimum', 'exclusiveMaximum', '数值', false],
  ['exclusiveMinimum', 'exclusiveMaximum', '数值', false],
];

function rangeFaults({ schema, path }: Placed): Fault[] {
  return RANGES.flatMap(([least, most, what, same]) => {
    const [from, to] = [schema[least], schema[most]];
    if (typeof from !== 'number' || typeof to !== 'number' || from < to || (same && from === to)) return [];
    const say = `${what}的下限 ${from}（${least}）${from === to ? '等于不含本数的' : '大于'}上限 ${to}（${most}），填什么都不行`;
    return [{ path: `${path}/${least}`, code: 'range', say }];
  });
}

function patternFaults({ schema, path }: Placed): Fault[] {
  const named = isNode(schema.patternProperties) ? Object.keys(schema.patternProperties) : [];
  const patterns: [string, string][] = [
    ...(typeof schema.pattern === 'string' ? [[schema.pattern, `${path}/pattern`] as [string, string]] : []),
    ...named.map((p): [string, string] => [p, `${path}/patternProperties/${escaped(p)}`]),
  ];
  return patterns.flatMap(([pattern, at]) => {
    const wrong = patternFault(pattern);
    if (wrong !== null) return [{ path: at, code: 'pattern', say: wrong }];
    const slow = slowPattern(pattern);
    return slow === null ? [] : [{ path: at, code: 'slow-pattern', say: slow }];
  });
}

const WHY: [RegExp, string][] = [
  [/Unterminated group|Unmatched '\)'/, '圆括号没有配对'],
  [/Unterminated character class|Lone ']'|missing \]/i, '方括号没有配对'],
  [/Nothing to repeat/, '“*”“+”“？”之前没有可以重复的内容'],
  [/Range out of order/, '方括号里的范围前后颠倒'],
  [/numbers out of order/, '花括号里的次数前后颠倒'],
  [/Lone quantifier|Incomplete quantifier/, '花括号没有配对'],
  [/escape|\\ at end/i, '反斜杠的写法不认识'],
  [/group name|capture group|named reference/i, '组的名称不正确'],
];

function patternFault(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch (error) {
    const why = WHY.find(([said]) => said.test((error as Error).message))?.[1];
    return `“${pattern}”不是正则表达式${why === undefined ? '' : `：${why}`}`;
  }
}

function choiceFaults({ schema, path }: Placed): Fault[] {
  const faults: Fault[] = [];
  if (Array.isArray(schema.enum) && schema.enum.length === 0)
    faults.push({ path: `${path}/enum`, code: 'range', say: '没有可选的值，填什么都不行' });
  if (typeof schema.format === 'string' && !Object.hasOwn(judge().formats, schema.format)) {
    const known = Object.keys(judge().formats);
    const meant = nearest(schema.format, known);
    const instead = meant === undefined ? `应为其中之一：${known.join('、')}` : `是否应为“${meant}”`;
    faults.push({
      path: `${path}/format`,
      code: 'unknown-format',
      say: `没有格式“${schema.format}”，填写时不起作用，${instead}`,
    });
  }
  return faults;
}

function referenceFaults({ schema, path }: Placed, root: Schema): Fault[] {
  const { $ref } = schema;
  if (typeof $ref !== 'string' || referred(root, $ref) !== null) return [];
  const say = `表单里没有“${$ref}”；只能引用本表单 $defs 里的内容，写作 #/$defs/名称`;
  return [{ path: `${path}/$ref`, code: 'unknown-reference', say }];
}

function referred(root: Schema, ref: string): Placed | null {
  if (!/^#($|\/)/.test(ref)) return null;
  let at: unknown = root;
  for (const part of ref.slice(1).split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    at = isNode(at) || Array.isArray(at) ? (at as Record<string, unknown>)[name] : undefined;
  }
  return isNode(at) ? { schema: at, path: ref.slice(1) } : null;
}

/** Everything said of the same data: what branches and references ask besides. */
function together(group: Placed[], root: Schema): (Placed & { asks: boolean })[] {
  const found = new Map<string, Placed & { asks: boolean }>();
  const add = (placed: Placed, asks: boolean): void => {
    if (found.has(placed.path)) return;
    found.set(placed.path, { ...placed, asks });
    for (const one of inside(placed))
      if (one.of === 'same') add(one, asks && one.keyword !== 'if' && one.keyword !== 'not');
    const target = typeof placed.schema.$ref === 'string' ? referred(root, placed.schema.$ref) : null;
    if (target) add(target, asks);
  };
  for (const placed of group) add(placed, true);
  return [...found.values()];
}

const propertiesOf = ({ schema }: Placed): string[] => Object.keys(schema.properties ?? {});

/** Fields asked for that cannot be filled in, because nothing declares them or something forbids all but others. */
function nameFaults(group: Placed[], root: Schema, seen: Set<string>): Fault[] {
  const key = group.map(({ path }) => path).join();
  if (seen.has(key)) return [];
  seen.add(key);
  const all = together(group, root);
  const open = all.some(({ schema }) => schema.patternProperties !== undefined);
  const closers = group.filter(({ schema }) => schema.additionalProperties === false);
  const declared = [...new Set(all.filter(({ asks }) => asks).flatMap(propertiesOf))];
  const known = declared.filter(
    (name) => closers.length === 0 || closers.some((closer) => propertiesOf(closer).includes(name)),
  );
  const unknown = (name: string, path: string): Fault[] => {
    if (open || known.includes(name)) return [];
    const meant = nearest(name, known);
    return [
      {
        path,
        code: 'unknown-field',
        say: `表单里没有“${name}”这一栏，${meant === undefined ? '无从填写' : `是否应为“${meant}”`}`,
      },
    ];
  };
  const own = all.flatMap((placed) => [
    ...((placed.schema.required as string[] | undefined) ?? []).flatMap((name, i) =>
      unknown(name, `${placed.path}/required/${i}`),
    ),
    ...propertiesOf(placed).flatMap((name) => unknown(name, `${placed.path}/properties/${escaped(name)}`)),
  ]);
  const inner = all.flatMap(inside).filter(({ of }) => of === 'inner');
  const groups = new Map<string, Placed[]>();
  for (const one of inner) {
    const place = one.keyword === 'properties' ? `/${one.name}` : ITEMS.has(one.keyword) ? 'items' : one.path;
    groups.set(place, [...(groups.get(place) ?? []), one]);
  }
  return [...own, ...[...groups.values()].flatMap((each) => nameFaults(each, root, seen))];
}

const ITEMS = new Set(['items', 'contains', 'prefixItems', 'unevaluatedItems']);
