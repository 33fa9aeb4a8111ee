import type { ClockStart, ClockStop, Outcome } from '../../../contract/definitions/procedures.ts';
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
  for (const entry of start) {
    for (const id of startedBy(entry))
      if (known(id, 'start')) checkCountable(bundle, id, `${path}/clocks/start`, say);
    if (typeof entry === 'string' || 'firstOf' in entry) continue;
    for (const day of 'latest' in entry ? entry.latest : [entry]) {
      if ('clock' in day) known(day.clock, 'start');
      else if ('from' in day) field(day.from, `${path}/clocks/start`);
      else if (!bundle.dictionary.has(day.fact))
        say(`${path}/clocks/start`, 'unknown-fact', `事实词典中没有“${day.fact}”`);
    }
    if ('at' in entry && entry.at) field(entry.at, `${path}/clocks/start`);
  }
  for (const entry of stop) {
    known(stoppedBy(entry), 'stop');
    if (typeof entry !== 'string' && bundle.dictionary.get(entry.fact)?.type !== 'date')
      say(`${path}/clocks/stop`, 'unknown-fact', `“${entry.fact}”应为事实词典中的日期`);
  }
  for (const { id, ground, from, to, notice } of suspend) {
    const definition = known(id, 'suspend');
    if (definition && !definition.exclusion?.grounds.length)
      say(`${path}/clocks/suspend`, 'no-ground', `期限“${id}”没有法定的停计事由`);
    for (const pointer of [ground, from, ...(to ? [to] : []), notice])
      field(pointer, `${path}/clocks/suspend`);
  }
  for (const { id, to } of resume) {
    known(id, 'resume');
    field(to, `${path}/clocks/resume`);
  }
  for (const { id, notice } of extend) {
    const definition = known(id, 'extend');
    if (definition && !definition.extension?.steps.length)
      say(`${path}/clocks/extend`, 'no-extension', `期限“${id}”没有法定的延长`);
    field(notice, `${path}/clocks/extend`);
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
