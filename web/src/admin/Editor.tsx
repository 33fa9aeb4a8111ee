/** The frame of every definition editor: which draft it writes to, what is unsaved, saving, and being refused. */
import { hashKey } from '@tanstack/react-query';
import { Alert, App, Button, Select, Space, Tag } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useBlocker, useLocation, useNavigate } from 'react-router';
import type { DraftView } from '../../../functions/contract/api.ts';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { ApiProblem } from '../api/problem.ts';
import { PageFrame } from '../shell/Page.tsx';
import { Awaited, Loading } from '../shell/Problem.tsx';
import { Faults } from './Faults.tsx';
import { useDefinition, useDefinitions, useDrafts } from './queries.ts';
import { useRights } from './rights.ts';
import { useRevert, useSaveToDraft, useWorkingDraft } from './WorkingDraft.tsx';

export type Editing = {
  value: unknown;
  /** The definition as the live release has it; undefined where only the draft has it. */
  live: unknown;
  /** JSON Schema of the kind, from the API. */
  schema: Record<string, unknown>;
  change: (value: unknown) => void;
  /** The draft as saved; undefined where saving failed or the person thought better of it. */
  save: () => Promise<DraftView | undefined>;
  saving: boolean;
  /** There are changes the draft does not hold yet. */
  dirty: boolean;
  readOnly: boolean;
};
type Props = {
  kind: Kind;
  id: string;
  /** The page's heading, as the definition now reads. */
  head: (value: unknown) => { title: string; lead?: ReactNode };
  /** What stands here while nobody has written anything; without it a definition nobody knows is not found. */
  empty?: unknown;
  children: (editing: Editing) => ReactNode;
};

/** Reads the definition, from the working draft where that already changes it, and hands it to its editor. */
export function Editor({ kind, id, empty, ...page }: Props) {
  const definition = useDefinition(kind, id);
  const { draft, loading } = useWorkingDraft();
  const { state } = useLocation() as { state: { begun?: unknown } | null };
  const unknown = useUnknown(`${kind}/${id}`, definition);
  const schema = useSchema(kind, unknown);
  if (loading) return <Loading />;
  const changed = draft?.changes[`${kind}/${id}`];
  const begun = unknown && !changed ? state?.begun : undefined;
  // A definition the draft brings in, or that is only begun, is nowhere else yet.
  const here = (changed ?? begun ?? empty) !== undefined;
  const data = unknown && here ? schema && { body: undefined, schema } : definition.data;
  return (
    <Awaited query={{ ...definition, ...(unknown && here && { error: null, isPending: !schema }), data }}>
      {({ body, schema }) => (
        <Edit
          key={`${kind}/${id}`}
          kind={kind}
          id={id}
          live={body}
          schema={schema}
          begun={begun}
          empty={empty}
          {...page}
        />
      )}
    </Awaited>
  );
}

/** Asked for again, a query without an answer forgets that it failed: what nobody knew stays unknown meanwhile, and what was typed. */
function useUnknown(key: string, { data, error }: { data: unknown; error: Error | null }): boolean {
  const [known, setKnown] = useState({ key, unknown: false });
  const missing = error instanceof ApiProblem && error.status === 404;
  const unknown = data === undefined && (missing || (known.key === key && known.unknown));
  if (known.key !== key || known.unknown !== unknown) setKnown({ key, unknown });
  return unknown;
}

/** The JSON Schema of a kind comes with any of its definitions. */
function useSchema(kind: Kind, wanted: boolean): Record<string, unknown> | undefined {
  const lines = useDefinitions(kind);
  const [first] = lines.data?.items ?? [];
  const any = useDefinition(kind, first?.id ?? '', wanted && first !== undefined);
  return any.data?.schema ?? (lines.data && !first ? {} : undefined);
}

type EditProps = Props & { live: unknown; schema: Record<string, unknown>; begun: unknown };
/** The store sorts the names of an object; two orders of the same names are the same definition. */
const same = (one: unknown, other: unknown): boolean => hashKey([one]) === hashKey([other]);

