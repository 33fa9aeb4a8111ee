import { Input, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AuditEntry } from '../../../functions/contract/api.ts';
import { ERRORS, type ErrorCode } from '../../../functions/contract/errors.ts';
import { ROUTES } from '../../../functions/contract/routes.ts';
import { handlesCases, useMe } from '../auth/me.tsx';
import { PageFrame, Pager, usePages } from '../shell/Page.tsx';
import { Awaited, Nothing } from '../shell/Problem.tsx';
import { readCaseNumber, ShortCaseNumber } from '../text/case-number.tsx';
import { showInstant } from '../text/time.ts';
import { useAudit } from './queries.ts';
import { usePersonnel } from './rights.ts';

const titles = new Map(ROUTES.map((route) => [route.id, route.title]));
const whatText = (what: string): string => titles.get(what) ?? what;
const codeText = (code: string): string =>
  Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode][1] : code;

/** 审计日志: who did or tried what, the refused included, with the articles it was refused by. Read only. */
export function AuditPage() {
  const [search, setSearch] = useSearchParams();
  const caseId = readCaseNumber(search.get('case') ?? '') ?? undefined;
  return (
    <PageFrame title="审计日志" lead="只读。被规则拒绝的提交、查看举报人信息等操作都留在这里，不能修改。">
      <CaseFilter
        key={caseId ?? ''}
        asked={caseId ?? ''}
        onChange={(asked) => setSearch(asked ? { case: asked } : {})}
      />
      <Entries key={`entries ${caseId}`} caseId={caseId} />
    </PageFrame>
  );
}

function CaseFilter({ asked, onChange }: { asked: string; onChange: (caseId: string) => void }) {
  const [wrong, setWrong] = useState(false);
  return (
    <div className="ad-search">
      <Input.Search
        allowClear
        defaultValue={asked}
        placeholder="按案件编号查，如 C-…"
        aria-label="案件编号"
        status={wrong ? 'error' : ''}
        onSearch={(text) => {
          const caseId = text.trim() === '' ? '' : readCaseNumber(text);
          setWrong(caseId === null);
          if (caseId !== null) onChange(caseId);
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
            <table className="yz-table ad-audit">
              <thead>
                <tr>
                  <th scope="col">时间</th>
                  <th scope="col">人员</th>
                  <th scope="col">事情</th>
                  <th scope="col">内容</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((entry) => (
                  <Line key={`${entry.at}${entry.actor}${entry.what}${entry.detail}`} entry={entry} />
                ))}
              </tbody>
            </table>
            <Pager pages={pages} page={page} />
          </>
        )
      }
    </Awaited>
  );
}

function Line({ entry }: { entry: AuditEntry }) {
  return (
    <tr>
      <td>
        <time className="yz-nowrap" dateTime={entry.at}>
          {showInstant(entry.at)}
        </time>
      </td>
      <td data-label="人员">
        <Who id={entry.actor} />
      </td>
      <td data-label="事情">
        <span>{whatText(entry.what)}</span>
      </td>
      <td data-label="内容">
        <Said entry={entry} />
      </td>
    </tr>
  );
}

/** By name and office; the account where it is nobody's any more. */
function Who({ id }: { id: string }) {
  const person = usePersonnel().get(id);
  return (
    <div>
      {person?.name ?? id}
      {person?.title ? <div className="yz-dim">{person.title}</div> : null}
    </div>
  );
}

function Said({ entry: { code, detail, basis, caseId } }: { entry: AuditEntry }) {
  // a refusal by rules says its articles itself
  const more = basis.filter((article) => !detail.includes(article));
  return (
    <div>
      {code === null ? null : <Tag color="red">{codeText(code)}</Tag>}
      {shortHashes(detail)}
      {more.length === 0 ? null : <div className="yz-dim">依据：{more.join('、')}</div>}
      {caseId === null ? null : <CaseLink caseId={caseId} />}
    </div>
  );
}

/** To the case for whoever may read it; an auditor gets everything the log holds of it. */
function CaseLink({ caseId }: { caseId: string }) {
  const reads = handlesCases(useMe());
  return (
    <div>
      <Link to={reads ? `/cases/${caseId}` : `?case=${caseId}`}>
        {reads ? '案件' : '本案的全部记录'}（<ShortCaseNumber caseId={caseId} />）
      </Link>
    </div>
  );
}

/** The beginning of a hash tells it apart; who has to compare it whole finds it under the pointer. */
const shortHashes = (text: string): ReactNode[] =>
  text.split(/([0-9a-f]{64})/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <span key={part} className="yz-mono" title={part}>
        {part.slice(0, 8)}…
      </span>
    ),
  );
