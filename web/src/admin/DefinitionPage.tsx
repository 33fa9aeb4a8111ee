import { Tabs } from 'antd';
import { Navigate, useParams } from 'react-router';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { NotFound } from '../shell/Problem.tsx';
import { Editor } from './Editor.tsx';
import { JsonEditor } from './JsonEditor.tsx';
import { Outline } from './Outline.tsx';

const isKind = (text: string): text is Kind => Object.hasOwn(KIND_LABELS, text);

/** A definition of a kind without an editor of its own: read as an outline, edited as JSON. */
export function DefinitionPage() {
  const { kind = '', id = '' } = useParams();
  if (!isKind(kind)) return <NotFound />;
  if (kind === 'matter') return <Navigate to={`/admin/matters/${id}`} replace />;
  return (
    <Editor
      kind={kind}
      id={id}
      head={(value) => ({
        title: `${KIND_LABELS[kind]}：${(value as { title?: string }).title ?? id}`,
        lead: <code>{id}</code>,
      })}
    >
      {({ value, change, readOnly }) => (
        <Tabs
          items={[
            { key: 'outline', label: '内容', children: <Outline value={value} /> },
            {
              key: 'json',
              label: '高级（JSON）',
              children: <JsonEditor value={value} readOnly={readOnly} onApply={change} />,
            },
          ]}
        />
      )}
    </Editor>
  );
}
