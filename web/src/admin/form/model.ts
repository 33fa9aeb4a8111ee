/** A form as a list of fields that can be retitled, moved, added and taken out, without anybody reading JSON Schema. */
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import { holdsFiles } from '../../forms/uiOf.ts';

type Node = Record<string, unknown>;
/** Property names from the top; a list of groups is passed through to its group. */
export type FieldPath = readonly string[];

export const FIELD_KINDS = {
  text: '单行文字',
  longtext: '多行文字',
  number: '数字',
  integer: '整数',
  day: '日期',
  instant: '日期和时刻',
  boolean: '是或否',
  choice: '单选',
  choices: '多选',
  list: '列表',
  rows: '多条记录',
  group: '一组栏目',
  files: '证据文件',
} as const;
export type FieldKind = keyof typeof FIELD_KINDS;
/** The kinds a person can add; the others are tied to rules and are made with the form. */
export const ADDABLE = [
  'text',
  'longtext',
  'number',
  'integer',
  'day',
  'boolean',
  'choice',
  'choices',
] as const;

export type Option = { value: string; title: string };
export type Field = {
  name: string;
  path: FieldPath;
  kind: FieldKind;
  title: string;
  help: string;
  required: boolean;
  /** Only of choices. `coded`: the recorded value stands apart from the text shown. */
  options: Option[] | null;
  coded: boolean;
  /** Fields inside a group or a list of groups. */
  inner: number;
};

const node = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const names = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

function kindOf(schema: Node, ui: Node): FieldKind {
  if (schema.type === 'boolean') return 'boolean';
  if (schema.type === 'object') return 'group';
  if (schema.type === 'array') {
    if (holdsFiles(schema)) return 'files';
    const items = node(schema.items);
    if (items.type === 'object') return 'rows';
    return items.enum || items.oneOf ? 'choices' : 'list';
  }
  if (schema.enum || schema.oneOf) return 'choice';
  if (schema.type === 'integer' || schema.type === 'number') return schema.type;
  if (schema.format === 'date') return 'day';
  if (schema.format === 'date-time') return 'instant';
  return ui['ui:widget'] === 'textarea' ? 'longtext' : 'text';
}

/** Where a choice keeps its options: on itself, or on the items of a list. */
const choiceOf = (schema: Node): Node => (schema.type === 'array' ? node(schema.items) : schema);

function optionsOf(schema: Node, kind: FieldKind): { options: Option[] | null; coded: boolean } {
  if (kind !== 'choice' && kind !== 'choices') return { options: null, coded: false };
  const choice = choiceOf(schema);
  if (Array.isArray(choice.oneOf)) {
    const options = choice.oneOf
      .map(node)
      .map((one) => ({ value: String(one.const), title: text(one.title) }));
    return { options, coded: true };
  }
  return {
    options: names(choice.enum).map((value) => ({ value: String(value), title: String(value) })),
    coded: false,
  };
}

/** The schema and UI schema that hold the fields under a path: an object, or the object of a list's items. */
function container(form: FormDefinition, path: FieldPath): { schema: Node; ui: Node } {
  let at = { schema: form.schema as Node, ui: form.ui as Node };
  for (const name of path) {
    const schema = node(node(at.schema.properties)[name]);
    at.ui[name] ??= {};
    const ui = node(at.ui[name]);
    if (schema.type === 'array') {
      ui.items ??= {};
      at = { schema: node(schema.items), ui: node(ui.items) };
    } else {
      at = { schema, ui };
    }
  }
  return at;
}

/** Property names in the order the form shows them. */
function orderOf({ schema, ui }: { schema: Node; ui: Node }): string[] {
  const all = Object.keys(node(schema.properties));
  const order = names(ui['ui:order']).filter((name) => all.includes(name));
  return [...order, ...all.filter((name) => !order.includes(name))];
}

/** The fields under a path, in the order shown. */
export function fieldsOf(form: FormDefinition, path: FieldPath = []): Field[] {
  const at = container(structuredClone(form), path);
  return orderOf(at).map((name) => {
    const schema = node(node(at.schema.properties)[name]);
    const ui = node(at.ui[name]);
    const kind = kindOf(schema, ui);
    const inner = kind === 'group' ? schema : kind === 'rows' ? node(schema.items) : {};
    return {
      name,
      path: [...path, name],
      kind,
      title: text(ui['ui:title'] ?? schema.title),
      help: text(ui['ui:help'] ?? schema.description),
      required: names(at.schema.required).includes(name),
      ...optionsOf(schema, kind),
      inner: Object.keys(node(inner.properties)).length,
    };
  });
}

/** A copy of the form, with the container of a field opened for a change. */
function changing(
  form: FormDefinition,
  path: FieldPath,
  change: (at: { schema: Node; ui: Node }, name: string) => void,
) {
  const copy = structuredClone(form);
  const name = path.at(-1);
  if (name !== undefined) change(container(copy, path.slice(0, -1)), name);
  return copy;
}

function require(schema: Node, name: string, required: boolean): void {
  const others = names(schema.required).filter((one) => one !== name);
  // The order of `required` means nothing; the old place is kept so that differences stay small.
  schema.required = required
    ? names(schema.required).includes(name)
      ? schema.required
      : [...others, name]
    : others;
}

