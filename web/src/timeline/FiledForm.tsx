import { Button, Spin } from 'antd';
import type { TimelineEntry } from '../../../functions/contract/api.ts';
import { useForm } from '../api/queries.ts';
import type { Namer } from '../text/values.ts';
import { FileLine, isFileRef } from './FileLine.tsx';
import { type Field, readable } from './readable.ts';

type Props = { entry: TimelineEntry; name: Namer };

/** What was filed, with the labels of the form it was filed on. */
export function FiledForm({ entry, name }: Props) {
  const { event } = entry;
  const form = useForm(event.caseId, event.submission?.action ?? '');
  if (form.isPending) return <Spin size="small" />;
  const fields = readable(event.submission?.data, form.data?.schema ?? {}, form.data?.ui ?? {}, name);
  return (
    <>
      {form.isError && (
        <p className="yz-quiet">
          表单的栏目名称没有加载出来，以下按栏目代码显示。
          <Button type="link" size="small" onClick={() => void form.refetch()}>
            重新加载
          </Button>
        </p>
      )}
      <Fields fields={fields} caseId={event.caseId} />
    </>
  );
}

/** Labelled lines, groups indented. */
export function Fields({ fields, caseId }: { fields: Field[]; caseId: string }) {
  if (fields.length === 0) return <p className="yz-quiet">没有填写内容。</p>;
  return (
    <dl className="yz-filed">
      {fields.map((field) => (
        <div key={field.key}>
          <dt>{field.label}</dt>
          <dd>
            <FieldValue field={field} caseId={caseId} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FieldValue({ field, caseId }: { field: Field; caseId: string }) {
  if (isFileRef(field.value)) return <FileLine file={field.value} caseId={caseId} />;
  if (field.fields) return <Fields fields={field.fields} caseId={caseId} />;
  return field.text;
}
