import type { Block, Part, Template, When } from '../../contract/definitions/papers.ts';

/** A part with its place in the template, and the rows it stands in if any. */
export type Placed = { path: string; part: Part; rows?: string };
/** A pointer into the form that is read as a whole: rows, people, conditions. */
export type FormPointer = { path: string; pointer: string };
export type Anatomy = { parts: Placed[]; pointers: FormPointer[]; facts: { path: string; fact: string }[] };

/** Everything a template reads, and where: what the release check holds against forms, facts and the rest. */
export function anatomy(template: Template): Anatomy {
  const found: Anatomy = { parts: [], pointers: [], facts: [] };
  for (const [i, { from, when }] of template.required.entries()) {
    found.parts.push({ path: `/required/${i}/from`, part: from });
    addWhen(found, when, `/required/${i}/when`);
  }
  for (const [i, block] of template.blocks.entries()) addBlock(found, block, `/blocks/${i}`);
  for (const [i, { parts, when }] of (template.attachments ?? []).entries()) {
    addParts(found, parts, `/attachments/${i}/parts`);
    addWhen(found, when, `/attachments/${i}/when`);
  }
  for (const [i, gate] of (template.gates ?? []).entries()) {
    addWhen(found, gate.when, `/gates/${i}/when`);
    addWhen(found, gate.holds, `/gates/${i}/holds`);
  }
  return found;
}

function addBlock(found: Anatomy, block: Block, path: string): void {
  addWhen(found, block.when, `${path}/when`);
  if ('parts' in block) addParts(found, block.parts, `${path}/parts`);
  if ('table' in block) {
    const { rows, columns } = block.table;
    found.pointers.push({ path: `${path}/table/rows`, pointer: rows });
    for (const [i, column] of columns.entries())
      addParts(found, column.parts, `${path}/table/columns/${i}/parts`, rows);
  }
  if ('each' in block) {
    const { rows, lines } = block.each;
    found.pointers.push({ path: `${path}/each/rows`, pointer: rows });
    for (const [i, line] of lines.entries())
      addParts(found, line.parts, `${path}/each/lines/${i}/parts`, rows);
  }
  if ('sign' in block) {
    const { by, refused } = block.sign;
    if ('people' in by) found.pointers.push({ path: `${path}/sign/by`, pointer: by.people });
    if ('rows' in by) {
      found.pointers.push({ path: `${path}/sign/by/rows`, pointer: by.rows });
      addParts(found, [{ item: by.name }], `${path}/sign/by/name`, by.rows);
    }
    if ('names' in by) addParts(found, [by.names], `${path}/sign/by/names`);
    addParts(found, refused?.note ?? [], `${path}/sign/refused/note`);
    addWhen(found, refused?.when, `${path}/sign/refused/when`);
  }
}

function addParts(found: Anatomy, parts: Part[], path: string, rows?: string): void {
  for (const [i, part] of parts.entries())
    found.parts.push({ path: `${path}/${i}`, part, ...(rows === undefined ? {} : { rows }) });
}

function addWhen(found: Anatomy, when: When | undefined, path: string): void {
  if (when === undefined) return;
  if ('all' in when) for (const [i, w] of when.all.entries()) addWhen(found, w, `${path}/all/${i}`);
  else if ('any' in when) for (const [i, w] of when.any.entries()) addWhen(found, w, `${path}/any/${i}`);
  else if ('not' in when) addWhen(found, when.not, `${path}/not`);
  else if ('known' in when) found.parts.push({ path: `${path}/known`, part: when.known });
  else if ('fact' in when) found.facts.push({ path: `${path}/fact`, fact: when.fact });
  else if ('field' in when) found.pointers.push({ path: `${path}/field`, pointer: when.field });
}
