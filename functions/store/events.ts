import type { BriefEvent, CaseEvent, JudgedCondition } from '../contract/case.ts';
import { Refusal } from '../contract/errors.ts';
import { MAX_BODY_BYTES, pack, sizeOf, unpack } from './codec.ts';
import type { Item } from './retry.ts';

/**
 * An event as attributes of its item: `body` is the event without the condition trees of its verdict, `why` are these, one for
 * each rule. They are two thirds of an event; a replay reads a million decisions without them (docs/decisions/0012).
 * @throws Refusal body-too-large where both together do not fit into an item
 */
export function eventAttributes(event: CaseEvent): Item {
  const { verdict } = event;
  if (!verdict || verdict.rules.length === 0) return { body: pack(event) };
  const rules = verdict.rules.map(({ conditions: _, ...rule }) => rule);
  const body = pack({ ...event, verdict: { ...verdict, rules } });
  const why = pack(verdict.rules.map(({ conditions }) => conditions));
  if (sizeOf(body) + sizeOf(why) > MAX_BODY_BYTES)
    throw new Refusal('body-too-large', '内容和判定说明合计超过单条记录的上限；请拆分内容或改用附件。');
  return { body, why };
}

/** The whole event. */
export function readEvent({ body, why }: Item): CaseEvent {
  const event = unpack<CaseEvent>(body);
  if (!why || !event.verdict) return event;
  const trees = unpack<JudgedCondition[]>(why);
  const rules = event.verdict.rules.map((rule, i) => ({ ...rule, conditions: trees[i] as JudgedCondition }));
  return { ...event, verdict: { ...event.verdict, rules } };
}

/** The event without the condition trees. */
export const readBriefly = ({ body }: Item): BriefEvent => unpack<BriefEvent>(body);
