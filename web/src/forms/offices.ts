import type { UiSchema } from '@rjsf/utils';
import type { Office } from '../text/names.ts';

type Data = Record<string, unknown>;

const isOffice = (field: UiSchema | undefined): boolean => field?.['ui:widget'] === 'office';

/** Whether the form names another authority. */
export const asksForOffices = (ui: UiSchema): boolean => Object.values(ui).some(isOffice);

/**
 * An office chosen with `ui:widget: "office"` brings its name into the field that `nameAt` names, unless somebody wrote
 * another name there.
 */
export function withOfficeNames(ui: UiSchema, before: Data, after: Data, offices: Office[]): Data {
  const nameOf = (org: unknown) => offices.find((office) => office.org === org)?.name;
  let data = after;
  for (const [key, field] of Object.entries(ui)) {
    const nameAt = isOffice(field) ? field['ui:options']?.nameAt : undefined;
    if (typeof nameAt !== 'string' || before[key] === after[key]) continue;
    const written = after[nameAt];
    if (written === undefined || written === '' || written === nameOf(before[key]))
      data = { ...data, [nameAt]: nameOf(after[key]) };
  }
  return data;
}
