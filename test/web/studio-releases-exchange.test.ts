/** A release leaves as a signed file and comes in as a draft; matters leave and come in as a sheet, differences first. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { App } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { button, openScreen, overflow, PHONE, type Screen } from './screen.ts';

let app: App;
let screen: Screen;
/** The signed file of the first release, as the browser saved it. */
let file: Buffer;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
});
afterAll(() => screen?.stop());

/** What a click saves to the person's computer. */
async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
const choose = (page: Page, label: string, name: string, buffer: Buffer) =>
  page.locator(`input[aria-label="${label}"]`).setInputFiles({ name, mimeType: '', buffer });

describe('发布文件', () => {
  it('版本页导出带签名的文件', async () => {
    const page = await screen.signedIn('platform-admin', '/admin/releases/1');
    await page.getByText('随软件提供，没有重演').waitFor();
    const { name, bytes } = await saved(page, () => button(page, /导出发布文件/).click());
    expect(name).toBe('yizhi-daguokou-1.json');
    file = bytes;
    expect(JSON.parse(file.toString())).toMatchObject({ content: { format: 'yizhi-release' } });
    await page.close();
  });

  it('不是发布文件、改过一个字、内容与现行相同的，各自说明原因，什么都不改变', async () => {
    const page = await screen.signedIn('bureau-head', '/admin/releases', PHONE);
    await button(page, '导入发布文件').click();
    const refused = async (name: string, bytes: Buffer, title: string) => {
      await choose(page, '选择发布文件', name, bytes);
      await button(page, '导入为草案').click();
      await page.getByRole('alert').getByText(title, { exact: true }).waitFor();
    };
    await refused('照片.json', Buffer.from('{}'), '不是可以导入的发布文件');
    const altered = file.toString().replace('首个发布版本', '首个发行版本');
    await refused('改过.json', Buffer.from(altered), '发布文件的内容与签名不符');
    await refused('相同.json', file, '发布文件与现行版本没有区别');
    await refused('太大.json', Buffer.alloc(5 * 1024 * 1024, 32), '文件不能用');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.goto(`${app.local.url}/admin/drafts`);
    await page.getByText('还没有草案').waitFor();
    await page.close();
  });

  it('与现行不同的文件成为草案，要改的逐条说明', async () => {
    const matter = await a.definition<Matter>(app, 'matter', 'LC-004');
    const body = { ...matter, note: '第二版的说明' };
    await a.release(app, '加一句说明（测试数据）', [{ kind: 'matter', id: 'LC-004', body }]);
    const page = await screen.signedIn('platform-admin', '/admin/releases');
    await button(page, '导入发布文件').click();
    await choose(page, '选择发布文件', 'yizhi-daguokou-1.json', file);
    await button(page, '导入为草案').click();
    await page.waitForURL('**/admin/drafts/**');
    await page.getByRole('heading', { name: /^导入.*第 1 版/ }).waitFor();
    await page.getByText('修改了 1 项定义').waitFor();
    await page.getByText(/备注由“第二版的说明”改为未确认/).waitFor();
    await page.getByText('没有改动判定所依据的定义，不需要').waitFor();
    await button(page, '放弃草案').click();
    await page.getByText('已放弃').waitFor();
    await page.close();
  });
});

describe('事项表', () => {
  let csv: string;

  it('导出 Excel 和 CSV', async () => {
    const page = await screen.signedIn('legal-reviewer', '/admin/matters');
    const exported = async (item: string) => {
      await button(page, /导出表格/).click();
      return saved(page, () => page.getByRole('menuitem', { name: item }).click());
    };
    const sheet = await exported('现行事项（Excel）');
    expect(sheet.name).toBe('yizhi-daguokou-matters.xlsx');
    expect(sheet.bytes.subarray(0, 2).toString()).toBe('PK');
    csv = (await exported('现行事项（CSV）')).bytes.toString();
    expect(csv.split('\n')[0]).toContain('编号（id）');
    expect(await button(page, '导入表格').count()).toBe(0);
    await page.close();
  });

  it('不正确的单元格列成一张表；改正后先看差异再放入草案，没有写的列保持原样', async () => {
    const page = await screen.signedIn('platform-admin', '/admin/matters', PHONE);
    await button(page, '导入表格').click();
    const head = '编号（id）,赋权起始日（empowerment.from）,备注（note）';
    await choose(page, '选择表格', '事项.csv', Buffer.from(`${head}\nLC-001,五月一日,\nLC-001,,重复\n`));
    await button(page, /^比\s*对$/).click();
    await page.getByLabel('为什么要改').fill('按表格确认承接日期');
    await button(page, '建立草案').click();
    await page.getByText(/表格内容不正确：2 处/).waitFor();
    await page.getByRole('cell', { name: 'B2' }).waitFor();
    await page.getByText(/编号 LC-001 与 A2 重复/).waitFor();
    expect(await button(page, '放入草案').isDisabled()).toBe(true);
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    await choose(
      page,
      '选择表格',
      '事项.csv',
      Buffer.from(`${head}\nLC-001,2026-05-01,见县公告\nLC-002,,\n`),
    );
    await button(page, /^比\s*对$/).click();
    await page.getByText('会改变 1 个事项，1 个保持原样。核对后按“放入草案”。').waitFor();
    await page.getByText(/LC-001“对擅自改变林地用途的处罚”的赋权起始日由 未确认 改为 “2026-05-01”/).waitFor();
    await button(page, '放入草案').click();
    await page.waitForURL('**/admin/drafts/**');
    await page.getByText('修改了 1 项定义').waitFor();
    await page
      .getByText(/由未确认改为.*2026/)
      .first()
      .waitFor();
    await page.close();
  });

  it('原样导入导出的表，没有要放入的修改', async () => {
    const page = await screen.signedIn('bureau-head', '/admin/matters');
    await button(page, '导入表格').click();
    await choose(page, '选择表格', 'yizhi-daguokou-matters.csv', Buffer.from(csv));
    await button(page, /^比\s*对$/).click();
    await button(page, '建立草案').click();
    await page.getByText(/表中 235 个事项都与草案相同/).waitFor();
    expect(await button(page, '放入草案').isDisabled()).toBe(true);
    await page.close();
  });
});

it('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
