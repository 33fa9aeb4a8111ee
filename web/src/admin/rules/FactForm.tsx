import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { FactDefinition } from '../../../../functions/contract/definitions/facts.ts';
import { FactName } from '../../../../functions/contract/ids.ts';
import { Labelled } from '../Labelled.tsx';
import { useDefinitions } from '../queries.ts';
import { CLOCK_READS, FACT_TYPES } from './fact-words.ts';
import { kept, listOf } from './RuleForm.tsx';
import { useStudio } from './studio.ts';

type Props = {
  name?: string;
  fact?: FactDefinition;
  taken: string[];
  onDone: (name: string, fact: FactDefinition) => void;
  onCancel: () => void;
};
type From = 'form' | 'param' | 'clock' | 'kernel';
const SOURCES: Record<From, string> = {
  form: '表单填写（在表单的“事实”里对应栏目）',
  param: '参数',
  clock: '案件的期限',
  kernel: '系统提供（新增须随软件发布）',
};
const fromOf = (fact: FactDefinition | undefined): From =>
  (['param', 'clock', 'kernel'] as const).find((one) => fact?.from && one in fact.from) ?? 'form';

/** One fact: what it is called, its type and, for choices, its values; where it comes from. */
export function FactForm({ name: known, fact, taken, onDone, onCancel }: Props) {
  const [name, setName] = useState(known ?? '');
  const [draft, setDraft] = useState<Partial<FactDefinition>>(fact ?? { from: { form: true } });
  const put = (part: Partial<FactDefinition>) => setDraft((now) => kept({ ...now, ...part }));
  const wrong = name !== '' && (!FactName.safeParse(name).success || taken.includes(name));
  const choice = draft.type === 'enum' || draft.type === 'set';
  const whole = name !== '' && !wrong && draft.type !== undefined && (draft.label ?? '').trim() !== '';
  return (
    <section className="ad-add ru-wide" aria-label={known ? `修改${fact?.label}` : '新的事实'}>
      <div className="ru-fields">
        <Labelled text="名称（说明里怎么称呼）">
          {(id) => (
            <Input id={id} value={draft.label} onChange={(event) => put({ label: event.target.value })} />
          )}
        </Labelled>
        <Labelled text="编号">
          {(id) => (
            <>
              <Input
                id={id}
                value={name}
                disabled={known !== undefined}
                status={wrong ? 'error' : undefined}
                placeholder="如 forest.commercialMu"
                onChange={(event) => setName(event.target.value.trim())}
              />
              {wrong ? (
                <small className="yz-tone-warn">
                  {taken.includes(name)
                    ? '这个编号已经有了'
                    : '编号须小写字母开头，分段用点隔开，如 forest.commercialMu'}
                </small>
              ) : null}
            </>
          )}
        </Labelled>
        <Labelled text="类型">
          {(id) => (
            <Select
              id={id}
              value={draft.type}
              options={FACT_TYPES}
              virtual={false}
              onChange={(type) => put({ type })}
            />
          )}
        </Labelled>
        <Source draft={draft} onChange={put} />
        {choice ? <Values draft={draft} onChange={put} /> : null}
        <div className="ru-all">
          <Labelled text="依据（可以不写）">
            {(id) => (
              <Input
                id={id}
                value={draft.basis}
                onChange={(event) => put({ basis: event.target.value || undefined })}
              />
            )}
          </Labelled>
        </div>
      </div>
      <div className="ru-buttons">
        <Button onClick={onCancel}>取消</Button>
        <Button
          type="primary"
          disabled={!whole}
          onClick={() => whole && onDone(name, draft as FactDefinition)}
        >
          {known ? '改好了' : '加上这个事实'}
        </Button>
      </div>
    </section>
  );
}

type PartProps = { draft: Partial<FactDefinition>; onChange: (part: Partial<FactDefinition>) => void };

function Source({ draft, onChange }: PartProps) {
  const { world } = useStudio();
  const from = fromOf(draft as FactDefinition);
  const choose = (next: From) => {
    if (next === 'form') onChange({ from: { form: true } });
    if (next === 'param') onChange({ from: { param: [...world.params.keys()][0] ?? '' } });
    if (next === 'clock') onChange({ from: { clock: '', read: 'expired' } });
  };
  const param = draft.from && 'param' in draft.from ? draft.from.param : undefined;
  const clock = draft.from && 'clock' in draft.from ? draft.from : undefined;
  return (
    <>
      <Labelled text="来源">
        {(id) => (
          <Select
            id={id}
            value={from}
            options={listOf(SOURCES).map((one) => ({ ...one, disabled: one.value === 'kernel' }))}
            onChange={choose}
          />
        )}
      </Labelled>
      {param === undefined ? null : (
        <Labelled text="哪个参数">
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              value={param}
              options={[...world.params].map(([value, { label }]) => ({ value, label }))}
              onChange={(value: string) => onChange({ from: { param: value } })}
            />
          )}
        </Labelled>
      )}
      {clock ? <Clock clock={clock} onChange={onChange} /> : null}
    </>
  );
}

type ClockFrom = Extract<NonNullable<FactDefinition['from']>, { clock: string }>;
function Clock({ clock, onChange }: { clock: ClockFrom; onChange: PartProps['onChange'] }) {
  const lines = useDefinitions('deadlines');
  return (
    <>
      <Labelled text={`哪个期限（编号，见期限表；现有 ${lines.data?.items.length ?? '…'} 张表）`}>
        {(id) => (
          <Input
            id={id}
            value={clock.clock}
            placeholder="如 APL_HEARING_REQ_5WD"
            onChange={(event) => onChange({ from: { ...clock, clock: event.target.value.trim() } })}
          />
        )}
      </Labelled>
      <Labelled text="取什么">
        {(id) => (
          <Select
            id={id}
            value={clock.read}
            options={listOf(CLOCK_READS)}
            onChange={(read) => onChange({ from: { ...clock, read } })}
          />
        )}
      </Labelled>
    </>
  );
}

/** One choice a line, `code 名称`. */
function Values({ draft, onChange }: PartProps) {
  const [text, setText] = useState(
    (draft.values ?? []).map((value) => `${value} ${draft.valueLabels?.[value] ?? ''}`.trim()).join('\n'),
  );
  const read = (next: string) => {
    setText(next);
    const lines = next
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const [code = '', ...words] = line.split(/\s+/);
        return [code, words.join(' ')] as const;
      });
    onChange({
      values: lines.map(([code]) => code),
      valueLabels: Object.fromEntries(lines.filter(([, words]) => words !== '')),
    });
  };
  return (
    <div className="ru-all">
      <Labelled text="可选的值（一行一个：编号，空格，名称）">
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 3 }}
            value={text}
            placeholder={'individual 个人\norg 单位'}
            onChange={(event) => read(event.target.value)}
          />
        )}
      </Labelled>
    </div>
  );
}
