import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TenantId } from '../../contract/ids.ts';
import { exportRelease } from '../../usecases/admin/exchange.ts';
import type { Deps } from '../../usecases/deps.ts';
import { withInstallation } from '../installation.ts';
import { BadInput, type Command, optionsOf, sayUnreadable } from './command.ts';
import { existingData } from './where.ts';

/** A release of a township as one signed file, for another installation. */
export const exportCommand: Command = {
  usage: 'export --release <版本号|live> --tenant <乡镇> --out <文件>',
  about: '把一个发布版本导出为一个带签名的文件',
  async run(args) {
    const { release = '', tenant, out } = optionsOf(args, ['release', 'tenant', 'out']);
    if (release !== 'live' && !/^[1-9]\d{0,5}$/.test(release))
      throw new BadInput(`请用 --release 指明版本号或者 live；“${release}”不是`);
    if (out === undefined) throw new BadInput('请用 --out 指明要写入的文件');
    const file = await withInstallation(existingData(), (deps) => {
      const which = release === 'live' ? release : Number(release);
      return exportRelease(deps, '命令行', tenantOf(deps, tenant), which);
    });
    // Never over a file that is there: it may be the only copy of something.
    await writeFile(resolve(out), Buffer.from(file.base64, 'base64'), { flag: 'wx' }).catch((error) => {
      throw new BadInput(`不能写入 ${out}：${sayUnreadable(error)}`);
    });
    return { json: { file: out, sha256: file.sha256, bytes: Buffer.byteLength(file.base64, 'base64') } };
  },
};

/** The township named, known to this installation. @throws BadInput */
export function tenantOf(deps: Deps, tenant: string | undefined): string {
  const known = deps.tenants.map(({ id, name }) => `${id}（${name}）`).join('、');
  if (tenant === undefined) throw new BadInput(`请用 --tenant 指明乡镇：${known}`);
  if (!TenantId.safeParse(tenant).success || !deps.tenants.some(({ id }) => id === tenant))
    throw new BadInput(`没有乡镇 ${tenant}；现有：${known}`);
  return tenant;
}
