import { Theme } from '@rjsf/antd';
import { withTheme } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema, UiSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { useMemo } from 'react';
import type { FormView } from '../../../functions/contract/api.ts';
import { FieldErrors, FieldTemplate } from './FieldTemplate.tsx';
import { FilesField } from './FilesField.tsx';
import { ArrayItemTemplate, ArrayTemplate, ObjectTemplate } from './templates.tsx';
import { tidy } from './tidy.ts';
import { translate } from './translate.ts';
import { uiOf } from './uiOf.ts';
import { validator } from './validator.ts';
import { DayWidget, InstantWidget, MoneyWidget, PeopleWidget } from './widgets.tsx';

type Data = Record<string, unknown>;
const Themed = withTheme<Data, RJSFSchema>({
  ...Theme,
  widgets: {
    ...Theme.widgets,
    DateWidget: DayWidget,
    DateTimeWidget: InstantWidget,
    people: PeopleWidget,
    money: MoneyWidget,
  },
  fields: { ...Theme.fields, files: FilesField },
  templates: {
    ...Theme.templates,
    ObjectFieldTemplate: ObjectTemplate,
    ArrayFieldTemplate: ArrayTemplate,
    ArrayFieldItemTemplate: ArrayItemTemplate,
    FieldTemplate,
    FieldErrorTemplate: FieldErrors,
  },
});

/** Nothing is answered for the person: an offered choice is not a choice made. */
const DEFAULTS = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'never' },
  requiredBooleanDefault: 'skip',
} as const;

type Props = {
  form: FormView;
  data: Data;
  busy: boolean;
  /** What the server said about single fields. */
  serverErrors: ErrorSchema | undefined;
  submitText: string;
  onChange: (data: Data) => void;
  onSubmit: (data: Data) => void;
  onInvalid: (count: number) => void;
};

/** A form of the release as rjsf draws it, in Chinese, judged by the app's own validator. */
export function SchemaForm({
  form,
  data,
  busy,
  serverErrors,
  submitText,
  onChange,
  onSubmit,
  onInvalid,
}: Props) {
  const schema = form.schema as RJSFSchema;
  const ui = useMemo(() => uiOf(schema, form.ui as UiSchema), [schema, form.ui]);
  return (
    <Themed
      schema={schema}
      uiSchema={ui}
      formData={data}
      validator={validator}
      idPrefix="f"
      disabled={busy}
      experimental_defaultFormStateBehavior={DEFAULTS}
      translateString={translate}
      extraErrors={serverErrors as ErrorSchema<Data> | undefined}
      extraErrorsBlockSubmit={false}
      showErrorList={false}
      focusOnFirstError
      noHtml5Validate
      omitExtraData
      onChange={(event) => onChange(event.formData ?? {})}
      onSubmit={(event) => onSubmit(tidy(event.formData ?? {}, schema) as Data)}
      onError={(errors) => onInvalid(errors.length)}
    >
      <Button type="primary" htmlType="submit" loading={busy} size="large" className="yz-submit">
        {submitText}
      </Button>
    </Themed>
  );
}
