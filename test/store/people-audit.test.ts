import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../functions/contract/api.ts';
import type { Person } from '../../functions/contract/people.ts';
import { openStores } from '../../functions/store/index.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { newCaseId, TENANT } from './fixtures.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const person = (id: string, change: Partial<Person> = {}): Person => ({
  id,
  name: '李正',
  title: '执法队员',
  org: 'town',
  orgName: '子午镇人民政府',
  tenants: [TENANT],
  roles: ['OFFICER'],
  certificate: null,
  legallyQualified: false,
  reviewerSince: null,
  principal: false,
  active: true,
  ...change,
});

describe('人员', () => {
  it('is found by id and stands in the directory of every township they act in', async () => {
    const { directory } = engine.stores;
    const partner = person('forestry', { org: 'city-forestry', tenants: [TENANT, 'donghua'] });
    await directory.save(person('li-zheng'));
    await directory.save(partner);
    expect(await directory.person('forestry')).toEqual(partner);
    expect(await directory.person('nobody')).toBeNull();
    expect((await directory.people(TENANT)).map((p) => p.id).sort()).toEqual(['forestry', 'li-zheng']);
    expect((await directory.people('donghua')).map((p) => p.id)).toEqual(['forestry']);
  });

  it('who leaves a township is no longer in its directory', async () => {
    const { directory } = engine.stores;
    await directory.save(person('mover', { tenants: ['fuxing', 'lvhe'] }));
    await directory.save(person('mover', { tenants: ['lvhe'] }));
    expect(await directory.people('fuxing')).toEqual([]);
    expect((await directory.people('lvhe')).map((p) => p.id)).toEqual(['mover']);
  });

  it('a right taken away is gone elsewhere within two seconds', async () => {
    let now = 0;
    const other = openStores({
      endpoint: engine.endpoint,
      region: 'local',
      prefix: engine.prefix,
      now: () => now,
    }).directory;
    await engine.stores.directory.save(person('head', { roles: ['BUREAU_HEAD'] }));
    expect((await other.person('head'))?.active).toBe(true);
    await engine.stores.directory.save(person('head', { active: false }));
    now = 2_000;
    expect((await other.person('head'))?.active).toBe(false);
  });
});

describe('审计日志', () => {
  const entry = (minute: number, caseId: string | null): AuditEntry => ({
    at: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
    actor: 'li-zheng',
    what: '提交被拒',
    caseId,
    code: 'rules-refused',
    detail: '执法人员少于两人',
    basis: ['行政处罚法第四十二条第一款'],
  });

  it('lists the newest first, of the township or of one case', async () => {
    const { audit } = engine.stores;
    const id = newCaseId();
    for (let minute = 0; minute < 6; minute++)
      await audit.append(TENANT, entry(minute, minute % 2 ? id : null));
    const first = await audit.list(TENANT, { limit: 4 });
    const rest = await audit.list(TENANT, { limit: 4, cursor: first.cursor ?? undefined });
    const all = [...first.items, ...rest.items].map((e) => e.at);
    expect(all).toEqual([5, 4, 3, 2, 1, 0].map((minute) => entry(minute, null).at));
    expect(rest.cursor).toBeNull();
    const ofCase = await audit.list(TENANT, { limit: 10, caseId: id });
    expect(ofCase.items).toEqual([5, 3, 1].map((minute) => entry(minute, id)));
  });

  it('keeps two entries of the same millisecond', async () => {
    const { audit } = engine.stores;
    await Promise.all([audit.append('lvhe', entry(1, null)), audit.append('lvhe', entry(1, null))]);
    expect((await audit.list('lvhe', { limit: 10 })).items).toHaveLength(2);
  });
});
