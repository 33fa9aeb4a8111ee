import { Alert, Button, Checkbox, Input, Popconfirm } from 'antd';
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import { Labelled } from '../Labelled.tsx';
import { editField, type Field, type FieldPatch, factsReading, removeField } from './model.ts';
import { Options } from './Options.tsx';

type Props = {
  form: FormDefinition;
  field: Field;
  readOnly: boolean;
  onChange: (form: FormDefinition) => void;
};

/** Title, help, whether required, and options of one field. */
export function FieldEditor({ form, field, readOnly, onChange }: Props) {
  const edit = (patch: FieldPatch) => onChange(editField(form, field.path, patch));
  const facts = factsReading(form, field.path);
  return (
    <div className="ad-field-form">
      <Labelled text="标题">
        {(id) => (
          <Input
            id={id}
            value={field.title}
            readOnly={readOnly}
            maxLength={100}
            status={field.title.trim() === '' ? 'error' : ''}
            onChange={(event) => edit({ title: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled text="填写说明">
        {(id) => (
          <Input.TextArea
            id={id}
            value={field.help}
            readOnly={readOnly}
            maxLength={500}
            autoSize
            placeholder="显示在栏目下方，可以不填"
            onChange={(event) => edit({ help: event.target.value })}
          />
        )}
      </Labelled>
      <Checkbox
        checked={field.required}
        disabled={readOnly}
        onChange={(event) => edit({ required: event.target.checked })}
      >
        必填
      </Checkbox>
      {field.options ? (
        <Options
          options={field.options}
          coded={field.coded}
          readOnly={readOnly}
          onChange={(options) => edit({ options })}
        />
      ) : null}
      {facts.length > 0 ? (
        <Alert
          type="info"
          showIcon
          title={`规则从这一栏读取 ${facts.length} 项事实`}
          description={`${facts.join('、')}。删除本栏或改动选项前，先确认规则不再需要；提交草案时会检查。`}
        />
      ) : null}
      {readOnly ? null : (
        <Popconfirm
          title={`删除“${field.title}”？`}
          description="已经提交的表单不受影响，只是以后不再填写。"
          okText="删除"
          cancelText="保留"
          onConfirm={() => onChange(removeField(form, field.path))}
        >
          <Button danger size="small">
            删除栏目
          </Button>
        </Popconfirm>
      )}
    </div>
  );
}
