import type { Adapter, AdapterPayload } from 'oidc-provider';

const MAX_ENTRIES = 1000;

/**
 * A store of its own for each model, the oldest entry gives way to a new one.
 * It does not go by the model's name: minified, several models can have the same.
 */
export function createMemoryAdapter(): Adapter {
  const entries = new Map<string, AdapterPayload>();

  function findWhere(matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const payload of entries.values()) if (matches(payload)) return payload;
    return undefined;
  }

  return {
    async upsert(id, payload) {
      entries.delete(id);
      entries.set(id, payload);
      const oldest = entries.keys().next().value;
      if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
    },
    async find(id) {
      return entries.get(id);
    },
    async findByUid(uid) {
      return findWhere(payload => payload.uid === uid);
    },
    async findByUserCode(userCode) {
      return findWhere(payload => payload.userCode === userCode);
    },
    async consume(id) {
      const payload = entries.get(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(id);
    },
    async revokeByGrantId(grantId) {
      for (const [id, payload] of entries) if (payload.grantId === grantId) entries.delete(id);
    },
  };
}
