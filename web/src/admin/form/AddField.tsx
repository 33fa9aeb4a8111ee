import { Button, Checkbox, Input, Select, Space } from 'antd';
import { useState } from 'react';
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import { Labelled } from '../Labelled.tsx';
import { ADDABLE, FIELD_KINDS, type FieldPath, fieldsOf, freeName, type NewField } from './model.ts';

type Props = {
  form: FormDefinition;
  under: FieldPath;
  onAdd: (field: NewField) => void;
  onCancel: () => void;
};
const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;

/** Asks what a new field is called, of what kind it is, and by what name it is recorded. */
export function AddField({ form, under, onAdd, onCancel }: Props) {
  const [field, setField] = useState<NewField>(() => ({
    name: freeName(form, under),
    title: '',
    kind: 'text',
    required: false,
    options: [],
  }));
  const put = (patch: Partial<NewField>) => setField({ ...field, ...patch });
  const chooses = field.kind === 'choice' || field.kind === 'choices';
  const options = field.options.map((option) => option.trim()).filter((option) => option !== '');
  const nameFault = !NAME.test(field.name)
    ? '以小写字母开头，只用字母和数字，如 witnessPhone'
    : fieldsOf(form, under).some(({ name }) => name === field.name)
      ? '这个记录名已经用了'
      : null;
  const ready = field.title.trim() !== '' && nameFault === null && (!chooses || new Set(options).size >= 2);
  return (
    <form
      className="ad-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAdd({ ...field, title: field.title.trim(), options: [...new Set(options)] });
      }}
    >
      <Labelled text="新栏目的标题">
        {(id) => (
          <Input
            id={id}
            autoFocus
            value={field.title}
            maxLength={100}
            onChange={(event) => put({ title: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled text="类型">
        {(id) => (
          <Select
            id={id}
            value={field.kind}
            onChange={(kind) => put({ kind })}
            options={ADDABLE.map((kind) => ({ value: kind, label: FIELD_KINDS[kind] }))}
          />
        )}
      </Labelled>
      {chooses ? (
        <Labelled text="选项（每行一个，至少两个）">
          {(id) => (
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2 }}
              value={field.options.join('\n')}
              onChange={(event) => put({ options: event.target.value.split('\n') })}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled text="记录名（规则和导出用，发布后不宜再改）">
        {(id) => (
          <>
            <Input
              id={id}
              value={field.name}
              status={nameFault ? 'error' : ''}
              onChange={(event) => put({ name: event.target.value })}
            />
            {nameFault ? <small role="alert">{nameFault}</small> : null}
          </>
        )}
      </Labelled>
      <Checkbox checked={field.required} onChange={(event) => put({ required: event.target.checked })}>
        必填
      </Checkbox>
      <Space>
        <Button type="primary" htmlType="submit" disabled={!ready}>
          添加
        </Button>
        <Button onClick={onCancel}>取消</Button>
      </Space>
    </form>
  );
}
