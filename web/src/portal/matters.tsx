import { useDeferredValue, useMemo, useState } from 'react';
import type { PublicMatter } from '../../../functions/contract/api.ts';
import { basisText } from '../../../functions/contract/citing.ts';
import { go, putQuery, useAddress, withQuery } from './address.tsx';
import { type MatterList, publicPath, useRead } from './api.ts';
import { byDomain } from './home.tsx';
import { Empty, Heading, PrintButton, Show, StatusBadge } from './parts.tsx';
import { Link, useTownship } from './township.tsx';
import { searchText, stageTexts } from './words.ts';

/** 执法事项清单: all published matters of the township, on one page that can be searched and printed. */
export function MattersPage() {
  const { chosen } = useTownship();
  const loaded = useRead<MatterList>(publicPath('matters', { limit: 500, tenant: chosen.id }));
  return (
    <>
      <Heading title="执法事项清单">{chosen.name}执法事项清单</Heading>
      <Show loaded={loaded} missing="本乡镇还没有发布事项清单。">
        {(list) =>
          list.items.length === 0 ? <Empty>本乡镇还没有发布事项清单。</Empty> : <Browse list={list} />
        }
      </Show>
    </>
  );
}

type Filter = { words: string; domain: string; status: string };

function Browse({ list }: { list: MatterList }) {
  const { path, search } = useAddress();
  const domain = search.get('domain') ?? '';
  const status = search.get('status') ?? '';
  const [words, setWords] = useState(search.get('q') ?? '');
  const shown = useShown(list.items, { words: useDeferredValue(words), domain, status });
  const put = (name: string, value: string) => putQuery(name, value, true);
  return (
    <>
      <search className="filters">
        <label className="grow">
          <span>搜索</span>
          <input
            type="search"
            value={words}
            placeholder="事项、法律、部门，如 林地、森林法、水务局"
            onChange={(event) => setWords(event.target.value)}
            onBlur={() => put('q', words.trim())}
          />
        </label>
        <label>
          <span>领域</span>
          <select value={domain} onChange={(event) => put('domain', event.target.value)}>
            <option value="">全部领域（{list.items.length}）</option>
            {byDomain(list.items).map(([name, count]) => (
              <option key={name} value={name}>
                {name}（{count}）
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>赋权</span>
          <select value={status} onChange={(event) => put('status', event.target.value)}>
            <option value="">全部</option>
            <option value="已确认">已确认</option>
            <option value="未确认">未确认</option>
          </select>
        </label>
      </search>
      <div className="tools">
        <p role="status">
          共 <b>{shown.length}</b> 项{shown.length < list.total ? `（清单全部 ${list.total} 项）` : ''}
          ，清单第
          {list.release}版
        </p>
        <PrintButton />
      </div>
      {shown.length === 0 ? (
        <Empty>
          <p>没有符合条件的事项。</p>
          <button
            type="button"
            onClick={() => {
              setWords('');
              go(withQuery(path, onlyTenant(search)), true);
            }}
          >
            清除条件
          </button>
        </Empty>
      ) : (
        <ul className="matters">
          {shown.map((matter) => (
            <MatterLine key={matter.id} matter={matter} />
          ))}
        </ul>
      )}
    </>
  );
}

function onlyTenant(before: URLSearchParams): URLSearchParams {
  const tenant = before.get('tenant');
  return new URLSearchParams(tenant === null ? {} : { tenant });
}

function useShown(matters: readonly PublicMatter[], { words, domain, status }: Filter): PublicMatter[] {
  const lines = useMemo(() => matters.map((matter) => ({ matter, text: searchText(matter) })), [matters]);
  return useMemo(() => {
    const wanted = words.trim().toLowerCase().split(/\s+/);
    return lines
      .filter(({ matter }) => domain === '' || matter.domain === domain)
      .filter(({ matter }) => status === '' || matter.status === status)
      .filter(({ text }) => wanted.every((word) => text.includes(word)))
      .map(({ matter }) => matter);
  }, [lines, words, domain, status]);
}

function MatterLine({ matter }: { matter: PublicMatter }) {
  return (
    <li>
      <article>
        <div className="what">
          <h2>
            <Link to={`/matters/${matter.id}`}>{matter.name}</Link>
          </h2>
          <p className="meta">
            <span>{matter.domain}</span>
            <span>{matter.type}</span>
            <span>{matter.id}</span>
          </p>
          <StatusBadge matter={matter} />
        </div>
        <dl>
          <div>
            <dt>依据</dt>
            <dd>{matter.legalBasis.map(basisText).join('、')}</dd>
          </div>
          <div>
            <dt>{matter.type === '行政处罚' ? '处罚' : '措施'}</dt>
            <dd>
              <Sanctions stages={matter.stages} />
            </dd>
          </div>
          <div>
            <dt>原部门</dt>
            <dd>{matter.originalDepartment ?? '没有单一的原部门'}</dd>
          </div>
        </dl>
      </article>
    </li>
  );
}

/** Each circumstance of the article and what it leads to. */
export function Sanctions({ stages }: { stages: PublicMatter['stages'] }) {
  if (stages.length === 0) return <>不设罚款等处罚，按事项名称所列措施办理</>;
  return (
    <ul className="sanctions">
      {stageTexts(stages).map(({ condition, text }) => (
        <li key={`${condition}${text}`}>
          {condition === null ? null : <b>{condition}：</b>}
          {text === '' ? '不设罚款' : text}
        </li>
      ))}
    </ul>
  );
}
