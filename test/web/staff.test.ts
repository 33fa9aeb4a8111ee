/** 办案人员在浏览器里办一个案件:选事项、登记线索、申请立案被拒、改正、在时间线上看到判定说明。 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../functions/local/running.ts';
import { ensureWebBuilt } from '../../functions/local/web-build.ts';
import { type App, startApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import * as a from '../support/scenario.ts';

const MATTER = '对擅自改变林地用途的处罚';
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
let app: App;
let browser: Browser;
/** What the browser complained about: a script the policy forbids would stand here. */
const complaints: string[] = [];

beforeAll(async () => {
  await ensureWebBuilt(ROOT, () => undefined);
  app = await startApp();
  await a.empower(app, 'LC-001');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** A window of its own, signed in through the sign-in page as a demo account. */
async function signedIn(account: string, viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Europe/London' });
  const page = await context.newPage();
  page.on('console', (line) => {
    if (line.text().includes('Content Security Policy')) complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(app.local.url);
  await page.locator(`button[value="${account}"]`).click();
  await page.getByRole('heading', { name: '我的待办' }).waitFor();
  return page;
}

const field = (page: Page, label: string) => page.getByLabel(label).first();
const answer = (page: Page, question: string, words: string) =>
  page.getByRole('group', { name: question }).getByText(words, { exact: true }).click();

async function day(page: Page, label: string, value: string): Promise<void> {
  await field(page, label).fill(value);
  await field(page, label).press('Enter');
}

async function officer(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: '执法人员' }).click();
  await page.locator('.ant-select-item-option', { hasText: name }).click();
  await page.keyboard.press('Escape');
}

async function fillClue(page: Page): Promise<void> {
  await field(page, '线索来源').click();
  await page.getByTitle('检查发现').click();
  await day(page, '发现或者收到线索之日', '2026-05-20');
  await field(page, '涉嫌违法行为发生地').fill('大过口乡示例村后山');
  await field(page, '涉嫌违法的对象').fill('不详');
  await field(page, '线索概况').fill('巡查发现商品林地被推平约三亩,堆放砂石');
  await field(page, '首问责任人').fill('赵演示');
}

async function fillFiling(page: Page): Promise<void> {
  await officer(page, '赵演示');
  await field(page, '案由').fill('擅自改变林地用途');
  await answer(page, '当事人类别', '自然人(含个体工商户)');
  await field(page, '姓名或者名称').fill('测试当事人');
  await answer(page, '不满十八周岁', '否');
  await field(page, '住址').fill('大过口乡示例村');
  await field(page, '案情简介').fill('2026年4月起未经审核同意,在商品林地内推平场地堆放砂石');
  await day(page, '违法行为发生日', '2026-04-20');
  for (const question of ['有连续或者继续状态', '涉及公民生命健康安全、金融安全', '有危害后果']) {
    await answer(page, question, '否');
  }
  await day(page, '发现违法行为之日', '2026-05-20');
  await page.getByText('其他案件(违法行为发生地)').click();
  await field(page, '地点').fill('大过口乡示例村后山');
  await answer(page, '在本乡镇行政区域内', '是');
  await answer(page, '其他有管辖权的机关已对同一违法行为立案', '否');
  await answer(page, '原行使该权力的部门已立案、尚未办结', '否');
  await field(page, '立案依据').fill('森林法第七十三条第一款');
  await answer(page, '已有证明违法事实的初步证据', '是');
  await field(page, '承办人意见').fill('事实初步清楚,建议立案');
}

describe('办案人员', () => {
  let page: Page;
  let caseUrl = '';

  test('按名称找到事项,看到依据和未确认之处,登记线索', async () => {
    page = await signedIn('officer');
    await page.getByRole('link', { name: '新建案件' }).click();
    await page.getByLabel('查找执法事项').fill('林地 用途');
    await page.getByText('共 235 项,符合条件 1 项').waitFor();
    await page.getByText('第73条第1款').waitFor();
    await page.getByText('法条施行日未确认').waitFor();
    await page.getByRole('button', { name: `选择:${MATTER}` }).click();

    await page.getByRole('button', { name: '提交登记线索' }).click();
    await page.getByText('此项必填').first().waitFor();
    expect(await page.getByText('此项必填').count()).toBe(6);

    await fillClue(page);
    await page.locator('input[type=file]').setInputFiles({
      name: '现场.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.alloc(1_500_000, 7),
    });
    await page.getByText('已上传').waitFor();
    await page.getByRole('button', { name: '提交登记线索' }).click();
    await page.waitForURL(/\/cases\/C-/);
    caseUrl = page.url();
    await page.getByRole('heading', { name: MATTER, level: 1 }).waitFor();
    await page.getByText('案件现处于“线索核查”阶段').waitFor();
  });

  test('半途刷新,填过的内容还在;只有一名执法人员时被拒绝,写明条文,内容不丢', async () => {
    await page.getByRole('link', { name: /^申请立案/ }).click();
    await fillFiling(page);
    await page.waitForTimeout(500);
    await page.reload();
    await page.getByText('已恢复上次没有提交的草稿').waitFor();
    expect(await field(page, '案由').inputValue()).toBe('擅自改变林地用途');

    await page.getByRole('button', { name: '提交申请立案' }).click();
    await page.getByRole('heading', { name: '有效持证执法人员不足两名' }).waitFor();
    await page.getByText('行政处罚法第42条第1款').first().waitFor();
    await page.getByText('本次提交没有记入案件').waitFor();
    expect(await field(page, '案由').inputValue()).toBe('擅自改变林地用途');
  });

  test('补足两名执法人员后立案申请提交,连点两次也只记一次', async () => {
    await officer(page, '钱演示');
    await page.getByRole('button', { name: '提交申请立案' }).dblclick();
    await page.waitForURL(caseUrl);
    await page.getByText('案件现处于“立案审批”阶段').waitFor();
    expect(await page.locator('.yz-entry').count()).toBe(2);
    await page.getByText('须由乡镇人民政府负责人办理').first().waitFor();
  });

  test('时间线说明每条规则:事实、数值、比较、条文', async () => {
    const entry = page.locator('.yz-entry').first();
    await entry.getByText('允许办理').waitFor();
    await entry.getByText(/其余 \d+ 条规则的判断/).click();
    const rule = entry.getByRole('region', { name: '有效持证执法人员不足两名' });
    await rule.getByText('现为 2,不符合条件“不满 2(不含本数)”').waitFor();
    await rule.getByText('依据:行政处罚法第42条第1款').waitFor();
    await entry.getByText('填报内容:立案申请').click();
    await entry.getByText('赵演示、钱演示').waitFor();
    await entry.getByText('自然人(含个体工商户)').waitFor();
  });

  test('负责人在手机上看到待办并批准立案', async () => {
    app.on('2026-05-21', '10:30');
    const leader = await signedIn('town-leader', PHONE);
    await leader.getByRole('link', { name: '审批立案' }).click();
    await leader.getByText('批准立案', { exact: true }).click();
    await field(leader, '审批意见').fill('同意立案');
    await leader.getByRole('button', { name: '提交审批立案' }).click();
    await leader.waitForURL(caseUrl);
    await leader.getByText('案件现处于“调查取证”阶段').waitFor();
    // Shanghai's time, whatever the computer is set to.
    expect(await leader.locator('.yz-entry time').first().innerText()).toBe('2026-05-21 10:30');
    const width = await leader.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(PHONE.width);
  });

  test('他人先行办理时说明情况,重新载入后填过的内容还在,可以继续提交', async () => {
    const leader = await signedIn('town-leader');
    await leader.goto(`${caseUrl}/act/suspend`);
    await field(leader, '中止的原因').fill('等待林业部门出具鉴定意见');
    await field(leader, '恢复调查的条件').fill('收到鉴定意见');
    await answer(leader, '已书面告知当事人', '是');
    const officerAtTheApi = await app.as('officer');
    await officerAtTheApi.files(caseUrl.split('/').at(-1) ?? '', 'site-record', a.aSiteRecord());

    await leader.getByRole('button', { name: '提交' }).click();
    await leader.getByText('内容已被他人更新').waitFor();
    await leader.getByRole('button', { name: '重新载入案件,保留已填内容' }).click();
    await leader.getByText('内容已被他人更新').waitFor({ state: 'detached' });
    expect(await field(leader, '中止的原因').inputValue()).toBe('等待林业部门出具鉴定意见');
    await leader.getByRole('button', { name: '提交' }).click();
    await leader.waitForURL(caseUrl);
    await leader.getByText('案件现处于“调查中止”阶段').waitFor();
  });

  test('页面没有触犯脚本策略,也没有出错', () => expect(complaints).toEqual([]));
});

describe('岗位不同,所见不同', () => {
  test('市级部门看不到未共享的案件', async () => {
    const partner = await signedIn('city-dept');
    await partner.getByText('目前没有等待您办理的案件').waitFor();
    await partner.getByRole('link', { name: '案件登记簿' }).click();
    await partner.getByText('登记簿中还没有案件').waitFor();
    expect(await partner.getByRole('link', { name: '新建案件' }).count()).toBe(0);
  });
});
