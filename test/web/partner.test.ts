/** 协同单位在浏览器里办理:公安机关不予立案,市级部门凭案号主张管辖,市政府指定管辖。 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App, Client } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { answer, day, field, openScreen, overflow, PHONE, pick, type Screen } from './screen.ts';

let app: App;
let screen: Screen;
let officer: Client;
let leader: Client;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
  [officer, leader] = (await Promise.all(['officer', 'town-leader'].map(app.as))) as [Client, Client];
});
afterAll(() => screen?.stop());

const submit = (page: Page) => page.getByRole('button', { name: '提交' });

/** A referral that has reached the police. */
async function referred(): Promise<{ penalty: string; referral: string }> {
  const penalty = await a.caseAfter(app, 'site-record');
  app.on('2026-05-25', '10:00');
  const tenMu = a.aScreening({ forest: { commercialMu: 10 } });
  const { links } = await officer.files(penalty, 'screen-crime', tenMu);
  const referral = links.find((link) => link.relation === 'child')?.caseId as string;
  await officer.files(referral, 'form-team', a.aReferralTeam());
  await officer.files(referral, 'report', a.aReferralReport());
  app.on('2026-05-26', '10:00');
  await leader.files(referral, 'approve-referral', a.aReferralApproval());
  await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
  await app.local.caughtUp();
  return { penalty, referral };
}

describe('公安机关', () => {
  let penalty: string;
  let referral: string;
  let police: Page;

  test('在手机上收到移送的案件，看不到没有移送给它的处罚案件', async () => {
    ({ penalty, referral } = await referred());
    app.on('2026-05-28');
    police = await screen.signedIn('police', '/', PHONE);
    await police.getByText('涉嫌犯罪案件移送', { exact: false }).first().waitFor();
    expect(await police.locator('tbody tr').count()).toBe(1);
    await police.goto(`${app.local.url}/cases/${penalty}`);
    await police.getByText('没有找到').waitFor();
    expect(await police.getByText(a.CONTRACTOR.name).count()).toBe(0);
  });

  test('不予立案须写明理由；登记后案件回到移送机关', async () => {
    await police.goto(`${app.local.url}/cases/${referral}`);
    await police.getByRole('link', { name: /^登记公安机关审查结果/ }).click();
    await answer(police, '公安机关的决定', '不予立案');
    await field(police, '通知书文号').fill('楚公（演）不立字〔2026〕1号');
    await day(police, '通知书日期', '2026-05-28');
    await day(police, '收到日期', '2026-05-28');
    await submit(police).click();
    await police.getByText('此项必填').waitFor();
    await field(police, '不予立案的理由或者转送去向').fill('没有犯罪事实');
    await submit(police).click();
    await police.waitForURL(`**/cases/${referral}`);
    await police.getByText('案件现处于“公安机关不予立案”阶段').waitFor();
    expect(await overflow(police)).toBeLessThanOrEqual(0);
    const { state } = await officer.case(referral);
    expect(state.marks).toContain('police-declined');
  });
});

