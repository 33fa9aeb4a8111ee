import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../functions/contract/case.ts';
import type { Part, Template } from '../../functions/contract/definitions/papers.ts';
import { TemplateExample } from '../../functions/contract/definitions/papers.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { dataFaults } from '../../functions/core/forms/validate.ts';
import type { PaperContext, Reading } from '../../functions/core/papers/context.ts';
import { issuePaper } from '../../functions/core/papers/issue.ts';
import { holds } from '../../functions/core/papers/when.ts';
import { pack, ROOT } from './penalty/driver.ts';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `DOC-${String(from + i).padStart(2, '0')}`);
/** The catalogue of papers: 立案调查、告知决定、执行移送、检查投诉. */
const CATALOGUE = [...range(1, 18), ...range(20, 35), ...range(40, 47), ...range(50, 57), ...range(60, 68)];
/** 文种代字 of the catalogue; a word of the township's own stands with nothing else. */
const WORDS: Record<string, string> = {
  'DOC-02': '立',
  'DOC-07': '登存',
  'DOC-09': '查',
  'DOC-09-DETAIN': '扣',
  'DOC-13': '责改',
  'DOC-14': '协',
  'DOC-20': '先告',
  'DOC-21': '听告',
  'DOC-27': '罚决',
  'DOC-27-LAND': '罚决',
  'DOC-28': '当罚',
  'DOC-35': '撤',
  'DOC-42': '催',
  'DOC-43': '强决',
  'DOC-50': '移',
  'DOC-51': '抄',
  'DOC-53': '移',
};
/** The same word again, or one the township chose: 请 for a request, 不罚 for a decision not to punish. */
const OTHER_WORDS: Record<string, string> = {
  'DOC-03': '请',
  'DOC-08': '登存',
  'DOC-11': '查延',
  'DOC-12-TERM': '鉴告',
  'DOC-18-EXT': '延',
  'DOC-18-EXT-LABOR': '延',
  'DOC-18-STOP': '停',
  'DOC-29': '不罚',
  'DOC-44-URGE': '催',
};

const folder = join(ROOT, 'forms/templates/examples');
const examples = readdirSync(folder)
  .sort()
  .map((file) => ({
    file,
    example: TemplateExample.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  }));
const templates = pack.all('template');
const templateOf = (id: string): Template => {
  const entry = pack.get('template', id);
  if (!entry) throw new Error(`没有模板 ${id}`);
  return entry.body;
};

function contextOf(example: TemplateExample): PaperContext {
  const people = new Map(Object.entries(example.people).map(([id, p]) => [id, { id, ...p }]));
  const actor = people.get(example.actor);
  if (!actor) throw new Error(`${example.name}：没有 ${example.actor}`);
  return {
    instant: example.instant,
    tenant: { id: 'daguokou', name: '大过口乡', government: '大过口乡人民政府', short: '大' },
    caseId: 'C-0000000000000000000a',
    actor,
    matter: example.matter ? (pack.get('matter', example.matter)?.body ?? null) : null,
    facts: deriveFacts(pack.dictionary, example.facts),
    data: structuredClone(example.data),
    schema: example.form ? (pack.get('form', example.form)?.body.schema ?? null) : null,
    dictionary: pack.dictionary,
    params: pack.all('params').map((p) => p.body),
    remedies: pack.all('remedies').map((r) => r.body),
    people,
    officers: example.officers ?? [],
    duties: example.duties ?? {},
    marks: example.marks ?? [],
    requires: example.requires ?? [],
    papers: (example.papers ?? []).map((p) => ({ ...p, hash: '0'.repeat(64) })),
    clocks: example.clocks ?? {},
    judged: Object.entries(example.verdict ?? {}).flatMap(([ruleSet, rules]) =>
      rules.map((rule) => ({ ruleSet, severity: 'block' as const, holds: false, ...rule })),
    ),
    number: example.number ?? null,
    checkUrl: 'https://demo.invalid/check',
  };
}

