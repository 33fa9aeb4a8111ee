/** 保存还在路上的时候:接着打的字不丢,旧的草案不盖过新的,要走的等保存好了再走,没有保存成的先问。 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DraftView } from '../../functions/contract/api.ts';
import type { FormDefinition } from '../../functions/contract/definitions/forms.ts';
import type { App, Client } from '../support/app.ts';
import { button, field, openScreen, type Screen } from './screen.ts';

const CHANGE = '**/api/admin/drafts/*/changes/**';
const NAME = '表单名称';
let app: App;
let screen: Screen;
let admin: Client;
let draft: DraftView;
let page: Page;

beforeAll(async () => {
  screen = await openScreen();
  ({ app } = screen);
  admin = await app.as('platform-admin');
});
afterAll(() => screen?.stop());

beforeEach(async () => {
  draft = await admin.ok('admin.draft-create', { body: { title: '改名' } });
  page = await screen.signedIn('platform-admin', `/admin/drafts/${draft.id}`);
  // what is saved goes into this draft
  await page.evaluate((id) => sessionStorage.setItem('yizhi.admin.draft', id), draft.id);
  await page.goto(`${app.local.url}/admin/definitions/form/clue`);
  await button(page, '保存到草案').waitFor();
});

/** Holds the answers to a request back until told; the platform has done what was asked by then. */
async function held(address: string, method: string) {
  const done = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  await page.route(
    address,
    async (route) => {
      if (route.request().method() !== method) return route.fallback();
      const response = await route.fetch();
      done.resolve();
      await told.promise;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return { done: done.promise, release: () => told.resolve() };
}
const save = () => button(page, '保存到草案').click();
const saved = () => button(page, '保存到草案').and(page.locator(':disabled')).waitFor();
const asking = () => page.getByRole('dialog', { name: '离开这一页？' });
const leave = () => page.getByRole('link', { name: '发布版本' }).click();
const nameInDraft = async (): Promise<string | undefined> => {
  const { changes } = await admin.ok<DraftView>('admin.draft', { params: { draftId: draft.id } });
  return (changes['form/clue'] as FormDefinition | undefined)?.title;
};

test('保存途中打的字留在页面上，还可以再保存', async () => {
  await field(page, NAME).fill('线索表（一）');
  const answer = await held(CHANGE, 'PUT');
  await save();
  await answer.done;
  await field(page, NAME).fill('线索表（二）');
  answer.release();
  await page.getByText('已保存到草案').first().waitFor();
  expect(await field(page, NAME).inputValue()).toBe('线索表（二）');
  expect(await nameInDraft()).toBe('线索表（一）');
  await save();
  await saved();
  expect(await nameInDraft()).toBe('线索表（二）');
});

test('保存以前读的草案后到，不盖过保存了的', async () => {
  await field(page, NAME).fill('线索表（新）');
  const reading = await held(`**/api/admin/drafts/${draft.id}`, 'GET');
  // somebody looks at the window again later: what was read before is read anew
  await page.clock.setFixedTime(Date.parse(app.clock.now()) + 60_000);
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await reading.done;
  await save();
  await saved();
  const late = page.waitForResponse((response) => response.url().endsWith(`/drafts/${draft.id}`));
  reading.release();
  await (await late).finished();
  await page.getByText('草案中已有修改').waitFor();
  expect(await field(page, NAME).inputValue()).toBe('线索表（新）');
  await field(page, NAME).fill('线索表（再新）');
  await save();
  await saved();
  expect(await nameInDraft()).toBe('线索表（再新）');
});

test('保存途中离开的不问，保存好了就走', async () => {
  await field(page, NAME).fill('线索表（走）');
  const answer = await held(CHANGE, 'PUT');
  await save();
  await answer.done;
  await leave();
  expect(new URL(page.url()).pathname).toBe('/admin/definitions/form/clue');
  expect(await asking().count()).toBe(0);
  answer.release();
  await page.waitForURL('**/admin/releases');
  expect(await asking().count()).toBe(0);
  expect(await nameInDraft()).toBe('线索表（走）');
});

test('保存没有成的，离开以前先问', async () => {
  await field(page, NAME).fill('线索表（不成）');
  await page.route(CHANGE, (route) => route.fulfill({ status: 502 }), { times: 1 });
  await save();
  await page.getByText('服务器返回了无法识别的内容').waitFor();
  await leave();
  await asking().waitFor();
  await button(page, '留下').click();
  await asking().waitFor({ state: 'detached' });
  expect(await field(page, NAME).inputValue()).toBe('线索表（不成）');
});

test('页面没有触犯脚本策略，也没有出错', () => expect(screen.complaints).toEqual([]));
