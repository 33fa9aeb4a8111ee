import { DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import type { Colleague } from '../api/shapes.ts';
import { type Departments, withDepartment } from './departments.ts';
import { type DueFilter, FIELDS, type Until, type Whose } from './filter.ts';

const WHOSE: { value: Whose; label: string }[] = [
  { value: 'me', label: '我的' },
  { value: 'all', label: '全部' },
  { value: 'officer', label: '按人员' },
  { value: 'domain', label: '按领域（主管部门）' },
];
const UNTIL: { value: Until; label: string }[] = [
  { value: 'none', label: '不限' },
  { value: 'week', label: '本周' },
  { value: 'month', label: '本月' },
  { value: 'day', label: '选择' },
];

type Props = { filter: DueFilter; today: string; people: Colleague[]; departments: Departments };

/** What is chosen stands in the address, so that going back from a case comes to the same list. */
export function DueFilters({ filter, today, people, departments }: Props) {
  const [, setSearch] = useSearchParams();
  const put = (change: Record<string, string>) =>
    setSearch((old) => new URLSearchParams({ ...Object.fromEntries(old), ...change }), { replace: true });
  const officers = people.filter((person) => person.org === 'town' && person.certificate);
  return (
    <div className="yz-card yz-due-filter">
      <div className="yz-due-pick">
        <span className="yz-dim" id="due-whose">
          范围
        </span>
        <Segmented
          aria-labelledby="due-whose"
          options={WHOSE}
          value={filter.whose}
          onChange={(whose) => put({ whose })}
        />
        {filter.whose === 'officer' && (
          <Select
            aria-label="人员"
            placeholder="选择人员"
            className="yz-due-select"
            showSearch={{ optionFilterProp: 'label' }}
            value={filter.officer}
            onChange={(officer: string) => put({ officer })}
            options={officers.map(({ id, name, title }) => ({ value: id, label: `${name}（${title}）` }))}
          />
        )}
        {filter.whose === 'domain' && (
          <Select
            aria-label="领域（主管部门）"
            placeholder="选择领域（主管部门）"
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            className="yz-due-select"
            value={filter.domain}
            onChange={(domain: string) => put({ domain })}
            options={FIELDS.map((field) => ({ value: field, label: withDepartment(field, departments) }))}
          />
        )}
      </div>
      <div className="yz-due-pick">
        <span className="yz-dim" id="due-until">
          截止日
        </span>
        <Segmented
          aria-labelledby="due-until"
          options={UNTIL}
          value={filter.until}
          onChange={(until) => put(until === 'day' && !filter.day ? { until, day: today } : { until })}
        />
        {filter.until === 'day' && (
          <DatePicker
            aria-label="截止日"
            allowClear={false}
            value={filter.day ? dayjs(filter.day) : null}
            onChange={(day) => day && put({ day: day.format('YYYY-MM-DD') })}
          />
        )}
      </div>
    </div>
  );
}
