import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type {
  AuditEntry,
  DocumentFile,
  DraftView,
  MattersSheetAnswer,
  ReleaseLine,
} from '../../functions/contract/api.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import { yizhi as called } from '../support/cli.ts';
import * as a from '../support/scenario.ts';

/** 测试环境的版本以一个签名文件搬到正式环境,经检查、另一人批准后内容完全相同;事项经表格修改,先看差异。 */
let trial: App;
let production: App;
let folder: string;

beforeAll(async () => {
  trial = await startApp();
  folder = await mkdtemp(join(tmpdir(), 'yizhi-exchange-'));
});
afterAll(async () => {
  await production?.stop();
  await Promise.all([trial?.dir, folder].map((dir) => dir && rm(dir, { recursive: true, force: true })));
});

/** The command line on an installation: its answer, where there is one. */
async function yizhi(app: App, line: string, ...more: string[]) {
  const { status, out, err } = await called([...line.split(' '), ...more], { dataDir: app.dir });
  return { status, err, json: status === 0 ? JSON.parse(out) : null };
}
const at = (name: string) => join(folder, name);
const live = async (app: App): Promise<ReleaseLine> =>
  (await (await app.as('platform-admin')).ok<{ release: ReleaseLine }>('admin.definitions')).release;
const audit = async (app: App): Promise<AuditEntry[]> =>
  (await (await app.as('auditor')).ok<{ items: AuditEntry[] }>('admin.audit', { query: { limit: '50' } }))
    .items;

async function publish(app: App, draft: DraftView): Promise<ReleaseLine> {
  const [admin, head] = [await app.as('platform-admin'), await app.as('bureau-head')];
  const sent = await a.submitted(admin, draft);
  expect((await a.approve(admin, sent)).problem.code).toBe('same-person');
  return a.approved(admin, head, sent);
}
async function change(app: App, title: string, matters: { id: string; body: Matter | null }[]) {
  const changes = matters.map(({ id, body }) => ({ kind: 'matter', id, body }));
  return publish(app, await a.drafted(await app.as('platform-admin'), title, changes));
}

