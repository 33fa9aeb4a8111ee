/** `npm run -s yizhi -- <command>`: JSON in, JSON out; bad input is one line on stderr and exit status 1. */
import { Refusal } from '../../contract/errors.ts';
import { BadInput, type Command } from './command.ts';

/** Loaded when called: judging facts needs no database client, signing a token no rules. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  decide: async () => (await import('./decide.ts')).decide,
  check: async () => (await import('./check.ts')).check,
  coverage: async () => (await import('./coverage.ts')).coverage,
  deadline: async () => (await import('./deadline.ts')).deadline,
  token: async () => (await import('./token.ts')).token,
  verify: async () => (await import('./verify.ts')).verify,
  replay: async () => (await import('./replay.ts')).replay,
  rebuild: async () => (await import('./rebuild.ts')).rebuild,
  export: async () => (await import('./export.ts')).exportCommand,
  import: async () => (await import('./import.ts')).importCommand,
  keys: async () => (await import('./keys.ts')).keys,
  trust: async () => (await import('./trust.ts')).trust,
  matters: async () => (await import('./matters.ts')).matters,
};

async function main([name = '', ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    const commands = await Promise.all(Object.values(COMMANDS).map((each) => each()));
    const list = commands.map(({ usage, about }) => `  ${usage}\n      ${about}`);
    console.error(`${name === '' ? '请指明命令' : `没有命令 ${name}`}。可用的命令：\n${list.join('\n')}`);
    return 1;
  }
  try {
    const { json, failed } = await (await load()).run(args);
    // A token is handed to other programs as it is; everything else is JSON to read.
    process.stdout.write(`${typeof json === 'string' ? json : JSON.stringify(json, null, 2)}\n`);
    if (failed === undefined) return 0;
    console.error(failed);
    return 1;
  } catch (error) {
    console.error(lineOf(error));
    return 1;
  }
}

function lineOf(error: unknown): string {
  if (error instanceof BadInput) return error.message;
  if (error instanceof Refusal) return error.detail;
  return `命令没有完成：${(error as Error).message}`;
}

process.exitCode = await main(process.argv.slice(2));
