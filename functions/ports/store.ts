import type {
  AuditEntry,
  CaseLine,
  DueLine,
  PublicDecision,
  RegisteredPaper,
  SubmissionResult,
  Task,
} from '../contract/api.ts';
import type { BriefEvent, CaseEvent, CaseState } from '../contract/case.ts';
import type { Draft, Release, ReleaseEntry } from '../contract/definitions/release.ts';
import type { Person } from '../contract/people.ts';
import type { Advance } from '../core/case/advance.ts';
import type { PublicPaper } from '../core/case/public.ts';
import type { CaseViews } from '../core/case/views.ts';

export type { CaseViews };

export type Page<T> = { items: T[]; cursor: string | null };
export type PageRequest = { limit: number; cursor?: string | undefined };

/** A document number taken in the same transaction; `n` is exactly one more than the last. */
export type NumberClaim = { word: string; year: string; n: number };

/** Everything one command writes. One `TransactWriteItems`: all of it or nothing. */
export type Commit = {
  tenant: string;
  /** The case filed on first, then the one it was opened from and those it opens. */
  cases: Advance[];
  /** Absent where nobody filed anything: a clock that spoke up. */
  submission?: { id: string; digest: string; result: SubmissionResult };
  numbers: NumberClaim[];
  sealed?: { id: string; caseId: string; data: unknown; at: string } | undefined;
};

/** A commit of something somebody filed. */
export type FiledCommit = Commit & Required<Pick<Commit, 'submission'>>;

export type CommitAnswer =
  | { kind: 'done' }
  /** The submission id was used before. */
  | { kind: 'repeated'; digest: string; result: SubmissionResult }
  | { kind: 'conflict'; what: 'case' | 'number' };

export interface CaseStore {
  /** One consistent read. */
  head(tenant: string, caseId: string): Promise<CaseState | null>;
  /**
   * The state at the version somebody was looking at, unread where this process still knows it: the case may have moved
   * on since, which the commit tells. Where it does not know it, the head.
   */
  headAt(tenant: string, caseId: string, version: number): Promise<CaseState | null>;
  heads(tenant: string, caseIds: string[]): Promise<(CaseState | null)[]>;
  /** Oldest first. */
  events(tenant: string, caseId: string, page: PageRequest): Promise<Page<CaseEvent>>;
  /** The same events without the condition trees of their verdicts: a third of what there is to read. */
  decisions(tenant: string, caseId: string, page: PageRequest): Promise<Page<BriefEvent>>;
  /** The event that made this version of the case. */
  event(tenant: string, caseId: string, version: number): Promise<CaseEvent | null>;
  /** The recorded answer of a submission id. */
  submission(tenant: string, id: string): Promise<{ digest: string; result: SubmissionResult } | null>;
  /** The last number given, 0 if none. */
  lastNumber(tenant: string, word: string, year: string): Promise<number>;
  /** Runs the work (read the last numbers, commit the next) when nobody else in this process is about the same words. */
  inTurn<T>(tenant: string, words: string[], work: () => Promise<T>): Promise<T>;
  commit(commit: Commit): Promise<CommitAnswer>;
  sealed(tenant: string, caseId: string, id: string): Promise<unknown>;
  /** The case ids of one township, the oldest case first. */
  casesOf(tenant: string, page: PageRequest): Promise<Page<string>>;
  /**
   * Puts a case into the list of its township where it is missing, as it is for one begun before the list was kept.
   * True where it was.
   */
  listCase(tenant: string, caseId: string): Promise<boolean>;
  /** Every case id of every tenant, for verify and rebuild. */
  allCases(page: PageRequest): Promise<Page<{ tenant: string; caseId: string }>>;
}

export interface AuditLog {
  append(tenant: string, entry: AuditEntry): Promise<void>;
  list(tenant: string, page: PageRequest & { caseId?: string | undefined }): Promise<Page<AuditEntry>>;
}

/** A line that is not what its case says; `stored` is undefined where there is none. */
export type LineFault = { place: string; stored: unknown; fresh: unknown };
/** The version of the stored record of a case, null where there is none, and what is wrong with its lines. */
export type Reading = { version: number | null; faults: LineFault[] };
/** A line as it stands: of which case it says it is, and whether the record of that case tells of it. */
export type StoredLine = {
  pk: string;
  sk: string;
  place: string;
  tenant: string;
  caseId: string | null;
  told: boolean;
};
/** A case whose views could not be made at this version, and why. */
export type Aside = { tenant: string; caseId: string; version: number; at: string; say: string };

