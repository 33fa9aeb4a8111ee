import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { FactDictionary } from '../../functions/contract/definitions/facts.ts';
import { emptyState } from '../../functions/core/case/fold.ts';
import { moveFaults } from '../../functions/core/case/move.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { withChanges } from '../../functions/core/release/changes.ts';

const shipped = bundle(loadPacks('.').entries);

describe('案件改用另一个版本', () => {
  const state = () => ({
    ...emptyState({
      tenant: 'xianan',
      caseId: `C-${'0'.repeat(20)}`,
      procedure: 'ordinary-penalty',
      matter: null,
      release: shipped.hash,
      at: '2026-06-01T00:00:00.000Z',
    }),
    stage: 'clue',
    facts: { 'party.minor': false },
  });

  test('记下的事实在新版是另一种类型的，不能改用：规则会把它当作别的东西去比', () => {
    expect(moveFaults(state(), shipped).filter(({ path }) => path.startsWith('/facts'))).toEqual([]);
    const book = shipped.all('facts').find(({ body }) => Object.hasOwn(body.facts, 'party.minor'));
    const { body } = book as { body: FactDictionary };
    const facts = {
      ...body.facts,
      'party.minor': { ...body.facts['party.minor'], type: 'enum', values: ['yes', 'no'] },
    };
    const next = withChanges(shipped, { [`facts/${body.id}`]: { ...body, facts } });
    const [fault] = moveFaults(state(), next).filter(({ path }) => path.startsWith('/facts'));
    expect(fault?.path).toBe('/facts/party.minor');
    expect(fault?.say).toContain('容不下案件记下的值');
  });
});