describe('管辖权争议', () => {
  let penalty: string;
  let dispute: string;
  let forestry: Page;

  test('市级部门凭抄告的案件编号发起；编号不对的，说明怎样才对', async () => {
    penalty = await a.caseAfter(app, 'conclude-investigation');
    app.on('2026-05-25');
    forestry = await screen.signedIn('city-dept');
    await forestry.getByRole('link', { name: '发起管辖权争议' }).click();
    await forestry.getByLabel('案件编号').fill('C-12345');
    await forestry.getByRole('button', { name: '下一步' }).click();
    await forestry.getByText('案件编号应为“C-”加 20 位数字和字母').waitFor();
    // As it comes out of a letter: broken over lines, in capitals.
    const typed = `${penalty.slice(0, 10)} ${penalty.slice(10)}`.toUpperCase();
    await forestry.getByLabel('案件编号').fill(typed);
    await forestry.getByRole('button', { name: '下一步' }).click();
    await forestry.getByRole('heading', { name: '提出管辖权争议' }).waitFor();
    expect(new URL(forestry.url()).searchParams.get('parent')).toBe(penalty);
  });

  test('只能为自己主张；改为本机关后提出，只看到争议，看不到乡镇的案件', async () => {
    await pick(forestry, '主张管辖的机关', '楚雄市司法局');
    expect(await field(forestry, '主张管辖的机关名称').inputValue()).toBe('楚雄市司法局');
    await answer(forestry, '该机关的类别', '楚雄市的行政主管部门');
    await field(forestry, '主张管辖的法律依据').fill('森林法第七十三条第一款');
    await field(forestry, '争议的事实和理由').fill('本局认为该林地改变用途案件应当由本局管辖');
    await answer(forestry, '该机关是否已对同一违法行为立案', '否');
    await answer(forestry, '最先发现违法行为的一方', '本乡镇');
    await submit(forestry).click();
    await forestry.getByText('本次提交没有记入案件').waitFor();
    await forestry.getByText('各机关只能为自己主张管辖', { exact: false }).first().waitFor();

    await pick(forestry, '主张管辖的机关', '楚雄市林业和草原局');
    expect(await field(forestry, '主张管辖的机关名称').inputValue()).toBe('楚雄市林业和草原局');
    await submit(forestry).click();
    await forestry.waitForURL(/\/cases\/C-/);
    dispute = forestry.url().split('/').at(-1) as string;
    await forestry.getByText('案件现处于“争议已提出”阶段').waitFor();
    expect(await forestry.getByText(a.CONTRACTOR.name).count()).toBe(0);
    expect((await officer.case(penalty)).state.freezes).toMatchObject([{ until: dispute }]);
  });

  test('没有这个编号的案件，说没有找到，填过的内容不丢', async () => {
    const nobody = `${penalty.slice(0, -3)}zzz`;
    await forestry.goto(`${app.local.url}/start/jurisdiction-dispute/claim-jurisdiction?parent=${nobody}`);
    await pick(forestry, '主张管辖的机关', '楚雄市林业和草原局');
    await answer(forestry, '该机关的类别', '楚雄市的行政主管部门');
    await field(forestry, '主张管辖的法律依据').fill('森林法第七十三条第一款');
    await field(forestry, '争议的事实和理由').fill('本局认为该林地改变用途案件应当由本局管辖');
    await answer(forestry, '该机关是否已对同一违法行为立案', '否');
    await answer(forestry, '最先发现违法行为的一方', '本乡镇');
    await submit(forestry).click();
    await forestry.getByText(`没有案件 ${nobody}`).waitFor();
    expect(await field(forestry, '主张管辖的法律依据').inputValue()).toBe('森林法第七十三条第一款');
    await forestry.getByRole('link', { name: '更正案件编号' }).click();
    await forestry.getByLabel('案件编号').waitFor();
  });

  test('市政府在待办里看到请示，指定管辖，乡镇转入移送案卷', async () => {
    app.on('2026-05-26');
    await officer.files(dispute, 'negotiate', a.aFailedNegotiation());
    app.on('2026-05-27');
    await leader.files(dispute, 'escalate', a.anEscalation());
    await app.local.caughtUp();
    app.on('2026-05-28');
    const cityGov = await screen.signedIn('city-gov', '/', PHONE);
    expect(await cityGov.getByText('发起管辖权争议').count()).toBe(0);
    await cityGov.getByRole('link', { name: '指定管辖' }).click();
    await answer(cityGov, '指定由谁管辖', '主张管辖的机关');
    await field(cityGov, '指定管辖文件的文号').fill('楚市政指〔2026〕1号');
    await day(cityGov, '决定日期', '2026-05-28');
    await answer(cityGov, '指定的机关不是最先立案的机关', '是');
    await field(cityGov, '不由最先立案的机关管辖的理由').fill('该案涉及两个乡镇，由市级部门办理更为适宜');
    await field(cityGov, '指定的理由').fill('便于查清全部事实');
    await submit(cityGov).click();
    await cityGov.waitForURL(`**/cases/${dispute}`);
    await cityGov.getByText('案件现处于“待移送案卷”阶段').waitFor();
    expect((await officer.case(dispute)).state.marks).toContain('designated');
  });

  test('乡镇移送案卷后，市级部门看到全部历史', async () => {
    app.on('2026-05-29');
    await leader.files(dispute, 'hand-over', a.aHandover());
    await app.local.caughtUp();
    await forestry.goto(`${app.local.url}/cases/${penalty}`);
    await forestry.getByText('案件已移送楚雄市林业和草原局').waitFor();
    const { version } = (await officer.case(penalty)).state;
    await forestry.getByText(`共 ${version} 步`).waitFor();
    expect(await forestry.locator('.yz-entry').count()).toBe(version);
  });
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