const issue = (template: Template, context: PaperContext) => issuePaper(template, '0'.repeat(64), context);
const lacks = (template: Template, context: PaperContext): string => {
  const answer = issue(template, context);
  return 'faults' in answer ? answer.faults.map((f) => f.say).join(';') : '';
};
const textOf = (paper: Paper): string =>
  [
    ...paper.lines.flatMap((l) => [l.label ?? '', l.text, ...(l.table?.rows.flat() ?? [])]),
    ...paper.attachments,
  ].join('\n');

/** The case as it would be had nobody supplied this part. */
function without(context: PaperContext, part: Part): PaperContext {
  if (typeof part === 'string') return context;
  if ('fact' in part) {
    const { [part.fact]: _, ...facts } = context.facts;
    return { ...context, facts };
  }
  if ('field' in part) return { ...context, data: removed(context.data, part.field) };
  if ('people' in part) return { ...context, data: removed(context.data, part.people) };
  if ('paper' in part) return { ...context, papers: context.papers.filter((p) => p.template !== part.paper) };
  if ('verdict' in part) return { ...context, judged: [] };
  if ('duty' in part) return { ...context, duties: { ...context.duties, [part.duty]: [] } };
  if ('clock' in part) return { ...context, clocks: {} };
  if (!('kernel' in part)) return context;
  if (part.kernel === 'town') return { ...context, tenant: { ...context.tenant, government: '' } };
  if (part.kernel === 'actor') return { ...context, actor: { ...context.actor, name: '' } };
  if (part.kernel === 'remedy') return { ...context, remedies: [] };
  if (part.kernel === 'case.id') return { ...context, caseId: '' };
  return part.kernel.startsWith('matter') ? { ...context, matter: null } : context;
}

function removed(data: unknown, pointer: string): unknown {
  const copy = structuredClone(data) as Record<string, unknown>;
  const path = pointer.split('/').slice(1);
  const last = path.pop() as string;
  const parent = path.reduce<Record<string, unknown>>(
    (level, key) => level[key] as Record<string, unknown>,
    copy,
  );
  delete parent[last];
  return copy;
}

/** The day of issue is always known, and the store claims the number before a paper is filled; all else can be missing. */
const removable = (part: Part) =>
  !(typeof part === 'object' && 'kernel' in part && ['day', 'number'].includes(part.kernel));
const reading = (template: Template, context: PaperContext): Reading => ({
  context,
  template,
  masked: false,
});

describe('文书目录', () => {
  it('目录中的 59 种文书都有模板', () => {
    expect(CATALOGUE).toHaveLength(59);
    for (const id of CATALOGUE) expect(pack.get('template', id), id).not.toBeNull();
  });

  it('文种代字依文书目录，目录没有的不编造', () => {
    const words = Object.fromEntries(
      templates.flatMap(({ id, body }) => (body.numberWord ? [[id, body.numberWord]] : [])),
    );
    expect(words).toEqual({ ...WORDS, ...OTHER_WORDS });
  });

  it('救济告知分四种：当场处罚先复议，土地限期拆除十五日起诉，查封扣押和强制执行另列', () => {
    const profiles = Object.fromEntries(
      templates.flatMap(({ id, body }) => (body.remedy ? [[id, body.remedy]] : [])),
    );
    expect(profiles).toEqual({
      'DOC-09': 'COERCIVE',
      'DOC-09-DETAIN': 'COERCIVE',
      'DOC-11': 'COERCIVE',
      'DOC-27': 'GENERAL',
      'DOC-27-LAND': 'LAND_DEMOLISH',
      'DOC-28': 'SUMMARY_PENALTY',
      'DOC-29': 'GENERAL',
      'DOC-43': 'COERCIVE',
      'DOC-44': 'COERCIVE',
    });
    for (const id of Object.keys(profiles))
      expect(
        templateOf(id).required.map((r) => r.label),
        id,
      ).toContain('救济途径和期限');
  });

  it('对外的决定和通知都以乡镇人民政府名义盖章并写明日期，内部审批表不盖章', () => {
    const outward = templates.filter(({ body }) => body.seal === 'TOWN_GOV');
    for (const { id, body } of outward)
      expect(
        body.required.map((r) => r.from),
        id,
      ).toEqual(expect.arrayContaining([{ kernel: 'town' }, { kernel: 'day' }]));
    for (const id of [
      'DOC-02',
      'DOC-16',
      'DOC-17',
      'DOC-25',
      'DOC-26',
      'DOC-30',
      'DOC-54',
      'DOC-56',
      'DOC-60',
    ])
      expect(templateOf(id).seal, id).toBe('NONE');
  });

  it('处罚决定书具备处罚法第59条的六项', () => {
    for (const id of ['DOC-27', 'DOC-27-LAND'])
      expect(
        templateOf(id).required.map((r) => r.label),
        id,
      ).toEqual(
        expect.arrayContaining([
          '当事人',
          '住址',
          '违法事实',
          '证据',
          '处罚种类',
          '处罚依据',
          '履行方式和期限',
          '救济途径和期限',
          '行政机关',
          '日期',
        ]),
      );
  });

  it('给投诉、举报人的文书不写举报人的任何信息', () => {
    for (const id of ['DOC-01', 'DOC-52', 'DOC-65', 'DOC-66'])
      expect(JSON.stringify(templateOf(id)), id).not.toMatch(/\/reporter|\/complainant|\/phone/);
  });
});

