import type { DraftView } from '../../contract/api.ts';
import type { Draft, Finding, Kind, Release } from '../../contract/definitions/release.ts';
import { KINDS } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { shapeFaults } from '../../core/forms/shape-faults.ts';
import { canonicalJson, sha256 } from '../../core/hash.ts';
import { type Bundle, bundle, type Entry, releaseHash } from '../../core/release/bundle.ts';
import { checkBundle } from '../../core/release/check.ts';
import { differences } from '../../core/release/diff.ts';
import type { Deps } from '../deps.ts';
import { timeOrderedId } from '../ids.ts';
import { liveBundle, loadBundle } from '../releases.ts';

/** A draft with its changes told as sentences against its base. */
export async function draftView(deps: Deps, tenant: string, draft: Draft): Promise<DraftView> {
  const base = await loadBundle(deps, tenant, draft.base);
  const told = Object.entries(draft.changes).flatMap(([key, body]) =>
    differences(base.entries.get(key)?.body, body ?? undefined).map((d) => ({ definition: key, ...d })),
  );
  return { ...draft, differences: told };
}

export async function readDraft(deps: Deps, tenant: string, id: string): Promise<Draft> {
  const draft = await deps.stores.releases.draft(tenant, id);
  if (!draft) throw new Refusal('not-found', `没有草案 ${id}`);
  return draft;
}

/** A new draft on the live release. */
export async function createDraft(deps: Deps, person: Person, tenant: string, title: string): Promise<Draft> {
  const base = await liveBundle(deps, tenant);
  const now = deps.clock.now();
  const draft: Draft = {
    id: timeOrderedId('D', now),
    title,
    base: base.hash,
    changes: {},
    author: person.id,
    status: 'open',
    version: 1,
    createdAt: now,
    findings: [],
  };
  await deps.stores.releases.saveDraft(tenant, draft, 0);
  return draft;
}

/** Put a whole definition into the draft; null takes it out of the release. A shape that does not fit changes nothing. */
export async function changeDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  change: { kind: Kind; id: string; version: number; body: unknown },
): Promise<Draft> {
  const draft = await editable(deps, tenant, id, change.version);
  if (draft.author !== person.id) throw new Refusal('forbidden', '只有起草人可以修改草案');
  const key = `${change.kind}/${change.id}`;
  const body = change.body === null ? null : shaped(change.kind, change.id, change.body);
  return save(deps, tenant, { ...draft, changes: { ...draft.changes, [key]: body }, findings: [] });
}

function shaped(kind: Kind, id: string, body: unknown): unknown {
  const parsed = KINDS[kind].safeParse(body);
  if (!parsed.success)
    throw new Refusal('definition-invalid', `“${kind}/${id}”的内容不符合要求`, shapeFaults(parsed.error));
  const own = 'ruleSet' in parsed.data ? parsed.data.ruleSet : parsed.data.id;
  if (own !== id)
    throw new Refusal('definition-invalid', '定义的编号与地址不一致', [{ path: '/id', say: `应为 ${id}` }]);
  return parsed.data;
}

/** Run every check and hand the draft to a second person; with errors it stays open and says where and why. */
export async function submitDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
): Promise<Draft> {
  const draft = await editable(deps, tenant, id, version);
  if (draft.author !== person.id) throw new Refusal('forbidden', '只有起草人可以提交草案');
  if (Object.keys(draft.changes).length === 0) throw new Refusal('draft-conflict', '草案没有任何修改');
  const { rebased, findings } = await prepare(deps, tenant, draft);
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length > 0) {
    await save(deps, tenant, { ...draft, findings });
    throw invalid(errors);
  }
  const submitted = await save(deps, tenant, { ...rebased, findings, status: 'submitted' });
  await note(deps, person, tenant, '草案提交复核', submitted);
  return submitted;
}

const invalid = (errors: Finding[]) =>
  new Refusal(
    'definition-invalid',
    `有 ${errors.length} 处未通过检查,不能发布`,
    errors.map((f) => ({ path: `${f.definition}#${f.path}`, say: f.say, code: f.code })),
  );

/** Send it back for mending, or give it up. */
export async function returnDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  to: 'open' | 'dropped',
): Promise<Draft> {
  const draft = await current(deps, tenant, id, version);
  if (draft.status === 'published' || draft.status === 'dropped')
    throw new Refusal('draft-conflict', '草案已经结束');
  const returned = await save(deps, tenant, { ...draft, status: to });
  await note(deps, person, tenant, to === 'open' ? '草案退回修改' : '草案放弃', returned);
  return returned;
}

