/** An administrator changes the law list and a form in the browser; a second person makes it live. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../functions/local/running.ts';
import { type Local, startLocal } from '../../functions/local/start.ts';
import { ensureWebBuilt } from '../../functions/local/web-build.ts';
import { openBrowser } from '../support/browser.ts';

const MATTER = '对擅自改变林地用途的处罚';
const DRAFT = '确认林地事项的赋权';
let local: Local;
let browser: Browser;
let dir: string;

beforeAll(async () => {
  await ensureWebBuilt(ROOT, () => undefined);
  dir = await mkdtemp(join(tmpdir(), 'yizhi-admin-'));
  local = await startLocal({ dataDir: dir, port: 0, quiet: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await local?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** A window of its own, signed in as a demo account, on a page. */
async function signedIn(account: string, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${local.url}${path}`);
  await page.locator(`button[value="${account}"]`).click();
  await page.waitForURL((url) => url.pathname === path);
  return page;
}

/** Picks an entry of the drop-down that belongs to a label. */
async function pick(page: Page, label: string, entry: string): Promise<void> {
  await page.getByLabel(label).click();
  await page.locator('.ant-select-item-option', { hasText: entry }).click();
}

const saved = (page: Page) => page.getByText(`已保存到草案“${DRAFT}”`).first().waitFor();

describe('admin face', () => {
  it('takes a matter’s empowerment and a form field’s title from draft to release by two people', async () => {
    const citizen = await browser.newPage();
    await citizen.goto(`${local.url}/public/matters/LC-001`);
    await citizen.getByText('赋权未确认').first().waitFor();

    const admin = await signedIn('platform-admin', '/admin/matters');
    await admin.getByLabel('搜索事项').fill('LC-001');
    await admin.getByRole('link', { name: MATTER }).click();
    await admin.getByLabel('赋权决定').fill('演示用省级决定〔2026〕1号');
    await pick(admin, '决定层级', '省级');
    await admin.getByLabel('公布情况').fill('乡镇政务公示栏');
    await admin.getByLabel('承接日期').fill('2026-01-01');
    await admin.getByLabel('承接日期').press('Enter');
    await admin.getByRole('button', { name: '保存到草案' }).first().click();
    await admin.getByLabel('为什么要改').fill(DRAFT);
    await admin.getByRole('button', { name: '建立草案' }).click();
    await saved(admin);

    await admin.getByRole('link', { name: '表单', exact: true }).click();
    await admin.getByRole('link', { name: '现场检查(勘验)笔录' }).click();
    await admin.getByRole('button', { name: /^现场情况/ }).click();
    await admin.getByLabel('标题', { exact: true }).fill('现场情况和测量结果');
    await admin.getByRole('complementary').getByText('现场情况和测量结果').waitFor();
    await admin.getByRole('button', { name: '保存到草案' }).click();
    await saved(admin);

    await admin.getByRole('link', { name: '查看草案' }).click();
    await admin.getByText('修改了 2 项定义').waitFor();
    await admin.getByText('赋权的赋权决定由未确认改为“演示用省级决定〔2026〕1号”').waitFor();
    await admin.getByText('赋权的决定层级由未确认改为省级').waitFor();
    await admin.getByText('栏目“现场情况和测量结果”的标题由“现场情况”改为“现场情况和测量结果”').waitFor();
    await admin.getByRole('button', { name: '提交复核' }).click();
    await admin.getByText('须由另一人批准').first().waitFor();
    expect(await admin.getByRole('button', { name: '批准并发布' }).count()).toBe(0);

    const head = await signedIn('bureau-head', '/admin/drafts');
    await head.getByRole('link', { name: DRAFT }).click();
    await head.getByRole('button', { name: '开始重演' }).click();
    await head.getByRole('button', { name: '再重演一次' }).waitFor();
    await head.getByRole('button', { name: '批准并发布' }).click();
    await head.waitForURL('**/admin/releases');
    await head.getByRole('heading', { name: /第 2 版\s*现行/ }).waitFor();

    await citizen.reload();
    await citizen.getByText('赋权已确认').first().waitFor();
    await citizen.getByText('演示用省级决定〔2026〕1号').waitFor();
    await citizen.goto(`${local.url}/public/matters?status=已确认&domain=林业和草原`);
    await citizen.getByText(/共 1 项.*第2版/).waitFor();
    for (const page of [citizen, admin, head]) await page.close();
  });

  it('says where and why a form that drops a field its rules read cannot be submitted', async () => {
    const page = await signedIn('platform-admin', '/admin/definitions/form/site-record');
    await page.getByRole('button', { name: /^当事人签名情况/ }).click();
    await page.getByRole('button', { name: '删除栏目' }).click();
    await page.getByRole('button', { name: /^删\s*除$/ }).click();
    await page.getByRole('button', { name: '保存到草案' }).click();
    await page.getByLabel('为什么要改').fill('删去签名');
    await page.getByRole('button', { name: '建立草案' }).click();
    await page.getByRole('link', { name: '查看草案' }).click();
    await page.getByRole('button', { name: '提交复核' }).click();
    await page.getByText(/检查发现 \d+ 处错误/).waitFor();
    await page
      .getByText(/signature/)
      .first()
      .waitFor();
    await page.close();
  });

  it('keeps the audit log for the auditor and the definitions from an officer', async () => {
    const auditor = await signedIn('auditor', '/admin/audit');
    await auditor.getByRole('heading', { name: '审计日志' }).waitFor();
    await auditor.close();
    const officer = await signedIn('officer', '/admin/matters');
    await officer.getByText('没有权限').waitFor();
    await officer.close();
  });
});
