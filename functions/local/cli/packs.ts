import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Bundle } from '../../core/release/bundle.ts';
import { BadInput } from './command.ts';
import { type LaidOver, packsWith } from './laid-over.ts';

/**
 * The definitions on disk, for a question that needs no server.
 * @throws BadInput where one does not fit its shape
 */
export const readPacks = (): Bundle => fitting(packsWith(undefined));

/**
 * The definitions on disk with a pack's folder or a draft's file laid over them; or a draft of this machine by its id.
 * @throws BadInput where there is nothing to read, or a definition does not fit its shape
 */
export const readOver = async (path: string | undefined): Promise<Bundle> =>
  fitting(await laidOver(path), path);

/** Ids as drafts get them (`D-1m8j2s1d4pytsa3spab9`). */
const DRAFT = /^D-[0-9a-z]+$/;

/** What a path or the id of a draft stands for; a file of that name comes first. @throws BadInput */
export async function laidOver(path: string | undefined): Promise<LaidOver> {
  if (path === undefined || !DRAFT.test(path) || existsSync(resolve(path))) return packsWith(path);
  // loaded when asked for: files need no database client
  const { keptDraft } = await import('./kept-draft.ts');
  return keptDraft(path);
}

function fitting({ definitions, findings }: LaidOver, path?: string): Bundle {
  const [first] = findings;
  if (first)
    throw new BadInput(
      `${path ?? '规则包'}有 ${findings.length} 处不符合格式：${first.definition}${first.path} ${first.say}`,
    );
  return definitions;
}
