import type { CaseEvent } from '../../contract/case.ts';
import { contentHash } from '../hash.ts';

/** An event with its place in the chain: `hash` covers every other member, the previous event's hash included. */
export function seal(event: Omit<CaseEvent, 'hash'>): CaseEvent {
  return { ...event, hash: contentHash(event) };
}

/** Where the chain first breaks; null when it holds. */
export function chainFault(events: CaseEvent[], genesis: string): { version: number; say: string } | null {
  let prev = genesis;
  for (const [i, event] of events.entries()) {
    const { hash, ...rest } = event;
    if (event.version !== i + 1)
      return { version: i + 1, say: `第 ${i + 1} 个事件缺失或重复，读到的版本是 ${event.version}` };
    if (event.prev !== prev) return { version: event.version, say: '与上一事件的哈希不相接' };
    if (contentHash(rest) !== hash) return { version: event.version, say: '内容与登记的哈希不一致' };
    prev = hash;
  }
  return null;
}
