import { systemClock } from '../../adapters/clock.ts';
import type { Finding, Witness } from '../../contract/definitions/release.ts';
import { checkBundle, daysToHold } from '../../core/release/check.ts';
import { dayOf } from '../../core/time/days.ts';
import { BadInput, type Command } from './command.ts';
import { laidOver } from './packs.ts';

/**
 * Every static check over the packs on disk, or with a pack or a draft's file laid over them, for which no server is asked; or of
 * a draft of this machine over what holds here, as the server checks it.
 */
export const check: Command = {
  usage: 'check [<规则包文件夹、草案文件或者草案编号>]',
  about:
    '静态检查：缺省为全部规则包；给出文件夹或 JSON 文件的，覆盖在规则包上检查；给出本机草案编号的，覆盖在现行版本上检查；有错误的，退出状态为 1',
  async run(args) {
    const [path, ...more] = args;
    if (more.length > 0 || path?.startsWith('--'))
      throw new BadInput(
        `参数不正确：${args.join(' ')}。check 只接受一个文件夹、文件或者草案编号，例如 rules/jurisdiction`,
      );
    const { definitions, findings, own, from } = await laidOver(path);
    if (findings.length > 0) return answer(findings, path);
    const found = await checkBundle(definitions, daysToHold(dayOf(systemClock.now()), from));
    const shown = (finding: Finding) => finding.severity === 'error' || concerns(finding, own);
    return answer(path === undefined ? found : found.filter(shown), path);
  },
};

function answer(findings: Finding[], path: string | undefined) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const told = findings.map((finding) =>
    finding.witness ? { ...finding, decide: commandFor(finding.witness, path) } : finding,
  );
  return { json: { findings: told }, ...(errors > 0 ? { failed: `有 ${errors} 处错误，不能发布` } : {}) };
}

/** The command that shows what a finding claims, as it is typed into a shell. */
function commandFor({ ruleSet, asOf, facts }: Witness, path: string | undefined): string {
  const over = path === undefined ? '' : ` --with ${quoted(path)}`;
  return `echo ${quoted(JSON.stringify(facts))} | npm run -s yizhi -- decide --rule-set ${ruleSet} --as-of ${asOf}${over}`;
}

const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Errors are everybody's; a warning is shown where it is about what was handed in. */
function concerns({ definition }: Finding, own: Set<string>): boolean {
  const [, id] = definition.split('/');
  return (
    own.has(definition) ||
    (definition.startsWith('examples/') && (own.has(`ruleset/${id}`) || own.has(`table/${id}`)))
  );
}
