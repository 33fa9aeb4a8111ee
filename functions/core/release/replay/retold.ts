import type { Facts, FactValue } from '../../../contract/definitions/facts.ts';
import type { FormDefinition } from '../../../contract/definitions/forms.ts';
import { type Dictionary, readBy } from '../../facts/dictionary.ts';
import { matterFacts } from '../../facts/kernel.ts';
import { factsOfForm } from '../../facts/of-form.ts';
import { canonicalJson } from '../../hash.ts';
import { dayOf } from '../../time/days.ts';
import type { Bundle } from '../bundle.ts';
import { restsOn } from './matters.ts';
import { kept, type Plan } from './plan.ts';

/**
 * A fact nobody's rules asked for when the decision was made, from what is known of the case at that moment. Undefined:
 * unknown then, too. Null: it may have been known, and nobody wrote it down.
 */
export type Known = (name: string, dictionary: Dictionary) => FactValue | undefined | null;

/** What was filed, as far as facts follow from it by a definition: the matter of the case and the form. */
export type Filed = {
  matter: string | null;
  form: string;
  data: unknown;
  instant: string;
  actor: string;
  /** The facts of the case before. */
  earlier: Facts;
  /** It began about another case, whose facts it was judged with: they are not written down with it. */
  inherits: boolean;
};

/** A told fact that the target's matter or form would have told otherwise. `lost`: nobody wrote down what it would be. */
export type Told = { value: FactValue | undefined; lost: boolean; why: 'matter' | 'form' };
export type Retold = ReadonlyMap<string, Told>;

const NOTHING: Retold = new Map();
type Filing = { action: string; procedure: string; filed: Filed | null; known: Known };

/**
 * The told facts of a decision that come out otherwise under the target release than under its own, because the matter
 * or the mapping of the form differs. Both are worked out in the same way and compared, so that nothing is said to differ
 * where the definitions are the same.
 */
export function retoldBy(recorded: Plan, target: Plan, decision: Filing): Retold {
  const { filed } = decision;
  if (filed === null || recorded.bundle === target.bundle) return NOTHING;
  const [from, to] = [recorded.bundle, target.bundle];
  const matters = mattersOf(from, to, filed.matter);
  const forms = formsOf(from, to, decision, filed);
  if (!matters && !forms) return NOTHING;
  const retold = new Map<string, Told>();
  if (forms || matters?.profile) retellForm(from, to, decision, filed, retold);
  if (matters || retold.size > 0) retellMatter(from, to, decision, filed, retold);
  if (matters?.domain && hasOfficers(from, decision))
    // who held which certificate on that day is in no record
    for (const name of ['officers.validCount', 'officers.uncertified'])
      retold.set(name, { value: undefined, lost: true, why: 'matter' });
  const asked = groundOf(target);
  for (const name of [...retold.keys()]) if (name !== 'act.day' && !asked.has(name)) retold.delete(name);
  return retold;
}

const hasOfficers = (bundle: Bundle, { procedure, action }: Filing): boolean =>
  bundle.get('procedure', procedure)?.body.actions[action]?.officersAt !== undefined;

/** What differs of the matter; null where nothing does that facts rest on. */
function mattersOf(from: Bundle, to: Bundle, id: string | null) {
  if (id === null) return null;
  const [a, b] = [from.get('matter', id), to.get('matter', id)];
  if (a?.hash === b?.hash || restsOn(a?.body) === restsOn(b?.body)) return null;
  return {
    profile: a?.body.procedureProfile !== b?.body.procedureProfile,
    domain: a?.body.domain !== b?.body.domain,
  };
}

const mappings = new WeakMap<FormDefinition, string>();
const mappingOf = (form: FormDefinition): string => kept(mappings, form, () => canonicalJson(form.facts));

/** Whether the form of the action establishes other facts. */
function formsOf(from: Bundle, to: Bundle, { procedure, action }: Filing, { form }: Filed): boolean {
  const now = to.get('procedure', procedure)?.body.actions[action]?.form ?? form;
  const [a, b] = [from.get('form', form), to.get('form', now)];
  return a?.hash !== b?.hash && (!a || !b || mappingOf(a.body) !== mappingOf(b.body));
}

