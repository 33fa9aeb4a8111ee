import type { Procedure, Where } from '../../../contract/definitions/procedures.ts';
import type { Leaf, RuleEffect, WrittenCondition } from '../../../contract/definitions/rules.ts';
import { isFactBound } from '../../decide/operators.ts';
import { leavesOf } from '../../decide/referenced.ts';
import { nearest } from '../../forms/shape-at.ts';
import type { Bundle } from '../bundle.ts';
import { setsOf, usersOf, type Vocabulary, vocabularyOf } from './produced.ts';
import type { Report } from './report.ts';

type Words = Map<string, Vocabulary>;

/**
 * Rules and procedures meet in names: milestones, needs, flags, stages, steps. A name only one side knows means nothing, and a
 * gate that waits for it is open for ever or shut for ever. Each is held against what the procedures that use the rule set
 * bring about; and a rule set no step uses is told.
 */
export function checkUses(bundle: Bundle, report: (id: string) => Report): void {
  const all = bundle.all('procedure').map(({ body }) => body);
  const read = needsRead(bundle, all);
  for (const { place, id, rules } of written(bundle)) {
    const say = report(place);
    const users = usersOf(bundle, id);
    if (users.length === 0)
      say(
        '',
        'ruleset-unused',
        '没有任何步骤使用它，不会对任何案件起作用。请写进程序的步骤（rules），或者删去',
        'warning',
      );
    const procedures = users.length > 0 ? users : all;
    const words = knownWords(bundle, procedures);
    for (const { path, leaves, event } of rules) {
      for (const [leaf, at] of leaves) checkLeaf(words, procedures, leaf, at, say);
      checkEffect(procedures, read, event, `${path}/event/params`, say);
    }
  }
  const anywhere = knownWords(bundle, all);
  for (const { id, body } of bundle.all('conditions'))
    for (const [name, { is }] of Object.entries(body.conditions))
      for (const [leaf, at] of leavesAt(is, `/conditions/${name}/is`))
        checkLeaf(anywhere, all, leaf, at, report(`conditions/${id}`));
  for (const { id, body } of bundle.all('procedure'))
    checkOwnNames(body, all, anywhere, report(`procedure/${id}`));
}

type Placed = { path: string; leaves: [Leaf, string][]; event: RuleEffect };

/** Every rule with its conditions as they are written, so that a finding names the place somebody can mend. */
function written(bundle: Bundle): { place: string; id: string; rules: Placed[] }[] {
  const sets = bundle.all('ruleset').map(({ id, body }) => ({
    place: `ruleset/${id}`,
    id,
    rules: body.rules.map(({ conditions, mustKnow, event }, i): Placed => {
      const path = `/rules/${i}`;
      const scope: [Leaf, string][] = mustKnow ? [[mustKnow, `${path}/mustKnow`]] : [];
      return { path, leaves: [...leavesAt(conditions, `${path}/conditions`), ...scope], event };
    }),
  }));
  const tables = bundle.all('table').map(({ id, body }) => ({
    place: `table/${id}`,
    id,
    rules: body.rows.map(({ cells, event }, i): Placed => {
      const path = `/rows/${i}`;
      const leaves = cells.flatMap((cell, j) =>
        (cell ?? []).map((test, k): [Leaf, string] => [
          { fact: body.columns[j]?.fact ?? '', ...test },
          `${path}/cells/${j}/${k}`,
        ]),
      );
      return { path, leaves, event };
    }),
  }));
  return [...sets, ...tables];
}

function leavesAt(condition: WrittenCondition, path: string): [Leaf, string][] {
  if ('all' in condition) return condition.all.flatMap((child, i) => leavesAt(child, `${path}/all/${i}`));
  if ('any' in condition) return condition.any.flatMap((child, i) => leavesAt(child, `${path}/any/${i}`));
  if ('not' in condition) return leavesAt(condition.not, `${path}/not`);
  return 'condition' in condition ? [] : [[condition, path]];
}

const titles = (procedures: Procedure[]): string =>
  procedures.map(({ title }) => `“${title}”`).join('、') || '任何程序';

function checkLeaf(words: Words, procedures: Procedure[], leaf: Leaf, path: string, say: Report): void {
  const known = words.get(leaf.fact);
  if (!known || isFactBound(leaf.value)) return;
  for (const member of [leaf.value].flat().map(String))
    if (!known.members.has(member))
      say(
        `${path}/value`,
        'never-produced',
        `${titles(procedures)}从不产生${known.what}“${member}”，这一条件的结果永远相同${meant(member, known.members)}`,
      );
}

