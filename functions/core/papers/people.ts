import type { Template } from '../../contract/definitions/papers.ts';
import { anatomy } from './parts.ts';
import { idsAt } from './read.ts';

/** Every person id the papers may have to name: those in the duties and those at the pointers the templates read. */
export function peopleNamed(
  templates: Template[],
  data: unknown,
  officersAt: string | undefined,
  duties: Record<string, string[]>,
): string[] {
  const pointers = templates.flatMap((template) => [
    ...anatomy(template).parts.flatMap(({ part }) =>
      typeof part === 'object' && 'people' in part ? [part.people] : [],
    ),
    ...template.blocks.flatMap((b) => ('sign' in b && 'people' in b.sign.by ? [b.sign.by.people] : [])),
  ]);
  const inForm = [...pointers, ...(officersAt ? [officersAt] : [])].flatMap((p) => idsAt(data, p));
  return [...new Set([...inForm, ...Object.values(duties).flat()])];
}
