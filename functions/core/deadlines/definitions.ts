import { lawName } from '../../contract/citing.ts';
import type {
  BoundParty,
  Calendar,
  CountedDeadline,
  DeadlineDefinition,
} from '../../contract/definitions/deadlines.ts';
import { KIND_LABELS_OF_DEADLINES } from '../../contract/definitions/deadlines.ts';
import type { ParameterTable } from '../../contract/definitions/facts.ts';
import { paramNamed, valueOn } from '../facts/params.ts';
import type { Bundle } from '../release/bundle.ts';

/** The period leads to no date, or not from this start; `message` says why, for a person. */
export class NotCountable extends Error {
  override readonly name = 'NotCountable';
}

/** The definition of a deadline in a release. */
export function deadlineOf(bundle: Bundle, id: string): DeadlineDefinition | null {
  for (const { body } of bundle.all('deadlines')) {
    const found = body.deadlines.find((d) => d.id === id);
    if (found) return found;
  }
  return null;
}

/** The release's one calendar. */
export function calendarOf(bundle: Bundle): { body: Calendar; hash: string } {
  const entry = bundle.all('calendar')[0];
  if (!entry) throw new Error(`release ${bundle.hash} has no calendar`);
  return entry;
}

/** 行政处罚法（2021修订）第60条; several laws each with their own article; an article that is no number stands as it is. */
export function citation({ law, article }: Pick<DeadlineDefinition, 'law' | 'article'>): string {
  const articles = article.split(/[;；]/);
  return law
    .split(/[;；]/)
    .map((one, i) => {
      const at = articles[i] ?? '';
      const name = lawName(one);
      if (/^\d/.test(at)) return `${name}第${at}条`;
      return at.includes(one) ? at : `${name}${at}`;
    })
    .join('、');
}

/** @throws NotCountable for a duty without a number of days, a rate, a prohibition … */
export function countable(definition: DeadlineDefinition): CountedDeadline {
  if (definition.kind === 'period' || definition.kind === 'configured' || definition.kind === 'annual')
    return definition;
  throw new NotCountable(
    `${definition.id}“${definition.name}”没有可以推算的长度：${KIND_LABELS_OF_DEADLINES[definition.kind]}（${citation(definition)}）`,
  );
}

/** Length in the deadline's unit and where it comes from. @throws NotCountable when the parameter is not configured */
export function lengthOf(
  definition: CountedDeadline,
  tables: ParameterTable[],
  day: string,
): { length: number; source: string | null } {
  if (definition.kind === 'annual') return { length: 1, source: null };
  if (definition.kind === 'period') return { length: definition.length, source: null };
  const current = valueOn(paramNamed(tables, definition.param)?.values ?? [], day);
  if (typeof current?.value !== 'number')
    throw new NotCountable(
      `${definition.id}“${definition.name}”没有长度：${citation(definition)}没有规定天数，参数 ${definition.param} 尚未配置`,
    );
  return { length: current.value, source: current.source };
}

/** Is it the law of a matter of this profile, not that of other fields alone? */
export const isLawOf = ({ profiles }: DeadlineDefinition, profile: string | null): boolean =>
  profiles === undefined || (profile !== null && profiles.includes(profile));

/** Where a clock's period stands: the article, or 参照 where it is the rule of another field. */
export const clockBasis = (
  definition: DeadlineDefinition,
  { reference }: { reference?: true | undefined },
) => (reference ? `参照${citation(definition)}（本领域没有规定，非法定期限）` : citation(definition));

const PEOPLE: readonly BoundParty[] = ['party', 'third_party'];

/** Somebody's right, which may not be cut short; not a duty of an authority. */
export const bindsPeople = (definition: DeadlineDefinition): boolean =>
  PEOPLE.includes(definition.boundParty);

/** A time to wait through: when it is over something may be done, and nobody is late. */
export const isWait = (definition: DeadlineDefinition): boolean =>
  'purpose' in definition && definition.purpose === 'wait';

/** 机关取较早、当事人取较晚: whoever waits for a period in somebody's favour waits for the later day too. */
export const takesLater = (definition: DeadlineDefinition): boolean =>
  bindsPeople(definition) || isWait(definition);
