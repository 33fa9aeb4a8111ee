/** Filed data as labelled lines, by the form's JSON Schema. Pure, so that it can be tested alone. */
import { isDay, isInstant, showInstant } from '../text/time.ts';
import type { Namer } from '../text/values.ts';

export type Field = {
  key: string;
  label: string;
  text: string;
  value: unknown;
  fields?: Field[] | undefined;
};
type Schema = Record<string, unknown>;

const asObject = (value: unknown): Schema | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;

function resolve(schema: unknown, root: Schema): Schema {
  const own = asObject(schema) ?? {};
  if (typeof own.$ref !== 'string') return own;
  const target = own.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => asObject(at)?.[part], root);
  return { ...asObject(target), ...own };
}

/** Properties, those under if/then and allOf included: a conditional field has a label too. */
function propertiesOf(schema: Schema, root: Schema): Schema {
  const branches = [schema.then, schema.else, ...((schema.allOf as unknown[] | undefined) ?? [])];
  const nested = branches.filter(Boolean).map((branch) => propertiesOf(resolve(branch, root), root));
  return Object.assign({}, ...nested, asObject(schema.properties));
}

function titleOfValue(value: unknown, schema: Schema, ui: Schema): string | undefined {
  const choices = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined;
  const choice = choices?.find((one) => one.const === value);
  if (typeof choice?.title === 'string') return choice.title;
  const names = (ui['ui:enumNames'] ?? asObject(ui['ui:options'])?.enumNames) as string[] | undefined;
  const index = (schema.enum as unknown[] | undefined)?.indexOf(value) ?? -1;
  return index >= 0 ? names?.[index] : undefined;
}

function scalar(value: unknown, schema: Schema, ui: Schema, name: Namer): string {
  const titled = titleOfValue(value, schema, ui);
  if (titled !== undefined) return titled;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') {
    const text = value.toLocaleString('zh-CN', { maximumFractionDigits: 6 });
    return ui['ui:widget'] === 'money' ? `${text} 元` : text;
  }
  if (typeof value !== 'string') return '';
  if (isInstant(value)) return showInstant(value);
  return isDay(value) ? value : (name(value) ?? value);
}

/** Objects in the form's order; data the form does not name stays visible under its own key. */
export function readable(data: unknown, schema: Schema, ui: Schema, name: Namer, root = schema): Field[] {
  const object = asObject(data);
  if (!object) return [];
  const properties = propertiesOf(schema, root);
  const order = ((ui['ui:order'] as string[] | undefined) ?? Object.keys(properties)).filter(
    (key) => key in object,
  );
  const keys = [...order, ...Object.keys(object).filter((key) => !order.includes(key))];
  return keys
    .filter((key) => object[key] !== undefined)
    .map((key) =>
      field(key, object[key], resolve(properties[key], root), asObject(ui[key]) ?? {}, name, root),
    );
}

function field(key: string, value: unknown, schema: Schema, ui: Schema, name: Namer, root: Schema): Field {
  const label = String(ui['ui:title'] ?? schema.title ?? key);
  if (Array.isArray(value)) return list(key, label, value, schema, ui, name, root);
  if (asObject(value))
    return { key, label, text: '', value, fields: readable(value, schema, ui, name, root) };
  return { key, label, text: scalar(value, schema, ui, name), value };
}

function list(
  key: string,
  label: string,
  value: unknown[],
  schema: Schema,
  ui: Schema,
  name: Namer,
  root: Schema,
): Field {
  const items = resolve(schema.items, root);
  const itemUi = asObject(ui.items) ?? {};
  if (value.length === 0) return { key, label, text: '无', value };
  if (value.every((item) => asObject(item) === undefined)) {
    return { key, label, text: value.map((item) => scalar(item, items, itemUi, name)).join('、'), value };
  }
  const fields = value.map((item, index) => ({
    ...field(String(index), item, items, itemUi, name, root),
    label: `第 ${index + 1} 项`,
  }));
  return { key, label, text: '', value, fields };
}
