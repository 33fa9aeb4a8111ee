import { errorId, type FieldErrorProps, type FieldTemplateProps, getUiOptions, helpId } from '@rjsf/utils';
import { Form } from 'antd';
import type { ReactNode } from 'react';

/** Controls made of several inputs are named as a group; a label can only point at one input. */
const GROUPS = new Set(['radio', 'checkboxes']);

type FrameProps = {
  id: string;
  label: ReactNode;
  required: boolean | undefined;
  errors: string[] | undefined;
  help: ReactNode;
  group?: boolean;
  children: ReactNode;
};

/** Label, control, what is wrong with it, and how to fill it in: the error never takes the place of the help. */
export function FieldFrame({ id, label, required, errors = [], help, group = false, children }: FrameProps) {
  const title = (
    <>
      {label}
      {required && (
        <span className="yz-required" aria-hidden>
          {' '}
          *
        </span>
      )}
    </>
  );
  const labelId = `${id}__label`;
  return (
    <div className="yz-field">
      {group ? (
        <span className="yz-field-label" id={labelId}>
          {title}
        </span>
      ) : (
        <label className="yz-field-label" htmlFor={id}>
          {title}
        </label>
      )}
      <Form.Item noStyle validateStatus={errors.length > 0 ? 'error' : ''}>
        {group ? (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset would take the legend out of the grid
          <div role="group" aria-labelledby={labelId}>
            {children}
          </div>
        ) : (
          children
        )}
      </Form.Item>
      {errors.length > 0 && (
        <div className="yz-field-errors" id={errorId(id)} role="alert">
          {errors.join('；')}
        </div>
      )}
      {help && (
        <div className="yz-field-help" id={helpId(id)}>
          {help}
        </div>
      )}
    </div>
  );
}

export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, rawErrors, rawHelp, rawDescription, displayLabel, hidden, uiSchema, schema } =
    props;
  const { widget, field } = getUiOptions(uiSchema);
  if (hidden) return <div className="yz-hidden">{props.children}</div>;
  const whole = schema.type === 'object' || (schema.type === 'array' && !displayLabel);
  if (whole || field === 'files') return props.children;
  // A list that may be empty asks for nothing, though the schema wants it there.
  const asked = required && (schema.type !== 'array' || (schema.minItems ?? 0) > 0);
  const notes = [rawDescription, rawHelp].filter(Boolean);
  return (
    <FieldFrame
      id={id}
      label={label}
      required={asked}
      errors={rawErrors}
      help={notes.length > 0 ? notes.map((note) => <div key={String(note)}>{note}</div>) : undefined}
      group={typeof widget === 'string' && GROUPS.has(widget)}
    >
      {props.children}
    </FieldFrame>
  );
}

/** Errors are shown by the frame of their field. */
export const FieldErrors = (_props: FieldErrorProps): null => null;
