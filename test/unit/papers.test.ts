import { expect, test } from 'vitest';
import type { Template } from '../../functions/contract/definitions/papers.ts';
import { issuePaper, type PaperContext } from '../../functions/core/papers/issue.ts';
import { applyMask, maskAddress, maskName } from '../../functions/core/papers/mask.ts';

const template: Template = {
  id: 'DOC-27',
  title: '行政处罚决定书',
  basis: '处罚法59',
  seal: 'TOWN_GOV',
  numberWord: '罚决',
  remedy: 'GENERAL',
  required: [
    { from: { fact: 'party.name' }, label: '当事人' },
    { from: { kernel: 'remedy' }, label: '救济途径' },
  ],
  blocks: [
    { label: '当事人', parts: [{ fact: 'party.name', mask: 'name' }] },
    { parts: ['决定处以罚款', { fact: 'penalty.fine' }] },
  ],
};
const context = (facts: PaperContext['facts']): PaperContext => ({
  instant: '2026-05-20T01:00:00.000Z',
  tenant: { id: 'daguokou', name: '大过口乡', government: '楚雄市大过口乡人民政府', short: '大' },
  actorName: '示例',
  matter: null,
  facts,
  data: {},
  dictionary: new Map([['penalty.fine', { type: 'money.fen', label: '罚款' }]]),
  number: 1,
});

test('a decision carries its consecutive number, its seal and its amount in yuan', () => {
  const answer = issuePaper(
    template,
    'h',
    context({ 'party.name': '李示例', 'penalty.fine': 500000, 'party.kind': 'individual' }),
  );
  expect(answer).toMatchObject({
    paper: { number: '楚大综执罚决〔2026〕1号', seal: 'TOWN_GOV', day: '2026-05-20' },
  });
  expect(JSON.stringify(answer)).toContain('决定处以罚款5000元');
});

test('a paper that lacks a required item is not issued and says which', () => {
  expect(issuePaper(template, 'h', context({}))).toMatchObject({
    faults: [{ say: '《行政处罚决定书》缺少“当事人”' }],
  });
});

test('a person’s name is masked, an organisation’s is not', () => {
  expect(maskName('张三')).toBe('张*');
  expect(maskName('欧阳小明')).toBe('欧阳**');
  expect(applyMask('某某有限公司', 'name', true)).toBe('某某有限公司');
  expect(maskAddress('楚雄市大过口乡某村3号')).toBe('楚雄市大过口乡');
  expect(applyMask('532301199001011234', 'hide', false)).toBe('***');
});