describe('版本从测试环境搬到正式环境', () => {
  let exported: ReleaseLine;

  test('测试环境改了事项并删去一项，正式环境另有自己新增的一项', async () => {
    const matter = await a.definition<Matter>(trial, 'matter', 'LC-004');
    exported = await change(trial, '测试通过的修改', [
      { id: 'LC-004', body: { ...matter, note: '测试环境的说明' } },
      { id: 'LC-008', body: null },
    ]);
    expect(exported.number).toBe(2);
    // One server to a process: what follows on the trial installation needs none.
    await trial.local.stop();
    production = await startApp();
    await change(production, '正式环境自己的事项', [
      { id: 'LC-950', body: { ...matter, id: 'LC-950', name: '只在正式环境的事项' } },
    ]);
  });

  test('export 把现行版本写成一个文件，不覆盖已有的文件', async () => {
    const done = await yizhi(trial, `export --release live --tenant daguokou --out ${at('r2.json')}`);
    expect(done.err).toBe('');
    expect(done.json).toMatchObject({ file: at('r2.json'), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const again = await yizhi(trial, `export --release 2 --tenant daguokou --out ${at('r2.json')}`);
    expect([again.status, again.err]).toEqual([1, expect.stringContaining('文件已经存在')]);
    expect((await yizhi(trial, `export --release 9 --tenant daguokou --out ${at('x')}`)).err).toContain(
      '没有第 9 版',
    );
    expect((await yizhi(trial, `export --release last --tenant daguokou --out ${at('x')}`)).err).toContain(
      'live',
    );
    expect((await yizhi(trial, `export --release 1 --tenant nowhere --out ${at('x')}`)).err).toContain(
      '没有乡镇 nowhere',
    );
  });

  const importing = (...more: string[]) =>
    yizhi(production, `import --file ${at('r2.json')} --tenant daguokou --as platform-admin`, ...more);

  test('正式环境不认识签名者时拒绝，什么都没有改变', async () => {
    const before = await live(production);
    const refused = await importing();
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('不在本机信任的名单上')]);
    expect((await live(production)).hash).toBe(before.hash);
    const drafts = await (await production.as('platform-admin')).ok<{ items: unknown[] }>('admin.drafts');
    expect(drafts.items).toHaveLength(1);
    expect((await audit(production))[0]).toMatchObject({
      what: '拒绝导入发布文件',
      code: 'import-untrusted',
    });
  });

  test('keys 给出公钥，trust 加入名单；私钥和改动过的公钥不收', async () => {
    const key = (await yizhi(trial, 'keys')).json;
    expect(Object.keys(key).sort()).toEqual(['crv', 'kid', 'kty', 'name', 'x']);
    await writeFile(at('forged.json'), JSON.stringify({ ...key, kid: 'A'.repeat(43) }));
    await writeFile(at('private.json'), JSON.stringify({ ...key, d: 'x' }));
    await writeFile(at('trial.json'), JSON.stringify(key));
    expect((await yizhi(production, `trust --key ${at('forged.json')}`)).err).toContain('编号与公钥不符');
    expect((await yizhi(production, `trust --key ${at('private.json')}`)).err).toContain('私钥');
    expect((await yizhi(production, 'trust')).json).toEqual([]);
    const trusted = await yizhi(production, `trust --key ${at('trial.json')} --name 市测试环境`);
    expect(trusted.json).toEqual([{ ...key, name: '市测试环境' }]);
  });

  test('改动过的文件、没有起草权的账号都拒绝', async () => {
    const whole = await readFile(at('r2.json'), 'utf8');
    await writeFile(at('bad.json'), whole.replace('测试环境的说明', '测试环境的說明'));
    const bad = await yizhi(
      production,
      `import --file ${at('bad.json')} --tenant daguokou --as platform-admin`,
    );
    expect([bad.status, bad.err]).toEqual([1, expect.stringContaining('文件内容与签名不符')]);
    const officer = await yizhi(production, `import --file ${at('r2.json')} --tenant daguokou --as officer`);
    expect(officer.err).toContain('不能起草');
    const nobody = await yizhi(production, `import --file ${at('r2.json')} --tenant daguokou --as nobody`);
    expect(nobody.err).toContain('没有在用的账号 nobody');
  });

  test('导入成为草案，现行版本不变；另一人批准后内容与测试环境完全相同', async () => {
    const before = await live(production);
    const { json, err } = await importing('--title', '自测试环境第 2 版');
    expect(err).toBe('');
    expect(json).toMatchObject({ title: '自测试环境第 2 版', status: 'open', changed: 1, removed: 2 });
    expect((await live(production)).hash).toBe(before.hash);
    const admin = await production.as('platform-admin');
    const draft = await admin.ok<DraftView>('admin.draft', { params: { draftId: json.draft } });
    expect(Object.keys(draft.changes).sort()).toEqual(['matter/LC-004', 'matter/LC-008', 'matter/LC-950']);
    const release = await publish(production, draft);
    expect(release.hash).toBe(exported.hash);
    expect((await live(production)).hash).toBe(exported.hash);
  });

  test('审计日志写明文件、签名者和来源', async () => {
    const { kid } = (await yizhi(trial, 'keys')).json;
    const entry = (await audit(production)).find(({ what }) => what === '导入发布文件');
    expect(entry?.actor).toBe('platform-admin');
    for (const part of [kid, '市测试环境', '大过口乡（daguokou）第 2 版', exported.hash])
      expect(entry?.detail).toContain(part);
    expect(entry?.detail).toMatch(/文件 [0-9a-f]{64}/);
  });

  test('再导入同一个文件，告知没有区别', async () => {
    const again = await importing();
    expect([again.status, again.err]).toEqual([1, expect.stringContaining('完全相同，不需要导入')]);
  });

  test('从名单移除后不再收', async () => {
    const kid = (await yizhi(trial, 'keys')).json.kid;
    expect((await yizhi(production, `trust --remove ${kid}`)).json).toEqual([]);
    expect((await importing()).err).toContain('不在本机信任的名单上');
  });
});

describe('在管理页面导出、导入', () => {
  test('导出的文件可以由同一安装的另一个乡镇导入', async () => {
    const admin = await production.as('platform-admin');
    const file = await admin.ok<DocumentFile>('admin.release-file', { params: { number: '3' } });
    expect(file).toMatchObject({ name: 'yizhi-daguokou-3.json', type: 'application/json' });
    const entry = (await audit(production)).find(({ what }) => what === '导出发布文件');
    expect([entry?.actor, entry?.detail.includes(file.sha256)]).toEqual(['platform-admin', true]);
    const body = { base64: file.base64, title: '自大过口乡' };
    const neighbour = await production.as('donghua-admin');
    const draft = await neighbour.ok<DraftView>('admin.imports', { body });
    expect(draft).toMatchObject({ status: 'open', title: '自大过口乡', author: 'donghua-admin' });
    expect(Object.keys(draft.changes).sort()).toEqual(['matter/LC-004', 'matter/LC-008']);
  });

  test('没有起草权的人不能导入，不是发布文件的不收', async () => {
    const reviewer = await production.as('legal-reviewer');
    expect((await reviewer.call('admin.imports', { body: { base64: 'e30=' } })).status).toBe(403);
    const admin = await production.as('platform-admin');
    const junk = await admin.call('admin.imports', { body: { base64: 'e30=' } });
    expect(junk.problem).toMatchObject({ status: 422, code: 'import-unreadable' });
    expect((await admin.call('admin.imports', { body: { base64: '***' } })).problem.code).toBe('bad-request');
    expect((await admin.call('admin.release-file', { params: { number: '99' } })).problem.code).toBe(
      'not-found',
    );
  });
});

