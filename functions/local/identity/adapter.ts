import type { Adapter, AdapterPayload } from 'oidc-provider';
import { systemClock } from '../../adapters/clock.ts';

const MOST_ENTRIES = 5000;
type Entry = { payload: AdapterPayload; expiresAt: number };
const now = () => Date.parse(systemClock.now());

/**
 * What the sign-in remembers: sessions, codes, grants. In memory, because losing it costs a click on the demo
 * account; the keys that make tokens valid are on disk.
 */
export function memoryAdapters(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();

  const live = (key: string) => {
    const entry = entries.get(key);
    if (entry && entry.expiresAt > now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };

  /** Expired entries first; then the oldest, so that nobody can fill the memory by asking for sign-ins. */
  const makeRoom = () => {
    if (entries.size < MOST_ENTRIES) return;
    for (const [key, entry] of entries) if (entry.expiresAt <= now()) entries.delete(key);
    for (const key of entries.keys()) {
      if (entries.size < MOST_ENTRIES) return;
      entries.delete(key);
    }
  };

  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const among = (found: (payload: AdapterPayload) => boolean) => {
      for (const key of entries.keys()) {
        if (!key.startsWith(`${model}:`)) continue;
        const payload = live(key);
        if (payload && found(payload)) return payload;
      }
      return undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        makeRoom();
        entries.set(keyOf(id), { payload, expiresAt: expiresIn ? now() + expiresIn * 1000 : Infinity });
      },
      find: async (id) => live(keyOf(id)),
      findByUid: async (uid) => among((payload) => payload.uid === uid),
      findByUserCode: async (code) => among((payload) => payload.userCode === code),
      async consume(id) {
        const payload = live(keyOf(id));
        if (payload) payload.consumed = Math.floor(now() / 1000);
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
