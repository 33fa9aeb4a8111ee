/** 协同单位打开移送给它的文书,看不到乡镇的登记簿、到期一览和案卷。 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { openScreen, PHONE, type Screen } from './screen.ts';

let app: App;
let screen: Screen;
let police: Page;
let referral: string;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
  const [officer, leader] = await Promise.all([app.as('officer'), app.as('town-leader')]);
  const penalty = await a.caseAfter(app, 'site-record');
  app.on('2026-05-25', '10:00');
  const { links } = await officer.files(
    penalty,
    'screen-crime',
    a.aScreening({ forest: { commercialMu: 10 } }),
  );
  referral = links.find((link) => link.relation === 'child')?.caseId as string;
  await officer.files(referral, 'form-team', a.aReferralTeam());
  await officer.files(referral, 'report', a.aReferralReport());
  app.on('2026-05-26', '10:00');
  await leader.files(referral, 'approve-referral', a.aReferralApproval());
  await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
  police = await screen.signedIn('police', '/', PHONE);
});
afterAll(() => screen?.stop());

test('公安机关下载移送书，就是盖章时的那一份；案卷不在其中', async () => {
  const { state } = await (await app.as('police')).case(referral, 'partner');
  const paper = state.papers.find((one) => one.sealed);
  await police.goto(`${app.local.url}/cases/${referral}`);
  const papers = police.getByRole('region', { name: '文书', exact: true });
  await papers
    .getByRole('button', { name: paper?.title as string })
    .first()
    .click();
  const waiting = police.waitForEvent('download');
  await police.getByRole('button', { name: '下载 PDF' }).click();
  const bytes = await readFile(await (await waiting).path());
  expect(bytes.subarray(0, 4).toString()).toBe('%PDF');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper?.sealed?.pdf);
  expect(await papers.getByRole('button', { name: '案卷' }).count()).toBe(0);
});

test.each([
  ['/due', '查看到期一览'],
  ['/papers', '查看文号登记簿'],
  ['/seals', '查看用印登记簿'],
])('乡镇内部的页面 %s 说明没有权限', async (path, what) => {
  await police.goto(`${app.local.url}${path}`);
  await police.getByText(`您的岗位不能${what}`).waitFor();
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
