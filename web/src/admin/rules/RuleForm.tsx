import { Checkbox, Input, Select } from 'antd';
import type { Rule, WrittenRule } from '../../../../functions/contract/definitions/rules.ts';
import { ROLES, type Role } from '../../../../functions/contract/ids.ts';
import { SEVERITY } from '../../explain/sentences.ts';
import { VERIFIED } from '../../portal/words.ts';
import { Labelled } from '../Labelled.tsx';
import { ConditionForm } from './ConditionForm.tsx';
import { Code, EffectForm } from './EffectForm.tsx';
import { DayInput } from './FactInput.tsx';
import { LeafForm } from './LeafForm.tsx';
import { blankLeaf } from './operators.ts';
import { WHEN_UNKNOWN, whenUnknownOf } from './words.ts';

/** What a rule and a row of a table have in common. */
export type Headed = Pick<
  WrittenRule,
  'id' | 'title' | 'legalBasis' | 'verified' | 'effective' | 'event' | 'note'
>;
type HeadProps<T extends Headed> = { value: T; onChange: (value: T) => void };

export const listOf = <K extends string>(words: Record<K, string>) =>
  (Object.keys(words) as K[]).map((value) => ({ value, label: words[value] }));

/** Without the members that are undefined: an empty field is left out of the definition. */
export const kept = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, child]) => child !== undefined)) as T;

export function HeadForm<T extends Headed>({ value, onChange }: HeadProps<T>) {
  const put = (part: Partial<Headed>) => onChange(kept({ ...value, ...part }));
  return (
    <>
      <Labelled text="规则名称">
        {(id) => (
          <Input
            id={id}
            value={value.title}
            status={value.title.trim() === '' ? 'error' : ''}
            onChange={(event) => put({ title: event.target.value })}
          />
        )}
      </Labelled>
      <Code text="编号" value={value.id} onChange={(id) => put({ id })} />
      <div className="ru-all">
        <Labelled text="法律依据（一行一条）">
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2 }}
              status={value.legalBasis.every((line) => line.trim() === '') ? 'error' : ''}
              value={value.legalBasis.join('\n')}
              onChange={(event) => put({ legalBasis: event.target.value.split('\n') })}
              onBlur={() =>
                put({ legalBasis: value.legalBasis.map((l) => l.trim()).filter((l) => l !== '') })
              }
            />
          )}
        </Labelled>
      </div>
      <Labelled text="条文核对情况">
        {(id) => (
          <Select
            id={id}
            value={value.verified}
            options={listOf(VERIFIED)}
            onChange={(verified) => put({ verified })}
          />
        )}
      </Labelled>
      <Window effective={value.effective} onChange={(effective) => put({ effective })} />
    </>
  );
}

type Effective = Headed['effective'];

/** Both days count; without them the rule always holds. */
function Window({ effective, onChange }: { effective: Effective; onChange: (next: Effective) => void }) {
  return (
    <div className="ad-field">
      <span className="ru-label">施行期间（首尾两日都算；不写为一直有效）</span>
      <div className="ru-window">
        <DayInput
          label="施行首日"
          empty="一直"
          value={effective?.from}
          onChange={(from) => onChange(typeof from === 'string' ? { ...effective, from } : undefined)}
        />
        <DayInput
          label="施行末日"
          empty="没有终止"
          value={effective?.to}
          onChange={(to) =>
            effective && onChange(kept({ from: effective.from, to: to as string | undefined }) as Effective)
          }
        />
      </div>
    </div>
  );
}

type Props = { rule: WrittenRule; onChange: (rule: WrittenRule) => void };

/** One rule, all of it, with form controls. */
export function RuleForm({ rule, onChange }: Props) {
  const put = (part: Partial<WrittenRule>) => onChange(kept({ ...rule, ...part }));
  return (
    <div className="ru-form">
      <div className="ru-fields">
        <HeadForm value={rule} onChange={onChange} />
        <Force value={rule} onChange={put} />
      </div>
      <h4>条件</h4>
      <ConditionForm
        condition={rule.conditions}
        onChange={(conditions) => put({ conditions: conditions as WrittenRule['conditions'] })}
      />
      <MustKnow value={rule.mustKnow} onChange={(mustKnow) => put({ mustKnow })} />
      <h4>效果</h4>
      <EffectForm effect={rule.event} onChange={(event) => put({ event })} />
      <Labelled text="备注">
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize
            value={rule.note ?? ''}
            onChange={(event) => put({ note: event.target.value === '' ? undefined : event.target.value })}
          />
        )}
      </Labelled>
    </div>
  );
}

type Forceful = Pick<Rule, 'severity' | 'overridable' | 'whenUnknown'>;

/** How binding it is, who may pass over it, and what an unknown result means. */
export function Force({ value, onChange }: { value: Forceful; onChange: (part: Partial<Forceful>) => void }) {
  const { overridable } = value;
  return (
    <>
      <Labelled text="强度">
        {(id) => (
          <Select
            id={id}
            value={value.severity}
            options={listOf(SEVERITY)}
            onChange={(severity) => onChange({ severity })}
          />
        )}
      </Labelled>
      <Labelled text="事实不明时">
        {(id) => (
          <Select
            id={id}
            value={whenUnknownOf(value)}
            options={listOf(WHEN_UNKNOWN)}
            onChange={(whenUnknown) => onChange({ whenUnknown })}
          />
        )}
      </Labelled>
      <div className="ad-field">
        <span className="ru-label">可否越过</span>
        <Checkbox
          checked={overridable !== false}
          onChange={(event) =>
            onChange({
              overridable: event.target.checked ? { role: 'BUREAU_HEAD', reasonRequired: true } : false,
            })
          }
        >
          说明理由可以越过
        </Checkbox>
        {overridable === false ? null : (
          <Select
            aria-label="谁可以越过"
            className="ru-wide"
            value={overridable.role}
            options={listOf(ROLES)}
            onChange={(role: Role) => onChange({ overridable: { role, reasonRequired: true } })}
          />
        )}
      </div>
    </>
  );
}

type MustKnowProps = { value: Rule['mustKnow']; onChange: (leaf: Rule['mustKnow']) => void };

export function MustKnow({ value, onChange }: MustKnowProps) {
  return (
    <div className="ru-must">
      <Checkbox
        checked={value !== undefined}
        onChange={(event) => onChange(event.target.checked ? blankLeaf() : undefined)}
      >
        只有下面这一项成立（或者不明）时，才需要为这条规则查明事实
      </Checkbox>
      {value === undefined ? null : <LeafForm leaf={value} onChange={onChange} />}
    </div>
  );
}
