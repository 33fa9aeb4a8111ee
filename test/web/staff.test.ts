/** 办案人员在浏览器里办一个案件:选事项、登记线索、申请立案被拒、改正、在时间线上看到判定说明。 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Procedure } from '../../functions/contract/definitions/procedures.ts';
import type { App } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { answer, day, field, keptAsDraft, openScreen, overflow, PHONE, pick, type Screen } from './screen.ts';

const MATTER = '对擅自改变林地用途的处罚';
let app: App;
let screen: Screen;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  await a.empower(app, 'LC-001');
});
afterAll(() => screen?.stop());

const path = (caseId: string, action?: string): string => `/cases/${caseId}${action ? `/act/${action}` : ''}`;
const address = (caseId: string): string => `${app.local.url}${path(caseId)}`;

async function fillClue(page: Page): Promise<void> {
  await field(page, '线索来源').click();
  await page.getByTitle('检查发现').click();
  await day(page, '发现或者收到线索之日', '2026-05-20');
  await field(page, '涉嫌违法行为发生地').fill('大过口乡示例村后山');
  await field(page, '涉嫌违法的对象').fill('不详');
  await field(page, '线索概况').fill('巡查发现商品林地被推平约三亩，堆放砂石');
  await field(page, '首问责任人').fill('赵演示');
}

async function fillFiling(page: Page): Promise<void> {
  await pick(page, '执法人员', '赵演示');
  await field(page, '案由').fill('擅自改变林地用途');
  await answer(page, '当事人类别', '自然人（含个体工商户）');
  await field(page, '姓名或者名称').fill('测试当事人');
  await answer(page, '不满十八周岁', '否');
  await field(page, '住址').fill('大过口乡示例村');
  await field(page, '案情简介').fill('2026年4月起未经审核同意，在商品林地内推平场地堆放砂石');
  await day(page, '违法行为发生日', '2026-04-20');
  for (const question of ['有连续或者继续状态', '涉及公民生命健康安全、金融安全', '有危害后果']) {
    await answer(page, question, '否');
  }
  await day(page, '发现违法行为之日', '2026-05-20');
  await page.getByText('其他案件（违法行为发生地）').click();
  await field(page, '地点').fill('大过口乡示例村后山');
  await answer(page, '在本乡镇行政区域内', '是');
  await answer(page, '其他有管辖权的机关已对同一违法行为立案', '否');
  await answer(page, '原行使该权力的部门已立案、尚未办结', '否');
  await field(page, '立案依据').fill('森林法第七十三条第一款');
  await answer(page, '已有证明违法事实的初步证据', '是');
  await field(page, '承办人意见').fill('事实初步清楚，建议立案');
}

describe('办案人员', () => {
  let page: Page;
  let caseUrl = '';

  test('按名称找到事项，看到依据和未确认之处，登记线索', async () => {
    page = await screen.signedIn('officer');
    await page.getByRole('link', { name: '新建案件' }).click();
    await page.getByLabel('查找执法事项').fill('林地 用途');
    await page.getByText('共 235 项，符合条件 1 项').waitFor();
    await page.getByText('第73条第1款').waitFor();
    await page.getByText('法条施行日未确认').waitFor();
    await page.getByRole('button', { name: `选择：${MATTER}` }).click();

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

  test('半途刷新，填过的内容还在；只有一名执法人员时被拒绝，写明条文，内容不丢', async () => {
    await page.getByRole('link', { name: /^申请立案/ }).click();
    await fillFiling(page);
    // at once: what was typed last is kept as the page goes
    await page.reload();
    await page.getByText('已恢复上次没有提交的草稿').waitFor();
    expect(await field(page, '案由').inputValue()).toBe('擅自改变林地用途');

    await page.getByRole('button', { name: '提交申请立案' }).click();
    await page.getByRole('heading', { name: '有效持证执法人员不足两名' }).waitFor();
    await page.getByText('行政处罚法第42条第1款').first().waitFor();
    await page.getByText('本次提交没有记入案件').waitFor();
    expect(await field(page, '案由').inputValue()).toBe('擅自改变林地用途');
  });

  test('补足两名执法人员后立案申请提交，连点两次也只记一次', async () => {
    await pick(page, '执法人员', '钱演示');
    await page.getByRole('button', { name: '提交申请立案' }).dblclick();
    await page.waitForURL(caseUrl);
    await page.getByText('案件现处于“立案审批”阶段').waitFor();
    expect(await page.locator('.yz-entry').count()).toBe(2);
    await page.getByText('暂不能由您办理').click();
    await page.getByText('须由乡镇人民政府负责人办理').first().waitFor();
  });

  test('时间线说明每条规则：事实、数值、比较、条文', async () => {
    const entry = page.locator('.yz-entry').first();
    await entry.getByText('允许办理').waitFor();
    await entry.getByText(/全部 \d+ 条规则的判断/).click();
    const rule = entry.getByRole('region', { name: '有效持证执法人员不足两名' });
    await rule.getByText('现为 2，不符合条件“不满 2（不含本数）”').waitFor();
    await rule.getByText('依据：行政处罚法第42条第1款').waitFor();
    await entry.getByText('填报内容：立案申请').click();
    await entry.getByText('赵演示、钱演示').waitFor();
    await entry.getByText('自然人（含个体工商户）').waitFor();
  });

  test('负责人在手机上看到待办并批准立案', async () => {
    app.on('2026-05-21', '10:30');
    await app.local.caughtUp();
    const leader = await screen.signedIn('town-leader', '/', PHONE);
    await leader.getByRole('link', { name: '审批立案' }).click();
    await field(leader, '综合执法局负责人意见').fill('建议立案');
    await pick(leader, '审核人', '吴演示');
    await field(leader, '审批意见').fill('同意立案');
    await leader.getByRole('button', { name: '提交审批立案' }).click();
    await leader.waitForURL(caseUrl);
    await leader.getByText('案件现处于“调查取证”阶段').waitFor();
    // Shanghai's time, whatever the computer is set to.
    expect(await leader.locator('.yz-entry time').first().innerText()).toBe('2026-05-21 10:30');
    expect(await overflow(leader)).toBeLessThanOrEqual(0);
  });

  test('他人先行办理时说明情况，重新载入后填过的内容还在，可以继续提交', async () => {
    const leader = await screen.signedIn('town-leader', `${new URL(caseUrl).pathname}/act/suspend`);
    await field(leader, '中止的原因').fill('等待林业部门出具鉴定意见');
    await field(leader, '恢复调查的条件').fill('收到鉴定意见');
    await answer(leader, '已书面告知当事人', '是');
    const theOther = await app.as('officer');
    const today = a.aSiteRecord({ onDay: '2026-05-21' });
    await theOther.files(caseUrl.split('/').at(-1) ?? '', 'site-record', today);

    await leader.getByRole('button', { name: '提交' }).click();
    await leader.getByText('内容已被他人更新').waitFor();
    await leader.getByRole('button', { name: '重新载入案件，保留已填内容' }).click();
    await leader.getByText('内容已被他人更新').waitFor({ state: 'detached' });
    expect(await field(leader, '中止的原因').inputValue()).toBe('等待林业部门出具鉴定意见');
    await leader.getByRole('button', { name: '提交' }).click();
    await leader.waitForURL(caseUrl);
    await leader.getByText('案件现处于“调查中止”阶段').waitFor();
  });
});

describe('岗位不同，所见不同', () => {
  test('市级部门看不到未共享的案件', async () => {
    const partner = await screen.signedIn('city-dept');
    await partner.getByText('目前没有等待您办理的案件').waitFor();
    await partner.getByRole('link', { name: '案件登记簿' }).click();
    await partner.getByText('登记簿中还没有案件').waitFor();
    expect(await partner.getByRole('link', { name: '新建案件' }).count()).toBe(0);
  });
});

describe('涉嫌犯罪筛查表', () => {
  let caseId: string;
  let page: Page;
  const shut = (title: string) => page.getByRole('button', { name: `填写此项：${title}` });

  test('只打开与事项有关的一栏，并说明自动核对哪个罪名；手机上也不出框', async () => {
    caseId = await a.caseAfter(app, 'site-record');
    app.on('2026-05-25');
    page = await screen.signedIn('officer', path(caseId, 'screen-crime'), PHONE);
    await page.getByText('本案事项自动核对：非法占用农用地罪（林地）').waitFor();
    await field(page, '本次占用商品林地面积').waitFor();
    expect(await page.getByRole('button', { name: /^填写此项：/ }).count()).toBe(20);
    expect(await shut('林地').count()).toBe(0);
    expect(await field(page, '开采的矿产品价值').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });

  test('另选罪名后相关的一栏自动打开，也可以自行打开和收起', async () => {
    await pick(page, '需要核对的罪名', '非法采矿罪');
    await field(page, '开采的矿产品价值').waitFor();
    await shut('草原').click();
    await field(page, '占用草原面积').fill('1');
    await page.getByRole('button', { name: '不填此项：草原' }).click();
    await field(page, '占用草原面积').waitFor({ state: 'detached' });
    await page.locator('.ant-select-selection-item-remove').click();
    await shut('采矿').waitFor();
  });

  test('一项罪名也不另选可以提交；达到十亩，处罚冻结，写明冻结哪些步骤', async () => {
    await answer(page, '未达到列明的数额，是否仍认为涉嫌犯罪', '否');
    await answer(page, '以暴力、威胁方法阻碍执法人员依法执行职务', '否');
    await answer(page, '发现公职人员涉嫌职务犯罪的线索', '否');
    await field(page, '本次占用商品林地面积').fill('10');
    await page.getByRole('button', { name: '提交涉嫌犯罪筛查' }).click();
    await page.waitForURL(address(caseId));
    await page
      .getByText(
        '冻结的步骤：事先告知、作出处罚决定、作出不予处罚决定、重新制作处罚决定书、重新制作不予处罚决定书、撤销立案、移送有管辖权的机关、结案。',
      )
      .waitFor();
    const [last] = (await a.timeline(await app.as('officer'), caseId)).slice(-1);
    expect(last?.event.submission?.data).toEqual({
      declaredScope: [],
      manualSuspicion: false,
      obstruct: { violenceOrThreat: false },
      duty: { publicOfficialSuspect: false },
      forest: { commercialMu: 10 },
    });
  });
});

/** A rule that its township wants observed but that its leader may pass over; the rules of the law are none of this kind. */
async function passableRule(): Promise<void> {
  const harm = (value: boolean) => ({ 'act.harm': value });
  const ruleSet = {
    id: 'consult-first',
    title: '有危害后果的先会商（测试）',
    about: '测试用',
    asOf: 'decision',
    rules: [
      {
        id: 'CONSULT-FIRST',
        title: '有危害后果的先会商',
        severity: 'block',
        overridable: { role: 'TOWN_LEADER', reasonRequired: true },
        legalBasis: ['工作建议（非法律规定）'],
        verified: 'policy',
        whenUnknown: 'pass',
        conditions: { all: [{ fact: 'act.harm', operator: 'is', value: true }] },
        event: { type: 'deny', params: { say: '违法行为有危害后果，应当先行会商' } },
      },
    ],
  };
  const example = (name: string, value: boolean, fired: string[]) => ({
    name,
    asOf: '2026-05-20',
    facts: harm(value),
    expect: { fired },
    because: '测试用',
  });
  const examples = [example('有危害后果', true, ['CONSULT-FIRST']), example('没有危害后果', false, [])];
  const procedure = await a.definition<Procedure>(app, 'procedure', 'ordinary-penalty');
  for (const id of ['approve-filing', 'site-record']) procedure.actions[id]?.rules.push('consult-first');
  await a.release(app, '先会商（测试）', [
    { kind: 'ruleset', id: 'consult-first', body: ruleSet },
    { kind: 'examples', id: 'consult-first', body: { ruleSet: 'consult-first', examples } },
    { kind: 'procedure', id: 'ordinary-penalty', body: procedure },
  ]);
}

