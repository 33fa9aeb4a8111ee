import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../functions/contract/definitions/rules.ts';
import { deadlineOf } from '../../functions/core/deadlines/clocks.ts';
import { startedBy, stoppedBy } from '../../functions/core/release/checks/clocks.ts';
import { exampleFaults } from '../../functions/core/release/examples/examples.ts';
import { pack, packs, procedure, ROOT } from './penalty/driver.ts';

const names = (folder: string) => readdirSync(join(ROOT, folder)).map((f) => f.replace('.json', ''));
const ruleSets = names('rules/ordinary-penalty/rules');
const actions = Object.entries(procedure?.actions ?? {});
const ownForms = [...new Set(actions.map(([, a]) => a.form))];
const outcomes = actions.flatMap(([id, a]) => a.leadsTo.map((o) => ({ id, o })));
const rulesOf = (id: string): Rule[] => pack.ruleSet(id)?.ruleSet.rules ?? [];

describe('普通程序包的定义', () => {
  it('每个文件都符合定义的形状', () => {
    expect(packs.findings).toEqual([]);
    expect(procedure?.title).toBe('行政处罚普通程序');
  });

  it('每个步骤所用的表单、规则集、文书、期限和阶段都存在', () => {
    const stages = new Set(procedure?.stages.map((s) => s.id));
    for (const [id, action] of actions) {
      expect(pack.get('form', action.form), `${id} 的表单`).not.toBeNull();
      for (const set of action.rules) expect(pack.ruleSet(set), `${id} 的规则集 ${set}`).not.toBeNull();
      for (const stage of action.in ?? []) expect(stages, `${id} 的阶段`).toContain(stage);
    }
    for (const { id, o } of outcomes) {
      if (o.stage) expect(stages, `${id} 去往的阶段`).toContain(o.stage);
      for (const paper of [...(o.papers ?? []), ...(o.publish ? [o.publish] : [])])
        expect(pack.get('template', paper), `${id} 的文书 ${paper}`).not.toBeNull();
      const clocks = [
        ...(o.clocks?.stop ?? []).map(stoppedBy),
        ...(o.clocks?.start ?? []).flatMap(startedBy),
      ];
      for (const c of clocks) expect(deadlineOf(pack, c), `${id} 的期限 ${c}`).not.toBeNull();
    }
  });

  it('终局阶段都由结束案件的去向到达，其他阶段都有步骤可走', () => {
    for (const stage of procedure?.stages ?? []) {
      const closing = outcomes.filter(({ o }) => o.stage === stage.id);
      expect(closing.length, stage.title).toBeGreaterThan(0);
      if (stage.final) for (const { o } of closing) expect(o.close, stage.title).toBeTruthy();
      else
        expect(
          actions.some(([, a]) => a.in?.includes(stage.id)),
          stage.title,
        ).toBe(true);
    }
  });

  it('规则读到的每个环节标记，都有步骤或者关联案件来打上', () => {
    const made = new Set(
      pack
        .all('procedure')
        .flatMap((p) => Object.values(p.body.actions))
        .flatMap((a) => a.leadsTo)
        .flatMap((o) => [...(o.mark ?? []), ...(o.parent?.mark ?? [])]),
    );
    const read = JSON.stringify(ruleSets.flatMap(rulesOf).map((r) => r.conditions));
    const leaves = read.matchAll(
      /"fact":"case\.marks","operator":"(?:contains|lacks)","value":(\[[^\]]*\]|"[^"]*")/g,
    );
    for (const [, value] of leaves)
      for (const mark of [JSON.parse(value as string)].flat()) expect(made, mark).toContain(mark);
  });
});

describe('普通程序包的规则', () => {
  it.each(ruleSets)('%s：每条规则都有命中、不命中、边界和未知的样例，且样例成立', async (id) => {
    const entry = pack.ruleSet(id);
    const examples = pack.get('examples', id)?.body.examples ?? [];
    if (!entry) throw new Error(id);
    for (const example of examples)
      expect(await exampleFaults(pack, entry, example), example.name).toEqual([]);
    for (const rule of entry.ruleSet.rules) {
      const own = examples.filter((e) => e.expect.status?.[rule.id]);
      const shown = own.map((e) => e.expect.status?.[rule.id]);
      for (const status of ['satisfied', 'unsatisfied', 'unknown'])
        expect(shown, `${rule.id} ${status}`).toContain(status);
      expect(
        own.some((e) => e.name.includes('边界')),
        `${rule.id} 边界`,
      ).toBe(true);
    }
  });

  it('法律硬约束没有任何角色可以越过，每条都写明依据', () => {
    for (const rule of ruleSets.flatMap(rulesOf)) {
      expect(rule.overridable, rule.id).toBe(false);
      expect(rule.legalBasis.length, rule.id).toBeGreaterThan(0);
      expect(rule.severity === 'block', rule.id).toBe(rule.event.type === 'deny');
    }
  });
});

describe('普通程序包的表单和文书', () => {
  it.each(ownForms)('%s：严格模式下可编译，不收未声明的内容，每一项都有中文标题', (id) => {
    const form = pack.get('form', id)?.body;
    if (!form) throw new Error(id);
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
    addFormats.default(ajv);
    expect(() => ajv.compile(form.schema)).not.toThrow();
    const fields = (schema: Record<string, unknown>, path: string): void => {
      if (schema.type === 'object') expect(schema.additionalProperties, `${id}${path}`).toBe(false);
      for (const [name, child] of Object.entries((schema.properties as Record<string, never>) ?? {})) {
        expect((child as { title?: string }).title, `${id}${path}/${name}`).toBeTruthy();
        fields(child, `${path}/${name}`);
      }
      if (schema.items) fields(schema.items as Record<string, unknown>, `${path}/items`);
    };
    fields(form.schema, '');
  });

  it('对外的决定和通知加盖乡镇人民政府印章，处罚决定书缺任何一项必备内容都不能制作', () => {
    const decision = pack.get('template', 'DOC-27')?.body;
    expect(decision?.seal).toBe('TOWN_GOV');
    expect(decision?.numberWord).toBe('罚决');
    expect(decision?.remedy).toBe('GENERAL');
    const needed = decision?.required.map((r) => r.label);
    for (const label of [
      '当事人',
      '违法事实',
      '证据',
      '处罚依据',
      '处罚种类',
      '履行方式和期限',
      '救济途径和期限',
      '行政机关',
      '日期',
    ])
      expect(needed).toContain(label);
    expect(pack.get('template', 'DOC-27-LAND')?.body.remedy).toBe('LAND_DEMOLISH');
    for (const id of ['DOC-07', 'DOC-20', 'DOC-21', 'DOC-29', 'DOC-42', 'DOC-46'])
      expect(pack.get('template', id)?.body.seal, id).toBe('TOWN_GOV');
  });

  it('公示件对姓名和住址作掩码，不取举报人的任何信息', () => {
    const shown =
      pack.get('template', 'DOC-34')?.body.blocks.flatMap((b) => ('parts' in b ? b.parts : [])) ?? [];
    expect(shown).toContainEqual({ fact: 'party.name', mask: 'name' });
    expect(shown).toContainEqual({ fact: 'party.address', mask: 'address' });
    expect(JSON.stringify(shown)).not.toContain('reporter');
    expect(pack.get('form', 'clue')?.body.sealed).toEqual(['/reporter']);
  });
});
