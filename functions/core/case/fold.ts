import type { BriefEvent, CaseEvent, CaseState, Paper, PaperRef, Transition } from '../../contract/case.ts';

/** `prev` of a case's first event. */
export const GENESIS = '0'.repeat(64);

/** A case before its first event. */
export function emptyState(
  first: Pick<CaseEvent, 'tenant' | 'caseId' | 'procedure' | 'matter' | 'release' | 'at'>,
): CaseState {
  return {
    tenant: first.tenant,
    id: first.caseId,
    procedure: first.procedure,
    matter: first.matter,
    release: first.release,
    version: 0,
    hash: GENESIS,
    openedAt: first.at,
    updatedAt: first.at,
    stage: 'new',
    title: '',
    marks: [],
    requires: [],
    flags: [],
    facts: {},
    done: {},
    duties: {},
    clocks: {},
    papers: [],
    sharedWith: [],
    custodian: 'town',
    freezes: [],
    links: [],
    closed: null,
  };
}

/** The state after one more event. Pure, and needs nothing but the event: definitions may change, history may not. */
export function applyEvent(state: CaseState, event: BriefEvent): CaseState {
  const t = event.transition;
  const next: CaseState = {
    ...state,
    version: event.version,
    hash: event.hash,
    // that a clock spoke up is no step in the case: it keeps its place in registers and inboxes
    updatedAt: event.kind === 'deadline' || event.kind === 'recounted' ? state.updatedAt : event.at,
    stage: t.stage ?? state.stage,
    title: t.title ?? state.title,
    marks: [...new Set([...state.marks.filter((m) => !t.unmark?.includes(m)), ...(t.mark ?? [])])],
    requires: union(
      state.requires.filter((n) => !t.unrequire?.includes(n)),
      t.requires,
    ),
    flags: [...state.flags, ...(t.flags ?? []).filter((f) => !state.flags.some((g) => g.flag === f.flag))],
    facts: { ...state.facts, ...t.facts },
    done: event.submission ? counted(state.done, event.submission.action) : state.done,
    duties: mergedDuties(state.duties, t.duties),
    clocks: { ...state.clocks, ...Object.fromEntries((t.clocks ?? []).map((c) => [c.id, c])) },
    papers: [
      ...state.papers.map((paper) => withVoid(paper, t.voided)),
      ...(t.papers ?? []).map((paper) => refOf(paper, event)),
    ],
    sharedWith: union(state.sharedWith, t.share),
    custodian: t.movedTo ?? state.custodian,
    freezes: [...state.freezes.filter((f) => !t.unfreeze?.includes(f.until)), ...(t.freeze ?? [])],
    links: [...state.links, ...(t.links ?? [])],
    closed: t.closed ?? state.closed,
  };
  // every event names the release it was judged under; only a move makes another one the case's own
  if (event.kind === 'moved') {
    next.release = event.release;
    next.movedAt = event.at;
  }
  if (t.published) {
    // a new record takes the place of the one before, a withdrawn one too
    next.published = t.published;
    delete next.withdrawn;
  }
  if (t.withdrawn) next.withdrawn = t.withdrawn;
  if (t.archived) next.archived = t.archived;
  return next;
}

/** The state of a whole history, oldest event first. */
export function foldEvents(events: BriefEvent[]): CaseState | null {
  const [first] = events;
  return first ? events.reduce(applyEvent, emptyState(first)) : null;
}

/** A paper's line in the register. */
function refOf(paper: Paper, { version, transition }: BriefEvent): PaperRef {
  const { template, templateHash, title, number, seal, day, supersedes, hash } = paper;
  const placed = transition.seals?.find((s) => s.paper === hash);
  return {
    template,
    templateHash,
    title,
    number,
    seal,
    day,
    hash,
    version,
    ...(supersedes === undefined ? {} : { supersedes }),
    ...(placed ? { sealed: { pdf: placed.pdf, by: placed.by, role: placed.role, at: placed.at } } : {}),
  };
}

function withVoid(paper: PaperRef, voided: Transition['voided'] = []): PaperRef {
  const record = voided.find((v) => v.paper === paper.hash);
  if (!record || paper.voided) return paper;
  const { day, reason, by } = record;
  return { ...paper, voided: { day, reason, by } };
}

const union = (a: string[], b: string[] = []): string[] => [...new Set([...a, ...b])];

const counted = (done: CaseState['done'], action: string) => ({ ...done, [action]: (done[action] ?? 0) + 1 });

function mergedDuties(duties: CaseState['duties'], more: Transition['duties'] = {}): CaseState['duties'] {
  const merged = { ...duties };
  for (const [duty, people] of Object.entries(more)) merged[duty] = union(merged[duty] ?? [], people);
  return merged;
}
