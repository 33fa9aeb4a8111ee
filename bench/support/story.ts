import { createHash, randomUUID } from 'node:crypto';
import type { CaseView, StartOption, SubmissionResult } from '../../functions/contract/api.ts';
import type { FileRef } from '../../functions/contract/definitions/forms.ts';
import { addDays, dayOf } from '../../functions/core/time/days.ts';
import type { Api } from './api.ts';

/** The matter the cases are about; nothing may be filed on it until its empowerment is confirmed. */
const MATTER = 'LC-001';
const OFFICERS = ['officer', 'officer-2'];

/** What is fixed for all cases of one release. */
export type Story = {
  forms: Record<string, { id: string; hash: string }>;
  evidence: FileRef;
  /** Today, and the day of the act. */
  day: string;
  actDay: string;
};
export type Step = { account: string; path: string; body: { id: string; action: string } };

/** Publishes the matter with a confirmed empowerment, as two administrators do, and looks up what every case needs. */
export async function prepareStory(api: Api): Promise<Story> {
  await publishMatter(api);
  const day = dayOf(new Date().toISOString());
  const story: Story = { forms: {}, evidence: await evidence(api), day, actDay: addDays(day, -20) };
  const options = await api.ok<StartOption[]>('hotline', 'GET', '/api/start-options');
  for (const { action, form } of options) story.forms[action] = { id: form.id, hash: form.hash };
  // One case walked to its investigation shows the form of every step on the way.
  const { caseId } = await take<SubmissionResult>(api, clue(story));
  for (const step of [applyFiling, approveFiling, null]) {
    const view = await api.ok<CaseView>('officer', 'GET', `/api/cases/${caseId}`);
    for (const { id, form } of view.actions) story.forms[id] = form;
    if (step) await take(api, step(story, caseId));
  }
  return story;
}

async function publishMatter(api: Api): Promise<void> {
  const at = `/api/admin/definitions/matter/${MATTER}`;
  const { body } = await api.ok<{ body: object }>('platform-admin', 'GET', at);
  const empowerment = {
    decision: '省人民政府赋权决定（演示）',
    level: 'province',
    publishedAt: '省人民政府公报（演示）',
    from: '2020-01-01',
    to: null,
  };
  const confirmed = { ...body, empowerment };
  const draft = await api.ok<{ id: string }>('platform-admin', 'POST', '/api/admin/drafts', {
    title: '确认赋权',
  });
  const path = `/api/admin/drafts/${draft.id}`;
  const change = { version: 1, body: confirmed };
  await api.ok('platform-admin', 'PUT', `${path}/changes/matter/${MATTER}`, change);
  await api.ok('platform-admin', 'POST', `${path}/submit`, { version: 2 });
  // No decision is recorded yet: one step sees all of them.
  await api.ok('platform-admin', 'POST', `${path}/replay`, {});
  await api.ok('legal-reviewer', 'POST', `${path}/approve`, { version: 3 });
}

/** One photograph, uploaded as a browser does, which every record names. */
async function evidence(api: Api): Promise<FileRef> {
  const bytes = Buffer.alloc(20_000, 'photo');
  const file = {
    name: '现场照片.jpg',
    type: 'image/jpeg',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    device: '记录仪-01',
  };
  type Upload = { file: FileRef; url: string; headers: Record<string, string> };
  const upload = await api.ok<Upload>('officer', 'POST', '/api/files', file);
  const put = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: bytes });
  if (!put.ok) throw new Error(`the evidence file was not taken: ${put.status}`);
  return upload.file;
}

/** Sends a step that must be allowed. */
export const take = <T>(api: Api, { account, path, body }: Step): Promise<T> =>
  api.ok<T>(account, 'POST', path, body);

export function clue(story: Story): Step {
  const body = {
    id: randomUUID(),
    procedure: 'ordinary-penalty',
    action: 'register-clue',
    matter: MATTER,
    form: story.forms['register-clue'],
    data: {
      source: 'complaint',
      foundOn: story.day,
      place: '大过口乡某村三组',
      target: '某建筑公司',
      summary: '群众来电反映施工方把商品林地平整后堆放砂石，约三亩。',
      firstHandler: '热线话务员',
    },
  };
  return { account: 'hotline', path: '/api/cases', body };
}

const onCase =
  (account: string, action: string, expectedVersion: number, data: (story: Story) => object) =>
  (story: Story, caseId: string): Step => ({
    account,
    path: `/api/cases/${caseId}/submissions`,
    body: {
      id: randomUUID(),
      action,
      form: story.forms[action],
      expectedVersion,
      data: data(story),
    } as Step['body'],
  });

export const applyFiling = onCase('officer', 'apply-filing', 1, ({ day, actDay }) => ({
  officers: OFFICERS,
  cause: '涉嫌擅自改变林地用途案',
  party: {
    kind: 'org',
    name: '某建筑公司',
    representative: '张某',
    minor: false,
    address: '楚雄市大过口乡某村1号',
  },
  act: {
    facts: '未经审核同意，将商品林地三亩平整后堆放砂石。',
    day: actDay,
    continuing: false,
    lifeHealthFinance: false,
    harm: true,
  },
  discoveredOn: day,
  place: { kind: 'land', address: '大过口乡某村三组', inTownship: true },
  jurisdiction: { otherFiled: false, originalFiled: false },
  filingBasis: '森林法第73条第1款',
  preliminary: true,
  opinion: '建议立案',
}));

/** Issues a numbered paper (立). */
export const approveFiling = onCase('town-leader', 'approve-filing', 2, () => ({
  reason: '同意立案',
  bureauOpinion: '建议立案',
  reviewedBy: 'bureau-head',
}));

/** May be filed again and again on a case under investigation; `version` is the case's. */
export const siteRecord = (story: Story, caseId: string, version: number): Step =>
  onCase('officer', 'site-record', version, ({ day, evidence }) => ({
    officers: OFFICERS,
    onDay: day,
    from: '09:30',
    to: '11:00',
    place: '大过口乡某村三组',
    certificate: { shown: true, numbers: '赵演示 演示-DGK-001；钱演示 演示-DGK-002' },
    rightsTold: true,
    matter: '林地使用情况',
    scene: '现场林地已平整，堆放砂石约二百立方米；四至清楚，界桩完好，实测面积三亩。'.repeat(4),
    measurements: [
      { item: '面积', value: '3亩' },
      { item: '砂石方量', value: '200立方米' },
    ],
    av: { recorded: true, number: 'AV-0001' },
    partyOpinion: '无异议',
    signature: 'signed',
    witnessed: false,
    evidence: [evidence],
  }))(story, caseId);