describe('说明理由后越过规则', () => {
  let caseId: string;
  const rule = (page: Page, name: string) => page.locator('.yz-refusal').getByRole('region', { name });

  test('有权的人须写明理由，至少五个字，提交后时间线写明谁越过、为什么', async () => {
    await passableRule();
    caseId = await a.caseAfter(app, 'apply-filing', { 'apply-filing': { act: { harm: true } } });
    const leader = await screen.signedIn('town-leader', path(caseId, 'approve-filing'));
    await field(leader, '综合执法局负责人意见').fill('建议立案');
    await pick(leader, '审核人', '吴演示');
    await field(leader, '审批意见').fill('同意立案');
    await leader.getByRole('button', { name: '提交审批立案' }).click();
    await rule(leader, '有危害后果的先会商').getByText('本条可以由您说明理由后越过').waitFor();
    const pass = leader.getByRole('button', { name: '说明理由后越过并提交' });
    await field(leader, '越过“有危害后果的先会商”的理由').fill('已会商');
    expect(await pass.isDisabled()).toBe(true);
    await field(leader, '越过“有危害后果的先会商”的理由').fill('情况紧急，已电话会商');
    await pass.click();
    await leader.waitForURL(address(caseId));
    const entry = leader.locator('.yz-entry').first();
    await entry.getByText('褚演示越过规则“有危害后果的先会商”，理由：情况紧急，已电话会商').waitFor();
    await entry.getByText(/1 条规则已说明理由越过/).waitFor();
  });

  test('无权的人看到由谁越过；法律的强制要求，任何人不得越过', async () => {
    app.on('2026-05-22');
    const officer = await app.as('officer');
    const draft = a.aSiteRecord({ officers: ['officer'] });
    const page = await screen.signedIn('officer', path(caseId, 'site-record'));
    await page.getByRole('button', { name: '提交' }).waitFor();
    await keptAsDraft(page, officer, caseId, 'site-record', draft);
    await page.getByRole('button', { name: '提交' }).click();
    await rule(page, '有危害后果的先会商')
      .getByText('本条只有乡镇人民政府负责人说明理由后可以越过')
      .waitFor();
    await rule(page, '有效持证执法人员不足两名').getByText('法律的强制要求，任何人不得越过').waitFor();
    expect(await page.getByRole('button', { name: '说明理由后越过并提交' }).count()).toBe(0);
  });
});

