/** An administrator changes the law list and a form in the browser; a second person makes it live. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScreen, pick, type Screen } from './screen.ts';

const MATTER = '对擅自改变林地用途的处罚';
const DRAFT = '确认林地事项的赋权';
let screen: Screen;

beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen?.stop());

/** The draft holds what was typed: the message that says so may still be that of the save before. */
const saved = (page: Page) =>
  page.getByRole('button', { name: '保存到草案' }).first().and(page.locator(':disabled')).waitFor();

describe('admin face', () => {
  it('takes a matter’s empowerment and a form field’s title from draft to release by two people', async () => {
    const citizen = await screen.visiting('/public/matters/LC-001');
    await citizen.getByText('赋权未确认').first().waitFor();

    const admin = await screen.signedIn('platform-admin', '/admin/matters');
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
    await admin.getByRole('link', { name: '现场检查（勘验）笔录' }).click();
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

    const head = await screen.signedIn('bureau-head', '/admin/drafts');
    await head.getByRole('link', { name: DRAFT }).click();
    await head.getByRole('button', { name: '开始重演' }).click();
    await head.getByRole('button', { name: '再重演一次' }).waitFor();
    await head.getByRole('button', { name: '批准并发布' }).click();
    await head.waitForURL('**/admin/releases');
    await head.getByRole('heading', { name: /第 2 版\s*现行/ }).waitFor();

    await citizen.reload();
    await citizen.getByText('赋权已确认').first().waitFor();
    await citizen.getByText('演示用省级决定〔2026〕1号').waitFor();
    await citizen.goto(`${screen.app.local.url}/public/matters?status=已确认&domain=林业和草原`);
    await citizen.getByText(/共 1 项.*第2版/).waitFor();
    for (const page of [citizen, admin, head]) await page.close();
  });

  it('says where and why a form that drops a field its rules read cannot be submitted', async () => {
    const page = await screen.signedIn('platform-admin', '/admin/definitions/form/site-record');
    await page.getByRole('button', { name: /^当事人签名情况/ }).click();
    await page.getByRole('button', { name: '删除栏目' }).click();
    await page.getByRole('button', { name: /^删\s*除$/ }).click();
    await page.getByRole('button', { name: /^当事人签名情况/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '保存到草案' }).click();
    await page.getByLabel('为什么要改').fill('删去签名');
    await page.getByRole('button', { name: '建立草案' }).click();
    await saved(page);
    await page.getByRole('link', { name: '查看草案' }).click();
    await page.getByText('修改了 1 项定义').waitFor();
    await page.getByRole('button', { name: '提交复核' }).click();
    await page.getByText(/检查发现 \d+ 处错误/).waitFor();
    await page
      .getByText(/signature/)
      .first()
      .waitFor();
    await page.close();
  });

  it('keeps the audit log for the auditor and the definitions from an officer', async () => {
    const auditor = await screen.signedIn('auditor', '/admin/audit');
    await auditor.getByRole('heading', { name: '审计日志' }).waitFor();
    await auditor.close();
    const officer = await screen.signedIn('officer', '/admin/matters');
    await officer.getByText('没有权限').waitFor();
    await officer.close();
  });
});
