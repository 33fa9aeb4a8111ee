import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  CaseView,
  DocumentFile,
  DossierFile,
  PaperCheck,
  PaperPreview,
  RegisteredPaper,
} from '../../functions/contract/api.ts';
import type { PaperRef } from '../../functions/contract/case.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import { isRed, pictures, textOf } from '../support/papers.ts';
import * as a from '../support/scenario.ts';

let app: App;
let officer: Client;
let leader: Client;
let caseId: string;
beforeAll(async () => {
  app = await startApp();
  await a.empower(app, 'LC-001');
  officer = await app.as('officer');
  leader = await app.as('town-leader');
  caseId = await a.caseAfter(app, 'conclude-investigation');
});
afterAll(() => app.stop());

const paperOf = async (template: string): Promise<PaperRef> => {
  const found = (await leader.case(caseId)).state.papers.findLast((p) => p.template === template);
  if (!found) throw new Error(`no ${template}`);
  return found;
};
const bytes = (document: DocumentFile) => Buffer.from(document.base64, 'base64');
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const download = (hash: string, who = leader) =>
  who.ok<DocumentFile>('staff.paper', { params: { caseId, hash } });
const preview = (who: Client, body: unknown) => who.call('staff.paper-preview', { params: { caseId }, body });
const check = (query: Record<string, string>) => app.anybody.call('public.paper-check', { query });

