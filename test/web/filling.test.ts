/** 填表时的几处难处：回车不提交，缺什么一次标全，不允许的原因说得清楚。 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { button, day, field, keptAsDraft, openScreen, type Screen } from './screen.ts';

let app: App;
let screen: Screen;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
});
afterAll(() => screen?.stop());

const act = (caseId: string, action: string): string => `/cases/${caseId}/act/${action}`;
const marked = (page: Page) => page.locator('.yz-form').getByRole('alert');
/** How many faults the page says there are. */
async function counted(page: Page): Promise<number> {
  const said = page.getByText(/^有 \d+ 处填写不符合要求/).last();
  return Number(/\d+/.exec(await said.innerText())?.[0]);
}

describe('填表', () => {
  test('在一行的栏目和日期里按回车不提交，按按钮才提交', async () => {
    const page = await screen.signedIn('officer', '/start/ordinary-penalty/register-clue?matter=LC-001');
    await field(page, '线索来源').click();
    await page.getByTitle('检查发现').click();
    await field(page, '涉嫌违法行为发生地').fill('大过口乡示例村后山');
    await field(page, '涉嫌违法的对象').fill('不详');
    await field(page, '线索概况').fill('巡查发现商品林地被推平约三亩，堆放砂石');
    await field(page, '首问责任人').fill('赵演示');
    await day(page, '发现或者收到线索之日', '2026-05-20');
    await field(page, '首问责任人').press('Enter');
    await page.getByText('实名举报').waitFor();
    expect(new URL(page.url()).pathname).toBe('/start/ordinary-penalty/register-clue');
    expect(await marked(page).count()).toBe(0);
    expect((await (await app.as('officer')).ok<{ items: unknown[] }>('staff.cases')).items).toEqual([]);
    await button(page, '提交登记线索').click();
    await page.waitForURL(/\/cases\/C-/);
  });

  test('必填的组里每一栏第一次提交就标出，数目与标出的一致，补填后只减不增', async () => {
    const caseId = await a.reported(app);
    const page = await screen.signedIn('officer', act(caseId, 'apply-filing'));
    await button(page, '提交申请立案').click();
    await marked(page).first().waitFor();
    const first = await counted(page);
    expect(await marked(page).count()).toBe(first);
    const party = page.getByRole('group', { name: '当事人', exact: true });
    expect(await party.getByText('此项必填').count()).toBe(4);

    await field(page, '姓名或者名称').fill('测试当事人');
    await button(page, '提交申请立案').click();
    await expect.poll(() => marked(page).count()).toBe(first - 1);
    await expect.poll(() => counted(page)).toBe(first - 1);
  });

  test('还没到的步骤说明案件现处的阶段，可以返回案件', async () => {
    const caseId = await a.caseAfter(app, 'approve-filing');
    const page = await screen.signedIn('town-leader', act(caseId, 'prior-notice'));
    await page.getByText('案件现处于“调查取证”，这一步还不能（或者已不能）办理').waitFor();
    await page.getByRole('link', { name: '返回案件' }).last().click();
    await page.waitForURL(`**/cases/${caseId}`);
  });
});

test('赋权没有确认的事项排在后面，写明暂不能立案', async () => {
  const page = await screen.signedIn('officer', '/start');
  const first = page.locator('.yz-matter').first();
  await first.waitFor();
  expect(await first.getByText('暂不能立案').count()).toBe(0);
  await page.getByLabel('查找执法事项').fill('CG-002');
  await page.getByText('符合条件 1 项').waitFor();
  await page.getByText('赋权尚未确认，暂不能立案').waitFor();
});

test('不得办理的规则在前，只提出要求的收起，环节用中文名称', async () => {
  const caseId = await a.caseAfter(app, 'site-record');
  const page = await screen.signedIn('officer', act(caseId, 'conclude-investigation'));
  await keptAsDraft(
    page,
    await app.as('officer'),
    caseId,
    'conclude-investigation',
    a.anInvestigationReport(),
  );
  await button(page, '提交').click();
  const refusal = page.locator('.yz-refusal');
  await refusal.getByText('案件已完成的环节：没有“涉嫌犯罪筛查”，符合条件').first().waitFor();
  for (const rule of await refusal.getByRole('region').all())
    if (await rule.isVisible()) expect(await rule.innerText()).toContain('后果：不得办理');
  await refusal.getByText(/^另有 \d+ 条规则提出要求/).click();
  expect(await refusal.innerText()).not.toMatch(/crime-screened|legal-review|hearing-notice|未配置/);
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
