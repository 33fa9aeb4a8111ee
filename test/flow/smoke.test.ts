import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, startApp } from '../support/app.ts';
let app: App;
beforeAll(async () => { app = await startApp(); });
afterAll(async () => { await app?.stop(); });
test('smoke', async () => {
  const list = await app.anybody.ok<{items: unknown[]; total: number}>('public.matters', { query: { limit: '500' } });
  expect(list.total).toBe(235);
  const officer = await app.as('officer');
  const answer = await officer.start('ordinary-penalty', 'register-clue', { source:'complaint', foundOn:'2026-05-18', place:'大过口乡某村', target:'某施工队', summary:'群众来电反映擅自改变林地用途', firstHandler:'示例' }, { matter: 'LC-001' });
  console.log(answer.status, JSON.stringify(answer.body).slice(0,600));
  expect(answer.status).toBe(200);
});