describe('举报人信息', () => {
  let caseId: string;
  const ask = (page: Page) => page.getByRole('button', { name: '查看举报人信息' });

  test('承办人说明理由后看到，关闭即不再显示，审计日志留下记录', async () => {
    const reporter = { named: true, ...a.REPORTER };
    caseId = await a.caseAfter(app, 'apply-filing', {}, await a.reported(app, 'LC-001', { reporter }));
    const page = await screen.signedIn('officer', path(caseId));
    await ask(page).click();
    const dialog = page.getByRole('dialog', { name: '查看举报人信息' });
    await dialog.getByText('本次查看将留下记录').waitFor();
    await field(page, '查看的理由').fill('核实');
    expect(await dialog.getByRole('button', { name: '查看', exact: true }).isDisabled()).toBe(true);
    await field(page, '查看的理由').fill('核实举报的具体地点');
    await dialog.getByRole('button', { name: '查看', exact: true }).click();
    await dialog.getByText('联系电话').waitFor();
    await dialog.getByText(a.REPORTER.phone).waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page.getByText(a.REPORTER.phone).waitFor({ state: 'detached' });
    await ask(page).click();
    expect(await field(page, '查看的理由').inputValue()).toBe('');
    expect(await a.auditOf(app, caseId)).toContainEqual(
      expect.objectContaining({ actor: 'officer', what: '查看举报人信息', detail: '核实举报的具体地点' }),
    );
  });

  test('受理的话务员可以查看，法制审核人员没有这个按钮', async () => {
    const hotline = await screen.signedIn('hotline', path(caseId), PHONE);
    await ask(hotline).waitFor();
    const reviewer = await screen.signedIn('legal-reviewer', path(caseId));
    await reviewer.getByText('举报人信息已单独封存').waitFor();
    expect(await ask(reviewer).count()).toBe(0);
  });
});

