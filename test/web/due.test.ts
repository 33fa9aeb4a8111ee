/** 案件页上的法定期限和到期一览:逾期、停计、暂定、计算过程、提醒和筛选,桌面和手机。 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App, Client } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { DESKTOP, openScreen, overflow, PHONE, type Screen } from './screen.ts';

const NOTICE = '楚大综执停〔2026〕1号';
let app: App;
let screen: Screen;
let leader: Client;
let officer: Client;
let late: string;
let paused: string;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
  await a.empower(app, 'NY-020');
  await a.daysOffUpTo(app, '2026');
  [officer, leader] = (await Promise.all(['officer', 'town-leader'].map(app.as))) as [Client, Client];
  late = await a.caseAfter(app, 'approve-filing');
  paused = await a.caseAfter(app, 'approve-filing', {}, await a.reported(app, 'NY-020'));
  app.on('2026-06-02');
  const still = { ground: 'appraisal', from: '2026-06-01', reason: '委托产品质量鉴定' };
  await leader.files(paused, 'suspend-clock', still);
  app.on('2026-07-20');
  await sweep();
  app.on('2026-08-21');
  await sweep();
});
afterAll(() => screen?.stop());

async function sweep(): Promise<void> {
  await app.local.caughtUp();
  await app.local.sweep();
  await app.local.caughtUp();
}

const clocksOf = (page: Page) => page.getByRole('region', { name: '法定期限' });

describe('案件页的期限', () => {
  test.each([
    ['桌面', DESKTOP],
    ['手机', PHONE],
  ])('逾期写明记录在案，提醒和督办了谁，每一步怎样算出（%s）', async (_, viewport) => {
    const page = await screen.signedIn('officer', `/cases/${late}`, viewport);
    const clocks = clocksOf(page);
    await clocks.getByText('已逾期 2 天（记录在案）').waitFor();
    await clocks.getByText('提醒和督办（2 次）').click();
    await clocks.getByText('已通知综合执法局负责人、乡镇人民政府负责人').waitFor();
    await clocks.getByText('行政处罚法（2021修订）第60条 · 计算过程').click();
    await clocks.getByText('开始的时或日不计入（民法典第201条）').first().waitFor();
    await clocks.getByText('第 90 日：2026-08-19').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('巡查记入时间线，没有岗位的不写空括号', async () => {
    const page = await screen.signedIn('officer', `/cases/${late}`);
    const who = page.locator('.yz-entry-who', { hasText: '期限巡查' });
    await who.first().waitFor();
    expect(await who.allInnerTexts()).toEqual(['期限巡查', '期限巡查']);
  });

  test('停计写明事由、依据、批准人和告知文书，停计中没有逾期', async () => {
    const page = await screen.signedIn('officer', `/cases/${paused}`);
    const clocks = clocksOf(page);
    await clocks.getByText('停止计算中').waitFor();
    const note = clocks.locator('.yz-clock-note');
    await note.getByText('自 2026-06-01 停止计算').waitFor();
    const text = await note.innerText();
    for (const part of ['农业行政处罚程序规定第58条', '褚演示', '2026-06-02 09:00 批准', NOTICE])
      expect(text).toContain(part);
    expect(await clocks.getByText('已逾期').count()).toBe(0);
  });

  test('恢复并延长以后，扣除的日子和延长都在；办结的期限列入已结束', async () => {
    const extended = await a.caseAfter(app, 'approve-filing', {}, await a.reported(app, 'NY-020'));
    app.on('2026-06-02');
    await leader.files(extended, 'suspend-clock', {
      ground: 'appraisal',
      from: '2026-06-01',
      reason: '委托产品质量鉴定',
    });
    app.on('2026-06-21');
    await leader.files(extended, 'resume-clock', { to: '2026-06-21', reason: '鉴定完成' });
    await leader.files(extended, 'extend-decision', { reason: '案情复杂需要延长' });
    await officer.files(extended, 'request-preserve', { ground: '机械可能转移', goods: '挖掘机1台' });
    await leader.files(extended, 'approve-preserve', { decision: 'approve', opinion: '同意' });
    const { papers } = await officer.files(extended, 'preserve-evidence', aPreservation('2026-06-21'));
    await leader.files(extended, 'release-preserved', {
      originalNumber: papers[0]?.number,
      result: 'return',
      goods: '挖掘机1台',
    });
    app.on('2026-06-22');
    const page = await screen.signedIn('officer', `/cases/${extended}`);
    const clocks = clocksOf(page);
    await clocks.getByText('2026-06-01 至 2026-06-21 不计入').waitFor();
    await clocks.getByText('延长 30 日').first().waitFor();
    await clocks.getByText('2026-10-08 到期').waitFor();
    await clocks.getByText('已结束（2 项）').click();
    await clocks.getByText('停止计算，原应于').first().waitFor();
    app.on('2026-08-21');
  });
});

describe('到期一览', () => {
  const rows = (page: Page) => page.locator('.yz-due-table tbody tr');

  test('从菜单进入，先看我的；全部之中逾期的在最前，停计的标明，点案件就到案件页', async () => {
    const page = await screen.signedIn('town-leader');
    await page.getByRole('link', { name: '到期一览' }).click();
    const first = page.locator('.yz-due-group').first();
    await first.getByRole('heading', { name: '已逾期' }).waitFor();
    await page.getByText('全部', { exact: true }).click();
    await page.getByText('停止计算中').waitFor();
    await first.getByText('已逾期 2 天（记录在案）').waitFor();
    await first.getByText('赵演示、钱演示').waitFor();
    await first.getByRole('link').click();
    await page.waitForURL(`**/cases/${late}`);
    await page.goBack();
    await page.getByText('停止计算中').waitFor();
    expect(page.url()).toContain('whose=all');
  });

  test('按人员、按领域、按截止日筛选；没有的说没有；手机上不出框', async () => {
    const page = await screen.signedIn('officer', '/', PHONE);
    await page.getByRole('link', { name: '到期' }).click();
    await rows(page).first().waitFor();
    await page.getByText('按领域（主管部门）', { exact: true }).click();
    await page.getByText('请选择领域（主管部门）').waitFor();
    await page.getByRole('combobox', { name: '领域（主管部门）' }).click();
    await page.locator('.ant-select-item-option', { hasText: '农业农村 · 楚雄市农业农村局' }).click();
    await page.getByText('对畜禽养殖场未备案').first().waitFor();
    expect(await page.getByText('已逾期 2 天').count()).toBe(0);
    await page.getByText('按人员', { exact: true }).click();
    await page.getByRole('combobox', { name: '人员' }).click();
    await page.locator('.ant-select-item-option', { hasText: '孙演示' }).click();
    await page.getByText('没有正在计算的期限').waitFor();
    await page.getByText('全部', { exact: true }).click();
    await page.getByText('本周', { exact: true }).click();
    await page.getByText('已逾期 2 天（记录在案）').waitFor();
    await page.goto(`${app.local.url}/due?whose=all&until=day&day=2026-01-31`);
    await page.getByText('2026-01-31 以前没有到期的期限').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('放假安排没有公布的年份，日期标明暂定', async () => {
    const caseId = await a.caseAfter(app, 'approve-filing');
    app.on('2026-12-28');
    await officer.files(caseId, 'request-preserve', { ground: '机械可能转移', goods: '挖掘机1台' });
    await leader.files(caseId, 'approve-preserve', { decision: 'approve', opinion: '同意' });
    await officer.files(caseId, 'preserve-evidence', aPreservation('2026-12-28'));
    await app.local.caughtUp();
    const page = await screen.signedIn('officer', `/due?whose=all`, PHONE);
    const line = rows(page).filter({ hasText: '2027-01-07' });
    await line.getByText('暂定').waitFor();
    await line.getByText('剩 10 天').waitFor();
    await page.goto(`${app.local.url}/cases/${caseId}`);
    await clocksOf(page).getByText('暂定', { exact: true }).waitFor();
    await clocksOf(page).getByText('行政处罚法（2021修订）第56条 · 计算过程').click();
    await clocksOf(page).getByText('公布后重新计算').first().waitFor();
  });

  test('超过一页的可以翻页；网络断了马上说明，恢复后自行读到', async () => {
    const page = await screen.signedIn('officer');
    const answer = await officer.ok<{ items: unknown[] }>('staff.due', { query: { limit: '1' } });
    const calls: string[] = [];
    await page.route('**/api/due?**', (route) => {
      calls.push(route.request().url());
      const cursor = new URL(route.request().url()).searchParams.get('cursor');
      return route.fulfill({ json: { items: answer.items, cursor: cursor === null ? 'next' : null } });
    });
    await page.getByRole('link', { name: '到期一览' }).click();
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText('第 2 页').waitFor();
    await expect.poll(() => calls.some((url) => url.includes('cursor=next'))).toBe(true);
    await page.unroute('**/api/due?**');
    await page.context().setOffline(true);
    await page.getByText('全部', { exact: true }).click();
    await page.getByText('没有连上服务器').waitFor();
    await page.getByRole('button', { name: '重新加载' }).waitFor();
    await page.context().setOffline(false);
    await rows(page).first().waitFor();
  });

  test('协管员的菜单里没有，打开地址说没有权限', async () => {
    const page = await screen.signedIn('auxiliary', '/', PHONE);
    expect(await page.getByRole('link', { name: '到期' }).count()).toBe(0);
    await page.goto(`${app.local.url}/due`);
    await page.getByText('您的岗位不能查看到期一览').waitFor();
  });
});

const aPreservation = (onDay: string) => ({
  officers: ['officer', 'officer-2'],
  onDay,
  goods: [{ name: '挖掘机', quantity: '1台' }],
  place: '乡政府仓库',
  manner: 'moved',
  signature: 'signed',
  witnessed: false,
});

describe('我的待办', () => {
  test('机关逾期写明记录在案，当事人的期限过了只写已届满', async () => {
    const asked = await a.caseAfter(app, 'serve-notice');
    app.on('2026-08-21');
    await app.local.caughtUp();
    const page = await screen.signedIn('officer');
    const row = (caseId: string) => page.locator('tr', { has: page.locator(`a[href="/cases/${caseId}"]`) });
    await row(late).getByText('已逾期 2 天（记录在案）').waitFor();
    await row(asked)
      .getByText(/已届满 \d+ 天/)
      .waitFor();
    expect(await row(asked).getByText('已逾期').count()).toBe(0);
  });
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
