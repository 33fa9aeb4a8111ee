/** Controls for values of facts, by their type: money in yuan, areas with their unit, days, choices by their names. */
import { Checkbox, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { FactDefinition, FactValue } from '../../../../functions/contract/definitions/facts.ts';
import { isNumeric } from '../../../../functions/contract/fact-types.ts';
import { unitOf } from '../../../../functions/contract/wording.ts';
import { showInstant } from '../../text/time.ts';
import { useStudio } from './studio.ts';

type Props = {
  fact: FactDefinition;
  value: FactValue | undefined;
  label: string;
  /** What an empty control says. */
  empty?: string;
  /** Several members may be given of a single choice: a bound `属于其中之一`. */
  many?: boolean;
  wrong?: boolean;
  onChange: (value: FactValue | undefined) => void;
};

export function FactInput(props: Props) {
  const { fact } = props;
  if (isNumeric(fact.type)) return <NumberInput {...props} />;
  if (fact.type === 'boolean') return <BooleanInput {...props} />;
  if (fact.type === 'date') return <DayInput {...props} />;
  if (fact.type === 'instant') return <InstantInput {...props} />;
  if (fact.type === 'enum' || fact.type === 'set') return <ChoiceInput {...props} />;
  return (
    <Input
      aria-label={props.label}
      placeholder={props.empty}
      status={statusOf(props)}
      value={typeof props.value === 'string' ? props.value : ''}
      onChange={(event) => props.onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  );
}

const statusOf = ({ wrong }: Props) => (wrong ? ('error' as const) : undefined);

function NumberInput(props: Props) {
  const { fact, value, label, empty, onChange } = props;
  const money = fact.type === 'money.fen';
  const unit = unitOf(fact.type);
  const shown = typeof value === 'number' ? (money ? value / 100 : value) : null;
  return (
    <InputNumber
      aria-label={label}
      className="ru-wide"
      placeholder={empty ?? ''}
      status={statusOf(props)}
      value={shown}
      min={0}
      controls={false}
      {...(money ? { precision: 2 } : fact.type === 'count' ? { precision: 0 } : {})}
      {...(unit ? { suffix: unit } : {})}
      formatter={(text) => (money ? tidy(text) : `${text ?? ''}`)}
      parser={(text) => Number((text ?? '').replaceAll(',', ''))}
      onChange={(amount) => onChange(amount === null ? undefined : money ? Math.round(amount * 100) : amount)}
    />
  );
}

/** `1,200`, and cents only where there are any. */
const tidy = (text: string | number | undefined): string =>
  `${text ?? ''}`.replace(/\.00$/, '').replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

function BooleanInput(props: Props) {
  const { value, label, empty, onChange } = props;
  return (
    <Select
      aria-label={label}
      className="ru-wide"
      allowClear={empty !== undefined}
      placeholder={empty ?? '选择'}
      status={statusOf(props)}
      value={typeof value === 'boolean' ? value : null}
      onChange={(chosen: boolean | null | undefined) => onChange(chosen ?? undefined)}
      options={[
        { value: true, label: '是' },
        { value: false, label: '否' },
      ]}
    />
  );
}

export function DayInput(props: Omit<Props, 'fact'>) {
  const { value, label, empty, wrong, onChange } = props;
  return (
    <DatePicker
      aria-label={label}
      className="ru-wide"
      value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
      placeholder={empty ?? '选择日期'}
      status={wrong ? 'error' : undefined}
      onChange={(day: Dayjs | null) => onChange(day ? day.format('YYYY-MM-DD') : undefined)}
    />
  );
}

/** Shanghai's wall clock; the fact holds the UTC instant. */
function InstantInput(props: Props) {
  const { value, label, empty, onChange } = props;
  return (
    <DatePicker
      aria-label={label}
      className="ru-wide"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      placeholder={empty ?? '选择日期和时刻'}
      status={statusOf(props)}
      value={typeof value === 'string' ? dayjs(showInstant(value)) : null}
      onChange={(wall: Dayjs | null) =>
        onChange(wall ? new Date(`${wall.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString() : undefined)
      }
    />
  );
}

function ChoiceInput(props: Props) {
  const { fact, value, label, empty, many = false, onChange } = props;
  const list = many || fact.type === 'set';
  const { world } = useStudio();
  const open = fact.values === undefined;
  const chosen = value === undefined ? [] : [value].flat().map(String);
  return (
    <div className="ru-choice">
      <Select
        aria-label={label}
        className="ru-wide"
        mode={list ? (open ? 'tags' : 'multiple') : open ? 'tags' : undefined}
        {...(open && !list ? { maxCount: 1 } : {})}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={empty !== undefined}
        placeholder={Array.isArray(value) && value.length === 0 ? '一个也没有' : (empty ?? '选择')}
        status={statusOf(props)}
        value={list || open ? chosen : (chosen[0] ?? null)}
        options={(fact.values ?? chosen).map((code) => ({
          value: code,
          label: fact.valueLabels?.[code] ?? world.words.name(code) ?? code,
        }))}
        notFoundContent={open ? '输入代码后回车' : '没有这一项'}
        onChange={(next: string | string[] | null | undefined) => onChange(taken(next, list, fact))}
      />
      {fact.type === 'set' && !many ? (
        <Checkbox
          checked={Array.isArray(value) && value.length === 0}
          onChange={(event) => onChange(event.target.checked ? [] : undefined)}
        >
          一个也没有
        </Checkbox>
      ) : null}
    </div>
  );
}

function taken(next: string | string[] | null | undefined, list: boolean, fact: FactDefinition) {
  const members = [next ?? []].flat();
  if (members.length === 0) return undefined;
  if (!list) return members.at(-1);
  const order = fact.values;
  return order ? members.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)) : members;
}