describe('选择机关和辨认案件', () => {
  test('移送时按名称选机关，名称随之填好，时间线写机关的名称', async () => {
    const caseId = await a.caseAfter(app, 'approve-filing');
    const leader = await screen.signedIn('town-leader', path(caseId, 'transfer-out'), PHONE);
    await pick(leader, '接收机关', '楚雄市林业和草原局');
    expect(await field(leader, '接收机关名称').inputValue()).toBe('楚雄市林业和草原局');
    await pick(leader, '接收机关', '楚雄市人民政府');
    expect(await field(leader, '接收机关名称').inputValue()).toBe('楚雄市人民政府');
    await field(leader, '接收机关名称').fill('市林草局');
    await pick(leader, '接收机关', '楚雄市林业和草原局');
    expect(await field(leader, '接收机关名称').inputValue()).toBe('市林草局');
    await field(leader, '移送理由').fill('经查不属于赋权范围');
    await answer(leader, '制止违法行为的情况', '已责令停止');
    await answer(leader, '已固定有关证据', '是');
    await answer(leader, '告知方式', '发函');
    await field(leader, '随案移送的材料和物品清单').fill('案卷一册');
    await leader.getByRole('button', { name: '提交' }).click();
    await leader.waitForURL(address(caseId));
    await leader.getByText('案件已移送楚雄市林业和草原局').waitFor();
    await leader
      .getByText(/^填报内容/)
      .first()
      .click();
    await leader.locator('.yz-filed').getByText('楚雄市林业和草原局').waitFor();
  });

  test('同一事项的案件在登记簿里靠尾号区分，不写个人信息', async () => {
    await app.local.caughtUp();
    const page = await screen.signedIn('officer');
    await page.getByRole('link', { name: '案件登记簿' }).click();
    const row = page.locator('tbody tr');
    await row.first().waitFor();
    const lines = await row.allInnerTexts();
    const tails = lines.map((line) => /尾号 ([0-9a-z]{6})/.exec(line)?.[1]);
    expect(new Set(tails).size).toBe(lines.length);
    expect(tails).not.toContain(undefined);
    expect(lines.join()).not.toContain(a.CONTRACTOR.name);
    await row.first().getByRole('link').click();
    await page.locator('.yz-page-head .yz-tail', { hasText: tails[0] ?? '' }).waitFor();
  });
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