function retellForm(
  from: Bundle,
  to: Bundle,
  { procedure, action }: Filing,
  filed: Filed,
  retold: Map<string, Told>,
) {
  const now = to.get('procedure', procedure)?.body.actions[action]?.form ?? filed.form;
  const [a, b] = [from.get('form', filed.form)?.body, to.get('form', now)?.body];
  const filing = { ...filed, known: filed.earlier };
  const was = a ? factsOfForm(from, a, filed.data, filing) : {};
  // what was written on one form is not what another would have asked
  const is = b && now === filed.form ? factsOfForm(to, b, filed.data, filing) : {};
  const lost = new Set(b ? lostIn(b, a, now === filed.form) : []);
  const why = a && b && mappingOf(a) === mappingOf(b) ? 'matter' : 'form';
  for (const name of new Set([...Object.keys(was), ...Object.keys(is), ...lost])) {
    const dropped = is[name] === undefined;
    const value = dropped ? filed.earlier[name] : is[name];
    const unknown = lost.has(name) || (dropped && filed.inherits);
    if (unknown) retold.set(name, { value: undefined, lost: true, why });
    else if (canonicalJson(was[name] ?? filed.earlier[name]) !== canonicalJson(value))
      retold.set(name, { value, lost: false, why });
  }
}

/** Facts read from what was sealed away and is not in the event, or from a form nobody filled in. */
function lostIn(form: FormDefinition, before: FormDefinition | undefined, same: boolean): string[] {
  const told = new Set(before?.facts.map((line) => canonicalJson(line)) ?? []);
  const sealed = before?.sealed ?? [];
  return form.facts.flatMap((line) => {
    const pointer =
      'at' in line ? line.at : 'countAt' in line ? line.countAt : 'yuanAt' in line && line.yuanAt;
    if (!pointer) return [];
    const hidden = sealed.some((s) => `${pointer}/`.startsWith(`${s}/`) || `${s}/`.startsWith(`${pointer}/`));
    return !same || (hidden && !told.has(canonicalJson(line))) ? [line.fact] : [];
  });
}

function retellMatter(from: Bundle, to: Bundle, { known }: Filing, filed: Filed, retold: Map<string, Told>) {
  if (filed.matter === null) return;
  const tell = (bundle: Bundle, days: Facts): Record<string, FactValue | undefined> => {
    const matter = bundle.get('matter', filed.matter as string)?.body;
    return matter ? matterFacts(matter, days, dayOf(filed.instant)) : {};
  };
  const was = tell(from, daysOf(known, from.dictionary, NOTHING));
  const is = tell(to, daysOf(known, from.dictionary, retold));
  const unsure = ['act.day', 'filing.day'].some((day) => retold.get(day)?.lost);
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const lost = unsure && name.startsWith('matter.empowered');
    if (!lost && canonicalJson(was[name]) === canonicalJson(is[name])) continue;
    const same = from.get('matter', filed.matter)?.hash === to.get('matter', filed.matter)?.hash;
    retold.set(name, { value: lost ? undefined : is[name], lost, why: same ? 'form' : 'matter' });
  }
}

/** The days a matter's facts are held against. */
function daysOf(known: Known, dictionary: Dictionary, retold: Retold): Facts {
  const facts: Facts = {};
  for (const name of ['act.day', 'filing.day']) {
    const value = retold.has(name) ? retold.get(name)?.value : known(name, dictionary);
    if (value !== undefined && value !== null) facts[name] = value;
  }
  return facts;
}

const grounds = new WeakMap<Plan, Set<string>>();

/** The facts a plan asks for and all they are derived from. */
function groundOf(plan: Plan): Set<string> {
  return kept(grounds, plan, () => {
    const found = new Set<string>();
    const visit = (name: string) => {
      if (found.has(name)) return;
      found.add(name);
      const derivation = plan.bundle.dictionary.get(name)?.derive;
      if (derivation) readBy(derivation).forEach(visit);
    };
    for (const name of plan.asked.keys()) visit(name);
    return found;
  });
}

/** Whether a fact is retold, or derived from one that is. */
export function restsOnRetold(dictionary: Dictionary, retold: Retold, name: string): boolean {
  const seen = new Set<string>();
  const visit = (each: string): boolean => {
    if (retold.has(each)) return true;
    if (seen.has(each)) return false;
    seen.add(each);
    const derivation = dictionary.get(each)?.derive;
    return derivation !== undefined && readBy(derivation).some(visit);
  };
  return visit(name);
}
