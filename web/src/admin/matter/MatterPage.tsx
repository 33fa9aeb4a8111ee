import { App, Tabs, Tag } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useParams } from 'react-router';
import { basisText } from '../../../../functions/contract/citing.ts';
import type { Matter } from '../../../../functions/contract/definitions/matters.ts';
import { SchemaForm } from '../../forms/SchemaForm.tsx';
import { dayText, LEVELS, stageTexts } from '../../portal/words.ts';
import { Section } from '../../shell/Page.tsx';
import { type Editing, Editor } from '../Editor.tsx';
import { JsonEditor } from '../JsonEditor.tsx';
import { Outline } from '../Outline.tsx';
import { formSchema, fromForm, toForm } from '../schema-form.ts';
import { matterUi, SANCTION_KINDS } from './ui.ts';

/** One matter: its form, what the public will read, and the JSON for who asks for it. */
export function MatterPage() {
  const { id = '' } = useParams();
  return (
    <Editor key={id} kind="matter" id={id} head={headOf}>
      {(editing) => <Whole editing={editing} />}
    </Editor>
  );
}

const headOf = (value: unknown) => {
  const { id, name, domain, type } = value as Matter;
  return { title: name, lead: `${id} · ${domain} · ${type}` };
};

function Whole({ editing }: { editing: Editing }) {
  const matter = editing.value as Matter;
  return (
    <div className="ad-beside">
      <Tabs
        items={[
          { key: 'form', label: '内容', children: <MatterForm editing={editing} /> },
          {
            key: 'json',
            label: '高级（JSON）',
            children: <JsonEditor value={matter} readOnly={editing.readOnly} onApply={editing.change} />,
          },
        ]}
      />
      <PublicFace matter={matter} />
    </div>
  );
}

function MatterForm({ editing }: { editing: Editing }) {
  const { value, schema, change, readOnly } = editing;
  const { message } = App.useApp();
  const form = useNoEnter();
  const view = useMemo(
    () => ({ id: 'matter', hash: '', title: '', schema: formSchema(schema, SANCTION_KINDS), ui: matterUi }),
    [schema],
  );
  const data = useMemo(() => toForm(value) as Record<string, unknown>, [value]);
  if (readOnly) return <Outline value={value} />;
  return (
    <div className="yz-card ad-form" ref={form}>
      <p className="yz-dim">
        赋权按省级决定、公布情况和承接日期确认（《行政处罚法》第24条）。没有核实的留空，显示为“未确认”，该事项不得立案。
      </p>
      <SchemaForm
        form={view}
        data={data}
        busy={editing.saving}
        serverErrors={undefined}
        submitText="保存到草案"
        onChange={(next) => change(fromForm(next, schema, value))}
        onSubmit={editing.save}
        onInvalid={(count) => void message.error(`有 ${count} 处不符合要求，已在栏目下标出`)}
      />
    </div>
  );
}

/** In a form this long, Enter ends a field or picks a day; it does not save. */
function useNoEnter() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const still = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
    };
    const held = box.current;
    held?.addEventListener('keydown', still);
    return () => held?.removeEventListener('keydown', still);
  }, []);
  return box;
}

/** What a citizen will read once this is published. */
function PublicFace({ matter }: { matter: Matter }) {
  const { decision, level, publishedAt, from } = matter.empowerment;
  const statutory = matter.type === '法定职权';
  const gaps = [
    decision === null ? '赋权决定' : null,
    level === null ? '决定层级' : null,
    publishedAt === null ? '公布情况' : null,
    from === null ? '承接日期' : null,
  ].filter((gap) => gap !== null);
  return (
    <aside className="ad-aside">
      <Section title="公示效果">
        <p>{matter.legalBasis.map(basisText).join('、')}</p>
        <ul>
          {stageTexts(matter.stages).map(({ condition, text }) => (
            <li key={`${condition}${text}`}>
              {condition ? <b>{condition}：</b> : null}
              {text === '' ? '不设罚款' : text}
            </li>
          ))}
        </ul>
        {statutory ? (
          <p>法律、行政法规直接授予乡镇人民政府的职权，不需要赋权决定。</p>
        ) : gaps.length > 0 ? (
          <>
            <Tag className="ad-unsure">赋权未确认</Tag>
            <p className="yz-dim">还没有填写：{gaps.join('、')}</p>
          </>
        ) : (
          <p>
            {level === null ? '' : LEVELS[level]}决定“{decision}”，自{dayText(from)}起承接
          </p>
        )}
      </Section>
    </aside>
  );
}
