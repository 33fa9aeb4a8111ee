import { expect, test } from 'vitest';
import { readNumber } from '../../../functions/contract/paper-number.ts';
import { placeOf } from '../../../functions/core/papers/number.ts';
import { chinesePunctuation } from '../../../functions/core/papers/punctuation.ts';
import { dayText, formalDay, yuan, yuanWords } from '../../../functions/core/papers/words.ts';

test('a paper is dated in Chinese figures', () => {
  expect(formalDay('2026-05-20')).toBe('二〇二六年五月二十日');
  expect(formalDay('2027-11-01')).toBe('二〇二七年十一月一日');
  expect(formalDay('2030-10-31')).toBe('二〇三〇年十月三十一日');
});

test('days and moments in the text are plain, a moment by Shanghai time', () => {
  expect(dayText('2026-05-20')).toBe('2026年5月20日');
  expect(dayText('2026-05-19T17:05:00.000Z')).toBe('2026年5月20日1时05分');
  expect(dayText('大过口乡')).toBe('大过口乡');
});

test('an amount is written in figures and in capitals', () => {
  const words: [number, string][] = [
    [500_000, '人民币伍仟元整'],
    [10_205, '人民币壹佰零贰元零伍分'],
    [10_250, '人民币壹佰零贰元伍角整'],
    [1, '人民币壹分'],
    [0, '人民币零元整'],
    [100_000_000, '人民币壹佰万元整'],
    [1_000_500_000, '人民币壹仟万伍仟元整'],
    [10_010_000_000, '人民币壹亿零壹拾万元整'],
    [1_001_000, '人民币壹万零壹拾元整'],
  ];
  for (const [fen, text] of words) expect(yuanWords(fen), String(fen)).toBe(text);
  expect(yuan(500_000)).toBe('5000元');
  expect(yuan(50_005)).toBe('500.05元');
});

test('what is no amount, or too large to be exact, is not written in capitals, and nothing runs for ever', () => {
  for (const fen of [Number.POSITIVE_INFINITY, Number.NaN, 1e308, 2 ** 53, -1, 0.5])
    expect(yuanWords(fen)).toBe('');
  expect(yuanWords(Number.MAX_SAFE_INTEGER)).toBe(
    '人民币玖拾万亿零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分',
  );
});

test('punctuation beside Chinese characters is Chinese, figures and addresses keep theirs', () => {
  expect(chinesePunctuation('经查明，当事人（法定代表人：示例）称：“没有”；')).toBe(
    '经查明，当事人（法定代表人：示例）称：“没有”；',
  );
  expect(chinesePunctuation('9:30至10:00，面积1,000平方米')).toBe(
    '9:30至10:00，面积1,000平方米'.replace('00，面', '00，面'),
  );
  expect(chinesePunctuation('见 https://zhifa.example/a?b=c')).toBe('见 https://zhifa.example/a?b=c');
  expect(chinesePunctuation('森林法（2019修订）')).toBe('森林法（2019修订）');
});

test('a number is read back into its word, year and place', () => {
  expect(placeOf('楚大综执罚决〔2026〕12号')).toEqual({ word: '罚决', year: '2026', n: 12 });
  for (const wrong of ['楚大综执罚决（2026）12号', '楚大综执罚决〔2026〕0号', '罚决〔2026〕1号', ''])
    expect(placeOf(wrong), wrong).toBeNull();
});

test('文号怎么打字都认得：全角、括号、少写号、多写第', () => {
  for (const typed of [
    '楚大综执先告〔2026〕1号',
    '楚大综执先告〔2026〕1',
    '楚大综执先告2026第1号',
    '楚大综执先告﹝2026﹞１号',
    '楚大综执先告［２０２６］１号',
    ' 楚大综执先告（2026） 第01号 ',
    '楚大综执先告【2026】1号',
  ])
    expect(readNumber(typed), typed).toBe('楚大综执先告〔2026〕1号');
  for (const wrong of [
    '',
    '一号',
    '先告〔2026〕1号',
    '楚大综执先告〔26〕1号',
    '楚大综执先告〔2026〕0号',
    '楚大综执〔2026〕1号',
  ])
    expect(readNumber(wrong), wrong).toBeNull();
});