describe('官方文书', () => {
  test('签发前可以预览：每页标明草稿，没有文号、印章，说明还缺什么，案件一个字也没有变', async () => {
    app.on('2026-05-26');
    const before = await leader.case(caseId);
    const answer = await preview(leader, { action: 'prior-notice', data: a.aPriorNotice() });
    const { papers, document } = answer.body as PaperPreview;
    expect(papers.map((p) => [p.template, p.faults])).toEqual([
      ['DOC-20', []],
      ['DOC-21', []],
    ]);
    const pdf = bytes(document as DocumentFile);
    expect(textOf(pdf)).toContain('草稿');
    expect(textOf(pdf)).not.toContain('〔2026〕');
    expect(pictures(pdf, 30)[0]?.share({ x: 0, y: 0, w: 1, h: 1 }, isRed)).toBe(0);

    const { proposal: _, ...partly } = a.aPriorNotice() as Record<string, unknown>;
    const poor = await preview(leader, { action: 'prior-notice', data: { ...partly, reason: undefined } });
    expect(poor.status).toBe(200);
    expect((await leader.case(caseId)).state).toEqual(before.state);

    const word = await preview(leader, { action: 'prior-notice', data: a.aPriorNotice(), format: 'docx' });
    const docx = (word.body as PaperPreview).document as DocumentFile;
    expect(docx.name).toMatch(/\.docx$/);
    expect(bytes(docx).subarray(0, 2).toString()).toBe('PK');
  });

  test('不能办理该步骤的人不能预览', async () => {
    const answer = await preview(officer, { action: 'prior-notice', data: a.aPriorNotice() });
    expect(answer.status).toBe(403);
  });

  test('姓名中有字库没有的字，不能签发，说明是哪一个字；文号没有被占用', async () => {
    const usual = a.aPriorNotice() as Record<string, unknown>;
    const name = Object.keys(usual).find((k) => typeof usual[k] === 'string' && /实|事/.test(k)) ?? 'facts';
    const problem = await leader.refused(caseId, 'prior-notice', {
      ...usual,
      [name]: `${usual[name]}，当事人又名𠮷示例`,
    });
    expect(problem.code).toBe('paper-incomplete');
    expect(problem.detail).toContain('“𠮷”（U+20BB7）字库没有');
    const issued = await leader.files(caseId, 'prior-notice', a.aPriorNotice());
    expect(issued.papers.map((p) => p.number)).toEqual([
      '楚大综执先告〔2026〕1号',
      '楚大综执听告〔2026〕1号',
    ]);
  });

  test('只登记线索的人员看得到进度，取不到文书、案卷和文号登记簿', async () => {
    const hotline = await app.as('hotline');
    expect((await hotline.case(caseId)).state.papers).toEqual([]);
    for (const paper of (await leader.case(caseId)).state.papers) {
      const answer = await hotline.call('staff.paper', { params: { caseId, hash: paper.hash } });
      expect([answer.status, answer.problem.code], paper.title).toEqual([403, 'forbidden']);
    }
    const dossier = await hotline.call('staff.dossier', { params: { caseId } });
    expect([dossier.status, dossier.problem.code]).toEqual([403, 'forbidden']);
    await app.local.caughtUp();
    const query = { year: '2026' };
    expect((await officer.ok<{ items: unknown[] }>('staff.paper-register', { query })).items).not.toEqual([]);
    expect((await hotline.ok<{ items: unknown[] }>('staff.paper-register', { query })).items).toEqual([]);
  });

  test('每个步骤说明会不会制作文书：不会的没有可以预览的', async () => {
    const { actions } = await leader.case(caseId);
    const papers = (id: string) => actions.find((one) => one.id === id)?.papers;
    expect([papers('serve-notice'), papers('record-statement'), papers('void-paper')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('加盖公章的文书下载下来就是盖章时的那一份：校验值在案件记录里', async () => {
    const notice = await paperOf('DOC-20');
    expect(notice.sealed).toMatchObject({ by: 'town-leader', role: 'TOWN_LEADER', at: app.clock.now() });
    const document = await download(notice.hash);
    expect(document.sha256).toBe(notice.sealed?.pdf);
    expect(sha256(bytes(document))).toBe(notice.sealed?.pdf);
    expect(
      pictures(bytes(document), 30).some((p) => p.share({ x: 0, y: 0, w: 1, h: 1 }, isRed) > 0.003),
    ).toBe(true);
    const wrong = await leader.call('staff.paper', { params: { caseId, hash: 'f'.repeat(64) } });
    expect(wrong.status).toBe(404);
  });

  test('公众凭文号或者二维码核验，只看到名称、文号、日期和是否有效', async () => {
    await app.local.caughtUp();
    const notice = await paperOf('DOC-20');
    const number = notice.number as string;
    const said = {
      title: '行政处罚事先告知书',
      number,
      authority: '楚雄市大过口乡人民政府',
      day: '2026-05-26',
      status: '有效',
      voidedOn: null,
    };
    expect((await check({ number })).body as PaperCheck).toEqual({ ...said, matches: null });
    expect((await check({ hash: notice.hash })).body as PaperCheck).toEqual({ ...said, matches: true });
    const code = notice.hash.slice(0, 16);
    expect((await check({ number, hash: code })).body as PaperCheck).toEqual({ ...said, matches: true });
    const file = { number, hash: notice.sealed?.pdf as string };
    expect((await check(file)).body as PaperCheck).toEqual({ ...said, matches: true });
    expect(((await check({ number, hash: '0'.repeat(16) })).body as PaperCheck).matches).toBe(false);
    const unknown: Record<string, string>[] = [
      { number: '楚大综执先告〔2026〕99号' },
      { hash: '0'.repeat(64) },
    ];
    for (const query of unknown) expect((await check(query)).status).toBe(404);
    expect((await check({ number: '乱写一气' })).status).toBe(400);
    expect((await check({})).status).toBe(400);
  });

  test('没有加盖公章的内部文书，公众查不到', async () => {
    const filing = await paperOf('DOC-02');
    expect((await check({ number: filing.number as string })).status).toBe(404);
    expect((await check({ hash: filing.hash })).status).toBe(404);
  });

  test('用印登记簿记下谁、什么时候、在哪份文书上盖了章', async () => {
    const page = await leader.ok<{ items: (RegisteredPaper & { sealedBy: string })[] }>('staff.seal-log', {
      query: { day: '2026-05-26' },
    });
    // one act placed both: their order says nothing
    expect(page.items.map((p) => p.title).toSorted()).toEqual(['听证告知书', '行政处罚事先告知书']);
    const person = await leader.ok<{ person: { name: string } }>('staff.me');
    expect(page.items.every((p) => p.sealedBy === person.person.name)).toBe(true);
    const other = await leader.ok<{ items: unknown[] }>('staff.seal-log', { query: { day: '2026-05-25' } });
    expect(other.items).toEqual([]);
    expect((await officer.call('staff.seal-log', { query: { day: '2026-05-26' } })).status).toBe(403);
  });

  test('作废要写明理由，文号保留；核验和登记簿都显示作废；重新制作的用下一个号并写明取代哪一份', async () => {
    const first = await paperOf('DOC-20');
    const number = first.number as string;
    const unknown = await leader.refused(caseId, 'void-paper', {
      paper: '楚大综执先告〔2026〕77号',
      reason: '没有这份文书',
    });
    expect(unknown.code).toBe('paper-incomplete');
    await leader.files(caseId, 'void-paper', { paper: number, reason: '当事人住址写错' });
    const twice = await leader.refused(caseId, 'void-paper', { paper: number, reason: '再次作废同一份' });
    expect(twice.detail).toContain('不能再次作废');
    const voided = (await leader.case(caseId)).state.papers.find((p) => p.hash === first.hash);
    expect(voided).toMatchObject({
      number,
      voided: { day: '2026-05-26', reason: '当事人住址写错', by: 'town-leader' },
    });
    expect(textOf(bytes(await download(first.hash)))).toContain('作废');

    const again = await leader.files(caseId, 'prior-notice', a.aPriorNotice());
    expect(again.papers[0]).toMatchObject({ number: '楚大综执先告〔2026〕2号', supersedes: first.hash });
    await app.local.caughtUp();
    expect((await check({ number })).body as PaperCheck).toMatchObject({
      status: '已作废',
      voidedOn: '2026-05-26',
    });
    const register = await leader.ok<{ items: RegisteredPaper[] }>('staff.paper-register', {
      query: { year: '2026' },
    });
    const notices = register.items.filter((p) => p.place?.word === '先告');
    expect(notices.map((p) => [p.place?.n, p.voided?.reason ?? null])).toEqual([
      [1, '当事人住址写错'],
      [2, null],
    ]);
  });

  test('邮寄等方式以法定送达之日起算期限', async () => {
    await a.caseAfter(app, 'serve-notice', { 'prior-notice': null }, caseId);
    const { state } = (await leader.case(caseId)) as CaseView;
    expect(state.facts['service.effectiveOn']).toBe('2026-05-27');
    expect(state.clocks.APL_HEARING_REQ_5WD?.from).toBe('2026-05-27');
  });
});

describe('案卷', () => {
  test('结案前可以取工作副本；结案后归档，案卷有封面、目录、页号和保管期限', async () => {
    await a.caseAfter(app, 'close-case', {}, caseId);
    const working = await officer.ok<DossierFile>('staff.dossier', { params: { caseId } });
    expect(working.archived).toBeNull();
    app.on('2026-06-20');
    await officer.files(caseId, 'archive-case', anArchiving());
    const dossier = await officer.ok<DossierFile>('staff.dossier', { params: { caseId } });
    expect(dossier.archived).toMatchObject({ day: '2026-06-20', by: 'officer' });
    expect(dossier.contents.map((c) => c.page)).toEqual(
      dossier.contents.map((c) => c.page).toSorted((x, y) => x - y),
    );
    expect(dossier.contents.length).toBeGreaterThan(15);
    const text = textOf(bytes(dossier.document));
    for (const part of ['卷内文件目录', '卷内备考表', '行政处罚决定书', '作废', '归档日期：2026年6月20日'])
      expect(text).toContain(part);
    const last = dossier.contents.at(-1);
    expect(dossier.pages).toBeGreaterThan(last?.page ?? 0);
    expect(text).toContain(`卷内第${last?.page}页`);
  });

  test('归档以后谁也不能改动；法律要求的撤回公示仍可办理，案卷不变', async () => {
    const before = await officer.ok<DossierFile>('staff.dossier', { params: { caseId } });
    const barred = await leader.refused(caseId, 'void-paper', {
      paper: '楚大综执先告〔2026〕2号',
      reason: '想再改一下',
    });
    expect([barred.status, barred.code]).toEqual([409, 'case-archived']);
    const once = await officer.refused(caseId, 'archive-case', anArchiving());
    expect(once.code).toBe('case-archived');
    const view = await (await app.as('bureau-head')).case(caseId);
    expect(view.actions.filter((x) => x.allowed).map((x) => x.id)).toContain('record-reversal');
    const after = await officer.ok<DossierFile>('staff.dossier', { params: { caseId } });
    expect(after.document.sha256).toBe(before.document.sha256);
  });
});

const anArchiving = () => ({
  title: '马示例擅自改变林地用途案',
  filer: '示例甲',
  checker: '示例乙',
  filedOn: '2026-06-20',
  retention: '十年',
  pages: 30,
  remarks: '无',
});
