import { readFile, stat } from 'node:fs/promises';
import type { Person } from '../../contract/people.ts';
import { ROUTES } from '../../contract/routes.ts';
import { MOST_BYTES } from '../../core/exchange/format.ts';
import { importRelease } from '../../usecases/admin/exchange.ts';
import type { Deps } from '../../usecases/deps.ts';
import { withInstallation } from '../installation.ts';
import { BadInput, type Command, optionsOf, sayUnreadable } from './command.ts';
import { tenantOf } from './export.ts';
import { existingData } from './where.ts';

/** A signed file of another installation as a draft; it holds once a second person has published it. */
export const importCommand: Command = {
  usage: 'import --file <文件> --tenant <乡镇> --as <账号> [--title <标题>]',
  about: '把带签名的发布文件导入为草案；经检查、复核、另一人批准后才生效',
  async run(args) {
    const options = optionsOf(args, ['file', 'tenant', 'as', 'title']);
    const bytes = await fileBytes(options.file);
    const title = options.title?.trim();
    if (title !== undefined && (title === '' || title.length > 200))
      throw new BadInput('--title 应为 1 至 200 字');
    const draft = await withInstallation(existingData(), async (deps) => {
      const tenant = tenantOf(deps, options.tenant);
      const person = await drafter(deps, tenant, options.as);
      return importRelease(deps, person, tenant, bytes, title);
    });
    const keys = Object.keys(draft.changes);
    const removed = keys.filter((key) => draft.changes[key] === null).length;
    return {
      json: {
        draft: draft.id,
        title: draft.title,
        status: draft.status,
        changed: keys.length - removed,
        removed,
      },
    };
  },
};

async function fileBytes(path: string | undefined): Promise<Buffer> {
  if (path === undefined) throw new BadInput('请用 --file 指明发布文件');
  const unreadable = (error: unknown) => {
    throw new BadInput(`不能读取 ${path}：${sayUnreadable(error)}`);
  };
  const { size } = await stat(path).catch(unreadable);
  if (size > MOST_BYTES) throw new BadInput(`不能读取 ${path}：文件有 ${size} 字节，最多 ${MOST_BYTES}`);
  return readFile(path).catch(unreadable);
}

/** Somebody who may draft over HTTP may draft here. @throws BadInput */
async function drafter(deps: Deps, tenant: string, account: string | undefined): Promise<Person> {
  if (account === undefined) throw new BadInput('请用 --as 指明导入人的账号，例如 platform-admin');
  const person = await deps.stores.directory.person(account);
  if (!person?.active || !person.tenants.includes(tenant))
    throw new BadInput(`${tenant} 没有在用的账号 ${account}`);
  const roles = ROUTES.find(({ id }) => id === 'admin.imports')?.roles ?? [];
  if (!person.roles.some((role) => roles.includes(role)))
    throw new BadInput(`${account}（${person.title}）不能起草；须由平台管理员或综合执法局负责人导入`);
  return person;
}
