/** 文书在浏览器里:提交前预览、签发后打开和下载、作废和取代、案卷、两本登记簿,桌面和手机。 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaperRef } from '../../functions/contract/case.ts';
import { PAGE_POLICY } from '../../functions/local/respond.ts';
import { contentSecurityPolicy } from '../../infra/web/security.ts';
import type { App, Client } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { answer, DESKTOP, field, openScreen, overflow, PHONE, type Screen } from './screen.ts';

let app: App;
let screen: Screen;
let leader: Client;
let officer: Client;
let caseId: string;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
  [officer, leader] = (await Promise.all(['officer', 'town-leader'].map(app.as))) as [Client, Client];
  caseId = await a.caseAfter(app, 'conclude-investigation');
});
afterAll(() => screen?.stop());

const casePath = () => `/cases/${caseId}`;
const casePage = () => `${app.local.url}${casePath()}`;
const papersOf = (page: Page) => page.getByRole('region', { name: '文书', exact: true });
const paperOf = async (template: string): Promise<PaperRef> => {
  const found = (await leader.case(caseId)).state.papers.findLast((paper) => paper.template === template);
  if (!found) throw new Error(`no ${template}`);
  return found;
};

/** What a button saves, with the bytes as they lie on the disk. */
async function saved(page: Page, button: string) {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download: Download = await waiting;
  const bytes = await readFile(await download.path());
  return {
    name: download.suggestedFilename(),
    begins: (length: number) => bytes.subarray(0, length).toString('latin1'),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** The name of the document in the frame beside the page, once the browser shows it: a forbidden one is no PDF. */
async function framed(page: Page): Promise<string> {
  const frame = page.locator('iframe.yz-pdf-frame');
  expect(await frame.getAttribute('src')).toMatch(/^blob:/);
  const shown = () =>
    frame.evaluate((element) => (element as HTMLIFrameElement).contentDocument?.contentType ?? null);
  await expect.poll(shown, { timeout: 10_000 }).toBe('application/pdf');
  return (await frame.getAttribute('title')) ?? '';
}

describe('提交前预览文书', () => {
  let page: Page;
  const preview = async () => {
    await page.getByRole('button', { name: '预览文书' }).click();
    await page.getByText('预览文书（草稿）').waitFor();
  };
  const shut = async () => {
    await page.keyboard.press('Escape');
    await page.getByText('预览文书（草稿）').waitFor({ state: 'detached' });
  };

  test('不制作文书的步骤没有预览按钮', async () => {
    app.on('2026-05-26');
    const other = await screen.signedIn('town-leader', `${casePath()}/act/void-paper`);
    await other.getByRole('button', { name: /^提交/ }).waitFor();
    expect(await other.getByRole('button', { name: '预览文书' }).count()).toBe(0);
    await other.close();
  });

  test('还看不出要制作什么文书时说明白；缺什么逐项列出', async () => {
    app.on('2026-05-26');
    page = await screen.signedIn('town-leader', `${casePath()}/act/prior-notice`);
    await preview();
    await page.getByText('按目前填写的内容，这一步不制作文书').waitFor();
    await shut();
    await answer(page, '告知听证权', '是');
    await preview();
    await page.getByText('《行政处罚事先告知书》还不能签发').waitFor();
    const faults = await page.locator('.yz-faults li').allInnerTexts();
    expect(faults.length).toBeGreaterThan(2);
    expect(faults.join()).toContain('违法事实');
    await shut();
  });

  test('填齐以后两份文书都可以预览，可以下载 PDF 和 Word 草稿，案件没有变', async () => {
    const before = (await leader.case(caseId)).state;
    await field(page, '违法事实').fill('你未经审核同意，擅自改变商品林地用途三亩');
    await field(page, '理由和证据').fill('现场勘验笔录、照片、测量报告证明上述事实');
    await field(page, '处罚依据').fill('森林法第七十三条第一款');
    await page.getByRole('checkbox', { name: '罚款' }).check();
    await field(page, '罚款数额').fill('6000');
    await field(page, '没收的违法所得和非法财物价值').fill('0');
    await field(page, '拟处罚内容').fill('责令限期恢复植被和林业生产条件，并处罚款六千元');
    await field(page, '陈述、申辩的期限').fill('5');
    await field(page, '联系人和联系方式').fill('大过口乡综合行政执法局 0878-0000000');
    await preview();
    await page.getByText('《行政处罚事先告知书》必备内容已齐').waitFor();
    expect(await framed(page)).toBe('行政处罚事先告知书（草稿）.pdf');
    const pdf = await saved(page, '下载草稿 PDF');
    expect([pdf.begins(4), pdf.name]).toEqual(['%PDF', '行政处罚事先告知书（草稿）.pdf']);
    await page.getByText(pdf.sha256).waitFor();
    const word = await saved(page, '下载 Word 稿');
    expect([word.begins(2), word.name]).toEqual(['PK', '行政处罚事先告知书（草稿）.docx']);
    await page.getByText('听证告知书', { exact: true }).click();
    await page.getByText('《听证告知书》必备内容已齐').waitFor();
    await page.locator('iframe[title="听证告知书（草稿）.pdf"]').waitFor();
    await shut();
    expect((await leader.case(caseId)).state).toEqual(before);
    expect(await field(page, '处罚依据').inputValue()).toBe('森林法第七十三条第一款');
  });

  test('手机上预览给出打开和下载，不出框', async () => {
    const phone = await screen.signedIn('town-leader', `${casePath()}/act/prior-notice`, PHONE);
    await answer(phone, '告知听证权', '是');
    await phone.getByRole('button', { name: '预览文书' }).click();
    await phone.getByRole('button', { name: '下载草稿 PDF' }).waitFor();
    expect(await phone.locator('iframe').count()).toBe(0);
    expect(await overflow(phone)).toBeLessThanOrEqual(0);
  });

  test('填好的表单提交后签发，文号和用印都在案件页上', async () => {
    await page.getByRole('button', { name: '提交事先告知' }).click();
    await page.waitForURL(casePage());
    const line = papersOf(page).locator('li', { hasText: '行政处罚事先告知书' });
    await line.getByText('楚大综执先告〔2026〕1号 · 2026-05-26').waitFor();
    await line.getByText('褚演示 2026-05-26 09:00 用印').waitFor();
  });
});

describe('签发的文书', () => {
  const open = async (page: Page, title: string) => {
    await papersOf(page).getByRole('button', { name: title }).first().click();
    await page.getByText('本文件 SHA-256').waitFor();
  };

  test('在页内打开，校验值与盖章时的一致，下载的就是那一份', async () => {
    const page = await screen.signedIn('officer', casePath());
    await open(page, '行政处罚事先告知书');
    const { sealed, hash } = await paperOf('DOC-20');
    await page.getByText(sealed?.pdf as string).waitFor();
    await page.getByText(hash).waitFor();
    expect(await framed(page)).toBe('行政处罚事先告知书楚大综执先告〔2026〕1号.pdf');
    const pdf = await saved(page, '下载 PDF');
    expect([pdf.begins(4), pdf.sha256]).toEqual(['%PDF', sealed?.pdf]);
  });

  test('手机上可以在新窗口打开或者下载', async () => {
    const page = await screen.signedIn('officer', casePath(), PHONE);
    await open(page, '行政处罚事先告知书');
    expect(await page.locator('iframe').count()).toBe(0);
    const link = page.getByRole('link', { name: '在新窗口打开' });
    expect(await link.getAttribute('href')).toMatch(/^blob:/);
    const pdf = await saved(page, '下载 PDF');
    expect([pdf.begins(4), pdf.sha256]).toEqual(['%PDF', (await paperOf('DOC-20')).sealed?.pdf]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('作废的划去并写明理由，重新制作的指向被它取代的一份', async () => {
    const first = await paperOf('DOC-20');
    await leader.files(caseId, 'void-paper', { paper: first.number, reason: '当事人住址写错' });
    await leader.files(caseId, 'prior-notice', a.aPriorNotice());
    const page = await screen.signedIn('officer', casePath());
    const lines = papersOf(page).locator('li');
    const old = lines.filter({ hasText: '2026-05-26 作废：当事人住址写错' });
    await old.getByText('已作废', { exact: true }).waitFor();
    expect(await old.locator('s').allInnerTexts()).toContain(first.number);
    await lines.getByRole('button', { name: `取代已作废的${first.number}` }).click();
    await page.getByText('已于 2026-05-26 作废，由褚演示登记').waitFor();
    await page.getByText('已由楚大综执先告〔2026〕2号取代').waitFor();
    await page.getByText(`盖章时的 SHA-256 ${first.sealed?.pdf}`).waitFor();
  });

  test('取不到文件时说明原因，可以重试', async () => {
    const page = await screen.signedIn('officer', casePath());
    await page.route('**/papers/*', (route) => route.fulfill({ status: 502 }));
    await papersOf(page).getByRole('button', { name: '听证告知书' }).first().click();
    await page.getByText('服务器返回了无法识别的内容（状态 502）').waitFor();
    await page.unroute('**/papers/*');
    await page.getByRole('button', { name: '重新加载' }).click();
    await page.getByText('本文件 SHA-256').waitFor();
  });
});

describe('登记簿', () => {
  test.each([
    ['桌面', DESKTOP],
    ['手机', PHONE],
  ])('文号登记簿列出用过的每个文号，作废的划去，没有的年度说没有（%s）', async (_, viewport) => {
    await app.local.caughtUp();
    const page = await screen.signedIn('officer', '/', viewport);
    if (viewport === PHONE) await page.getByRole('button', { name: '我的' }).click();
    await page.getByRole('link', { name: '文号登记簿' }).click();
    await page.getByRole('heading', { name: '文号登记簿' }).waitFor();
    await page.goto(`${app.local.url}/papers?year=2026`);
    const voided = page.locator('tr', { hasText: '当事人住址写错' });
    await voided.getByText('已作废', { exact: true }).waitFor();
    expect(await voided.locator('s').innerText()).toBe('楚大综执先告〔2026〕1号');
    await page.locator('tr', { hasText: '楚大综执先告〔2026〕2号' }).getByText('有效').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.goto(`${app.local.url}/papers?year=2025`);
    await page.getByText('2025 年还没有编号的文书').waitFor();
  });

  test.each([
    ['桌面', DESKTOP],
    ['手机', PHONE],
  ])('用印登记簿按日列出谁盖的章、盖在哪个文件上（%s）', async (_, viewport) => {
    const page = await screen.signedIn('legal-reviewer', '/seals?day=2026-05-26', viewport);
    const { number, sealed } = await paperOf('DOC-20');
    const row = page.locator('tr', { hasText: number as string });
    await row.getByText('褚演示').waitFor();
    await row.getByText(sealed?.pdf as string).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.goto(`${app.local.url}/seals?day=2026-05-01`);
    await page.getByText('2026-05-01 没有用印').waitFor();
  });

  test('审计员看用印登记簿，看不到案件；办案人员没有权限', async () => {
    const page = await screen.signedIn('officer');
    expect(await page.getByRole('link', { name: '用印登记簿' }).count()).toBe(0);
    await page.goto(`${app.local.url}/seals`);
    await page.getByText('您的岗位不能查看用印登记簿').waitFor();
    const auditor = await screen.signedIn('auditor', '/seals?day=2026-05-26');
    await auditor.locator('tr', { hasText: '褚演示' }).first().waitFor();
    expect(await auditor.locator('.yz-seals').getByRole('link').count()).toBe(0);
  });
});

describe('案卷', () => {
  const opened = (page: Page) => page.getByRole('button', { name: '案卷（一个 PDF）' }).click();

  test('办案中是工作用副本，有目录；话务员没有案卷', async () => {
    const page = await screen.signedIn('officer', casePath(), PHONE);
    await opened(page);
    await page.getByText('工作用副本：案件尚未归档').waitFor();
    const pdf = await saved(page, '下载案卷');
    expect(pdf.begins(4)).toBe('%PDF');
    await page.getByText(pdf.sha256).waitFor();
    await page.getByText('卷内文件目录').click();
    await page.getByText(/行政处罚事先告知书 楚大综执先告〔2026〕2号 .* 第 \d+ 页/).waitFor();
    const hotline = await screen.signedIn('hotline', casePath());
    await hotline.getByText('尚未生成文书').waitFor();
    expect(await hotline.getByRole('button', { name: '案卷' }).count()).toBe(0);
  });

  test('归档以后写明归档日和保管期限', async () => {
    await a.caseAfter(app, 'close-case', { 'prior-notice': null }, caseId);
    app.on('2026-06-20');
    await officer.files(caseId, 'archive-case', {
      title: '马示例擅自改变林地用途案',
      filer: '示例甲',
      checker: '示例乙',
      filedOn: '2026-06-20',
      retention: '十年',
      pages: 30,
      remarks: '无',
    });
    const page = await screen.signedIn('officer', casePath());
    await page.getByText(/案卷已于 2026-06-20 归档，任何人不得改动。保管期限：/).waitFor();
    await opened(page);
    await page.getByText('已归档的案卷').waitFor();
    await framed(page);
  });
});

test('两处部署的脚本策略都只放行页内的文书框，不放行插件', () => {
  const cloud = contentSecurityPolicy({ issuer: 'https://id.example', evidence: 'https://files.example' });
  for (const policy of [PAGE_POLICY, cloud]) {
    expect(policy.split('; ')).toEqual(expect.arrayContaining(['frame-src blob:', "object-src 'none'"]));
  }
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
