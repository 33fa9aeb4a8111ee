import { beforeAll, expect, test } from 'vitest';
import { serviceFacts } from '../../../functions/core/deadlines/service.ts';
import type { Bundle } from '../../../functions/core/release/bundle.ts';
import { projectBundle } from '../../support/papers.ts';

const NOTICE = { instant: '2026-05-20T01:30:00.000Z' };
let release: Bundle;
beforeAll(() => {
  release = projectBundle();
});
const served = (method: string, servedOn: string, profile: string | null = 'default') =>
  serviceFacts(release, { 'service.method': method, 'service.servedOn': servedOn }, { ...NOTICE, profile });

test('direct, left, mailed, entrusted and electronic papers are served on the very day their proof names', () => {
  for (const method of ['direct', 'left', 'mail', 'entrusted', 'electronic'])
    expect(served(method, '2026-05-20')['service.effectiveOn'], method).toBe('2026-05-20');
});

test('a public notice serves on the day after thirty days have passed', () => {
  const facts = served('public', '2026-05-01');
  expect(facts['service.effectiveOn']).toBe('2026-06-01');
  expect(facts['service.derivation']).toContain('民事诉讼法（2023修正）第95条');
  expect(facts['service.derivation']).toContain('2026-05-31');
});

test('in agriculture the notice runs for sixty days', () => {
  const facts = served('public', '2026-05-01', 'agriculture');
  expect(facts['service.effectiveOn']).toBe('2026-07-01');
  expect(facts['service.derivation']).toContain('农业行政处罚程序规定');
});

test('a notice that named more days than the law has them; one that named fewer has those of the law', () => {
  const announced = (days: number, method = 'public') =>
    serviceFacts(
      release,
      { 'service.method': method, 'service.servedOn': '2026-05-01' },
      { ...NOTICE, profile: 'default', known: { 'announcement.days': days } },
    );
  expect(announced(60)['service.effectiveOn']).toBe('2026-07-01');
  expect(announced(60)['service.derivation']).toContain('从其较长者');
  expect(announced(20)['service.effectiveOn']).toBe('2026-06-01');
  expect(announced(60, 'mail')['service.effectiveOn']).toBe('2026-05-01');
});

test('without a method or a day nothing is served', () => {
  expect(serviceFacts(release, { 'service.method': 'mail' }, { ...NOTICE, profile: 'default' })).toEqual({});
  expect(
    serviceFacts(release, { 'service.servedOn': '2026-05-01' }, { ...NOTICE, profile: 'default' }),
  ).toEqual({});
  expect(served('pigeon', '2026-05-01')).toEqual({});
});

test('every way of service a form can name has its day of service in the table', () => {
  const named = release.dictionary.get('service.method')?.values ?? [];
  const known = release.all('service').flatMap((t) => t.body.methods.map((m) => m.id));
  expect(known.toSorted()).toEqual([...named].sort());
});
