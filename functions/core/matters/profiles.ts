import type { Bundle } from '../release/bundle.ts';

/** The fact that tells a rule which department's rules of procedure a matter follows. */
const PROFILE = 'matter.profile';

/**
 * The procedure profiles of a release with their names: the values of the fact `matter.profile`. Null where its dictionary
 * lists none, so that nothing can be held against them.
 */
export function profilesOf({ dictionary }: Pick<Bundle, 'dictionary'>): Map<string, string> | null {
  const { values, valueLabels } = dictionary.get(PROFILE) ?? {};
  return values ? new Map(values.map((id) => [id, valueLabels?.[id] ?? id])) : null;
}

/** What is wrong with the name of a profile, with those there are; null when it is one, or none are listed. */
export function profileFault(bundle: Pick<Bundle, 'dictionary'>, profile: string): string | null {
  const known = profilesOf(bundle);
  if (!known || known.has(profile)) return null;
  const listed = [...known].map(([id, name]) => `${id}（${name}）`).join('、');
  return `没有程序规定“${profile}”，应为其中之一：${listed}`;
}
