/**
 * A form with many groups of fields of which a case needs few, such as the screening for crimes. Each group's
 * `ui:concerns` says which choices it belongs to; the form's `ui:concernedBy` names the field in which they are chosen.
 */
import type { RJSFSchema, UiSchema } from '@rjsf/utils';

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The field in which the person chooses, where the form has one. */
export const concernedBy = (ui: UiSchema): string | undefined =>
  typeof ui['ui:concernedBy'] === 'string' ? ui['ui:concernedBy'] : undefined;

/** The titles of choices, by the field's `oneOf`. */
function titlesOf(schema: RJSFSchema | undefined, choices: string[]): string[] {
  const items = schema?.items as RJSFSchema | undefined;
  const titles = (items?.oneOf ?? []) as { const?: unknown; title?: string }[];
  return choices.flatMap((choice) => titles.find((one) => one.const === choice)?.title ?? []);
}

/**
 * The UI schema with the groups that matter opened and put first.
 * @param own the choices the case's matter brings along, told to the person but not chosen for them
 */
export function openConcerned(
  schema: RJSFSchema,
  ui: UiSchema,
  data: Record<string, unknown>,
  own: string[],
): UiSchema {
  const chooser = concernedBy(ui);
  if (chooser === undefined) return ui;
  const wanted = new Set([...own, ...strings(data[chooser])]);
  const concerns = (name: string): string[] => strings(ui[name]?.['ui:concerns']);
  const names = strings(ui['ui:order']);
  const open = names.filter((name) => concerns(name).some((choice) => wanted.has(choice)));
  const opened = open.map((name) => [name, { ...ui[name], 'ui:enableOptionalDataFieldForType': [] }]);
  const choosing = ui[chooser] ?? {};
  const titles = titlesOf(schema.properties?.[chooser] as RJSFSchema | undefined, own);
  const told = titles.length > 0 ? `本案事项自动核对：${titles.join('、')}。` : '';
  return {
    ...ui,
    ...Object.fromEntries(opened),
    [chooser]: { ...choosing, 'ui:help': `${told}${choosing['ui:help'] ?? ''}` },
    'ui:order': [
      ...names.filter((name) => concerns(name).length === 0),
      ...open,
      ...names.filter((name) => concerns(name).length > 0 && !open.includes(name)),
    ],
  };
}
