import type { WidgetProps } from '@rjsf/utils';
import { Select } from 'antd';
import { useState } from 'react';
import { usePeople } from '../api/queries.ts';
import { officesOf } from '../text/names.ts';

/** `ui:widget: "office"`: another authority by name; its code is what the form holds. */
export function OfficeWidget({ id, value, schema, disabled, readonly, onChange }: WidgetProps) {
  const query = usePeople();
  const [typed, setTyped] = useState('');
  const offices = officesOf(query.data ?? []);
  const known = offices.some((office) => office.org === typed);
  // An authority without people in the directory can still be named by the code it is known by.
  const isCode = !known && typed !== '' && new RegExp(schema.pattern ?? '').test(typed);
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={value}
      allowClear
      disabled={disabled || readonly}
      loading={query.isPending}
      placeholder="选择机关"
      notFoundContent={query.isError ? '机构名录没有加载出来，请稍后再试' : '名录中没有；可输入机构代码'}
      showSearch={{ optionFilterProp: 'search', onSearch: setTyped }}
      options={[
        ...offices.map(({ org, name }) => ({ value: org, label: name, search: `${name} ${org}` })),
        ...(isCode ? [{ value: typed, label: `名录以外的机关：${typed}`, search: typed }] : []),
      ]}
      aria-describedby={`${id}__error ${id}__description ${id}__help`}
      onChange={(org: string | undefined) => onChange(org)}
    />
  );
}