describe('事项的表格', () => {
  let admin: Client;
  let draft: DraftView;
  beforeAll(async () => {
    admin = await production.as('platform-admin');
    draft = await a.newDraft(admin, '事项表');
  });
  const send = (base64: string, apply: boolean, format = 'csv') =>
    admin.call('admin.matters-sheet-read', {
      params: { draftId: draft.id },
      body: { version: draft.version, format, base64, apply },
    });
  const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n')).toString('base64');

  test.each(['xlsx', 'csv'])('导出的 %s 原样导入没有差异，草案不变', async (format) => {
    const file = await admin.ok<DocumentFile>('admin.matters-sheet', { query: { format } });
    expect(file.name).toBe(`yizhi-daguokou-matters.${format}`);
    const answer = await send(file.base64, true, format);
    expect(answer.status).toBe(200);
    const { differences, unchanged, draft: after } = answer.body as MattersSheetAnswer;
    expect([differences, after.version]).toEqual([[], draft.version]);
    expect(unchanged).toBeGreaterThan(200);
  });

  test('先看差异，草案不变；再导入，只改表里写的', async () => {
    const before = await a.definition<Matter>(production, 'matter', 'LC-001');
    const sheet = csv(
      '编号（id）,备注（note）,清单公布处（empowerment.publishedAt）',
      'LC-001,新的说明,',
      'LC-004,,',
      '',
    );
    const shown = (await send(sheet, false)).body as MattersSheetAnswer;
    expect(shown.differences).toEqual([
      { definition: 'matter/LC-001', path: '/note', say: expect.stringContaining('的备注由') },
    ]);
    expect([shown.unchanged, shown.draft.changes, shown.draft.version]).toEqual([1, {}, draft.version]);
    const applied = (await send(sheet, true)).body as MattersSheetAnswer;
    expect(applied.draft.changes).toEqual({ 'matter/LC-001': { ...before, note: '新的说明' } });
    const stale = await send(sheet, true);
    expect(stale.problem.code).toBe('version-conflict');
    draft = applied.draft;
  });

  test('草案的表含草案的修改', async () => {
    const file = await admin.ok<DocumentFile>('admin.matters-sheet', {
      query: { format: 'csv', draft: draft.id },
    });
    expect(Buffer.from(file.base64, 'base64').toString('utf8')).toContain('新的说明');
    const liveFile = await admin.ok<DocumentFile>('admin.matters-sheet', { query: { format: 'csv' } });
    expect(Buffer.from(liveFile.base64, 'base64').toString('utf8')).not.toContain('新的说明');
  });

  test('有一格不对，全部不改，每一格都指出', async () => {
    const bytes = await writeXlsxFile([
      ['编号（id）', '备注（note）', '赋权起始日（empowerment.from）'],
      ['LC-001', '本可以改', '2026-02-30'],
      ['LC-005', '也可以改', { value: new Date('2026-05-20T00:00:00.000Z'), format: 'yyyy-mm-dd' }],
      ['LC-005', '重复', null],
    ]).toBuffer();
    const { problem } = await send(bytes.toString('base64'), true, 'xlsx');
    expect(problem).toMatchObject({
      status: 422,
      code: 'sheet-invalid',
      errors: [{ path: 'C2' }, { path: 'A4' }],
    });
    const kept = await a.draftNow(admin, draft);
    expect([kept.version, Object.keys(kept.changes)]).toEqual([draft.version, ['matter/LC-001']]);
  });

  test('别人的草案只能看差异，不能改', async () => {
    const head = await production.as('bureau-head');
    const body = { version: draft.version, format: 'csv', base64: csv('id,note', 'LC-001,x'), apply: true };
    const refused = await head.call('admin.matters-sheet-read', { params: { draftId: draft.id }, body });
    expect(refused.problem.code).toBe('forbidden');
  });

  test('命令行导出事项表、比对一份表', async () => {
    const out = at('matters.xlsx');
    const done = await yizhi(production, `matters export --tenant daguokou --format xlsx --out ${out}`);
    expect(done.err).toBe('');
    const same = await yizhi(production, `matters diff --tenant daguokou --format xlsx --file ${out}`);
    expect(same.json).toMatchObject({ differences: [], unchanged: expect.any(Number) });
    await writeFile(at('m.csv'), 'id,note\nLC-001,另一说明\n');
    const other = await yizhi(
      production,
      `matters diff --tenant daguokou --format csv --file ${at('m.csv')}`,
    );
    expect(other.json.differences).toEqual([expect.stringContaining('另一说明')]);
    await writeFile(at('m.csv'), 'id,colour\nLC-001,x\n');
    const bad = await yizhi(production, `matters diff --tenant daguokou --format csv --file ${at('m.csv')}`);
    expect([bad.status, bad.err]).toEqual([1, expect.stringContaining('B1 没有“colour”这一列')]);
  });
});