describe('每种文书的样例', () => {
  it('每个模板都有样例，有条件的必备内容至少在一个样例中用到', () => {
    for (const { id, body } of templates) {
      const own = examples.filter((e) => e.example.template === id);
      expect(own.length, id).toBeGreaterThan(0);
      for (const { label, when } of body.required) {
        const used = own.some((e) => holds(when, reading(body, contextOf(e.example))));
        expect(used, `${id} ${label}`).toBe(true);
      }
    }
  });

  it.each(examples)('$file：样例表单合格，文书可以制作，写有应有的内容', ({ example }) => {
    const template = templateOf(example.template);
    if (example.form) {
      const form = pack.get('form', example.form);
      expect(form, example.form).not.toBeNull();
      if (form) expect(dataFaults(form.body, form.hash, example.data)).toEqual([]);
    }
    const context = contextOf(example);
    const answer = issue(template, context);
    if (!('paper' in answer)) throw new Error(lacks(template, context));
    for (const sentence of example.contains) expect(textOf(answer.paper)).toContain(sentence);
  });

  it.each(examples)('$file：缺任何一项必备内容都不能制作，并说明缺什么', ({ example }) => {
    const template = templateOf(example.template);
    const context = contextOf(example);
    for (const { from, label, when } of template.required) {
      if (!removable(from) || !holds(when, reading(template, context))) continue;
      const poorer = without(context, from);
      if (!holds(when, reading(template, poorer))) continue;
      expect(lacks(template, poorer), `${template.id} 缺 ${label}`).toContain(label);
    }
  });

  it.each(examples.filter(({ example }) => (templateOf(example.template).gates ?? []).length > 0))(
    '$file：少一道关口就不能制作',
    ({ example }) => {
      const template = templateOf(example.template);
      const context = contextOf(example);
      for (const { label, when } of template.gates ?? []) {
        if (!holds(when, reading(template, context))) continue;
        const marks = context.marks.filter((m) => m === 'hearing-requested');
        expect(lacks(template, { ...context, marks }), label).toContain(label);
      }
    },
  );

  it('笔录和决定由两名持证执法人员署名，少一名就不能制作', () => {
    const signed = examples.filter(({ example }) =>
      templateOf(example.template).blocks.some(
        (b) => 'sign' in b && 'officers' in b.sign.by && b.sign.min === 2,
      ),
    );
    expect(signed.length).toBeGreaterThan(8);
    for (const { example } of signed) {
      const template = templateOf(example.template);
      const context = contextOf(example);
      expect(lacks(template, { ...context, officers: ['yang'] }), template.id).toMatch(/签名/);
    }
  });
});
