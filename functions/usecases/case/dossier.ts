import type { DossierFile } from '../../contract/api.ts';
import type { CaseEvent, CaseState, Paper } from '../../contract/case.ts';
import type { Person } from '../../contract/people.ts';
import { filesOf } from '../../core/case/evidence.ts';
import { chinesePunctuation } from '../../core/papers/punctuation.ts';
import { plainDay } from '../../core/papers/words.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { dayOf } from '../../core/time/days.ts';
import type { Dossier } from '../../ports/papers.ts';
import type { Deps } from '../deps.ts';
import { documentFile as file } from '../document-file.ts';
import { historyOf } from '../ops/all-cases.ts';
import { bundlesOf } from './bundles.ts';
import { openFile } from './read.ts';

/**
 * 案卷: cover, contents with page numbers, every paper in order (void ones marked), evidence listed by hash, 备考表; one
 * PDF. Of an archived case it is the dossier as it was archived, whatever was recorded afterwards.
 */
export async function readDossier(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
): Promise<DossierFile> {
  const { state, bundle } = await openFile(deps, person, tenant, caseId);
  const history = await historyOf(deps, tenant, caseId);
  const within = history.filter((e) => e.version <= (state.archived?.version ?? e.version));
  const bundleOf = await bundlesOf(deps, tenant, history);
  const names = await namesOf(deps, state);
  const bound = await deps.papers.dossier(dossierOf(state, within, { bundle, bundleOf }, names));
  return {
    document: file(`案卷 ${state.title}.pdf`, bound.bytes),
    pages: bound.pages,
    contents: bound.contents,
    archived: state.archived ?? null,
  };
}

async function namesOf({ stores }: Deps, { duties, archived }: CaseState): Promise<Map<string, string>> {
  const ids = [...new Set([...(duties.investigator ?? []), ...(archived ? [archived.by] : [])])];
  const people = await Promise.all(ids.map((id) => stores.directory.person(id)));
  return new Map(people.flatMap((p) => (p ? [[p.id, p.name]] : [])));
}

/** The release the case is on, and those its events were recorded under. */
type Releases = { bundle: Bundle; bundleOf: (event: CaseEvent) => Bundle };

function dossierOf(
  state: CaseState,
  history: CaseEvent[],
  { bundle, bundleOf }: Releases,
  names: Map<string, string>,
): Dossier {
  const papers = history.flatMap((e) => e.transition.papers ?? []);
  const cover = papers.findLast((p) => p.layout === 'cover');
  const bound = papers.filter((p) => p.layout !== 'cover');
  const isVoid = (paper: Paper) => state.papers.some((p) => p.hash === paper.hash && p.voided);
  const last = history.at(-1);
  return {
    tenant: state.tenant,
    title: state.title,
    caseId: state.id,
    cover: cover
      ? cover.lines.map(({ label = '', text }) => ({ label, text }))
      : coverOf(state, bundle, names),
    papers: bound.map((paper) => ({ paper, mode: isVoid(paper) ? 'void' : 'issued' })),
    files: history.flatMap((event) => evidenceOf(event, bundleOf(event))),
    closing: closingOf(state, bound.length, names),
    instant: last?.at ?? state.updatedAt,
  };
}

function coverOf(state: CaseState, bundle: Bundle, names: Map<string, string>): Dossier['cover'] {
  const decision = state.papers.findLast(
    (p) => bundle.get('template', p.template)?.body.decision && !p.voided,
  );
  const matter = state.matter ? bundle.get('matter', state.matter)?.body.name : undefined;
  const lines = {
    案号: decision?.number ?? state.id,
    案由: matter ?? state.title,
    当事人: String(state.facts['party.name'] ?? ''),
    受理日期: plainDay(dayOf(state.openedAt)),
    处理结果: state.closed ?? '尚未办结',
    承办人: (state.duties.investigator ?? []).flatMap((id) => names.get(id) ?? []).join('、'),
    保管期限: keptFor(state),
  };
  return Object.entries(lines).map(([label, text]) => ({ label, text: chinesePunctuation(text) }));
}

function keptFor({ archived }: CaseState): string {
  if (!archived) return '尚未归档';
  const { term, until } = archived.retention;
  if (term === null) return '（未确认）';
  return term === 'permanent' ? '永久' : `${term}年，至${until === null ? '' : plainDay(until)}`;
}

const evidenceOf = (event: CaseEvent, bundle: Bundle): Dossier['files'] =>
  filesOf(event, bundle).map(({ name, sha256, size }) => ({
    name,
    sha256,
    size,
    event: bundle.get('form', event.submission?.form.id ?? '')?.body.title ?? '',
  }));

function closingOf(
  { archived, hash, version }: CaseState,
  count: number,
  names: Map<string, string>,
): string[] {
  const lines = [
    `本案卷共收文书 ${count} 件。`,
    `案件记录截至第 ${archived?.version ?? version} 号事件。`,
    archived
      ? `立卷人：${names.get(archived.by) ?? archived.by}    归档日期：${plainDay(archived.day)}`
      : `案件尚未归档，本件为工作用副本；当前记录校验值：${hash}`,
    ...(archived ? [`保管期限依据：${archived.retention.basis}`] : []),
  ];
  return lines.map(chinesePunctuation);
}
