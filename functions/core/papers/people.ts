import type { Template } from '../../contract/definitions/papers.ts';
import { anatomy } from './parts.ts';
import { idsAt } from './read.ts';

const pointersKept = new WeakMap<Template, string[]>();

/** Where in the form a template names people; looked for once per template. */
function pointersOf(template: Template): string[] {
  let pointers = pointersKept.get(template);
  if (!pointers) {
    pointers = [
      ...anatomy(template).parts.flatMap(({ part }) =>
        typeof part === 'object' && 'people' in part ? [part.people] : [],
      ),
      ...template.blocks.flatMap((b) => ('sign' in b && 'people' in b.sign.by ? [b.sign.by.people] : [])),
    ];
    pointersKept.set(template, pointers);
  }
  return pointers;
}

/** Every person id the papers may have to name: those in the duties and those at the pointers the templates read. */
export function peopleNamed(
  templates: Template[],
  data: unknown,
  officersAt: string | undefined,
  duties: Record<string, string[]>,
): string[] {
  const inForm = [...templates.flatMap(pointersOf), ...(officersAt ? [officersAt] : [])].flatMap((p) =>
    idsAt(data, p),
  );
  return [...new Set([...inForm, ...Object.values(duties).flat()])];
}
