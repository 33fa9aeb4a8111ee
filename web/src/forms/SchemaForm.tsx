import { Theme } from '@rjsf/antd';
import { withTheme } from '@rjsf/core';
import type { ErrorSchema, RJSFSchema, UiSchema } from '@rjsf/utils';
import { Button } from 'antd';
import { type KeyboardEvent, type ReactNode, useMemo } from 'react';
import type { FormView } from '../../../functions/contract/api.ts';
import { usePeople } from '../api/queries.ts';
import { officesOf } from '../text/names.ts';
import { openConcerned } from './concerns.ts';
import { FieldErrors, FieldTemplate } from './FieldTemplate.tsx';
import { FilesField } from './FilesField.tsx';
import { OfficeWidget } from './OfficeWidget.tsx';
import { asksForOffices, withOfficeNames } from './offices.ts';
import { ArrayItemTemplate, ArrayTemplate, ObjectTemplate, OptionalControl } from './templates.tsx';
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
    office: OfficeWidget,
  },
  fields: { ...Theme.fields, files: FilesField },
  templates: {
    ...Theme.templates,
    ObjectFieldTemplate: ObjectTemplate,
    ArrayFieldTemplate: ArrayTemplate,
    ArrayFieldItemTemplate: ArrayItemTemplate,
    FieldTemplate,
    FieldErrorTemplate: FieldErrors,
    OptionalDataControlsTemplate: OptionalControl,
  },
});

/** Nothing is answered for the person: an offered choice is not a choice made. */
const DEFAULTS = {
  constAsDefaults: 'never',
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'never' },
  requiredBooleanDefault: 'skip',
} as const;

const NONE: string[] = [];
/** rjsf takes a form with conditions for one of its own groups, which might be left out. */
const NEVER_OPTIONAL = { 'ui:enableOptionalDataFieldForType': [] };

/** What is filed stays on record: Enter in a field, a typed day confirmed with it, files nothing; the button does. */
function keepFromFiling(event: KeyboardEvent) {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

type Props = {
  id?: string;
  form: FormView;
  data: Data;
  busy: boolean;
  /** What the server said about single fields. */
  serverErrors: ErrorSchema | undefined;
  submitText: string;
  /** Choices of the form's `ui:concernedBy` that the case's matter brings along. */
  concerned?: string[] | undefined;
  /** Beside the button that files the form. */
  beside?: ReactNode;
  onChange: (data: Data) => void;
  onSubmit: (data: Data) => void;
  onInvalid: (count: number) => void;
};

/** A form of the release as rjsf draws it, in Chinese, judged by the app's own validator. */
export function SchemaForm({
  id = 'form',
  form,
  data,
  busy,
  serverErrors,
  submitText,
  concerned = NONE,
  beside,
  onChange,
  onSubmit,
  onInvalid,
}: Props) {
  const schema = form.schema as RJSFSchema;
  const plain = useMemo(
    () => ({ ...uiOf(schema, form.ui as UiSchema), ...NEVER_OPTIONAL }),
    [schema, form.ui],
  );
  const people = usePeople(asksForOffices(plain)).data;
  const ui = useMemo(() => openConcerned(schema, plain, data, concerned), [schema, plain, data, concerned]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it adds no interaction, it keeps one from happening
    <div onKeyDown={keepFromFiling}>
      <Themed
        id={id}
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
        onChange={({ formData = {} }) =>
          onChange(withOfficeNames(plain, data, formData, officesOf(people ?? [])))
        }
        onSubmit={(event) => onSubmit(tidy(event.formData ?? {}, schema) as Data)}
        onError={(errors) => onInvalid(errors.length)}
      >
        <div className="yz-submits">
          <Button type="primary" htmlType="submit" loading={busy} size="large" className="yz-submit">
            {submitText}
          </Button>
          {beside}
        </div>
      </Themed>
    </div>
  );
}
