import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type { BriefVerdict } from '../../functions/contract/case.ts';
import { decideCompiled } from '../../functions/core/decide/compiled.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle } from '../../functions/core/release/bundle.ts';
import { type Plan, planOf } from '../../functions/core/release/replay/plan.ts';
import { DAYS, randomFrom, SCREENING, someFacts } from './shipped.ts';

/**
 * A line of the file: who decided what, and the verdict as a replay gets it from the store: everything but the condition trees,
 * which stand in an attribute of their own (`store/events.ts`).
 */
export type Line = {
  case: string;
  version: number;
  procedure: string;
  action: string;
  verdict: BriefVerdict;
};

/** Decisions made beforehand; each line is one of them for another case. */
const POOL = 5_000;
const PATTERNS = 8;
const LINES_AT_ONCE = 500;

/** Writes so many recorded decisions of all actions that have rules, zstd-compressed. */
export async function writeDecisions(release: Bundle, path: string, count: number): Promise<void> {
  const pool = decisionsOf(release, Math.min(POOL, count));
  function* lines() {
    let text = '';
    for (let i = 0; i < count; i++) {
      text += `{"case":"C-${String(i).padStart(20, '0')}",${pool[i % pool.length]}\n`;
      if ((i + 1) % LINES_AT_ONCE === 0 || i + 1 === count) {
        yield text;
        text = '';
      }
    }
  }
  await pipeline(Readable.from(lines()), createZstdCompress(), createWriteStream(path));
}

/** Lines without their beginning; one fact in ten is unknown, in a few patterns per action, as optional fields are. */
function decisionsOf(release: Bundle, count: number): string[] {
  const random = randomFrom(1_000_000);
  const actions = release.all('procedure').flatMap(({ id, body }) =>
    Object.entries(body.actions)
      .filter(([, action]) => action.rules.length > 0)
      .map(([action]) => ({ procedure: id, action, plan: planOf(release, id, action) as Plan })),
  );
  return Array.from({ length: count }, (_, i) => {
    const { procedure, action, plan } = actions[i % actions.length] as (typeof actions)[number];
    const pattern = randomFrom(i % PATTERNS);
    const names = [...plan.asked.keys()].filter(() => pattern() < 0.9);
    const facts = someFacts(release.dictionary, names, random);
    const verdict = decideCompiled(plan.sets, facts, DAYS, release.hash);
    const rules = verdict.rules.map(({ conditions: _, ...rule }) => rule);
    return JSON.stringify({ version: 1, procedure, action, verdict: { ...verdict, rules } }).slice(1);
  });
}

/** The draft: the thresholds of the screening that stand for themselves are doubled, as when amounts are revised. */
export function draftOf(release: Bundle): Bundle {
  const entry = release.get('ruleset', SCREENING);
  if (!entry) throw new Error(`no ${SCREENING}`);
  const body = structuredClone(entry.body);
  for (const { conditions } of body.rules) {
    const inside = 'any' in conditions ? conditions.any : 'all' in conditions ? conditions.all : [];
    for (const leaf of inside)
      if ('fact' in leaf && leaf.operator === 'atLeast' && typeof leaf.value === 'number') leaf.value *= 2;
  }
  const others = [...release.entries.values()].filter((e) => e !== entry);
  return bundle([...others, { ...entry, hash: contentHash(body), body }]);
}
