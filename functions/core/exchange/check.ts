import { KIND_LABELS, KINDS, Kind } from '../../contract/definitions/release.ts';
import { type Fault, Refusal } from '../../contract/errors.ts';
import { shapeFaults } from '../forms/shape-faults.ts';
import { contentHash } from '../hash.ts';
import { releaseHash } from '../release/bundle.ts';
import {
  FORMAT,
  FORMAT_VERSION,
  Heading,
  OLDEST_FORMAT_VERSION,
  ownId,
  PRODUCT_VERSION,
  ReleaseContent,
} from './format.ts';

/**
 * Whether this program may read the file at all.
 * @throws Refusal `import-unreadable`, `import-version`
 */
export function headingOf(content: object): void {
  const { format, formatVersion } = content as Record<string, unknown>;
  if (format !== FORMAT) throw new Refusal('import-unreadable', `这不是发布文件：format 应为 ${FORMAT}`);
  if (typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION)
    throw tooNew(`文件格式是第 ${formatVersion} 版，本机程序只认到第 ${FORMAT_VERSION} 版`);
  if (typeof formatVersion === 'number' && formatVersion < OLDEST_FORMAT_VERSION)
    throw new Refusal(
      'import-version',
      `文件格式是第 ${formatVersion} 版，已不再支持（最早第 ${OLDEST_FORMAT_VERSION} 版）；请在导出方升级后重新导出`,
    );
  const heading = Heading.safeParse(content);
  if (!heading.success)
    throw new Refusal('import-unreadable', '发布文件的开头不符合格式', shapeFaults(heading.error));
  if (newer(heading.data.needs, PRODUCT_VERSION))
    throw tooNew(`文件需要一执 ${heading.data.needs} 以上，本机是 ${PRODUCT_VERSION}`);
}

const tooNew = (say: string, faults: Fault[] = []) =>
  new Refusal('import-version', `${say}；请先升级本机程序`, faults);

function newer(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at >= 0 && (left[at] as number) > (right[at] as number);
}

/**
 * What a signature cannot promise: that the file is whole, and that this program knows everything in it.
 * @throws Refusal `import-unreadable`, `import-incomplete`, `import-altered`, `import-version`, with every fault at once
 */
export function checkContent(value: object): ReleaseContent {
  const parsed = ReleaseContent.safeParse(value);
  if (!parsed.success) {
    const faults = shapeFaults(parsed.error);
    const unknown = faults.some((fault) => fault.code === 'unrecognized_keys');
    if (unknown) throw tooNew('文件里有本机程序不认识的内容', faults);
    throw new Refusal('import-unreadable', '发布文件的内容不符合格式', faults);
  }
  const content = parsed.data;
  refuse('import-incomplete', '发布文件的定义不齐全', [...missing(content)]);
  refuse('import-altered', '有定义与它的哈希不符', [...misnamed(content)]);
  const strange = [...unknownTo(content)];
  if (strange.length > 0) throw tooNew(`有 ${strange.length} 处定义本机程序不认识`, strange);
  return content;
}

function refuse(code: 'import-incomplete' | 'import-altered', what: string, faults: Fault[]): void {
  if (faults.length === 0) return;
  const first = faults.slice(0, 5).map(({ path, say }) => `${path} ${say}`);
  throw new Refusal(code, `${what}（${faults.length} 处）：${first.join('；')}`, faults);
}

/** Listed and not there, there and not listed, there twice. */
function* missing({ contents, definitions }: ReleaseContent): Generator<Fault> {
  const there = new Set<string>();
  for (const { key } of definitions) {
    if (there.has(key)) yield { path: key, say: '在文件中有两份' };
    else if (!Object.hasOwn(contents, key)) yield { path: key, say: '不在版本的清单上，是多出来的' };
    there.add(key);
  }
  for (const key of Object.keys(contents))
    if (!there.has(key)) yield { path: key, say: '清单上有，文件里没有' };
}

function* misnamed({ contents, definitions, release }: ReleaseContent): Generator<Fault> {
  for (const { key, hash, body } of definitions) {
    if (contentHash(body) !== hash) yield { path: key, say: '内容与哈希不符' };
    if (contents[key] !== hash) yield { path: key, say: '哈希与版本的清单不符' };
  }
  if (releaseHash(contents) !== release.hash) yield { path: '/release/hash', say: '版本的哈希与清单不符' };
}

/** A kind, a field or a value this program has never heard of; also one it would fill in by itself. */
function* unknownTo({ definitions }: ReleaseContent): Generator<Fault> {
  for (const { key, hash, body } of definitions) {
    const [name = '', id] = key.split('/');
    const kind = Kind.safeParse(name);
    if (!kind.success) {
      yield { path: key, say: `没有“${name}”这一类定义；应为 ${Object.values(KIND_LABELS).join('、')}` };
      continue;
    }
    const parsed = KINDS[kind.data].safeParse(body);
    if (!parsed.success) {
      for (const { path, say } of shapeFaults(parsed.error)) yield { path: `${key}#${path}`, say };
      continue;
    }
    if (ownId(parsed.data) !== id) yield { path: `${key}#/id`, say: `应为 ${id}` };
    else if (contentHash(parsed.data) !== hash) yield { path: key, say: '缺少本机程序要求的项目' };
  }
}
