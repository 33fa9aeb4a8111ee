import { Input, Select } from 'antd';
import type { RuleEffect } from '../../../../functions/contract/definitions/rules.ts';
import { ROLES } from '../../../../functions/contract/ids.ts';
import { EFFECTS } from '../../explain/sentences.ts';
import { Labelled } from '../Labelled.tsx';
import { useStudio } from './studio.ts';

type Props = { effect: RuleEffect; onChange: (effect: RuleEffect) => void };
type Type = RuleEffect['type'];

/** A new effect of a type keeps the sentence; the rest is to be filled in. */
function effectOf(type: Type, say: string): RuleEffect {
  const params = {
    deny: { say },
    require: { need: '', say },
    freeze: { actions: [], open: '', say },
    open: { open: '', say },
    flag: { flag: '', say },
    notify: { role: 'BUREAU_HEAD', say },
  }[type];
  return { type, params } as RuleEffect;
}

/** What a rule that fires does, out of the closed list, and the sentence a person reads. */
export function EffectForm({ effect, onChange }: Props) {
  const put = (params: Record<string, unknown>) =>
    onChange({ ...effect, params: { ...effect.params, ...params } } as RuleEffect);
  return (
    <div className="ru-fields">
      <Labelled text="命中后">
        {(id) => (
          <Select
            id={id}
            value={effect.type}
            options={Object.entries(EFFECTS).map(([value, label]) => ({ value: value as Type, label }))}
            onChange={(type: Type) => onChange(effectOf(type, effect.params.say))}
          />
        )}
      </Labelled>
      <Details effect={effect} put={put} />
      <div className="ru-all">
        <Labelled text="说明（办案人员读到的话）">
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize
              status={effect.params.say.trim() === '' ? 'error' : ''}
              value={effect.params.say}
              onChange={(event) => put({ say: event.target.value })}
            />
          )}
        </Labelled>
      </div>
    </div>
  );
}

function Details({ effect, put }: { effect: RuleEffect; put: (params: Record<string, unknown>) => void }) {
  switch (effect.type) {
    case 'require':
      return (
        <Code text="需要办理的事（代码）" value={effect.params.need} onChange={(need) => put({ need })} />
      );
    case 'flag':
      return <Code text="标记（代码）" value={effect.params.flag} onChange={(flag) => put({ flag })} />;
    case 'open':
      return <ProcedureSelect value={effect.params.open} onChange={(open) => put({ open })} />;
    case 'freeze':
      return (
        <>
          <ProcedureSelect value={effect.params.open} onChange={(open) => put({ open })} />
          <ActionsSelect value={effect.params.actions} onChange={(actions) => put({ actions })} />
        </>
      );
    case 'notify':
      return (
        <Labelled text="通知谁">
          {(id) => (
            <Select
              id={id}
              value={effect.params.role}
              options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
              onChange={(role) => put({ role })}
            />
          )}
        </Labelled>
      );
    default:
      return null;
  }
}

const CODE = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;

type CodeProps = { text: string; value: string; onChange: (value: string) => void };

/** A code name: a letter first, then letters, digits and `. _ -`. */
export function Code({ text, value, onChange }: CodeProps) {
  const fits = CODE.test(value);
  return (
    <Labelled text={text}>
      {(id) => (
        <>
          <Input
            id={id}
            value={value}
            maxLength={80}
            status={fits ? '' : 'error'}
            onChange={(event) => onChange(event.target.value.trim())}
          />
          {fits ? null : <small>字母开头，字母、数字和 . _ -</small>}
        </>
      )}
    </Labelled>
  );
}

function ProcedureSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { world } = useStudio();
  return (
    <Labelled text="开启的程序">
      {(id) => (
        <Select
          id={id}
          value={value || null}
          status={value === '' ? 'error' : undefined}
          options={world.procedures.map((one) => ({ value: one.id, label: one.title }))}
          onChange={(next: string | null) => onChange(next ?? '')}
        />
      )}
    </Labelled>
  );
}

function ActionsSelect({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { world } = useStudio();
  return (
    <div className="ru-all">
      <Labelled text="暂停的步骤">
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            value={value}
            status={value.length === 0 ? 'error' : undefined}
            showSearch={{ optionFilterProp: 'label' }}
            options={world.procedures.map(({ title, actions }) => ({
              label: title,
              options: actions.map((action) => ({ value: action.id, label: action.title })),
            }))}
            onChange={onChange}
          />
        )}
      </Labelled>
    </div>
  );
}
