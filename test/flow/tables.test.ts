import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheets } from '../../functions/adapters/sheets/index.ts';
import type { DocumentFile, DraftView, TableSheetAnswer } from '../../functions/contract/api.ts';
import type { DecisionTable } from '../../functions/contract/definitions/tables.ts';
import type { Rows } from '../../functions/core/sheets/cells.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 决策表用 Excel 修改:导出、先看差异、再放进草案、检查、另一人批准。 */
let app: App;
let admin: Client;
let head: Client;

beforeAll(async () => {
  app = await startApp();
  [admin, head] = (await Promise.all(['platform-admin', 'bureau-head'].map(app.as))) as [Client, Client];
});
afterAll(() => app?.stop());

const HEARING = { id: 'hearing-right' };
const exported = (draft?: string, by = admin) =>
  by.ok<DocumentFile>('admin.table-sheet', { params: HEARING, query: draft ? { draft } : {} });
const rowsOf = async ({ base64 }: DocumentFile) => sheets.read(Buffer.from(base64, 'base64'), 'xlsx');
const asFile = async (rows: Rows | { kind: 'text'; value: string }[][]) =>
  Buffer.from(
    await sheets.write({ title: '决策表', rows: rows as Rows, widths: [], headerRows: 2 }, 'xlsx'),
  ).toString('base64');
const bring = (draft: DraftView, base64: string, apply: boolean, by = admin, id = HEARING.id) =>
  by.call('admin.table-sheet-read', {
    params: { draftId: draft.id, id },
    body: { version: draft.version, base64, apply },
  });
const draftCalled = (title: string) => a.newDraft(admin, title);
const read = (draft: DraftView) => a.draftNow(admin, draft);

/** The sheet with one cell changed. */
async function edited(address: [row: number, column: number], value: string): Promise<string> {
  const rows = await rowsOf(await exported());
  const row = rows[address[0]] ?? [];
  row[address[1]] = { kind: 'text', value, at: '' };
  return asFile(rows);
}
const FINE = 4;
const SAY = 15;
const ROW = 2;

