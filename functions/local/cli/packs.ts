import type { Bundle } from '../../core/release/bundle.ts';
import { BadInput } from './command.ts';
import { packsWith } from './laid-over.ts';

/**
 * The definitions on disk, for a question that needs no server; with a pack's folder or a draft's file laid over them.
 * @throws BadInput where one does not fit its shape
 */
export function readPacks(path?: string): Bundle {
  const { definitions, findings } = packsWith(path);
  const [first] = findings;
  if (first)
    throw new BadInput(
      `${path ?? '规则包'}有 ${findings.length} 处不符合格式：${first.definition}${first.path} ${first.say}`,
    );
  return definitions;
}
