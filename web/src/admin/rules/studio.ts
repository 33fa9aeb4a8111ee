/** What every part of a rule page shares: the names of things, what the checks found, and the panel to try facts in. */
import { createContext, useContext } from 'react';
import type { Facts } from '../../../../functions/contract/definitions/facts.ts';
import type { Finding } from '../../../../functions/contract/definitions/release.ts';
import type { World } from './world.ts';

/** Facts to try, on which day's law; without a rule set, that of the page. */
export type Trial = { facts?: Facts; asOf?: string; rule?: string; ruleSet?: string };
export type Studio = {
  world: World;
  /** The rule set or table on the page; null where the page is about none. */
  ruleSet: string | null;
  /** What the last check found of the draft as it stands; null: not checked since it changed. */
  findings: Finding[] | null;
  readOnly: boolean;
  tryOut: (trial: Trial) => void;
};

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio outside of a rule page');
  return studio;
}

/** A finding at a rule: by its place in the set or table, or, of the examples, by its id. */
export function findingsAt(findings: Finding[] | null, set: string, at: number, rule: string): Finding[] {
  const homes = [`ruleset/${set}`, `table/${set}`, `examples/${set}`];
  const place = new RegExp(`^/(rules|rows)/${at}(/|$)`);
  return (findings ?? []).filter(
    ({ definition, path }) => homes.includes(definition) && (place.test(path) || path === `/${rule}`),
  );
}

/** Whether a finding is about this rule set, its table or its examples. */
export const isAbout = (finding: Finding, set: string): boolean =>
  [`ruleset/${set}`, `table/${set}`, `examples/${set}`].includes(finding.definition);
