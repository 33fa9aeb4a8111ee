import { describe, expect, test } from 'vitest';
import { Template } from '../../../functions/contract/definitions/papers.ts';
import type { PaperContext } from '../../../functions/core/papers/context.ts';
import { fillPaper, issuePaper } from '../../../functions/core/papers/issue.ts';
import { applyMask, maskAddress, maskName } from '../../../functions/core/papers/mask.ts';

const template = (change: Partial<Template> = {}): Template =>
  Template.parse({
    id: 'DOC-27',
    title: '行政处罚决定书',
    basis: '处罚法59',
    seal: 'TOWN_GOV',
    numberWord: '罚决',
    required: [],
    blocks: [{ parts: ['正文'] }],
    ...change,
  });
const person = (id: string, name: string, certificate: string | null = '53230001') => ({
  id,
  name,
  title: '执法人员',
  certificate,
});
const context = (change: Partial<PaperContext> = {}): PaperContext => ({
  instant: '2026-05-20T01:00:00.000Z',
  tenant: { id: 'daguokou', name: '大过口乡', government: '楚雄市大过口乡人民政府', short: '大' },
  caseId: `C-${'0'.repeat(20)}`,
  actor: person('zhang', '张示例'),
  matter: null,
  facts: { 'party.name': '李示例', 'party.kind': 'individual', 'penalty.fine': 500000 },
  data: {},
  schema: null,
  dictionary: new Map([['penalty.fine', { type: 'money.fen', label: '罚款' }]]),
  params: [],
  remedies: [],
  people: new Map([
    ['zhang', person('zhang', '张示例')],
    ['li', person('li', '李四示例', null)],
  ]),
  officers: [],
  duties: {},
  marks: [],
  requires: [],
  papers: [],
  clocks: {},
  judged: [],
  number: 1,
  checkUrl: 'https://zhifa.example/public/check',
  ...change,
});
const issue = (change: Partial<Template>, more: Partial<PaperContext> = {}) =>
  issuePaper(template(change), 'a'.repeat(64), context(more));
const says = (answer: ReturnType<typeof issue>) =>
  'faults' in answer ? answer.faults.map((f) => f.say) : [];
const lines = (change: Partial<Template>, more: Partial<PaperContext> = {}) =>
  fillPaper(template(change), 'a'.repeat(64), context(more)).paper.lines;

describe('a paper', () => {
  test('carries its consecutive number, its seal, its authority and its amount in yuan', () => {
    const blocks = [
      { label: '当事人', parts: [{ fact: 'party.name', mask: 'name' as const }] },
      { parts: ['决定处以罚款', { fact: 'penalty.fine' }] },
    ];
    const answer = issue({ blocks });
    expect(answer).toMatchObject({
      paper: {
        number: '楚大综执罚决〔2026〕1号',
        seal: 'TOWN_GOV',
        layout: 'letter',
        authority: '楚雄市大过口乡人民政府',
        day: '2026-05-20',
        lines: [{ text: '李**' }, { text: '决定处以罚款5000元' }],
      },
    });
  });

  test('that lacks a required item is not issued and says which', () => {
    const required = [{ from: { kernel: 'remedy' as const }, label: '救济途径' }];
    expect(says(issue({ required }))).toEqual(['《行政处罚决定书》缺少“救济途径”']);
  });

  test('asks for an item only where its condition holds', () => {
    const required = [
      { from: { field: '/consent' }, label: '确认书', when: { field: '/method', is: 'electronic' } },
    ];
    expect(says(issue({ required }, { data: { method: 'mail' } }))).toEqual([]);
    expect(says(issue({ required }, { data: { method: 'electronic' } }))).toEqual([
      '《行政处罚决定书》缺少“确认书”',
    ]);
  });

  test('is not sealed before its gate holds, and says under which article', () => {
    const gates = [
      {
        label: '法制审核通过',
        basis: '行政处罚法第58条',
        when: { requires: 'legal-review' },
        holds: { mark: 'legal-review-passed' },
      },
    ];
    expect(says(issue({ gates }))).toEqual([]);
    const answer = issue({ gates }, { requires: ['legal-review'] });
    expect(answer).toMatchObject({ faults: [{ basis: ['行政处罚法第58条'] }] });
    expect(says(answer)).toEqual(['《行政处罚决定书》尚不能盖章：未经“法制审核通过”']);
    expect(says(issue({ gates }, { requires: ['legal-review'], marks: ['legal-review-passed'] }))).toEqual(
      [],
    );
  });

  test('that is numbered is never issued without its number, but may be looked at', () => {
    const required = [{ from: { kernel: 'number' as const }, label: '文号' }];
    expect(() => issue({ required }, { number: null })).toThrow('no number was claimed');
    const draft = fillPaper(template({ required }), 'a'.repeat(64), context({ number: null }));
    expect(draft.faults).toEqual([]);
    expect(draft.paper.number).toBeNull();
  });

  test('in place of a void one names the one it supersedes', () => {
    const first = {
      template: 'DOC-27',
      title: '行政处罚决定书',
      number: '一',
      day: '2026-05-01',
      hash: 'b'.repeat(64),
    };
    const voided = { day: '2026-05-02', reason: '当事人姓名写错', by: 'zhang' };
    expect(issue({}, { papers: [{ ...first, voided }] })).toMatchObject({
      paper: { supersedes: first.hash },
    });
    expect(issue({}, { papers: [first] })).not.toHaveProperty('paper.supersedes');
  });

  test('names an earlier paper by its latest number that still stands', () => {
    const paper = (n: string, voided?: { day: string; reason: string; by: string }) => ({
      template: 'DOC-20',
      title: '事先告知书',
      number: n,
      day: '2026-05-01',
      hash: n.repeat(64),
      ...(voided ? { voided } : {}),
    });
    const papers = [paper('1'), paper('2', { day: '2026-05-02', reason: '写错', by: 'zhang' })];
    const blocks = [{ parts: [{ paper: 'DOC-20', read: 'number' as const }] }];
    expect(lines({ blocks }, { papers })).toEqual([{ text: '1' }]);
  });

  test('writes an unconfirmed parameter as unconfirmed, and lacks it where it is required', () => {
    const params = [
      {
        id: 'courts',
        title: '法院',
        params: {
          'remedy.court': {
            label: '法院',
            type: 'text' as const,
            values: [{ from: '2026-01-01', value: null, source: '待确认', verified: 'unconfirmed' as const }],
          },
        },
      },
    ];
    const part = { param: 'remedy.court' };
    expect(lines({ blocks: [{ parts: [part] }] }, { params })).toEqual([{ text: '（未确认）' }]);
    const soft = { ...part, otherwise: '有管辖权的人民法院' };
    expect(lines({ blocks: [{ parts: [soft] }] }, { params })).toEqual([{ text: '有管辖权的人民法院' }]);
    expect(says(issue({ required: [{ from: soft, label: '法院' }] }, { params }))).toHaveLength(1);
  });
});

