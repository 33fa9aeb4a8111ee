import { readFile, writeFile } from 'node:fs/promises';
import { SheetFormat } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';
import { matterDifferences, readMatters } from '../../core/matters/sheet.ts';
import { mattersSheet } from '../../usecases/admin/matters-sheet.ts';
import { liveBundle } from '../../usecases/releases.ts';
import { withInstallation } from '../installation.ts';
import { BadInput, type Command, optionsOf, sayUnreadable } from './command.ts';
import { tenantOf } from './export.ts';
import { existingData } from './where.ts';

/** The matters that hold as a sheet, and what a sheet would change of them. Changes are made in a draft, in the studio. */
export const matters: Command = {
  usage: 'matters export|diff --tenant <乡镇> --format <xlsx|csv> (--out|--file) <文件>',
  about: '把现行事项导出为表格；或者比对一份表格会改变什么（只比对，不修改）',
  async run([what = '', ...args]) {
    if (what === 'export') return exportSheet(args);
    if (what === 'diff') return compareSheet(args);
    throw new BadInput(`matters 之后应为 export 或 diff，“${what}”不是`);
  },
};

async function exportSheet(args: string[]) {
  const { tenant, format, out } = optionsOf(args, ['tenant', 'format', 'out']);
  if (out === undefined) throw new BadInput('请用 --out 指明要写入的文件');
  const file = await withInstallation(existingData(), (deps) =>
    mattersSheet(deps, tenantOf(deps, tenant), formatOf(format)),
  );
  await writeFile(out, Buffer.from(file.base64, 'base64'), { flag: 'wx' }).catch((error) => {
    throw new BadInput(`不能写入 ${out}：${sayUnreadable(error)}`);
  });
  return { json: { file: out, sha256: file.sha256 } };
}

async function compareSheet(args: string[]) {
  const { tenant, format, file } = optionsOf(args, ['tenant', 'format', 'file']);
  if (file === undefined) throw new BadInput('请用 --file 指明表格文件');
  const bytes = await readFile(file).catch((error) => {
    throw new BadInput(`不能读取 ${file}：${sayUnreadable(error)}`);
  });
  const { changes, unchanged, faults } = await withInstallation(existingData(), async (deps) => {
    const known = (await liveBundle(deps, tenantOf(deps, tenant))).all('matter').map(({ body }) => body);
    return readMatters(await deps.sheets.read(bytes, formatOf(format)), known);
  });
  if (faults.length > 0)
    throw new Refusal(
      'sheet-invalid',
      `表格有 ${faults.length} 处不正确：${faults.map(({ path, say }) => `${path} ${say}`).join('；')}`,
    );
  return { json: { differences: changes.flatMap(matterDifferences).map(({ say }) => say), unchanged } };
}

function formatOf(format: string | undefined): SheetFormat {
  const parsed = SheetFormat.safeParse(format);
  if (!parsed.success) throw new BadInput('请用 --format 指明 xlsx 或者 csv');
  return parsed.data;
}
