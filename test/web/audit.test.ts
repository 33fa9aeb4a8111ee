/** 审计日志：人员写姓名和职务，依据只写一次，通到案件；手机上一条一张卡片。 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as a from '../support/scenario.ts';
import { DESKTOP, openScreen, overflow, PHONE, type Screen } from './screen.ts';

let screen: Screen;
let caseId: string;
beforeAll(async () => {
  screen = await openScreen();
  const { app } = screen;
  await a.empower(app, 'LC-001');
  caseId = await a.caseAfter(app, 'approve-filing');
  // one officer is not enough: the rules refuse it under an article
  await a.stopped(
    app,
    'officer',
    caseId,
    'site-record',
    a.aSiteRecord({ officers: ['officer', 'officer-expired'] }),
  );
});
afterAll(() => screen?.stop());

test.each([
  ['桌面', DESKTOP],
  ['手机', PHONE],
])('审计日志写姓名和职务、定义的名称，依据一次，案件有链接，内容不出屏幕（%s）', async (_, viewport) => {
  const page = await screen.signedIn('auditor', '/admin/audit', viewport);
  const refused = page.getByRole('row').filter({ hasText: '规则不允许' });
  await refused.getByText('赵演示').waitFor();
  await refused.getByText('执法员').waitFor();
  const text = await refused.innerText();
  expect(text.split('行政处罚法第42条').length - 1, text).toBe(1);
  await page.getByText('事项“对擅自改变林地用途的处罚”（LC-001）').first().waitFor();
  const told = await page.getByRole('table').innerText();
  expect(told).not.toMatch(/[0-9a-f]{64}|matter\//);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  const box = await refused.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 9999)).toBeLessThanOrEqual(viewport.width);
  await refused.getByRole('link', { name: /本案的全部记录/ }).click();
  await page.waitForURL((url) => url.searchParams.get('case') === caseId);
  await page.getByText('草案提交复核').first().waitFor({ state: 'detached' });
  await refused.waitFor();
  await page.close();
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