function checkEffect(
  procedures: Procedure[],
  read: Set<string> | null,
  event: RuleEffect,
  path: string,
  say: Report,
): void {
  if (event.type === 'freeze') {
    const actions = new Set(procedures.flatMap((p) => Object.keys(p.actions)));
    for (const [i, action] of event.params.actions.entries())
      if (!actions.has(action))
        say(
          `${path}/actions/${i}`,
          'unknown-action',
          `${titles(procedures)}没有步骤“${action}”，暂停它不起作用${meant(action, actions)}`,
        );
  }
  if (event.type === 'require' && read && !read.has(event.params.need))
    say(
      `${path}/need`,
      'need-unread',
      `没有任何规则问到 case.requires 里的“${event.params.need}”，要求它不起作用${meant(event.params.need, read)}`,
    );
}

/** Is every rule set there that steps of these procedures name? That one is not is a finding of its own. */
const allSetsThere = (bundle: Bundle, procedures: Procedure[]): boolean =>
  setsOf(procedures).every((id) => bundle.get('ruleset', id) ?? bundle.get('table', id));

/** Without the words that rule sets bring about where one of them is missing: what it would do nobody knows. */
function knownWords(bundle: Bundle, procedures: Procedure[]): Words {
  const words = vocabularyOf(bundle, procedures);
  if (!allSetsThere(bundle, procedures))
    for (const fact of ['case.requires', 'case.flags']) words.delete(fact);
  return words;
}

/**
 * The needs some gate asks about; null where a rule set is missing that might. A set whose conditions cannot be resolved is
 * taken to ask what it is written with and what any named condition asks.
 */
function needsRead(bundle: Bundle, all: Procedure[]): Set<string> | null {
  if (!allSetsThere(bundle, all)) return null;
  const unresolved = bundle.all('ruleset').filter(({ id }) => !bundle.ruleSet(id));
  const named = bundle.all('conditions').flatMap(({ body }) => Object.values(body.conditions));
  const written = [
    ...unresolved.flatMap(({ body }) => body.rules.map(({ conditions }) => conditions)),
    ...(unresolved.length > 0 ? named.map(({ is }) => is) : []),
  ];
  const leaves = [
    ...bundle.ruleSets().flatMap(({ ruleSet }) => ruleSet.rules.flatMap((rule) => leavesOf(rule.conditions))),
    ...written.flatMap((condition) => leavesAt(condition, '').map(([leaf]) => leaf)),
  ];
  const asked = leaves.filter(({ fact, value }) => fact === 'case.requires' && !isFactBound(value));
  return new Set(asked.flatMap(({ value }) => [value].flat().map(String)));
}

/** What the outcomes of a procedure take away, hold up or wait for exists somewhere, and what it takes over of another case. */
function checkOwnNames(procedure: Procedure, all: Procedure[], words: Words, say: Report): void {
  const own = new Set(Object.keys(procedure.actions));
  const others = new Set(all.flatMap(({ actions }) => Object.keys(actions)));
  const marks = words.get('case.marks')?.members ?? new Set();
  for (const [i, mark] of (procedure.takesOver?.marks ?? []).entries())
    if (!marks.has(mark))
      say(`/takesOver/marks/${i}`, 'never-produced', `没有里程碑“${mark}”${meant(mark, marks)}`);
  for (const [id, action] of Object.entries(procedure.actions))
    for (const [i, { open, parent, unmark, clocks }] of action.leadsTo.entries()) {
      const path = `/actions/${id}/leadsTo/${i}`;
      const each = (
        names: string[] | undefined,
        known: Set<string>,
        at: string,
        code: string,
        what: string,
      ) => {
        for (const [n, name] of (names ?? []).entries())
          if (!known.has(name)) say(`${path}/${at}/${n}`, code, `没有${what}“${name}”${meant(name, known)}`);
      };
      each(open?.freeze, own, 'open/freeze', 'unknown-action', '步骤');
      each(parent?.freeze, others, 'parent/freeze', 'unknown-action', '步骤');
      each(unmark, marks, 'unmark', 'never-produced', '里程碑');
      each(parent?.unmark, marks, 'parent/unmark', 'never-produced', '里程碑');
      for (const at of ['start', 'stop'] as const) {
        const waits = (clocks?.[at] ?? []).flatMap((s) =>
          typeof s === 'object' && 'id' in s ? waitsOf(s) : [],
        );
        each(waits, marks, `clocks/${at}`, 'never-produced', '里程碑');
      }
    }
}

/** The milestones a clock's beginning or end, and each of the days it may run from, wait for. */
function waitsOf(entry: Where & { latest?: Where[] | undefined }): string[] {
  const own = [entry.mark ?? [], entry.unmark ?? []].flat();
  return [...own, ...(entry.latest ?? []).flatMap(waitsOf)];
}

function meant(word: string, known: Set<string>): string {
  const best = nearest(word, [...known]);
  return best === undefined ? '' : `。是否应为“${best}”`;
}