function Edit({ kind, id, live, schema, begun, empty, head, children }: EditProps) {
  const { write } = useRights();
  const { message } = App.useApp();
  const { draft: into } = useWorkingDraft();
  const [edited, setEdited] = useState<{ value: unknown } | null>(
    begun === undefined ? null : { value: begun },
  );
  const [fault, setFault] = useState<Error | null>(null);
  const [saving, setSaving] = useState(false);
  const saveToDraft = useSaveToDraft(kind, id);
  const change = into?.changes[`${kind}/${id}`];
  const base = change ?? live ?? empty;
  const value = edited ? edited.value : base;
  const dirty = edited !== null && !same(edited.value, base);
  useUnsaved(dirty, saving);
  const save = async () => {
    const sent = edited;
    setSaving(true);
    setFault(null);
    try {
      const draft = await saveToDraft(value);
      if (draft) {
        // what was typed while the answer was on its way is not in the draft
        setEdited((now) => (now === sent ? null : now));
        void message.success(`已保存到草案“${draft.title}”，尚未发布`);
      }
      return draft;
    } catch (error) {
      setFault(error as Error);
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  return (
    <PageFrame {...head(value)}>
      {write ? (
        <Into>
          <InDraft kind={kind} id={id} change={change} live={live} />
          <Button disabled={!dirty || saving} onClick={() => setEdited(null)}>
            放弃未保存的改动
          </Button>
          <Button type="primary" loading={saving} disabled={!dirty} onClick={() => void save()}>
            保存到草案
          </Button>
        </Into>
      ) : (
        <Alert className="ad-gap" type="info" showIcon title="您的岗位只能查看，不能修改定义。" />
      )}
      <Faults error={fault} onClose={() => setFault(null)} />
      {children({
        value,
        live,
        schema,
        saving,
        readOnly: !write,
        change: (next) => setEdited({ value: next }),
        save,
        dirty,
      })}
    </PageFrame>
  );
}

/** The bar that says where saving goes. */
function Into({ children }: { children: ReactNode }) {
  const rights = useRights();
  const drafts = useDrafts();
  const { draft, choose } = useWorkingDraft();
  const mine =
    drafts.data?.items.filter(({ status, author }) => status === 'open' && author === rights.id) ?? [];
  const choices = draft && !mine.some(({ id }) => id === draft.id) ? [draft, ...mine] : mine;
  return (
    <div className="ad-into">
      <label htmlFor="ad-into-draft">保存到</label>
      <Select
        id="ad-into-draft"
        className="ad-into-draft"
        value={draft?.id ?? ''}
        onChange={(id) => choose(id === '' ? undefined : id)}
        options={[
          { value: '', label: '新建草案（保存时填写标题）' },
          ...choices.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />

      {draft ? <Link to={`/admin/drafts/${draft.id}`}>查看草案</Link> : null}
      <Space className="ad-into-save" wrap>
        {children}
      </Space>
    </div>
  );
}

/** What the draft already does with the definition, with the way back; or the way out of the release. */
function InDraft({ kind, id, change, live }: { kind: Kind; id: string; change: unknown; live: unknown }) {
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const { draft } = useWorkingDraft();
  const saveToDraft = useSaveToDraft(kind, id);
  const revert = useRevert();
  const [fault, setFault] = useState<Error | null>(null);
  const remove = () =>
    modal.confirm({
      title: `把这项${KIND_LABELS[kind]}移出版本？`,
      content:
        '发布后，新的案件不再有它；已经办理中的案件仍按立案时的版本办理。别处还引用它的，检查会指出来。',
      okText: '移出',
      okButtonProps: { danger: true },
      cancelText: '取消',
      onOk: () => saveToDraft(null).then((saved) => saved && navigate(`/admin/drafts/${saved.id}`), setFault),
    });
  return (
    <>
      {change === null ? <Tag color="red">草案把它移出版本，尚未发布</Tag> : null}
      {change !== undefined && change !== null ? (
        <Tag className="ad-unsure">
          {live === undefined ? '草案中新增，尚未发布' : '草案中已有修改，尚未发布'}
        </Tag>
      ) : null}
      {change !== undefined && draft ? (
        <Button type="link" onClick={() => void revert(draft, `${kind}/${id}`).catch(setFault)}>
          撤销草案中的修改
        </Button>
      ) : live !== undefined ? (
        <Button type="link" danger onClick={remove}>
          移出版本
        </Button>
      ) : null}
      <Faults error={fault} onClose={() => setFault(null)} />
    </>
  );
}

/** Asks before edits that were not saved are left behind. Whoever leaves while they are being saved goes once they are. */
function useUnsaved(dirty: boolean, saving: boolean): void {
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked' || saving) return;
    if (!dirty) {
      blocker.proceed();
      return;
    }
    const asking = modal.confirm({
      title: '离开这一页？',
      content: '有改动还没有保存到草案。',
      okText: '不保存，离开',
      cancelText: '留下',
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => asking.destroy();
  }, [blocker, modal, dirty, saving]);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
}
