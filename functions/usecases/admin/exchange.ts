import type { DocumentFile } from '../../contract/api.ts';
import type { Draft } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { contentText, fileText, payloadText, type ReleaseContent } from '../../core/exchange/format.ts';
import { type Opened, openFile } from '../../core/exchange/read.ts';
import { sha256 } from '../../core/hash.ts';
import { bundle, type Entry } from '../../core/release/bundle.ts';
import { changesTo } from '../../core/release/changes.ts';
import type { Deps } from '../deps.ts';
import { documentFile } from '../document-file.ts';
import { liveBundle, liveRelease, loadBundle } from '../releases.ts';
import { newDraft, note } from './drafts/kept.ts';
import { releaseNumbered } from './releases.ts';

/**
 * A release as one signed file; the same release, signed by the same key, gives the same bytes.
 * @throws Refusal not-found, release-status (taken back before it held), exchange-unconfigured
 */
export async function exportRelease(
  deps: Deps,
  actor: string,
  tenant: string,
  which: number | 'live',
): Promise<DocumentFile> {
  const number = which === 'live' ? (await liveRelease(deps, tenant)).number : which;
  const release = await releaseNumbered(deps, tenant, number);
  if (release.status === 'withdrawn')
    throw new Refusal('release-status', `第 ${number} 版在生效前已经撤回，不能导出`);
  const content = contentText(
    {
      number,
      title: release.title,
      hash: release.hash,
      author: release.author,
      approver: release.approver,
      publishedAt: release.publishedAt,
    },
    await loadBundle(deps, tenant, release.hash),
    { tenant, name: nameOf(deps, tenant) },
  );
  const bytes = Buffer.from(fileText(content, await deps.exchange.sign(payloadText(content))));
  const file = documentFile(`yizhi-${tenant}-${number}.json`, bytes, 'application/json');
  await logged(
    deps,
    actor,
    tenant,
    '导出发布文件',
    `第 ${number} 版（${release.hash}）；文件 ${file.sha256}`,
  );
  return file;
}

const nameOf = (deps: Deps, tenant: string): string =>
  deps.tenants.find(({ id }) => id === tenant)?.name ?? tenant;

/**
 * A release file as a draft that makes the live contents equal to the file's, deletions included. From here on it is a
 * draft like any: checks, replay, a second person. A file that is refused changes nothing, and the audit log tells.
 * @throws Refusal as `openFile` does; `import-unchanged` where the live release holds the same already
 */
export async function importRelease(
  deps: Deps,
  person: Person,
  tenant: string,
  bytes: Uint8Array,
  title?: string,
): Promise<Draft> {
  const { content, signer, sha256: file } = await opened(deps, person, tenant, bytes);
  const live = await liveBundle(deps, tenant);
  const changes = changesTo(live, bundle(entriesOf(content)));
  const from = `${content.origin.name}（${content.origin.tenant}）第 ${content.release.number} 版`;
  if (Object.keys(changes).length === 0)
    throw new Refusal('import-unchanged', `现行版本的内容与文件中${from}完全相同，不需要导入`);
  const draft = await newDraft(deps, person, tenant, live, {
    title: title ?? `导入${from}：${content.release.title}`,
    changes,
  });
  const origin = `来自${from}，内容 ${content.release.hash}`;
  await note(
    deps,
    person,
    tenant,
    '导入发布文件',
    draft,
    `${origin}；文件 ${file}；签名者 ${signer.name} ${signer.kid}`,
  );
  return draft;
}

const entriesOf = ({ definitions }: ReleaseContent): Entry[] =>
  definitions.map(({ key, hash, body }) => {
    const [kind, id] = key.split('/');
    return { kind, id, hash, body } as Entry;
  });

async function opened(deps: Deps, person: Person, tenant: string, bytes: Uint8Array): Promise<Opened> {
  try {
    return await openFile(bytes, await deps.exchange.trusted());
  } catch (error) {
    if (error instanceof Refusal) {
      const detail = `文件 ${sha256(bytes)}：${error.detail}`;
      await logged(deps, person.id, tenant, '拒绝导入发布文件', detail, error.code);
    }
    throw error;
  }
}

const logged = (
  { stores, clock }: Deps,
  actor: string,
  tenant: string,
  what: string,
  detail: string,
  code: string | null = null,
): Promise<void> =>
  stores.audit.append(tenant, { at: clock.now(), actor, what, caseId: null, code, detail, basis: [] });