/** A second person publishes: checks once more, then definitions, release and pointer. The next case uses it. */
export async function approveDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
): Promise<Release> {
  const draft = await current(deps, tenant, id, version);
  if (draft.status !== 'submitted') throw new Refusal('draft-conflict', '草案还没有提交复核');
  if (draft.author === person.id)
    throw new Refusal('same-person', '起草人不能批准自己的草案,须由另一人批准', [
      { path: '/approver', say: '应为起草人以外的人' },
    ]);
  const { rebased, next, live, findings } = await prepare(deps, tenant, draft);
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length > 0) throw invalid(errors);
  const previous = await deps.stores.releases.release(tenant, live.hash);
  const contents = Object.fromEntries([...next.entries].map(([key, e]) => [key, e.hash]));
  const release: Release = {
    hash: releaseHash(contents),
    number: (previous?.number ?? 0) + 1,
    title: draft.title,
    contents,
    author: draft.author,
    approver: person.id,
    publishedAt: deps.clock.now(),
    base: live.hash,
  };
  if (release.hash === live.hash) throw new Refusal('draft-conflict', '草案与现行版本没有区别');
  const bodies = new Map(
    Object.keys(draft.changes).flatMap((key) => {
      const entry = next.entries.get(key);
      return entry ? [[entry.hash, entry.body] as [string, unknown]] : [];
    }),
  );
  const done: Draft = {
    ...rebased,
    status: 'published',
    version: draft.version + 1,
    publishedAs: release.hash,
  };
  if (!(await deps.stores.releases.publish(tenant, release, bodies, done)))
    throw new Refusal('release-moved', '现行版本刚刚变化,请重新提交复核');
  await note(deps, person, tenant, `发布第 ${release.number} 版`, done);
  return release;
}

/** The draft over the live release, with what the checks find. A definition both sides changed is nobody's to merge silently. */
async function prepare(
  deps: Deps,
  tenant: string,
  draft: Draft,
): Promise<{ rebased: Draft; next: Bundle; live: Bundle; findings: Finding[] }> {
  const live = await liveBundle(deps, tenant);
  const base = await loadBundle(deps, tenant, draft.base);
  const clashes = Object.keys(draft.changes).filter(
    (key) => base.entries.get(key)?.hash !== live.entries.get(key)?.hash,
  );
  if (clashes.length > 0)
    throw new Refusal(
      'release-moved',
      '草案修改的定义在现行版本中已被他人修改',
      clashes.map((key) => ({ path: key, say: '请在现行版本上重新修改' })),
    );
  const next = withChanges(live, draft.changes);
  return { rebased: { ...draft, base: live.hash }, next, live, findings: await checkBundle(next) };
}

function withChanges(live: Bundle, changes: Draft['changes']): Bundle {
  const entries = new Map(live.entries);
  for (const [key, body] of Object.entries(changes)) {
    const [kind, id] = key.split('/') as [Kind, string];
    if (body === null) entries.delete(key);
    else entries.set(key, { kind, id, hash: sha256(canonicalJson(body)), body } as Entry);
  }
  return bundle([...entries.values()].sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1)));
}

async function current(deps: Deps, tenant: string, id: string, version: number): Promise<Draft> {
  const draft = await readDraft(deps, tenant, id);
  if (draft.version !== version)
    throw new Refusal(
      'version-conflict',
      `草案已更新到第 ${draft.version} 版`,
      [{ path: '/version', say: `应为 ${draft.version}` }],
      { currentVersion: draft.version },
    );
  return draft;
}

async function editable(deps: Deps, tenant: string, id: string, version: number): Promise<Draft> {
  const draft = await current(deps, tenant, id, version);
  if (draft.status !== 'open') throw new Refusal('draft-conflict', '草案已提交复核或已结束,退回后才能修改');
  return draft;
}

async function save(deps: Deps, tenant: string, draft: Draft): Promise<Draft> {
  const next = { ...draft, version: draft.version + 1 };
  if (!(await deps.stores.releases.saveDraft(tenant, next, draft.version)))
    throw new Refusal('version-conflict', '草案刚刚被他人更新,请重新打开');
  return next;
}

/** What becomes of the definitions that decide people's rights stands in the audit log, like what becomes of cases. */
function note(
  { stores, clock }: Deps,
  person: Person,
  tenant: string,
  what: string,
  draft: Draft,
): Promise<void> {
  const detail = `${draft.title}(${draft.id}):${Object.keys(draft.changes).join('、')}`;
  return stores.audit.append(tenant, {
    at: clock.now(),
    actor: person.id,
    what,
    caseId: null,
    code: null,
    detail,
    basis: [],
  });
}
