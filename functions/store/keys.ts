/** Every key of every table. Nothing else in the project spells one. */

/** Parts are joined by `#`, so a part may not hold one. */
const part = (value: string): string => value.replaceAll('%', '%25').replaceAll('#', '%23');
const inTenant = (tenant: string, ...parts: string[]): string => ['T', tenant, ...parts].map(part).join('#');
const padded = (n: number): string => String(n).padStart(6, '0');

export const caseKey = (tenant: string, caseId: string): string => inTenant(tenant, 'C', caseId);
/** Reads a case key back; null when the text is none. */
export function parseCaseKey(pk: string): { tenant: string; caseId: string } | null {
  const [, tenant, caseId] = /^T#([a-z][a-z0-9-]*)#C#(C-[0-9a-z]{20})$/.exec(pk) ?? [];
  return tenant && caseId ? { tenant, caseId } : null;
}

/** The cases of a township, in the order they were begun. */
export const casesKey = (tenant: string): string => inTenant(tenant, 'CASES');
export const CASES_SORT = /^C-[0-9a-z]{20}$/;

export const eventSort = (version: number): string => `E#${padded(version)}`;
export const EVENT_SORT = /^E#\d{6}$/;

export const submissionKey = (tenant: string, id: string): string => inTenant(tenant, 'S', id);
export const SUBMISSION_SORT = 'S';

export const numbersKey = (tenant: string, word: string, year: string): string =>
  inTenant(tenant, 'N', word, year);
export const numberSort = padded;

export const queueKey = (tenant: string, queue: string): string => inTenant(tenant, 'Q', queue);
/** Sorts after every day there is. */
const NO_DUE = '9999-99-99';
/** Most urgent first: due, then waiting longest. */
export const taskSort = (due: string | null, since: string, caseId: string): string =>
  `${due ?? NO_DUE}#${since}#${caseId}`;
export const TASK_SORT = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?#\d{4}-\d\d-\d\dT[\d:.]+Z#C-[0-9a-z]{20}$/;

/** Lists of what is due, by day: everything, of a field, of an officer, of a role that was told. */
export const dueKey = (tenant: string, list: string): string => inTenant(tenant, 'U', list);
export const dueSort = (day: string, caseId: string, clock: string): string => `${day}#${caseId}#${clock}`;
export const DUE_SORT = /^\d{4}-\d\d-\d\d#C-[0-9a-z]{20}#[A-Za-z][A-Za-z0-9._-]*$/;
/** When a clock has something to say next. */
export const wakesKey = (tenant: string): string => inTenant(tenant, 'W');
export const wakeSort = (at: string, caseId: string, clock: string): string => `${at}#${caseId}#${clock}`;
export const WAKE_SORT = /^\d{4}-\d\d-\d\dT[\d:.]+Z#C-[0-9a-z]{20}#[A-Za-z][A-Za-z0-9._-]*$/;
export const provisionalKey = (tenant: string): string => inTenant(tenant, 'PROVISIONAL');
export const provisionalSort = (caseId: string, clock: string): string => `${caseId}#${clock}`;
export const PROVISIONAL_SORT = /^C-[0-9a-z]{20}#[A-Za-z][A-Za-z0-9._-]*$/;
export const countedByKey = (tenant: string): string => inTenant(tenant, 'COUNTED');
export const COUNTED_SORT = 'COUNTED';

export const registerKey = (tenant: string, office: string | null): string =>
  office === null ? inTenant(tenant, 'L') : inTenant(tenant, 'L', office);
export const lineSort = (updatedAt: string, caseId: string): string => `${updatedAt}#${caseId}`;
export const LINE_SORT = /^\d{4}-\d\d-\d\dT[\d:.]+Z#C-[0-9a-z]{20}$/;

export const decisionsKey = (tenant: string): string => inTenant(tenant, 'D');
export const decisionSort = (day: string, caseId: string): string => `${day}#${caseId}`;
export const DECISION_SORT = /^\d{4}-\d\d-\d\d#C-[0-9a-z]{20}$/;

/** Numbered papers of a year, by word and number. */
export const papersKey = (tenant: string, year: string): string => inTenant(tenant, 'P', year);
export const paperSort = (word: string, n: number): string => `${part(word)}#${padded(n)}`;
export const PAPER_SORT = /^[^#]+#\d{6}$/;
/** A sealed paper by its hash. */
export const paperKey = (tenant: string, hash: string): string => inTenant(tenant, 'H', hash);
export const PAPER_HASH_SORT = 'H';
/** The seals of a Shanghai day. */
export const sealsKey = (tenant: string, day: string): string => inTenant(tenant, 'SEALS', day);
export const sealSort = (at: string, hash: string): string => `${at}#${hash}`;
export const SEAL_SORT = /^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f]{64}$/;

export const shownKey = (tenant: string, caseId: string): string => inTenant(tenant, 'V', caseId);
export const SHOWN_SORT = 'V';

/** Cases whose views could not be made, of all townships; by the key of the case. */
export const ASIDE = 'ASIDE';
export const ASIDE_SORT = /^T#[a-z][a-z0-9-]*#C#C-[0-9a-z]{20}$/;

/** The township a key belongs to; null where it belongs to none. */
export const tenantIn = (pk: string): string | null => /^T#([a-z][a-z0-9-]*)#/.exec(pk)?.[1] ?? null;
/** What is kept beside the lists and is a line of none: how far somebody has come. */
export const isMark = (pk: string): boolean => /^(ASIDE$|CHECKPOINT#|T#[^#]+#COUNTED$)/.test(pk);

export const checkpointKey = (reader: string): string => `CHECKPOINT#${part(reader)}`;
export const CHECKPOINT_SORT = 'AT';

export const definitionKey = (hash: string): string => `D#${hash}`;
export const DEFINITION_SORT = 'D';
export const contentsKey = (tenant: string, hash: string): string => inTenant(tenant, 'R', hash);
export const CONTENTS_SORT = 'R';
export const releasesKey = (tenant: string): string => inTenant(tenant, 'RELEASES');
export const releaseSort = padded;
export const RELEASES_SORT = /^\d{6}$/;
export const liveKey = (tenant: string): string => inTenant(tenant, 'LIVE');
export const LIVE_SORT = 'LIVE';
export const draftsKey = (tenant: string): string => inTenant(tenant, 'DRAFTS');
export const DRAFTS_SORT = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;

/** The replay of a draft, and the examples of what it found by group. */
export const replayKey = (tenant: string, draftId: string): string => inTenant(tenant, 'REPLAY', draftId);
export const REPLAY_SORT = 'REPLAY';
export const replayExamplesKey = (tenant: string, draftId: string): string =>
  inTenant(tenant, 'REPLAY', draftId, 'GROUPS');
export const REPLAY_GROUP_SORT = /^[0-9a-f]{16}$/;

export const personKey = (id: string): string => `P#${part(id)}`;
export const PERSON_SORT = 'P';
export const peopleKey = (tenant: string): string => inTenant(tenant, 'PEOPLE');

export const auditKey = (tenant: string, caseId?: string): string =>
  caseId === undefined ? inTenant(tenant, 'A') : inTenant(tenant, 'A', caseId);
export const auditSort = (at: string, unique: string): string => `${at}#${unique}`;
export const AUDIT_SORT = /^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f-]{36}$/;