describe('a list', () => {
  const blocks = (min?: number): Template['blocks'] => [
    {
      label: '物品清单',
      table: {
        rows: '/items',
        numbered: true,
        ...(min === undefined ? {} : { min }),
        columns: [
          { title: '名称', parts: [{ item: '/name' }], width: 2 },
          { title: '数量', parts: [{ item: '/count' }, '件'], align: 'right' },
        ],
      },
    },
  ];
  test('has a row for each thing in the form, numbered', () => {
    const items = [
      { name: '油锯', count: 1 },
      { name: '云南松', count: 3 },
    ];
    expect(lines({ blocks: blocks() }, { data: { items } })[0]?.table).toEqual({
      columns: [
        { title: '序号', width: 0.6, align: 'centre' },
        { title: '名称', width: 2, align: 'left' },
        { title: '数量', width: 1, align: 'right' },
      ],
      rows: [
        ['1', '油锯', '1件'],
        ['2', '云南松', '3件'],
      ],
    });
  });
  test('with too few things keeps the paper from being issued', () => {
    expect(says(issue({ blocks: blocks(1) }, { data: { items: [] } }))).toEqual([
      '《行政处罚决定书》缺少“物品清单（至少 1 项，现有 0 项）”',
    ]);
  });
});

describe('signatures', () => {
  const officers: Template['blocks'] = [
    { sign: { label: '执法人员', by: { officers: true }, min: 2, certificates: true, hand: true } },
  ];
  test('of two officers are asked for, each with a certificate', () => {
    expect(says(issue({ blocks: officers }, { officers: ['zhang'] }))).toEqual([
      '《行政处罚决定书》缺少“执法人员签名（至少 2 人，现有 1 人）”',
    ]);
    expect(says(issue({ blocks: officers }, { officers: ['zhang', 'li'] }))).toEqual([
      '《行政处罚决定书》缺少“执法人员李四示例的执法证号”',
    ]);
  });
  test('that were refused say so instead, and the witness signs', () => {
    const refused = { field: '/signature', is: 'refused' };
    const blocks: Template['blocks'] = [
      {
        sign: {
          label: '当事人',
          by: { names: { field: '/party' } },
          hand: true,
          refused: { when: refused, note: ['当事人拒绝签名，', { field: '/why' }] },
        },
      },
      { sign: { label: '见证人', by: { names: { field: '/witness' } }, hand: true }, when: refused },
    ];
    const data = { signature: 'refused', why: '称与其无关', witness: '' };
    expect(lines({ blocks }, { data })[0]?.sign?.refused).toBe('当事人拒绝签名，称与其无关');
    expect(says(issue({ blocks }, { data }))).toEqual(['《行政处罚决定书》缺少“见证人签名”']);
    expect(says(issue({ blocks }, { data: { ...data, witness: '王示例' } }))).toEqual([]);
  });
  test('of everybody with a duty are taken from the case', () => {
    const blocks: Template['blocks'] = [
      { sign: { label: '承办人', by: { duty: 'investigator' }, day: true } },
    ];
    expect(lines({ blocks }, { duties: { investigator: ['zhang', 'li'] } })[0]).toMatchObject({
      text: '承办人：张示例、李四示例',
      sign: { signers: [{ name: '张示例' }, { name: '李四示例' }], day: '2026年5月20日' },
    });
  });
});

test('a member of a form is printed by its title, never by its code', () => {
  const schema = {
    type: 'object',
    properties: { method: { type: 'string', oneOf: [{ const: 'mail', title: '邮寄送达' }] } },
  };
  const blocks = [{ parts: [{ field: '/method' }] }];
  expect(lines({ blocks }, { schema, data: { method: 'mail' } })).toEqual([{ text: '邮寄送达' }]);
});

test('a person’s name is masked, an organisation’s is not', () => {
  expect(maskName('张三')).toBe('张*');
  expect(maskName('欧阳小明')).toBe('欧阳**');
  expect(applyMask('某某有限公司', 'name', true)).toBe('某某有限公司');
  expect(maskAddress('楚雄市大过口乡某村3号')).toBe('楚雄市大过口乡');
  expect(applyMask('532301199001011234', 'hide', false)).toBe('***');
});
