import { Button, Input, Select, Tag } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import type { PublicMatter } from '../../../functions/contract/api.ts';
import { basisText } from '../../../functions/contract/citing.ts';
import { useMatters } from '../api/queries.ts';
import { Awaited } from '../shell/Problem.tsx';
import { empowered, saySanction, unconfirmed } from '../text/law.ts';

const STEP = 15;
type Props = { onChoose: (matter: PublicMatter) => void };

/** Finds one of the matters in force by name, field, law or number, showing what a case on it rests on. */
export function MatterPicker({ onChoose }: Props) {
  return (
    <Awaited query={useMatters()}>{(matters) => <Picker matters={matters} onChoose={onChoose} />}</Awaited>
  );
}

const haystack = (matter: PublicMatter): string =>
  [matter.id, matter.name, matter.domain, matter.type, ...matter.legalBasis.map(basisText)]
    .join(' ')
    .toLowerCase();

/** Every word must occur somewhere; matters on which a case can be filed come first, otherwise the order is kept. */
export function searchMatters(
  matters: PublicMatter[],
  text: string,
  domain: string | undefined,
): PublicMatter[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = matters.filter((matter) => {
    if (domain !== undefined && matter.domain !== domain) return false;
    const hay = haystack(matter);
    return words.every((word) => hay.includes(word));
  });
  return found.toSorted((a, b) => Number(empowered(b)) - Number(empowered(a)));
}

function Picker({ matters, onChoose }: Props & { matters: PublicMatter[] }) {
  const [text, setText] = useState('');
  const [domain, setDomain] = useState<string>();
  const [shown, setShown] = useState(STEP);
  const searched = useDeferredValue(text);
  const found = useMemo(() => searchMatters(matters, searched, domain), [matters, searched, domain]);
  const domains = useMemo(() => [...new Set(matters.map((matter) => matter.domain))], [matters]);
  return (
    <>
      <search className="yz-filter">
        <Input.Search
          allowClear
          autoFocus
          aria-label="查找执法事项"
          placeholder="事项名称、法律名称或编号，可用空格分开多个词"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setShown(STEP);
          }}
        />
        <Select
          allowClear
          aria-label="执法领域"
          placeholder="全部领域"
          value={domain}
          onChange={setDomain}
          options={domains.map((value) => ({ value, label: value }))}
        />
      </search>
      <p className="yz-dim" role="status">
        共 {matters.length} 项，符合条件 {found.length} 项
      </p>
      {found.length === 0 && <p className="yz-quiet">没有符合条件的事项。可减少查找的词，或改选领域。</p>}
      <ul className="yz-matters">
        {found.slice(0, shown).map((matter) => (
          <MatterRow key={matter.id} matter={matter} onChoose={onChoose} />
        ))}
      </ul>
      {found.length > shown && (
        <Button block onClick={() => setShown(shown + STEP)}>
          再显示 {Math.min(STEP, found.length - shown)} 项
        </Button>
      )}
    </>
  );
}

function MatterRow({ matter, onChoose }: Props & { matter: PublicMatter }) {
  return (
    <li className="yz-matter">
      <div className="yz-matter-main">
        <h3>{matter.name}</h3>
        <MatterFacts matter={matter} />
      </div>
      <Button type="primary" ghost onClick={() => onChoose(matter)} aria-label={`选择：${matter.name}`}>
        选择
      </Button>
    </li>
  );
}

/** Number, field, basis, sanctions by stage and everything still unconfirmed. */
export function MatterFacts({ matter }: { matter: PublicMatter }) {
  const gaps = unconfirmed(matter);
  return (
    <>
      <div className="yz-tags">
        <span className="yz-mono yz-dim">{matter.id}</span>
        <Tag>{matter.domain}</Tag>
        <Tag>{matter.type}</Tag>
        {gaps.map((gap) => (
          <Tag key={gap} color="gold">
            {gap}
          </Tag>
        ))}
      </div>
      {!empowered(matter) && (
        <p className="yz-tone-warn">
          赋权尚未确认，暂不能立案。可以登记线索，先行制止、固定证据，移送有权部门。
        </p>
      )}
      <dl className="yz-facts">
        <dt>依据</dt>
        <dd>{matter.legalBasis.map(basisText).join('；')}</dd>
        <dt>处理</dt>
        <dd>
          {matter.stages.map((stage, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the stages of a matter never move
            <div key={index}>
              {stage.condition ? `${stage.condition}：` : ''}
              {stage.sanctions.map(saySanction).join('；') || '未规定处罚'}
            </div>
          ))}
        </dd>
      </dl>
    </>
  );
}
