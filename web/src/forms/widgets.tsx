/** The app's own input controls, by the name a form's `ui:widget` gives. */

import type { WidgetProps } from '@rjsf/utils';
import { DatePicker, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { usePeople } from '../api/queries.ts';
import type { Colleague } from '../api/shapes.ts';
import { dayOf, now, showInstant } from '../text/time.ts';

const FULL = { width: '100%' } as const;
const described = (id: string): string => `${id}__error ${id}__description ${id}__help`;

export function DayWidget({ id, value, disabled, readonly, onChange, required }: WidgetProps) {
  return (
    <DatePicker
      id={id}
      style={FULL}
      value={value ? dayjs(value) : null}
      disabled={disabled || readonly}
      format="YYYY-MM-DD"
      placeholder="选择日期"
      aria-required={required}
      aria-describedby={described(id)}
      onChange={(day: Dayjs | null) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  );
}

/** The picker shows Shanghai's wall clock whatever zone the computer is set to; the form holds the UTC instant. */
export function InstantWidget({ id, value, disabled, readonly, onChange, required }: WidgetProps) {
  return (
    <DatePicker
      id={id}
      style={FULL}
      showTime={{ format: 'HH:mm' }}
      showNow={false}
      format="YYYY-MM-DD HH:mm"
      placeholder="选择日期和时刻"
      value={value ? dayjs(showInstant(value)) : null}
      disabled={disabled || readonly}
      aria-required={required}
      aria-describedby={described(id)}
      onChange={(wall: Dayjs | null) =>
        onChange(wall ? new Date(`${wall.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString() : undefined)
      }
    />
  );
}

/** Yuan, as the law prints amounts; the fact mapping turns them into fen. */
export function MoneyWidget({ id, value, schema, disabled, readonly, onChange }: WidgetProps) {
  return (
    <InputNumber
      id={id}
      style={FULL}
      value={value ?? null}
      disabled={disabled || readonly}
      min={schema.minimum ?? 0}
      precision={schema.type === 'integer' ? 0 : 2}
      suffix="元"
      controls={false}
      formatter={(text) => `${text ?? ''}`.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
      parser={(text) => Number(text?.replaceAll(',', '') ?? '')}
      aria-describedby={described(id)}
      onChange={(amount) => onChange(amount ?? undefined)}
    />
  );
}

/** Whether somebody counts as one of the two certified officers today, in words. */
function certificateOf(person: Colleague): string {
  const { certificate } = person;
  if (!certificate) return '无行政执法证';
  const today = dayOf(now());
  if (today > certificate.to) return `证号 ${certificate.number}，已于 ${certificate.to} 失效`;
  if (today < certificate.from) return `证号 ${certificate.number}，自 ${certificate.from} 起有效`;
  return `证号 ${certificate.number}，有效至 ${certificate.to}`;
}

const isOfficer = (person: Colleague): boolean =>
  person.roles.some((role) => role === 'OFFICER' || role === 'TEAM_LEAD');

/**
 * `ui:widget: "people"`: officers by name and certificate. One id, or a list where the field is a list. With the option
 * `everybody` all people of the township: reviewers, hosts and leaders are named too.
 */
export function PeopleWidget({ id, value, schema, options, disabled, readonly, onChange }: WidgetProps) {
  const query = usePeople();
  const many = schema.type === 'array';
  const chosen = new Set(many ? ((value as string[] | undefined) ?? []) : [value]);
  const everybody = options.everybody === true;
  const people = (query.data ?? []).filter(
    (person) => everybody || isOfficer(person) || chosen.has(person.id),
  );
  return (
    <Select
      id={id}
      style={FULL}
      {...(many ? { mode: 'multiple' as const } : {})}
      value={value ?? (many ? [] : undefined)}
      disabled={disabled || readonly}
      loading={query.isPending}
      placeholder={everybody ? '选择人员' : '选择执法人员'}
      notFoundContent={query.isError ? '人员名录没有加载出来，请稍后再试' : '没有符合的人员'}
      showSearch={{ optionFilterProp: 'label' }}
      options={people.map((person) => ({
        value: person.id,
        label: person.name,
        about: `${person.title} · ${certificateOf(person)}`,
      }))}
      optionRender={(option) => (
        <span className="yz-option">
          {option.label}
          <small>{(option.data as { about: string }).about}</small>
        </span>
      )}
      aria-describedby={described(id)}
      onChange={(next) => onChange(Array.isArray(next) && next.length === 0 ? undefined : next)}
    />
  );
}
