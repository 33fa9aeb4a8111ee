import type {
  ClockNotice,
  ClockStart,
  ClockStop,
  Outcome,
  Where,
} from '../../../contract/definitions/procedures.ts';
import { countable, deadlineOf, lengthOf, NotCountable } from '../../deadlines/definitions.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** A parameter counts as configured when its latest value is. */
const LAST_DAY = '9999-12-31';

/** Every clock an outcome touches exists, leads to a date, and may be changed as the outcome says. */
export function checkClocks(
  bundle: Bundle,
  outcome: Outcome,
  path: string,
  field: (pointer: string, at: string) => void,
  say: Report,
): void {
  const { start = [], stop = [], suspend = [], resume = [], extend = [] } = outcome.clocks ?? {};
  const known = (id: string, at: string) => {
    const definition = deadlineOf(bundle, id);
    if (!definition) say(`${path}/clocks/${at}`, 'unknown-deadline', `期限“${id}”不存在`);
    return definition;
  };
  const moment = (fact: string, at: string) => {
    if (!['date', 'instant'].includes(bundle.dictionary.get(fact)?.type ?? ''))
      say(`${path}/clocks/${at}`, 'unknown-fact', `“${fact}”应为事实词典中的日期或者时刻`);
  };
  const limits = (entry: Where, at: string) => {
    if (entry.where === undefined) return;
    const { fact } = entry.where;
    const members = 'within' in entry.where ? entry.where.within : entry.where.beyond;
    const of = bundle.dictionary.get(fact);
    if (of?.type !== 'set' || members.some((member) => of.values?.includes(member) === false))
      say(`${path}/clocks/${at}`, 'unknown-fact', `“${fact}”应为事实词典中的集合，并且有这些成员`);
  };
  for (const entry of start) {
    for (const id of startedBy(entry))
      if (known(id, 'start')) checkCountable(bundle, id, `${path}/clocks/start`, say);
    if (typeof entry === 'string') continue;
    if (entry.from) field(entry.from, `${path}/clocks/start`);
    if (entry.fact) moment(entry.fact, 'start');
    if ('firstOf' in entry) continue;
    limits(entry, 'start');
    if (entry.at) field(entry.at, `${path}/clocks/start`);
    for (const day of entry.latest ?? []) {
      limits(day, 'start');
      if ('clock' in day) known(day.clock, 'start');
      else if ('from' in day) field(day.from, `${path}/clocks/start`);
      else moment(day.fact, 'start');
    }
    const told = entry.told === undefined ? undefined : bundle.dictionary.get(entry.told);
    if (entry.told !== undefined && told?.type !== 'days' && told?.type !== 'count')
      say(`${path}/clocks/start`, 'unknown-fact', `“${entry.told}”应为事实词典中的天数`);
  }
  for (const entry of stop) {
    known(stoppedBy(entry), 'stop');
    if (typeof entry === 'string') continue;
    limits(entry, 'stop');
    if (entry.fact) moment(entry.fact, 'stop');
  }
  const told = ({ paper, notice }: ClockNotice, at: string) => {
    const template = paper === undefined ? null : bundle.get('template', paper)?.body;
    if (notice) field(notice, `${path}/clocks/${at}`);
    else if (!outcome.papers?.includes(paper ?? '') || template?.numberWord === undefined)
      say(
        `${path}/clocks/${at}`,
        'no-notice',
        '停计、延长须由本步骤制作有文号的告知文书，或者填写本案文书的文号',
      );
  };
  for (const { id, ground, from, to, ...notice } of suspend) {
    const definition = known(id, 'suspend');
    if (definition && !definition.exclusion?.grounds.length)
      say(`${path}/clocks/suspend`, 'no-ground', `期限“${id}”没有法定的停计事由`);
    for (const pointer of [ground, from, ...(to ? [to] : [])]) field(pointer, `${path}/clocks/suspend`);
    told(notice, 'suspend');
  }
  for (const { id, to } of resume) {
    known(id, 'resume');
    field(to, `${path}/clocks/resume`);
  }
  for (const { id, ...notice } of extend) {
    const definition = known(id, 'extend');
    if (definition && !definition.extension?.steps.length)
      say(`${path}/clocks/extend`, 'no-extension', `期限“${id}”没有法定的延长`);
    told(notice, 'extend');
  }
}

/** Every deadline that may run from an entry. */
export const startedBy = (entry: ClockStart): string[] =>
  typeof entry === 'string' ? [entry] : 'firstOf' in entry ? entry.firstOf : [entry.id];

/** The deadline an entry ends. */
export const stoppedBy = (entry: ClockStop): string => (typeof entry === 'string' ? entry : entry.id);

function checkCountable(bundle: Bundle, id: string, path: string, say: Report): void {
  const definition = deadlineOf(bundle, id);
  if (!definition) return;
  try {
    const tables = bundle.all('params').map((p) => p.body);
    lengthOf(countable(definition), tables, LAST_DAY);
  } catch (error) {
    if (!(error instanceof NotCountable)) throw error;
    say(path, 'not-countable', error.message);
  }
}
