import type { Fault } from '../../contract/errors.ts';
import { escaped, isNode } from './keywords.ts';
import { branches, type Schema, schemasAt } from './schema-at.ts';
import { nearest } from './shape-at.ts';

type Ui = Record<string, unknown>;

/** What the page that fills in forms knows to draw (web/src/forms): what rjsf reads, and what is the platform's own. */
const OPTIONS = [
  ...['widget', 'field', 'options', 'order', 'title', 'description', 'help', 'placeholder', 'label'],
  ...['rows', 'inline', 'inputType', 'autocomplete', 'autocapitalize', 'autofocus', 'readonly', 'disabled'],
  ...['emptyValue', 'enumNames', 'enumOrder', 'enumDisabled', 'hideError', 'classNames', 'style'],
  ...['addable', 'orderable', 'removable', 'copyable', 'accept', 'filePreview', 'globalOptions'],
  ...['enableOptionalDataFieldForType', 'enableMarkdownInDescription', 'enableMarkdownInHelp'],
];
const OWN_OPTIONS = ['concerns', 'concernedBy', 'everybody', 'nameAt'];
const KNOWN_OPTIONS = [...OPTIONS, ...OWN_OPTIONS];
const FIELDS = ['files'];
const OWN_WIDGETS = ['people', 'money', 'office'];
const NUMBER_WIDGETS = ['text', 'select', 'updown', 'range', 'radio', 'hidden'];
/** By the type of what is filled in; with any other the page of the form would not open. */
const WIDGETS: Record<string, string[]> = {
  boolean: ['checkbox', 'radio', 'select', 'hidden'],
  string: [
    ...['text', 'textarea', 'radio', 'select', 'date', 'date-time', 'datetime', 'time', 'hidden'],
    ...['email', 'uri', 'hostname', 'ipv4', 'ipv6', 'password', 'color', 'alt-date', 'alt-datetime'],
    ...['file', 'data-url'],
  ],
  number: NUMBER_WIDGETS,
  integer: NUMBER_WIDGETS,
  array: ['checkboxes', 'select', 'files', 'hidden'],
};

/**
 * What a form says of how it is drawn and nothing draws: fields the schema does not have, options and widgets nobody knows, an
 * order that leaves fields out, with which the page would not open at all.
 */
export function uiFaults(schema: Schema, ui: Ui): Fault[] {
  return faultsAt(schema, ui, '', '');
}

function faultsAt(root: Schema, ui: Ui, pointer: string, path: string): Fault[] {
  const here = pointer === '' ? [root] : schemasAt(root, pointer);
  const schemas = here.flatMap(branches);
  const names = [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  return Object.entries(ui).flatMap(([key, value]) => {
    const at = `${path}/${escaped(key)}`;
    if (key.startsWith('ui:')) return optionFaults(key.slice(3), value, schemas, names, at);
    const inner =
      key === 'items' && schemas.some(({ items }) => items !== undefined)
        ? `${pointer}/0`
        : `${pointer}/${key}`;
    if (inner.endsWith('/0') || names.includes(key))
      return isNode(value) ? faultsAt(root, value, inner, at) : [];
    if ((key === 'oneOf' || key === 'anyOf') && schemas.some((s) => s[key] !== undefined)) return [];
    return [fault(at, 'unknown-field', `表单里没有“${key}”这一栏，${instead(key, names, '请删去')}`)];
  });
}

const fault = (path: string, code: string, say: string): Fault => ({ path, code, say });

function instead(word: string, known: string[], otherwise: string): string {
  const meant = nearest(word, known);
  return meant === undefined ? otherwise : `是否应为“${meant}”`;
}

function optionFaults(
  option: string,
  value: unknown,
  schemas: Schema[],
  names: string[],
  at: string,
): Fault[] {
  if (!KNOWN_OPTIONS.includes(option))
    return [
      fault(
        at,
        'unknown-option',
        `不认识的显示方式“ui：${option}”，不起作用，${instead(option, KNOWN_OPTIONS, '请删去')}`,
      ),
    ];
  if (option === 'options' && isNode(value))
    return Object.entries(value).flatMap(([key, one]) =>
      optionFaults(key, one, schemas, names, `${at}/${escaped(key)}`),
    );
  if (option === 'widget') return widgetFaults(value, schemas, at);
  if (option === 'field' && !FIELDS.includes(value as string))
    return [fault(at, 'unknown-widget', `没有控件“${String(value)}”，应为其中之一：${FIELDS.join('、')}`)];
  if (option === 'concernedBy' && !names.includes(value as string))
    return [
      fault(
        at,
        'unknown-field',
        `表单里没有“${String(value)}”这一栏，${instead(String(value), names, '请改正')}`,
      ),
    ];
  return option === 'order' ? orderFaults(value, names, at) : [];
}

function widgetFaults(value: unknown, schemas: Schema[], at: string): Fault[] {
  const type = schemas.find((s) => typeof s.type === 'string')?.type as string | undefined;
  const fitting = type === undefined ? Object.values(WIDGETS).flat() : (WIDGETS[type] ?? []);
  const known = [...new Set([...fitting, ...OWN_WIDGETS])];
  if (known.includes(value as string)) return [];
  const right = type === undefined ? '应为' : `这一栏的类型是 ${type}，应为`;
  return [
    fault(
      at,
      'unknown-widget',
      `没有控件“${String(value)}”，填写的页面会打不开；${right}其中之一：${known.join('、')}`,
    ),
  ];
}

function orderFaults(value: unknown, names: string[], at: string): Fault[] {
  if (!Array.isArray(value)) return [fault(at, 'type', '应为各栏名称的列表')];
  const order = value as unknown[];
  const strange = order.flatMap((name, i) =>
    name === '*' || names.includes(name as string)
      ? []
      : [
          fault(
            `${at}/${i}`,
            'unknown-field',
            `表单里没有“${String(name)}”这一栏，${instead(String(name), names, '请删去')}`,
          ),
        ],
  );
  const left = order.includes('*') ? [] : names.filter((name) => !order.includes(name));
  if (left.length === 0) return strange;
  const say = `没有排进“${left.join('”“')}”，填写的页面会打不开；请排进去，或者用“*”代表其余各栏`;
  return [...strange, fault(at, 'field-not-ordered', say)];
}
