import { Grid, Input, Select, Table, Tag } from 'antd';
import { useDeferredValue, useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { PublicMatter } from '../../../../functions/contract/api.ts';
import { basisText } from '../../../../functions/contract/citing.ts';
import { DOMAINS } from '../../../../functions/contract/ids.ts';
import { useMatters } from '../../api/queries.ts';
import { searchText } from '../../portal/words.ts';
import { PageFrame } from '../../shell/Page.tsx';
import { Awaited, Nothing } from '../../shell/Problem.tsx';
import { NewDefinition } from '../NewDefinition.tsx';
import { useDefinitions } from '../queries.ts';
import { MattersSheet } from '../release/MattersSheet.tsx';

const PAGE = 20;

/** 事项: all matters of the live release, searched and filtered in the browser. */
export function MattersPage() {
  const matters = useMatters();
  const lines = useDefinitions('matter');
  return (
    <PageFrame
      title="事项"
      lead="赋权未确认的事项不得立案。确认赋权：打开事项，填写省级决定、公布情况和承接日期；事项多的，导出表格填写后导入。"
      side={
        <>
          <MattersSheet />
          {lines.data ? <NewDefinition kind="matter" lines={lines.data.items} /> : null}
        </>
      }
    >
      <Awaited query={matters}>
        {(items) => (items.length === 0 ? <Nothing text="现行版本中没有事项" /> : <Browse matters={items} />)}
      </Awaited>
    </PageFrame>
  );
}

function Browse({ matters }: { matters: PublicMatter[] }) {
  const [search, setSearch] = useSearchParams();
  const asked = (name: string): string => search.get(name) ?? '';
  const put = (name: string, value: string | undefined) => {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        if (name !== 'page') next.delete('page');
        return next;
      },
      { replace: true },
    );
  };
  const shown = useShown(matters, useDeferredValue(asked('q')), asked('domain'), asked('status'));
  return (
    <>
      <search className="ad-filters">
        <Input.Search
          allowClear
          value={asked('q')}
          placeholder="事项、法律、部门、编号"
          aria-label="搜索事项"
          onChange={(event) => put('q', event.target.value)}
        />
        <Select
          allowClear
          aria-label="领域"
          placeholder="全部领域"
          value={asked('domain') || null}
          onChange={(value) => put('domain', value ?? undefined)}
          options={[...DOMAINS, '通用'].map((domain) => ({ value: domain, label: domain }))}
        />
        <Select
          allowClear
          aria-label="赋权"
          placeholder="赋权情况"
          value={asked('status') || null}
          onChange={(value) => put('status', value ?? undefined)}
          options={['未确认', '已确认'].map((status) => ({ value: status, label: `赋权${status}` }))}
        />
        <span className="yz-dim" role="status">
          共 {shown.length} 项{shown.length < matters.length ? `，全部 ${matters.length} 项` : ''}
        </span>
      </search>
      <Lines matters={shown} page={Number(asked('page')) || 1} onPage={(page) => put('page', String(page))} />
    </>
  );
}

function useShown(matters: PublicMatter[], words: string, domain: string, status: string): PublicMatter[] {
  return useMemo(() => {
    const wanted = words.trim().toLowerCase().split(/\s+/);
    return matters.filter(
      (matter) =>
        (domain === '' || matter.domain === domain) &&
        (status === '' || matter.status === status) &&
        wanted.every((word) => searchText(matter).includes(word)),
    );
  }, [matters, words, domain, status]);
}

type LinesProps = { matters: PublicMatter[]; page: number; onPage: (page: number) => void };
function Lines({ matters, page, onPage }: LinesProps) {
  const wide = Grid.useBreakpoint().md ?? true;
  return (
    <Table<PublicMatter>
      rowKey="id"
      size="middle"
      className="ad-matters"
      showHeader={wide}
      dataSource={matters}
      locale={{ emptyText: '没有符合条件的事项' }}
      pagination={{
        pageSize: PAGE,
        current: page,
        onChange: onPage,
        showSizeChanger: false,
        hideOnSinglePage: true,
      }}
      columns={wide ? WIDE : NARROW}
    />
  );
}

const name = (matter: PublicMatter) => <Link to={`/admin/matters/${matter.id}`}>{matter.name}</Link>;
const status = (matter: PublicMatter) => (
  <Tag {...(matter.status === '已确认' ? { color: 'green' } : { className: 'ad-unsure' })}>
    {matter.type === '法定职权' ? '法定职权' : `赋权${matter.status}`}
  </Tag>
);
const bases = (matter: PublicMatter) => matter.legalBasis.map(basisText).join('、');

const WIDE = [
  { title: '编号', dataIndex: 'id', width: 88 },
  { title: '事项', key: 'name', render: (_: unknown, matter: PublicMatter) => name(matter) },
  { title: '领域', dataIndex: 'domain', width: 128 },
  { title: '依据', key: 'basis', render: (_: unknown, matter: PublicMatter) => bases(matter) },
  { title: '赋权', key: 'status', width: 116, render: (_: unknown, matter: PublicMatter) => status(matter) },
];
const NARROW = [
  {
    title: '事项',
    key: 'name',
    render: (_: unknown, matter: PublicMatter) => (
      <>
        {name(matter)}
        <div className="yz-dim">
          {matter.id} · {matter.domain}
        </div>
        <div className="yz-dim">{bases(matter)}</div>
        {status(matter)}
      </>
    ),
  },
];