describe('听证权表导出、修改、导入', () => {
  test('决策表和常用条件列在现行定义中，可以打开，也可以不用 Excel 直接修改', async () => {
    const { items } = await admin.ok<{ items: { kind: string; id: string }[] }>('admin.definitions');
    const listed = items.map(({ kind, id }) => `${kind}/${id}`);
    expect(listed).toContain('table/hearing-right');
    expect(listed).toContain('conditions/ordinary-penalty');
    for (const [kind, id] of [
      ['table', 'hearing-right'],
      ['conditions', 'ordinary-penalty'],
    ] as const) {
      const found = await admin.ok<{ body: object; schema: object }>('admin.definition', {
        params: { kind, id },
      });
      expect(Object.keys(found.schema).length).toBeGreaterThan(0);
      const body = { ...found.body, title: '改了名称' };
      const changed = await a.drafted(admin, `直接修改 ${kind}`, [{ kind, id, body }]);
      expect(changed.differences.map((d) => d.definition)).toEqual([`${kind}/${id}`]);
    }
  });

  test('导出的表格写着事实的中文名称，每格能读', async () => {
    const file = await exported();
    const rows = await rowsOf(file);
    const words = (r: number) => (rows[r] ?? []).map((cell) => cell?.value);
    expect(file.name).toBe('yizhi-daguokou-table-hearing-right.xlsx');
    expect(words(0).slice(0, 5)).toEqual([
      '规则编号',
      '名称',
      '拟给予的处罚种类',
      '当事人类别',
      '拟罚款数额',
    ]);
    expect(words(1).slice(2, 5)).toEqual(['penalty.kinds', 'party.kind', 'penalty.fine']);
    expect(words(2).slice(0, 6)).toEqual([
      'HR-FINE-INDIVIDUAL',
      '对个人较大数额罚款',
      '含任一：罚款',
      '之一：自然人（含个体工商户）',
      '以上 [param.hearing.largeFine.individual]',
      '不限',
    ]);
  });

  test('原样导入没有差异，草案不变', async () => {
    const draft = await draftCalled('听证权表：原样');
    const answer = (await bring(draft, (await exported()).base64, true)).body as TableSheetAnswer;
    expect(answer.differences).toEqual([]);
    expect(answer.draft.version).toBe(draft.version);
    expect(answer.draft.changes).toEqual({});
  });

  test('先看差异：用一句话说明，草案不变；再放进草案，样例不成立的不能提交', async () => {
    const draft = await draftCalled('听证权表：个人罚款一律按五千元');
    const changed = await edited([ROW, FINE], '以上 5000元');
    const shown = (await bring(draft, changed, false)).body as TableSheetAnswer;
    expect(shown.differences.map(({ definition, say }) => [definition, say])).toEqual([
      [
        'table/hearing-right',
        '决策表“听证权”：“对个人较大数额罚款”的“拟罚款数额”由“以上 ‘个人“较大数额罚款”的标准’”改为“以上 5000元”',
      ],
    ]);
    expect((await read(draft)).changes).toEqual({});

    const applied = (await bring(draft, changed, true)).body as TableSheetAnswer;
    expect(applied.differences).toEqual(shown.differences);
    expect(applied.draft.version).toBe(draft.version + 1);
    const table = applied.draft.changes['table/hearing-right'] as DecisionTable;
    expect(table.rows[0]?.cells[2]).toEqual([{ operator: 'atLeast', value: 500_000 }]);
    const again = await rowsOf(await exported(draft.id));
    expect(again[ROW]?.[FINE]?.value).toBe('以上 5000元');
    expect((await rowsOf(await exported()))[ROW]?.[FINE]?.value).toBe(
      '以上 [param.hearing.largeFine.individual]',
    );
    const { problem } = await a.submit(admin, applied.draft);
    expect(problem.code).toBe('definition-invalid');
    expect(problem.errors.map((e) => e.code)).toContain('example-fails');
  });

  test('改写告知语的表格放进草案，检查通过，由另一人批准后现行版本即为新的', async () => {
    const draft = await draftCalled('听证权表：改写告知语');
    const sentence = '拟对个人处以较大数额罚款：须告知要求听证的权利。';
    const base64 = await edited([ROW, SAY], sentence);
    const { draft: changed } = (await bring(draft, base64, true)).body as TableSheetAnswer;
    await a.published(admin, head, changed);
    expect((await rowsOf(await exported()))[ROW]?.[SAY]?.value).toBe(sentence);
  });

  test('错误的格子逐一指出位置、现有内容和应当怎样写，草案不变', async () => {
    const draft = await draftCalled('听证权表：写错');
    const { problem, status } = await bring(draft, await edited([ROW, FINE], '大于 5000元'), true);
    expect([status, problem.code]).toEqual([422, 'sheet-invalid']);
    expect(problem.errors).toEqual([
      {
        path: 'E3',
        code: 'cell',
        say: expect.stringMatching(/现为“大于 5000元”.*以上、超过、以下、不满、等于/),
      },
    ]);
    expect((await read(draft)).changes).toEqual({});
  });

  test.each<[string, [number, number], string, RegExp]>([
    ['表头写错', [1, 4], 'penalty.fin', /E2 现为“penalty.fin”.*事实词典中没有/],
    ['规则编号写错', [2, 0], '规则一', /A3 现为“规则一”.*字母开头/],
    ['失效日不是日期', [2, 11], '明年', /L3 现为“明年”.*应为日期，如 2026-05-20/],
    ['效果写错', [2, 13], '罚款', /N3 现为“罚款”.*不予放行、须先办理/],
    ['一格空着', [2, 5], '', /F3 这一格空着.*应写“不限”/],
  ])('%s的表格不收', async (_, place, value, say) => {
    const draft = await draftCalled('听证权表：不收');
    const { problem } = await bring(draft, await edited(place, value), true);
    expect(problem.code).toBe('sheet-invalid');
    expect(problem.detail).toMatch(say);
  });

  test('不是 Excel 的、过大的、另一张表的文件不收', async () => {
    const draft = await draftCalled('听证权表：不是表格');
    const text = Buffer.from('这不是表格').toString('base64');
    expect((await bring(draft, text, true)).problem).toMatchObject({ code: 'sheet-invalid', status: 422 });
    const large = Buffer.alloc(4 * 1024 * 1024 + 1).toString('base64');
    expect((await bring(draft, large, true)).problem.code).toBe('body-too-large');
    const other = await bring(draft, (await exported()).base64, true, admin, 'other-table');
    expect(other.problem.errors[0]?.say).toMatch(/应为“other-table”/);
    expect((await read(draft)).changes).toEqual({});
  });

  test('只有起草人能放进草案；看旧版草案的表格被告知版本已变；没有的表和草案说没有', async () => {
    const draft = await draftCalled('听证权表：权限');
    const changed = await edited([ROW, FINE], '以上 5000元');
    expect((await bring(draft, changed, true, head)).problem.code).toBe('forbidden');
    const officer = await app.as('officer');
    expect((await bring(draft, changed, true, officer)).status).toBe(403);
    expect((await officer.call('admin.table-sheet', { params: HEARING })).status).toBe(403);
    const stale = { ...draft, version: draft.version + 1 };
    expect((await bring(stale, changed, true)).problem.code).toBe('version-conflict');
    expect((await admin.call('admin.table-sheet', { params: { id: 'none' } })).problem.code).toBe(
      'not-found',
    );
    expect((await bring({ ...draft, id: 'D-none' }, changed, true)).problem.code).toBe('not-found');
  });
});
