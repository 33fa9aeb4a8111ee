/** 公众核验文书:扫二维码、按文号,真实有效、已作废、校验码不符、查无此件。 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAddress } from '../../functions/adapters/papers/check-code.ts';
import type { PaperRef } from '../../functions/contract/case.ts';
import type { App } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { DESKTOP, openScreen, overflow, PHONE, type Screen } from './screen.ts';

let app: App;
let screen: Screen;
let page: Page;
let valid: PaperRef;
let voided: PaperRef;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
  const caseId = await a.caseAfter(app, 'prior-notice');
  const leader = await app.as('town-leader');
  const sealed = (await leader.case(caseId)).state.papers.filter((paper) => paper.sealed);
  [voided, valid] = sealed as [PaperRef, PaperRef];
  await leader.files(caseId, 'void-paper', { paper: voided.number, reason: '当事人住址写错' });
  await app.local.caughtUp();
  page = await screen.visiting('/public', PHONE);
});
afterAll(() => screen?.stop());

/** What the QR code printed on the paper says. */
const printed = (paper: PaperRef) => checkAddress(app.local.deps.checkUrl, 'daguokou', paper.hash);
const stamp = () => page.locator('.stamp');
const ask = async (number: string, code = '') => {
  await page.getByLabel('文号', { exact: true }).fill(number);
  await page.getByLabel(/^校验码/).fill(code);
  await page.getByRole('button', { name: '核验', exact: true }).click();
};

test.each([
  ['手机', PHONE],
  ['桌面', DESKTOP],
])('扫文书上的二维码：真实有效，写明名称、文号、机关、日期和校验值（%s）', async (_, viewport) => {
  await page.setViewportSize(viewport);
  await page.goto(printed(valid));
  await page.getByText('真实有效', { exact: true }).waitFor();
  const text = await page.getByRole('article').innerText();
  for (const part of [valid.title, valid.number ?? '', '楚雄市大过口乡人民政府', '2026年5月26日'])
    expect(text).toContain(part);
  expect(text.replaceAll(' ', '').toLowerCase()).toContain(valid.hash);
  expect(text).not.toContain(a.CONTRACTOR.name);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('作废的说明已作废和作废日期，不公开作废理由', async () => {
  await page.setViewportSize(PHONE);
  await page.goto(printed(voided));
  await page.getByText('已作废', { exact: true }).waitFor();
  const text = await page.getByRole('article').innerText();
  expect(text).toContain('作废日期');
  expect(text).toContain('已于2026年5月26日作废');
  expect(text).not.toContain('住址');
});

test('按文号核验，括号写法不限；加上校验码才能确认就是手中这一份', async () => {
  await page.goto(`${app.local.url}/public`);
  await page.getByRole('navigation').getByRole('link', { name: '文书核验' }).click();
  await ask((valid.number ?? '').replace('〔', '[').replace('〕', ']'));
  await page.getByText('真实有效', { exact: true }).waitFor();
  await page.getByText('请再填写文书上的校验码').waitFor();
  const code = (valid.hash.slice(0, 16).match(/.{4}/g) ?? []).join(' ').toUpperCase();
  await ask(valid.number ?? '', code);
  await page.getByText('这份文书由本机关签发，现在有效').waitFor();
  await ask(valid.number ?? '', '0000 0000 0000 0000');
  await page.getByText('校验码不符', { exact: true }).waitFor();
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('查无此件时说明怎样核对；没有填的、填错的当场说', async () => {
  await ask('楚大综执先告〔2026〕99号');
  await page.getByText('查无此件', { exact: true }).waitFor();
  await page.getByText('请持文书到签发机关核实').waitFor();
  await page.goto(`${app.local.url}/public/check?tenant=daguokou&hash=${'0'.repeat(64)}`);
  await page.getByText('查无此件', { exact: true }).waitFor();
  await page.goto(`${app.local.url}/public/check?tenant=daguokou&hash=abc`);
  await page.getByText('地址中的校验码不完整或者被改动过').waitFor();
  await page.goto(`${app.local.url}/public/check`);
  expect(await stamp().count()).toBe(0);
  await ask('');
  await page.getByText('请填写文号').waitFor();
  await ask('', '3F2A 90BC 11D4 7E60');
  await page.getByText('请同时填写文号').waitFor();
});

test('文号少写“号”、写“第”、用全角也认得；认不出的说应怎样写，不说没有签发过', async () => {
  const number = valid.number ?? '';
  const [word, n] = number.split(/〔2026〕|号/) as [string, string];
  const full = String.fromCodePoint(...[...n].map((digit) => (digit.codePointAt(0) ?? 0) + 0xfee0));
  for (const typed of [number.replace('号', ''), `${word}2026第${n}号`, `${word}﹝2026﹞${full}号`]) {
    await page.goto(`${app.local.url}/public/check`);
    await ask(typed);
    await page.getByText('真实有效', { exact: true }).waitFor();
  }
  // a code that is too short takes the answer to the earlier question away
  await ask(number, '3F2A 90BC');
  await page.getByText('校验码应为 16 位').waitFor();
  expect(await stamp().count()).toBe(0);
  await ask('先告1号');
  await page.getByText('文号应如 楚大综执罚决〔2026〕1号').waitFor();
  await page.goto(`${app.local.url}/public/check?number=${encodeURIComponent('先告1号')}`);
  await page.getByText('文号应如 楚大综执罚决〔2026〕1号').waitFor();
  expect(await page.getByText('没有签发过').count()).toBe(0);
  const answer = await fetch(
    `${app.local.url}/api/public/paper-check?number=${encodeURIComponent('先告1号')}`,
  );
  expect([answer.status, ((await answer.json()) as { detail: string }).detail]).toEqual([
    400,
    '文号应如 楚大综执罚决〔2026〕1号',
  ]);
});

test('网络断了可以重试', async () => {
  await page.route('**/api/public/paper-check?**', (route) => route.abort());
  await page.goto(printed(valid));
  await page.getByText('网络连接不上').waitFor();
  await page.unroute('**/api/public/paper-check?**');
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('真实有效', { exact: true }).waitFor();
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
