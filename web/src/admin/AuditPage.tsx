import { Input, Table, Tag } from 'antd';
import { useState } from 'react';
import type { AuditEntry } from '../../../functions/contract/api.ts';
import { ERRORS, type ErrorCode } from '../../../functions/contract/errors.ts';
import { CaseId } from '../../../functions/contract/ids.ts';
import { ROUTES } from '../../../functions/contract/routes.ts';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import { useAudit } from './queries.ts';

const titles = new Map(ROUTES.map((route) => [route.id, route.title]));
const whatText = (what: string): string => titles.get(what) ?? what;
const codeText = (code: string): string =>
  Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode][1] : code;

/** 审计日志: who did or tried what, the refused included, with the articles it was refused by. Read only. */
export function AuditPage() {
  const [caseId, setCaseId] = useState<string>();
  return (
    <PageFrame title="审计日志" lead="只读。被规则拒绝的提交、查看举报人信息等操作都留在这里，不能修改。">
      <CaseFilter onChange={setCaseId} />
      <Entries key={caseId ?? ''} caseId={caseId} />
    </PageFrame>
  );
}

function CaseFilter({ onChange }: { onChange: (caseId: string | undefined) => void }) {
  const [wrong, setWrong] = useState(false);
  return (
    <div className="ad-search">
      <Input.Search
        allowClear
        placeholder="按案件编号查，如 C-…"
        aria-label="案件编号"
        status={wrong ? 'error' : ''}
        onSearch={(text) => {
          const asked = text.trim();
          const fits = asked === '' || CaseId.safeParse(asked).success;
          setWrong(!fits);
          if (fits) onChange(asked === '' ? undefined : asked);
        }}
      />
      {wrong ? <p role="alert">案件编号为 C- 加二十位小写字母和数字。</p> : null}
    </div>
  );
}

function Entries({ caseId }: { caseId: string | undefined }) {
  const pages = usePages();
  const audit = useAudit(pages.cursor, caseId);
  return (
    <Awaited query={audit}>
      {(page) =>
        page.items.length === 0 ? (
          <Nothing text={caseId ? '这个案件没有审计记录' : '还没有审计记录'} />
        ) : (
          <>
            <Table<AuditEntry>
              className="ad-audit"
              size="middle"
              pagination={false}
              rowKey={(entry) => `${entry.at}${entry.actor}${entry.what}${entry.detail}`}
              dataSource={page.items}
              scroll={{ x: 820 }}
              columns={[
                {
                  title: '时间',
                  dataIndex: 'at',
                  width: 150,
                  render: (at: string) => <time dateTime={at}>{showInstant(at)}</time>,
                },
                { title: '人员', dataIndex: 'actor', width: 130 },
                { title: '事情', dataIndex: 'what', width: 150, render: whatText },
                { title: '内容', render: (_, entry) => <Said entry={entry} /> },
              ]}
            />
            <Pager pages={pages} page={page} />
          </>
        )
      }
    </Awaited>
  );
}

function Said({ entry }: { entry: AuditEntry }) {
  return (
    <>
      {entry.code === null ? null : <Tag color="red">{codeText(entry.code)}</Tag>}
      {entry.detail}
      {entry.basis.length === 0 ? null : <div className="yz-dim">依据：{entry.basis.join('、')}</div>}
      {entry.caseId === null ? null : <div className="ad-where">{entry.caseId}</div>}
    </>
  );
}