/** Projections: rebuilt from events at any time, written idempotently by (case, version). */
export interface Views {
  /** Replace everything each of these cases shows, unless a later version is already there. One view for a case. */
  put(...views: CaseViews[]): Promise<void>;
  /** Write all of it anew, even at the same version: what a rebuild found to be wrong. Not over a later version. */
  replace(view: CaseViews): Promise<void>;
  stored(tenant: string, caseId: string): Promise<CaseViews | null>;
  /** What is stored of the case, read back line by line and held against what it should show. */
  reread(view: CaseViews): Promise<Reading>;
  /** Every line of every list, in no order, for a rebuild. */
  storedLines(page: PageRequest): Promise<Page<StoredLine>>;
  /** Takes a line out. False when it is gone by now, or its case shows it: then it stays. `orphan`: there is no such case. */
  takeOut(line: StoredLine, orphan: boolean): Promise<boolean>;
  /** A case that could not be shown steps aside, so that the others go on; written down until a rebuild takes it back. */
  setAside(aside: Aside): Promise<void>;
  aside(page: PageRequest): Promise<Page<Aside>>;
  takeBack(aside: Pick<Aside, 'tenant' | 'caseId'>): Promise<void>;
  /** Merged over the person's queues, most urgent first. */
  inbox(tenant: string, queues: string[], page: PageRequest): Promise<Page<Task>>;
  /** `office` lists only the cases shared with it. */
  cases(tenant: string, office: string | null, page: PageRequest): Promise<Page<CaseLine>>;
  /** The closed ones among them. */
  closedCases(tenant: string, page: PageRequest): Promise<Page<CaseLine>>;
  /** What is due, merged over these lists, the nearest day first; `until` is the last day wanted. */
  due(tenant: string, lists: string[], until: string | null, page: PageRequest): Promise<Page<DueLine>>;
  /** Cases with a clock that has something to say at `now` or before; nothing else is read. */
  awake(tenant: string, now: string, page: PageRequest): Promise<Page<{ caseId: string; clock: string }>>;
  /** Cases with a clock a newer calendar may move: through a year that is not published, or by days off of the prefecture. */
  provisional(
    tenant: string,
    page: PageRequest,
  ): Promise<Page<{ caseId: string; clock: string; calendar: string | null }>>;
  /** What those clocks were last counted by; any text. */
  countedBy(tenant: string): Promise<string | null>;
  setCountedBy(tenant: string, mark: string): Promise<void>;
  decisions(tenant: string, page: PageRequest): Promise<Page<PublicDecision>>;
  /** By the id the public knows it by. */
  decision(tenant: string, id: string): Promise<PublicDecision | null>;
  /** 文号登记簿 of a year: by word, then number; void ones stand in it. */
  papers(tenant: string, year: string, page: PageRequest): Promise<Page<RegisteredPaper>>;
  /** 用印登记簿 of a Shanghai day, in the order the seal was placed. */
  seals(tenant: string, day: string, page: PageRequest): Promise<Page<RegisteredPaper>>;
  paperNumbered(
    tenant: string,
    place: { word: string; year: string; n: number },
  ): Promise<PublicPaper | null>;
  /** A sealed paper by its hash. */
  paperHashed(tenant: string, hash: string): Promise<PublicPaper | null>;
}

/** What holds on a day, and the approved release that is still to take force. */
export type Standing = {
  hash: string;
  number: number;
  next: { hash: string; number: number; from: string } | null;
};

export interface ReleaseStore {
  /**
   * What holds on a Shanghai day, today or later. The pointer is cached for seconds; which of its two releases holds is
   * answered by the day, so a release takes force at midnight with nothing running.
   */
  live(tenant: string, day: string): Promise<Standing | null>;
  /** By the hash they are, kept while there is room. */
  contents(tenant: string, hash: string): Promise<Release['contents'] | null>;
  /** Every release ever approved, the oldest first, as it stands now. */
  history(tenant: string): Promise<ReleaseEntry[]>;
  /** Canonical JSON by content hash, kept while there is room. */
  definitions(hashes: string[]): Promise<Map<string, unknown>>;
  /**
   * Writes definitions, release and pointer. False when what holds on the day of publication is no longer `base`, when
   * another release is still to take force, when the number is taken, or when the draft has moved on.
   */
  publish(tenant: string, release: Release, bodies: Map<string, unknown>, draft?: Draft): Promise<boolean>;
  /** Takes back the release that is still to take force on `day`; false when it is not. The draft as it then stands. */
  withdraw(tenant: string, entry: ReleaseEntry, day: string, draft?: Draft): Promise<boolean>;
  draft(tenant: string, id: string): Promise<Draft | null>;
  drafts(tenant: string, page: PageRequest): Promise<Page<Draft>>;
  /** False when the stored version is not `expectedVersion` (0: it must not exist). */
  saveDraft(tenant: string, draft: Draft, expectedVersion: number): Promise<boolean>;
}

export interface Directory {
  /** Cached for seconds, so that a right taken away is gone within seconds. */
  person(id: string): Promise<Person | null>;
  /** Everybody of a township, the partners included. */
  people(tenant: string): Promise<Person[]>;
  save(person: Person): Promise<void>;
}
