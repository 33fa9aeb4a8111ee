import { Input, Tabs } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useParams } from 'react-router';
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import { SchemaForm } from '../../forms/SchemaForm.tsx';
import { Section } from '../../shell/Page.tsx';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { Labelled } from '../Labelled.tsx';
import { FieldList } from './FieldList.tsx';
import { MappingTab } from './MappingTab.tsx';
import { previewOf } from './preview.ts';

/** One form: its fields, and beside them the form as an officer will see it. */
export function FormPage() {
  const { id = '' } = useParams();
  return (
    <Editor key={id} kind="form" id={id} head={headOf}>
      {(editing) => <Whole editing={editing} />}
    </Editor>
  );
}

const headOf = (value: unknown) => {
  const { id, title } = value as FormDefinition;
  return { title: `表单：${title}`, lead: <code>{id}</code> };
};

function Whole({ editing }: { editing: Editing }) {
  const form = editing.value as FormDefinition;
  return (
    <div className="ad-beside">
      <Tabs
        items={[
          { key: 'fields', label: '栏目', children: <Fields form={form} editing={editing} /> },
          {
            key: 'facts',
            label: '事实',
            children: <MappingTab form={form} editing={editing} />,
          },
          {
            key: 'json',
            label: '高级（JSON）',
            children: <JsonEditor value={form} readOnly={editing.readOnly} onApply={editing.change} />,
          },
        ]}
      />
      <Preview form={form} />
    </div>
  );
}

function Fields({ form, editing }: { form: FormDefinition; editing: Editing }) {
  return (
    <div className="yz-card">
      <Labelled text="表单名称">
        {(id) => (
          <Input
            id={id}
            value={form.title}
            readOnly={editing.readOnly}
            maxLength={100}
            status={form.title.trim() === '' ? 'error' : ''}
            onChange={(event) => editing.change({ ...form, title: event.target.value })}
          />
        )}
      </Labelled>
      <FieldList form={form} under={[]} readOnly={editing.readOnly} onChange={editing.change} />
    </div>
  );
}

/** The form as it stands now, to be tried; nothing typed here goes anywhere. */
function Preview({ form }: { form: FormDefinition }) {
  const [data, setData] = useState<Record<string, unknown>>({});
  const [said, setSaid] = useState('');
  const shown = useDeferredValue(form);
  const view = useMemo(() => ({ id: shown.id, hash: '', title: shown.title, ...previewOf(shown) }), [shown]);
  return (
    <aside className="ad-aside">
      <Section title="预览" side={<span className="yz-dim">可以试填，不会提交</span>}>
        <SchemaForm
          form={view}
          data={data}
          busy={false}
          serverErrors={undefined}
          submitText="试一试检查"
          onChange={setData}
          onSubmit={() => setSaid('填写符合要求')}
          onInvalid={(count) => setSaid(`有 ${count} 处不符合要求`)}
        />
        <p role="status">{said}</p>
      </Section>
    </aside>
  );
}
