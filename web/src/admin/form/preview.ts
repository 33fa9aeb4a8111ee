/** A form as the preview draws it: nothing in it may ask the server, since nobody files it. */
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import { holdsFiles } from '../../forms/uiOf.ts';

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Evidence and people are chosen from the server when the form is really filled in; here they are said to be. */
function still(schema: Node, ui: Node): { schema: Node; ui: Node; asked: boolean } {
  const said = (placeholder: string) => ({
    schema: { type: 'string', title: schema.title, description: schema.description },
    ui: {
      'ui:readonly': true,
      'ui:placeholder': placeholder,
      'ui:title': ui['ui:title'],
      'ui:help': ui['ui:help'],
    },
    asked: false,
  });
  if (holdsFiles(schema)) return said('办案时在这里上传证据文件');
  if (ui['ui:widget'] === 'people' || ui['ui:widget'] === 'person') return said('办案时在这里选择执法人员');
  const out: Node = { ...schema };
  const shown: Node = { ...ui };
  if (isNode(schema.properties)) {
    const unasked = new Set<unknown>();
    const inner = Object.entries(schema.properties).map(([name, child]) => {
      const one = still(child as Node, isNode(ui[name]) ? ui[name] : {});
      shown[name] = one.ui;
      if (!one.asked) unasked.add(name);
      return [name, one.schema] as const;
    });
    out.properties = Object.fromEntries(inner);
    if (Array.isArray(schema.required)) out.required = schema.required.filter((name) => !unasked.has(name));
  }
  if (isNode(schema.items)) {
    const one = still(schema.items, isNode(ui.items) ? ui.items : {});
    out.items = one.schema;
    shown.items = one.ui;
  }
  return { schema: out, ui: shown, asked: true };
}

export const previewOf = (form: FormDefinition): { schema: Node; ui: Node } => still(form.schema, form.ui);
