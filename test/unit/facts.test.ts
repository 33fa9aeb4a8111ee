import { expect, test } from 'vitest';
import type { FactDictionary } from '../../functions/contract/definitions/facts.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { factFaults, mergeDictionaries } from '../../functions/core/facts/dictionary.ts';
import { empoweredOn, parameterFacts } from '../../functions/core/facts/kernel.ts';
import { fen, mapForm } from '../../functions/core/facts/map-form.ts';
import { addMonths, addYears, ageOn, dayOf } from '../../functions/core/time/days.ts';

const dictionary = (facts: FactDictionary['facts']) => mergeDictionaries([{ id: 'd', title: '', facts }]);

test('two fifths and six tenths are exactly one', () => {
  const d = dictionary({
    'forest.publicWelfareMu': { type: 'area.mu', label: '公益林' },
    'forest.commercialMu': { type: 'area.mu', label: '商品林' },
    'forest.share': {
      type: 'ratio',
      label: '折算',
      derive: {
        sum: [{ scale: ['forest.publicWelfareMu', '1/5'] }, { scale: ['forest.commercialMu', '1/10'] }],
      },
    },
  });
  const share = (p: number, c: number) =>
    deriveFacts(d, { 'forest.publicWelfareMu': p, 'forest.commercialMu': c })['forest.share'];
  expect(share(2, 6)).toBe(1);
  expect(share(0.3, 9.4)).toBe(1);
  expect(share(1.99, 6)).toBeLessThan(1);
});

test('a sum with an unknown part is unknown', () => {
  const d = dictionary({
    'a.x': { type: 'count', label: 'x' },
    'a.y': { type: 'count', label: 'y' },
    'a.total': { type: 'count', label: '合计', derive: { sum: ['a.x', 'a.y'] } },
  });
  expect(deriveFacts(d, { 'a.x': 3 })).not.toHaveProperty('a.total');
  expect(deriveFacts(d, { 'a.x': 3, 'a.y': 4 })['a.total']).toBe(7);
});

test('a derived fact cannot be supplied by hand', () => {
  const d = dictionary({
    'a.x': { type: 'count', label: 'x' },
    'a.same': { type: 'count', label: '同', derive: { sum: ['a.x'] } },
  });
  expect(deriveFacts(d, { 'a.x': 1, 'a.same': 99 })['a.same']).toBe(1);
});

test('facts from outside are refused with their path when unknown or of the wrong type', () => {
  const d = dictionary({
    'act.day': { type: 'date', label: '行为日' },
    'penalty.fine': { type: 'money.fen', label: '罚款' },
  });
  expect(
    factFaults(d, { 'act.day': '2026-02-30', 'penalty.fine': 1.5, 'no.such': 1 }).map((f) => f.path),
  ).toEqual(['/act.day', '/penalty.fine', '/no.such']);
  expect(factFaults(d, { 'act.day': '2026-02-28', 'penalty.fine': 150 })).toEqual([]);
});

test('an unconfigured parameter stays unknown and says that it is', () => {
  const d = dictionary({ 'param.large': { type: 'money.fen', label: '较大数额', from: { param: 'large' } } });
  const table = (value: number | null) => [
    {
      id: 'p',
      title: '',
      params: {
        large: {
          label: '',
          type: 'money.fen' as const,
          values: [
            { from: '2020-01-01', value, source: '', verified: 'unconfirmed' as const },
            { from: '2030-01-01', value: 1, source: '', verified: 'policy' as const },
          ],
        },
      },
    },
  ];
  expect(parameterFacts(d, table(null), '2026-01-01')).toEqual({ 'param.large.configured': false });
  expect(parameterFacts(d, table(500000), '2026-01-01')).toEqual({
    'param.large.configured': true,
    'param.large': 500000,
  });
});

test('a form field left empty establishes nothing; yuan become fen', () => {
  const d = dictionary({
    'penalty.fine': { type: 'money.fen', label: '罚款' },
    'filing.day': { type: 'date', label: '立案日' },
    'evidence.files': { type: 'count', label: '证据数' },
  });
  const mapping = [
    { fact: 'penalty.fine', yuanAt: '/fine' },
    { fact: 'filing.day', now: true as const },
    { fact: 'evidence.files', countAt: '/files' },
  ];
  const context = { instant: '2026-05-20T17:00:00.000Z', actor: 'officer', dictionary: d };
  expect(mapForm(mapping, { fine: 0.29 }, context)).toEqual({
    'penalty.fine': 29,
    'filing.day': '2026-05-21',
    'evidence.files': 0,
  });
  expect(mapForm(mapping, {}, context)).not.toHaveProperty('penalty.fine');
  expect(fen(1.005)).toBe(100);
});

test('power holds from its first day to the day before it ends, and is unknown until confirmed', () => {
  const matter = (from: string | null, to: string | null) => ({ empowerment: { from, to } }) as never;
  expect(empoweredOn(matter('2023-03-09', '2026-01-01'), '2023-03-09')).toBe(true);
  expect(empoweredOn(matter('2023-03-09', '2026-01-01'), '2026-01-01')).toBe(false);
  expect(empoweredOn(matter(null, null), '2026-01-01')).toBeUndefined();
});

test('months and years end on the corresponding day, or on the month’s last', () => {
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  expect(addYears('2024-02-29', 2)).toBe('2026-02-28');
  expect(ageOn('2012-05-21', '2026-05-20')).toBe(13);
  expect(ageOn('2012-05-20', '2026-05-20')).toBe(14);
  expect(dayOf('2026-05-20T16:00:00.000Z')).toBe('2026-05-21');
});

test('加处罚款 leaves out the days of a reconsideration: none on record is none, without an end it goes on', () => {
  const d = dictionary({
    'a.fine': { type: 'money.fen', label: '罚款' },
    'a.last': { type: 'date', label: '最后一日' },
    'a.paid': { type: 'date', label: '缴款之日' },
    'a.from': { type: 'date', label: '受理' },
    'a.to': { type: 'date', label: '终结' },
    'a.most': {
      type: 'money.fen',
      label: '最多',
      derive: { lateFee: ['a.fine', 'a.last', 'a.paid'], except: [['a.from', 'a.to']] },
    },
  });
  const most = (more: Record<string, string>) =>
    deriveFacts(d, { 'a.fine': 10_000, 'a.last': '2026-05-06', 'a.paid': '2026-05-16', ...more })['a.most'];
  expect(most({})).toBe(3_000);
  expect(most({ 'a.from': '2026-05-10' })).toBe(900);
  expect(most({ 'a.from': '2026-05-10', 'a.to': '2026-05-14' })).toBe(1_500);
  expect(most({ 'a.from': '2026-05-10', 'a.to': '2026-05-01' })).toBe(900);
});
