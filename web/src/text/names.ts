import type { CaseView } from '../../../functions/contract/api.ts';
import { PARTNER_ROLES } from '../../../functions/contract/routes.ts';
import type { Colleague } from '../api/shapes.ts';
import type { Namer } from './values.ts';

export type Office = { org: string; name: string };

/** The authorities besides the township that have people in the directory, each once. */
export function officesOf(people: Colleague[]): Office[] {
  const partners = people.filter((person) =>
    person.roles.some((role) => PARTNER_ROLES.some((partner) => partner === role)),
  );
  return [...new Map(partners.map(({ org, orgName }) => [org, { org, name: orgName }])).values()];
}

/** Names of the ids that facts and filed forms hold: people, offices, stages. */
export function namerOf(people: Colleague[], stages: CaseView['stages'] = []): Namer {
  const names = new Map([
    ...stages.map((stage) => [stage.id, stage.title] as const),
    ...officesOf(people).map((office) => [office.org, office.name] as const),
    ...people.map((person) => [person.id, person.name] as const),
  ]);
  return (id) => names.get(id);
}
