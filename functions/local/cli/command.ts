import { text } from 'node:stream/consumers';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readJson, sayFaults } from '../../core/json.ts';

/** Bad input: one line for the person at the terminal, exit status 1, nothing on stdout. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** JSON printed on stdout; `failed` is a line for stderr and makes the exit status 1. */
export type Answer = { json: unknown; failed?: string };
export type Command = {
  /** How it is called. */
  usage: string;
  about: string;
  run(args: string[]): Promise<Answer>;
};

type Known = NonNullable<ParseArgsConfig['options']>;
type Options<N extends string, F extends string> = Partial<Record<N, string> & Record<F, boolean>>;

/**
 * The named options of a command, each with a value, and its `flags`, which take none.
 * @throws BadInput for an option it does not know, one without a value or given twice, or a word too many
 */
export function optionsOf<N extends string, F extends string = never>(
  args: string[],
  names: readonly N[],
  flags: readonly F[] = [],
): Options<N, F> {
  const options: Known = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' }]),
    ...flags.map((name) => [name, { type: 'boolean' }]),
  ]);
  const { values, tokens } = parsedArgs(args, options);
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find((name, i) => given.indexOf(name) < i);
  if (twice !== undefined) throw new BadInput(`--${twice} 给出了不止一次，只能给一次`);
  return values as Options<N, F>;
}

/** @throws BadInput with the options there are */
function parsedArgs(args: string[], options: Known) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false, tokens: true });
  } catch {
    const known = Object.entries(options).map(([name, { type }]) =>
      type === 'string' ? `--${name} <值>` : `--${name}`,
    );
    const say = known.length > 0 ? `可用的选项：${known.join('、')}` : '该命令没有选项';
    throw new BadInput(`参数不正确：${args.join(' ')}。${say}`);
  }
}

/** The JSON object on stdin. @throws BadInput */
export async function readObject(): Promise<Record<string, unknown>> {
  if (process.stdin.isTTY)
    throw new BadInput("请从标准输入给出 JSON，例如：echo '{}' | npm run -s yizhi -- …");
  const value = jsonOf('标准输入', await text(process.stdin));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadInput('标准输入应为一个 JSON 对象，以事实名为键，例如 {"forest.commercialMu": 10}');
  return value as Record<string, unknown>;
}

/** The value of a JSON text. @throws BadInput saying where it goes wrong */
export function jsonOf(what: string, source: string): unknown {
  const read = readJson(source);
  if ('value' in read) return read.value;
  throw new BadInput(`${what}不是有效的 JSON：${sayFaults(read.faults)}`);
}

/** Why a file cannot be read. */
export function sayUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return FILE_ERRORS[code ?? ''] ?? message;
}
const FILE_ERRORS: Record<string, string> = {
  ENOENT: '文件不存在',
  EISDIR: '这是一个文件夹，应为文件',
  ENOTDIR: '路径中有一段不是文件夹',
  EACCES: '没有读写的权限',
  EPERM: '没有读写的权限',
  EEXIST: '文件已经存在',
  ENOSPC: '磁盘已满',
  EROFS: '磁盘是只读的',
};
