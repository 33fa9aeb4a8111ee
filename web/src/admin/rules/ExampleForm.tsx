import { Checkbox, Input, Select } from 'antd';
import type { Example } from '../../../../functions/contract/definitions/rules.ts';
import { Labelled } from '../Labelled.tsx';
import { DayInput } from './FactInput.tsx';
import { kept, listOf } from './RuleForm.tsx';
import { useStudio } from './studio.ts';
import { type Asking, FactRows } from './TryPanel.tsx';

export const OUTCOMES = { allowed: '允许办理', refused: '不允许办理', unknown: '等待查明' } as const;
const STATUS = {
  satisfied: '成立',
  unsatisfied: '不成立',
  unknown: '不明',
  'not-in-force': '未施行',
} as const;
type Status = keyof typeof STATUS;
type Expect = Example['expect'];

type Props = { example: Example; rules: Asking[]; onChange: (example: Example) => void };

/** One example: the facts, what becomes of each rule, and why that is right. */
export function ExampleForm({ example, rules, onChange }: Props) {
  const put = (part: Partial<Example>) => onChange({ ...example, ...part });
  return (
    <div className="ru-form">
      <div className="ru-fields">
        <Labelled text="样例名称">
          {(id) => (
            <Input
              id={id}
              value={example.name}
              status={example.name.trim() === '' ? 'error' : ''}
              onChange={(event) => put({ name: event.target.value })}
            />
          )}
        </Labelled>
        <div className="ad-field">
          <span className="ru-label">所适用之日</span>
          <DayInput
            label="所适用之日"
            value={example.asOf}
            wrong={example.asOf === ''}
            onChange={(day) => put({ asOf: String(day ?? '') })}
          />
        </div>
      </div>
      <h4>事实</h4>
      <FactRows facts={example.facts} asked={[]} onChange={(facts) => put({ facts })} />
      <h4>应有的结果</h4>
      <Expected expect={example.expect} rules={rules} onChange={(expect) => put({ expect })} />
      <Labelled text="理由（依据哪一条）">
        {(id) => (
          <Input
            id={id}
            value={example.because}
            status={example.because.trim() === '' ? 'error' : ''}
            onChange={(event) => put({ because: event.target.value })}
          />
        )}
      </Labelled>
    </div>
  );
}

type ExpectProps = { expect: Expect; rules: Asking[]; onChange: (expect: Expect) => void };

function Expected({ expect, rules, onChange }: ExpectProps) {
  const { world } = useStudio();
  const put = (part: Partial<Expect>) => onChange(kept({ ...expect, ...part }));
  const options = rules.map(({ id, title }) => ({ value: id, label: title }));
  const search = { optionFilterProp: 'label' };
  return (
    <div className="ru-fields">
      <Labelled text="总的结果">
        {(id) => (
          <Select
            id={id}
            allowClear
            placeholder="不写明"
            value={expect.outcome ?? null}
            options={listOf(OUTCOMES)}
            onChange={(outcome: Expect['outcome'] | null) => put({ outcome: outcome ?? undefined })}
          />
        )}
      </Labelled>
      <div className="ad-field">
        <Checkbox
          checked={expect.fired !== undefined}
          onChange={(event) => put({ fired: event.target.checked ? [] : undefined })}
        >
          恰好命中这些规则，别的都不命中
        </Checkbox>
        {expect.fired === undefined ? null : (
          <Select
            aria-label="恰好命中的规则"
            className="ru-wide"
            mode="multiple"
            placeholder="一条也不命中"
            value={expect.fired}
            showSearch={search}
            options={options}
            onChange={(fired) => put({ fired })}
          />
        )}
      </div>
      <Statuses expect={expect} rules={rules} put={put} />
      <div className="ru-all">
        <Labelled text="应当指出缺少的事实">
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              placeholder="不写明"
              value={expect.missing ?? []}
              showSearch={search}
              options={[...world.facts].map(([value, { label }]) => ({ value, label }))}
              onChange={(missing: string[]) => put({ missing: missing.length > 0 ? missing : undefined })}
            />
          )}
        </Labelled>
      </div>
    </div>
  );
}

type StatusesProps = { expect: Expect; rules: Asking[]; put: (part: Partial<Expect>) => void };

/** Rule by rule; only those the example is about are named. */
function Statuses({ expect, rules, put }: StatusesProps) {
  const status = expect.status ?? {};
  const named = Object.keys(status);
  const set = (rule: string, value: Status | undefined) => {
    const next = kept({ ...status, [rule]: value }) as Record<string, Status>;
    put({ status: Object.keys(next).length > 0 ? next : undefined });
  };
  return (
    <div className="ru-all ru-statuses">
      {named.map((rule) => (
        <div key={rule} className="ru-status">
          <span>{rules.find(({ id }) => id === rule)?.title ?? rule}</span>
          <Select
            aria-label={`应有结果：${rules.find(({ id }) => id === rule)?.title ?? rule}`}
            value={status[rule] ?? null}
            allowClear
            options={listOf(STATUS)}
            onChange={(value: Status | null | undefined) => set(rule, value ?? undefined)}
          />
        </div>
      ))}
      <Select
        aria-label="写明一条规则的结果"
        className="ru-wide"
        value={null}
        placeholder="写明一条规则的结果"
        showSearch={{ optionFilterProp: 'label' }}
        options={rules
          .filter(({ id }) => !named.includes(id))
          .map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(rule: string | null) => rule && set(rule, 'satisfied')}
      />
    </div>
  );
}
