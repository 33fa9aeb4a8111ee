import type { DocumentFile } from '../../contract/api.ts';
import type { CaseState, Paper, PaperRef } from '../../contract/case.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { sha256 } from '../../core/hash.ts';
import type { Deps } from '../deps.ts';
import { documentFile as file } from '../document-file.ts';
import { keptFile } from './papers.ts';
import { openFile } from './read.ts';

/**
 * An issued paper as PDF: a sealed one exactly as it was sealed, byte for byte; one declared void is marked so on each
 * page. Papers without the town's seal are printed anew, the same each time.
 */
export async function readPaper(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  hash: string,
): Promise<DocumentFile> {
  const { state } = await openFile(deps, person, tenant, caseId);
  const ref = state.papers.find((p) => p.hash === hash);
  if (!ref) throw new Refusal('not-found', '本案没有这份文书');
  const paper = await paperText(deps, state, ref);
  const name = `${ref.title}${ref.number ?? ''}.pdf`;
  if (ref.voided) return file(name, await deps.papers.pdf(paper, { mode: 'void', tenant }));
  if (!ref.sealed) return file(name, await deps.papers.pdf(paper, { mode: 'issued', tenant }));
  return file(name, await sealedBytes(deps, tenant, paper, ref.sealed.pdf));
}

/** The document as sealed; should it be gone from the store it is made again, and must be the one recorded. */
async function sealedBytes(deps: Deps, tenant: string, paper: Paper, recorded: string): Promise<Uint8Array> {
  const kept = await deps.files.read(tenant, keptFile(paper.title, recorded, 0).id);
  if (kept && sha256(kept) === recorded) return kept;
  const again = await deps.papers.pdf(paper, { mode: 'issued', tenant });
  if (sha256(again) === recorded) return again;
  throw new Error(
    `the sealed document ${recorded} of ${paper.hash} is not in the store and cannot be made again`,
  );
}

/** A paper's text stands in the event that issued it. */
export async function paperText(deps: Deps, state: CaseState, ref: PaperRef): Promise<Paper> {
  const event = await deps.stores.cases.event(state.tenant, state.id, ref.version);
  const paper = event?.transition.papers?.find((p) => p.hash === ref.hash);
  if (!paper) throw new Error(`case ${state.id}: version ${ref.version} does not hold paper ${ref.hash}`);
  return paper;
}
