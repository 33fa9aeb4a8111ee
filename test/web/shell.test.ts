/** 外壳：没有办案岗位的人登录以后、不能打开的页面、写错的地址。 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as a from '../support/scenario.ts';
import { openScreen, overflow, PHONE, type Screen } from './screen.ts';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen?.stop());

test.each([
  ['complainant', '您不需要登录'],
  ['party', '您不需要登录'],
  ['data-steward', '个人信息保护负责人'],
])('没有办案岗位的人（%s）登录后看到能做什么，有链接可走', async (account, say) => {
  const page = await screen.signedIn(account, '/', PHONE);
  await page.getByText(say).first().waitFor();
  expect(await page.getByText('没有权限').count()).toBe(0);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.goto(`${screen.app.local.url}/admin`);
  await page.getByText('没有权限').waitFor();
  expect(await page.getByRole('navigation', { name: '事项与规则' }).count()).toBe(0);
  await page.getByRole('link', { name: '回到首页', exact: true }).click();
  await page.getByRole('link', { name: '处罚决定公示' }).click();
  await page.getByRole('heading', { level: 1, name: /处罚决定公示$/ }).waitFor();
  await page.close();
});

test('平台管理员打不开的页面不叫他去找平台管理员', async () => {
  const page = await screen.signedIn('platform-admin', '/cases');
  await page.getByText('您的岗位不能查阅和办理案件。').waitFor();
  expect(await page.getByText('请联系平台管理员').count()).toBe(0);
  await page.getByRole('link', { name: '回到首页', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '定义总览' }).waitFor();
  await page.close();
});

test('写错的地址说没有这个案件（决定），给出列表，不说接口的参数', async () => {
  const page = await screen.signedIn('officer', '/cases/C-NOPE');
  await page.getByText('没有这个案件，请核对地址').waitFor();
  expect(await page.getByRole('button', { name: '重新加载' }).count()).toBe(0);
  await page.getByRole('link', { name: '回到案件登记簿' }).click();
  await page.getByRole('heading', { level: 1, name: '案件登记簿' }).waitFor();
  await page.goto(`${screen.app.local.url}/public/decisions/xyz`);
  await page.getByText('没有这个决定，请核对地址').waitFor();
  expect(await page.getByRole('button', { name: '重试' }).count()).toBe(0);
  await page.getByRole('link', { name: '查看处罚决定公示' }).click();
  await page.getByText('还没有公开的处罚决定').waitFor();
  await page.close();
});

test('参照其他领域规章的期限在待办和到期一览里标明参照', async () => {
  await a.empower(screen.app, 'LC-001');
  const caseId = await a.reported(screen.app);
  await screen.app.local.caughtUp();
  const page = await screen.signedIn('officer');
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/cases/${caseId}"]`) });
  await row.locator('.yz-dim', { hasText: /^线索核查$/ }).waitFor();
  await row.getByText('参照', { exact: true }).waitFor();
  await page.goto(`${screen.app.local.url}/due?whose=all`);
  await page.getByText('标有“参照”的不是法定期限').waitFor();
  await row.getByText('参照', { exact: true }).waitFor();
  await page.close();
});

test('手机上管理页的标签停在当前一页', async () => {
  const page = await screen.signedIn('bureau-head', '/admin/releases', PHONE);
  const tab = page.getByRole('navigation', { name: '事项与规则' }).getByRole('link', { name: '发布版本' });
  const box = await tab.boundingBox();
  expect((box?.x ?? 999) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  await page.close();
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
