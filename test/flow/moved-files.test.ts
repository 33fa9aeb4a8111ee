import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileRef } from '../../functions/contract/definitions/forms.ts';
import type { Person } from '../../functions/contract/people.ts';
import type { Dossier, Papers } from '../../functions/ports/papers.ts';
import { readDossier } from '../../functions/usecases/case/dossier.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 案件改用新版本以后,按旧版表单交的证据仍在案卷里。 */
let app: App;
let officer: Client;
let caseId: string;
let photo: FileRef;

type Form = {
  files?: string[];
  facts: object[];
  schema: { properties: Record<string, unknown> };
  ui: Record<string, unknown>;
};

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer');
  await a.empower(app, 'LC-001');
  photo = await officer.upload('现场.jpg', '现场照片');
  caseId = await a.caseAfter(app, 'site-record', { 'site-record': { evidence: [photo] } });
  const { files: _, ...form } = await a.definition<Form>(app, 'form', 'site-record');
  const { evidence: _e, ...properties } = form.schema.properties;
  const { evidence: _u, ...ui } = form.ui;
  const order = (ui['ui:order'] as string[] | undefined)?.filter((name) => name !== 'evidence');
  const changed = {
    ...form,
    facts: form.facts.filter((line) => !JSON.stringify(line).includes('/evidence')),
    schema: { ...form.schema, properties },
    ui: { ...ui, ...(order ? { 'ui:order': order } : {}) },
  };
  await a.release(app, '勘验笔录不再附证据', [{ kind: 'form', id: 'site-record', body: changed }]);
  const { state } = await officer.case(caseId);
  await (await app.as('bureau-head')).ok('staff.case-move', {
    params: { caseId },
    body: { expectedVersion: state.version, reason: '新版表单更简明' },
  });
});
afterAll(() => app?.stop());

test('证据文件照样打得开', async () => {
  const { url } = await officer.ok<{ url: string }>('staff.file-link', {
    params: { caseId, fileId: photo.id },
  });
  expect(await (await fetch(new URL(url, app.local.url))).text()).toBe('现场照片');
});

test('案卷的证据目录里仍有它', async () => {
  const { deps } = app.local;
  const listed: Dossier['files'] = [];
  const dossier: Papers['dossier'] = (bound) => {
    listed.push(...bound.files);
    return deps.papers.dossier(bound);
  };
  const person = (await deps.stores.directory.person('officer')) as Person;
  await readDossier({ ...deps, papers: { ...deps.papers, dossier } }, person, 'daguokou', caseId);
  expect(listed).toMatchObject([{ name: '现场.jpg', sha256: photo.sha256, event: '现场检查（勘验）笔录' }]);
});
