import { Select } from 'antd';
import type { FactDefinition } from '../../../../functions/contract/definitions/facts.ts';
import { useStudio } from './studio.ts';

type Props = {
  label: string;
  value: string | null;
  /** Which facts may be chosen. */
  fits: (fact: FactDefinition, name: string) => boolean;
  placeholder?: string;
  wrong?: boolean;
  onChange: (name: string) => void;
};

/** A fact chosen by its Chinese name; its code and where it is declared help to tell two apart. */
export function FactSelect({ label, value, fits, placeholder = '输入名称查找事实', wrong, onChange }: Props) {
  const { world } = useStudio();
  const groups = world.groups
    .map(({ title, facts }) => ({
      label: title,
      options: facts.flatMap((name) => {
        const fact = world.facts.get(name);
        return fact && fits(fact, name)
          ? [{ value: name, label: fact.label, words: `${fact.label} ${name}` }]
          : [];
      }),
    }))
    .filter(({ options }) => options.length > 0);
  return (
    <Select
      aria-label={label}
      className="ru-wide"
      value={value}
      placeholder={placeholder}
      status={wrong ? 'error' : undefined}
      showSearch={{ optionFilterProp: 'words' }}
      options={groups}
      optionRender={({ label: name, value: code }) => (
        <span className="yz-option">
          {name}
          <small>{code}</small>
        </span>
      )}
      notFoundContent="事实词典中没有符合的事实"
      popupMatchSelectWidth={false}
      onChange={onChange}
    />
  );
}
