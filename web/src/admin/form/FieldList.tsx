import { ArrowDownOutlined, ArrowUpOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { FormDefinition } from '../../../../functions/contract/definitions/forms.ts';
import { AddField } from './AddField.tsx';
import { FieldEditor } from './FieldEditor.tsx';
import { addField, FIELD_KINDS, type Field, type FieldPath, fieldsOf, moveField } from './model.ts';

type Props = {
  form: FormDefinition;
  under: FieldPath;
  readOnly: boolean;
  onChange: (form: FormDefinition) => void;
};

/** The fields of a form or of a group in it, in the order shown; one at a time is open for editing. */
export function FieldList({ form, under, readOnly, onChange }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const fields = fieldsOf(form, under);
  const move = (field: Field, by: -1 | 1) => onChange(moveField(form, field.path, by));
  return (
    <>
      <ol className="ad-fields">
        {fields.map((field, at) => (
          <li key={field.name} className={open === field.name ? 'ad-open' : ''}>
            <div className="ad-field-line">
              <button
                type="button"
                className="ad-field-title"
                aria-expanded={open === field.name}
                onClick={() => setOpen(open === field.name ? null : field.name)}
              >
                {field.title || '（没有标题）'}
                {field.required ? (
                  <span className="yz-required" title="必填">
                    {' '}
                    *
                  </span>
                ) : null}
                <Tag>{FIELD_KINDS[field.kind]}</Tag>
              </button>
              {readOnly ? null : (
                <>
                  <Button
                    type="text"
                    icon={<ArrowUpOutlined />}
                    aria-label={`上移“${field.title}”`}
                    disabled={at === 0}
                    onClick={() => move(field, -1)}
                  />
                  <Button
                    type="text"
                    icon={<ArrowDownOutlined />}
                    aria-label={`下移“${field.title}”`}
                    disabled={at === fields.length - 1}
                    onClick={() => move(field, 1)}
                  />
                </>
              )}
            </div>
            {open === field.name ? (
              <div className="ad-field-body">
                <FieldEditor form={form} field={field} readOnly={readOnly} onChange={onChange} />
                {field.inner > 0 && field.kind !== 'files' ? (
                  <FieldList form={form} under={field.path} readOnly={readOnly} onChange={onChange} />
                ) : null}
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      {readOnly ? null : adding ? (
        <AddField
          form={form}
          under={under}
          onCancel={() => setAdding(false)}
          onAdd={(field) => {
            onChange(addField(form, under, field));
            setAdding(false);
            setOpen(field.name);
          }}
        />
      ) : (
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {under.length === 0 ? '添加栏目' : '在这一组中添加栏目'}
        </Button>
      )}
    </>
  );
}
