import { loadPacks } from '../../adapters/packs.ts';
import { type Bundle, bundle } from '../../core/release/bundle.ts';
import { ROOT } from '../running.ts';
import { BadInput } from './command.ts';

/** The definitions on disk, for a question that needs no server. @throws BadInput where one does not fit its shape */
export function readPacks(): Bundle {
  const { entries, findings } = loadPacks(ROOT);
  const [first] = findings;
  if (first)
    throw new BadInput(
      `规则包有 ${findings.length} 处不符合格式:${first.definition}${first.path} ${first.say}`,
    );
  return bundle(entries);
}
