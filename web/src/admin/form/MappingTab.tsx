import { Button, Select } from 'antd';
import type { FactMapping } from '../../../../functions/contract/definitions/facts.ts';
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import type { Editing } from '../Editor.tsx';
import { FactSelect } from '../rules/FactSelect.tsx';
import { FindingList } from '../rules/Findings.tsx';
import { listOf } from '../rules/RuleForm.tsx';
import { Studio } from '../rules/Studio.tsx';
import { useStudio } from '../rules/studio.ts';
import { type FieldPath, fieldsOf } from './model.ts';

type Line = FactMapping[number];
type Way = 'at' | 'yuanAt' | 'countAt' | 'now' | 'actor' | 'value';
const WAYS: Record<Way, string> = {
  at: '栏目的内容',
  yuanAt: '栏目的金额（元）',
  countAt: '栏目里有几项',
  now: '提交的时间',
  actor: '提交人',
  value: '固定值（在高级中修改）',
};
const wayOf = (line: Line): Way => (Object.keys(WAYS) as Way[]).find((way) => way in line) ?? 'at';
const pointerOf = (line: Line): string =>
  'at' in line ? line.at : 'yuanAt' in line ? line.yuanAt : 'countAt' in line ? line.countAt : '';

/** Which facts the form tells: what is written in a field becomes what rules can judge. */
export function MappingTab({ form, editing }: { form: FormDefinition; editing: Editing }) {
  return (
    <Studio
      editing={editing}
      ruleSet={null}
      rules={() => []}
      shows={({ definition, path }) => definition === `form/${form.id}` && path.startsWith('/facts/')}
    >
      <Lines form={form} editing={editing} />
    </Studio>
  );
}

function Lines({ form, editing }: { form: FormDefinition; editing: Editing }) {
  const { world, findings, readOnly } = useStudio();
  const put = (facts: FactMapping) => editing.change({ ...form, facts });
  const fields = placesOf(form);
  const mapped = new Set(form.facts.map(({ fact }) => fact));
  return (
    <div className="yz-card">
      {form.facts.length === 0 ? <p className="yz-dim">这张表单没有告诉规则任何事实。</p> : null}
      <ul className="ad-lines">
        {form.facts.map((line, at) => (
          <li key={`${line.fact}-${pointerOf(line)}`}>
            <div className="ru-fields ru-wide">
              <span>
                {world.facts.get(line.fact)?.label ?? line.fact} <code className="ad-where">{line.fact}</code>
                {readOnly ? null : (
                  <Button type="link" danger size="small" onClick={() => put(form.facts.toSpliced(at, 1))}>
                    删去
                  </Button>
                )}
              </span>
              <Select
                aria-label={`${line.fact}取什么`}
                disabled={readOnly}
                value={wayOf(line)}
                options={listOf(WAYS).map((one) => ({ ...one, disabled: one.value === 'value' }))}
                onChange={(way: Way) => put(form.facts.with(at, lineOf(line.fact, way, pointerOf(line))))}
              />
              {pointerOf(line) === '' && !('at' in line) ? null : (
                <Select
                  aria-label={`${line.fact}取自栏目`}
                  disabled={readOnly}
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder="选择栏目"
                  value={pointerOf(line) || null}
                  options={fields}
                  onChange={(pointer: string | null) =>
                    pointer && put(form.facts.with(at, lineOf(line.fact, wayOf(line), pointer)))
                  }
                />
              )}
            </div>
            <FindingList
              placed
              findings={(findings ?? []).filter(
                (f) => f.definition === `form/${form.id}` && f.path.startsWith(`/facts/${at}`),
              )}
            />
          </li>
        ))}
      </ul>
      {readOnly ? null : (
        <FactSelect
          label="加一个事实"
          value={null}
          placeholder="加一个事实：输入名称查找"
          fits={({ from, derive }, name) =>
            !derive && (from === undefined || 'form' in from) && !mapped.has(name)
          }
          onChange={(fact) => put([...form.facts, { fact, at: fields[0]?.value ?? '/' }])}
        />
      )}
    </div>
  );
}

/** Fields by their pointer in what is filed, groups entered, lists not: a fact is one value. */
const placesOf = (form: FormDefinition, under: FieldPath = []): { value: string; label: string }[] =>
  fieldsOf(form, under).flatMap(({ path, title, kind }) =>
    kind === 'group'
      ? placesOf(form, path).map(({ value, label }) => ({ value, label: `${title} / ${label}` }))
      : [{ value: `/${path.join('/')}`, label: title }],
  );

function lineOf(fact: string, way: Way, pointer: string): Line {
  if (way === 'now') return { fact, now: true };
  if (way === 'actor') return { fact, actor: true };
  if (way === 'yuanAt') return { fact, yuanAt: pointer };
  if (way === 'countAt') return { fact, countAt: pointer };
  return { fact, at: pointer };
}