function setOptions(schema: Node, options: Option[]): void {
  const choice = choiceOf(schema);
  if (Array.isArray(choice.oneOf))
    choice.oneOf = options.map(({ value, title }) => ({ const: value, title }));
  else choice.enum = options.map(({ title }) => title);
}

export type FieldPatch = Partial<Pick<Field, 'title' | 'help' | 'required'>> & { options?: Option[] };

/** Changes what a field says, whether it must be filled in, or its options; each where the form already keeps it. */
export function editField(form: FormDefinition, path: FieldPath, patch: FieldPatch): FormDefinition {
  return changing(form, path, (at, name) => {
    const schema = node(node(at.schema.properties)[name]);
    at.ui[name] ??= {};
    const ui = node(at.ui[name]);
    if (patch.title !== undefined) {
      if (ui['ui:title'] === undefined) schema.title = patch.title;
      else ui['ui:title'] = patch.title;
    }
    if (patch.help !== undefined) setHelp(schema, ui, patch.help);
    if (patch.required !== undefined) require(at.schema, name, patch.required);
    if (patch.options) setOptions(schema, patch.options);
    if (Object.keys(ui).length === 0) delete at.ui[name];
  });
}

function setHelp(schema: Node, ui: Node, help: string): void {
  const [holder, key] =
    ui['ui:help'] === undefined && schema.description !== undefined
      ? [schema, 'description']
      : [ui, 'ui:help'];
  if (help === '') delete holder[key as string];
  else holder[key as string] = help;
}

/** Swaps a field with its neighbour; nothing happens at the end of the list. */
export function moveField(form: FormDefinition, path: FieldPath, by: -1 | 1): FormDefinition {
  return changing(form, path, (at, name) => {
    const order = orderOf(at);
    const from = order.indexOf(name);
    const other = order[from + by];
    if (other === undefined) return;
    order[from] = other;
    order[from + by] = name;
    at.ui['ui:order'] = order;
  });
}

/** Takes a field out, with what the form said of how to show it. Facts that read it are for the checks to find. */
export function removeField(form: FormDefinition, path: FieldPath): FormDefinition {
  return changing(form, path, (at, name) => {
    delete node(at.schema.properties)[name];
    delete at.ui[name];
    if (Array.isArray(at.ui['ui:order']))
      at.ui['ui:order'] = names(at.ui['ui:order']).filter((one) => one !== name);
    require(at.schema, name, false);
  });
}

export type NewField = {
  name: string;
  title: string;
  kind: (typeof ADDABLE)[number];
  required: boolean;
  options: string[];
};

const YES_NO = [
  { const: true, title: '是' },
  { const: false, title: '否' },
];

function made({ kind, title, options }: NewField): { schema: Node; ui: Node } {
  const inline = { 'ui:widget': 'radio', 'ui:options': { inline: true } };
  switch (kind) {
    case 'text':
      return { schema: { type: 'string', title, minLength: 1, maxLength: 200 }, ui: {} };
    case 'longtext':
      return {
        schema: { type: 'string', title, minLength: 1, maxLength: 4000 },
        ui: { 'ui:widget': 'textarea' },
      };
    case 'day':
      return { schema: { type: 'string', format: 'date', title }, ui: { 'ui:widget': 'date' } };
    case 'boolean':
      return { schema: { type: 'boolean', title, oneOf: YES_NO }, ui: inline };
    case 'choice':
      return { schema: { type: 'string', title, enum: options }, ui: { 'ui:widget': 'radio' } };
    case 'choices': {
      const items = { type: 'string', enum: options };
      return {
        schema: { type: 'array', title, uniqueItems: true, items },
        ui: { 'ui:widget': 'checkboxes' },
      };
    }
    default:
      return { schema: { type: kind, title }, ui: {} };
  }
}

/** Adds a field at the end of a group; `under` is the group's path, empty for the form itself. */
export function addField(form: FormDefinition, under: FieldPath, field: NewField): FormDefinition {
  return changing(form, [...under, field.name], (at, name) => {
    const order = orderOf(at);
    const { schema, ui } = made(field);
    at.schema.properties = { ...node(at.schema.properties), [name]: schema };
    if (Object.keys(ui).length > 0) at.ui[name] = ui;
    if (Array.isArray(at.ui['ui:order'])) at.ui['ui:order'] = [...order, name];
    require(at.schema, name, field.required);
  });
}

/** A name for the next field added: `extra1`, `extra2` … */
export function freeName(form: FormDefinition, under: FieldPath): string {
  const taken = new Set(fieldsOf(form, under).map(({ name }) => name));
  let n = 1;
  while (taken.has(`extra${n}`)) n += 1;
  return `extra${n}`;
}

/** The facts that rules read from a field, or from what is inside it. */
export function factsReading(form: FormDefinition, path: FieldPath): string[] {
  const pointer = `/${path.join('/')}`;
  const reads = (value: unknown): boolean =>
    typeof value === 'string'
      ? value === pointer || value.startsWith(`${pointer}/`)
      : typeof value === 'object' && value !== null && Object.values(value).some(reads);
  return form.facts.filter(reads).map(({ fact }) => fact);
}
