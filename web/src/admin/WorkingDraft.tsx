/** The draft that edits go into: one at a time, kept for the browser tab, made on the first save. */
import { useQueryClient } from '@tanstack/react-query';
import { App, Input } from 'antd';
import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import type { DraftView } from '../../../functions/contract/api.ts';
import type { Kind } from '../../../functions/contract/definitions/release.ts';
import { call } from '../api/call.ts';
import { Labelled } from './Labelled.tsx';
import { draftChanged, useDraft } from './queries.ts';
import { placeOf } from './release/words.ts';

const STORED = 'yizhi.admin.draft';
type Working = { id: string | undefined; choose: (id: string | undefined) => void };
const Context = createContext<Working | null>(null);

export function WorkingDraftProvider({ children }: { children: ReactNode }) {
  const [id, setId] = useState(() => sessionStorage.getItem(STORED) ?? undefined);
  const choose = (next: string | undefined) => {
    if (next === undefined) sessionStorage.removeItem(STORED);
    else sessionStorage.setItem(STORED, next);
    setId(next);
  };
  return <Context value={{ id, choose }}>{children}</Context>;
}

/**
 * The chosen draft, once read and while it still takes changes; `loading` until that is known.
 */
export function useWorkingDraft() {
  const working = useContext(Context);
  if (!working) throw new Error('useWorkingDraft outside of the admin face');
  const query = useDraft(working.id);
  const draft = query.data?.status === 'open' ? query.data : undefined;
  return { draft, loading: working.id !== undefined && query.isPending, choose: working.choose };
}

/** Asks for a title and makes a draft; undefined when the person thinks better of it. */
export function useNewDraft(): () => Promise<DraftView | undefined> {
  const { modal } = App.useApp();
  const client = useQueryClient();
  const { choose } = useWorkingDraft();
  const title = useRef('');
  return () =>
    new Promise((resolve, reject) => {
      title.current = '';
      modal.confirm({
        title: '新建草案',
        icon: null,
        // The title is typed first, or the button would take the focus from it; `focusable` takes no null for this.
        autoFocusButton: null,
        content: <TitleField onChange={(text) => (title.current = text)} />,
        okText: '建立草案',
        cancelText: '取消',
        onCancel: () => resolve(undefined),
        onOk: async () => {
          const draft = await call('admin.draft-create', {
            body: { title: title.current.trim() || '未命名的修改' },
          }).catch((error: unknown) => {
            reject(error);
            return undefined;
          });
          if (!draft) return;
          // known before it is chosen, or the page would stand there loading and lose what was typed
          await draftChanged(client, draft);
          choose(draft.id);
          resolve(draft);
        },
      });
    });
}

function TitleField({ onChange }: { onChange: (text: string) => void }) {
  return (
    <Labelled text="为什么要改（写进发布版本的标题）">
      {(id) => (
        <Input
          id={id}
          autoFocus
          maxLength={200}
          placeholder="如：按省级决定确认林业事项"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}

/** Writes a whole definition into the working draft, making one first where there is none. */
export function useSaveToDraft(kind: Kind, id: string): (body: unknown) => Promise<DraftView | undefined> {
  const client = useQueryClient();
  const { draft } = useWorkingDraft();
  const newDraft = useNewDraft();
  return async (body) => {
    const into = draft ?? (await newDraft());
    if (!into) return undefined;
    const saved = await call('admin.draft-change', {
      params: { draftId: into.id, kind, id },
      body: { version: into.version, body },
    });
    await draftChanged(client, saved);
    return saved;
  };
}

/** Takes one change back out of a draft. */
export function useRevert(): (draft: DraftView, definition: string) => Promise<void> {
  const client = useQueryClient();
  return async ({ id, version }, definition) => {
    const { kind, id: of } = placeOf(definition);
    const left = await call('admin.draft-revert', {
      params: { draftId: id, kind, id: of },
      query: { version },
    });
    await draftChanged(client, left);
  };
}
