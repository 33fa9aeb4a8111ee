import { FolderOpenOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import type { DossierFile } from '../../../functions/contract/api.ts';
import type { Archived, CaseState } from '../../../functions/contract/case.ts';
import { call } from '../api/call.ts';
import { mayCall } from '../api/may.ts';
import type { Me } from '../api/shapes.ts';
import { useMe } from '../auth/me.tsx';
import { Awaited } from '../shell/Problem.tsx';
import { Pdf } from './Pdf.tsx';

/** Who only reports follows the case, the file itself is not theirs to read (roles.md §1). */
const REPORTERS = ['HOTLINE', 'AUXILIARY'];
const mayRead = (me: Me): boolean =>
  mayCall(me, 'staff.dossier') && me.person.roles.some((role) => !REPORTERS.includes(role));

/** 案卷: whether it is in the archive, and all of it as one PDF. */
export function Dossier({ state }: { state: CaseState }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const wide = Grid.useBreakpoint().md;
  return (
    <>
      {state.archived && <p className="yz-dim yz-gap-top">{sayArchived(state.archived)}</p>}
      {mayRead(me) && (
        <Button block icon={<FolderOpenOutlined />} className="yz-gap-top" onClick={() => setOpen(true)}>
          案卷（一个 PDF）
        </Button>
      )}
      {open && (
        <Drawer
          open
          onClose={() => setOpen(false)}
          title="案卷"
          placement={wide ? 'right' : 'bottom'}
          size={wide ? 820 : '88%'}
        >
          <DossierView state={state} />
        </Drawer>
      )}
    </>
  );
}

function sayArchived({ day, retention }: Archived): string {
  const { term, until, basis } = retention;
  const kept =
    term === null ? '未确认' : term === 'permanent' ? '永久' : `${term} 年，至 ${until ?? '未确认'}`;
  return `案卷已于 ${day} 归档，任何人不得改动。保管期限：${kept}（${basis}）。`;
}

function DossierView({ state }: { state: CaseState }) {
  const query = useQuery({
    // of an archived case always the same; otherwise as far as the case has come
    queryKey: ['dossier', state.id, state.archived?.version ?? state.version],
    queryFn: () => call('staff.dossier', { params: { caseId: state.id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return <Awaited query={query}>{(dossier) => <Bound dossier={dossier} />}</Awaited>;
}

function Bound({ dossier }: { dossier: DossierFile }) {
  return (
    <>
      <Alert
        className="yz-banner"
        type={dossier.archived ? 'success' : 'info'}
        showIcon
        title={dossier.archived ? '已归档的案卷' : '工作用副本：案件尚未归档'}
        description={`共 ${dossier.pages} 页，收文书 ${dossier.contents.length} 件。`}
      />
      <Pdf document={dossier.document} downloadText="下载案卷" />
      <details className="yz-details">
        <summary>卷内文件目录</summary>
        <ol>
          {dossier.contents.map(({ title, number, day, page }) => (
            <li key={page}>
              {title} {number ?? ''} · {day} · 第 {page} 页
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}
