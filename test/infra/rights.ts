import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rightsTable, withRights } from '../../docs/rights.ts';
import {
  closedKey,
  decisionKey,
  decisionsKey,
  definitionKey,
  draftsKey,
  dueKey,
  liveKey,
  paperCheckKey,
  papersKey,
  queueKey,
  registerKey,
  sealsKey,
  shownKey,
} from '../../functions/store/keys.ts';
import { TABLES } from '../../functions/store/tables.ts';
import { GRANTS } from '../../infra/rights.ts';
import { mayDo, partitionsOf, resources, rightsOf, theSystem } from './support.ts';

const { api, events, data } = theSystem();
const READ = ['BatchGetItem', 'GetItem', 'Query'];
const ZONES = ['public', 'staff', 'partner', 'admin'];
const FUNCTIONS = [
  ...ZONES.map((name) => ({ name, stack: api })),
  ...['project', 'deadlines', 'seed'].map((name) => ({ name, stack: events })),
];
/** As IAM reads StringLike. */
const matches = (like: string, key: string) => new RegExp(`^${like.replaceAll('*', '.*')}$`).test(key);
const mayDecryptWith = (name: string, key: string) =>
  rightsOf(api, name).some(({ action, on }) => action === 'kms:Decrypt' && on.includes(`FnGetAtt${key}`));

describe('the public function', () => {
  test.each(['cases', 'events', 'complainants', 'people', 'audit'])('cannot touch %s', (table) => {
    expect(mayDo(api, 'public', table)).toEqual([]);
  });
  test('reads of the views what is published and what the check of a paper says, and of a case nothing else', () => {
    expect(mayDo(api, 'public', 'views')).toEqual(READ);
    expect(mayDo(api, 'public', 'definitions')).toEqual(READ);
    const conditions = partitionsOf(api, 'public');
    expect(conditions).toEqual(['T#*#DECISIONS', 'T#*#D#*', 'T#*#CHECK#*', 'T#*#LIVE', 'T#*#R#*', 'D#*']);
    for (const hidden of [
      queueKey('donghua', 'role:OFFICER'),
      registerKey('donghua', null),
      closedKey('donghua'),
      shownKey('donghua', `C-${'0'.repeat(20)}`),
      papersKey('donghua', '2026'),
      draftsKey('donghua'),
      sealsKey('donghua', '2026-05-20'),
      dueKey('donghua', 'all'),
    ])
      expect(conditions.filter((like) => matches(like, hidden))).toEqual([]);
    for (const open of [
      decisionsKey('donghua'),
      decisionKey('donghua', `P-${'0'.repeat(20)}`),
      paperCheckKey('donghua', '0'.repeat(64)),
      paperCheckKey('donghua', '罚决', '2026', '1'),
      liveKey('donghua'),
      definitionKey('0'.repeat(64)),
    ])
      expect(conditions.filter((like) => matches(like, open))).toHaveLength(1);
  });
  test('cannot decrypt the records behind what is shown', () => {
    expect(mayDecryptWith('public', 'ShownKey')).toBe(true);
    expect(mayDecryptWith('public', 'RecordsKey')).toBe(false);
    expect(mayDecryptWith('public', 'ComplainantsKey')).toBe(false);
  });
});

describe('the staff function', () => {
  test('files into cases, and puts events, but neither updates nor deletes any', () => {
    expect(mayDo(api, 'staff', 'cases')).toContain('PutItem');
    expect(mayDo(api, 'staff', 'events')).toEqual([...READ, 'ConditionCheckItem', 'PutItem'].sort());
  });
  test('may seal and unseal who complained', () => {
    expect(mayDo(api, 'staff', 'complainants')).toEqual([...READ, 'PutItem'].sort());
  });
  test('cannot change the rules it works by', () => {
    expect(mayDo(api, 'staff', 'definitions')).toEqual(READ);
  });
});

describe('the partner function', () => {
  test('cannot read who complained, nor decrypt it', () => {
    expect(mayDo(api, 'partner', 'complainants')).toEqual([]);
    expect(mayDecryptWith('partner', 'ComplainantsKey')).toBe(false);
  });
  test('cannot change the rules it works by', () => {
    expect(mayDo(api, 'partner', 'definitions')).toEqual(READ);
  });
});

describe('the admin function', () => {
  test.each(['cases', 'complainants', 'views'])('cannot read %s', (table) => {
    expect(mayDo(api, 'admin', table)).toEqual([]);
  });
  test('reads what was decided, to run a draft over it, and adds nothing to it', () => {
    expect(mayDo(api, 'admin', 'events')).toEqual(READ);
    expect(partitionsOf(api, 'admin')).toEqual(['T#*#CASES', 'T#*#C#*']);
  });
  test('cannot reach evidence files', () => {
    expect(rightsOf(api, 'admin').filter(({ action }) => action.startsWith('s3:'))).toEqual([]);
  });
  test('cannot change who may act', () => {
    expect(mayDo(api, 'admin', 'people')).toEqual(READ);
  });
  test('writes definitions', () => {
    expect(mayDo(api, 'admin', 'definitions')).toContain('PutItem');
  });
});

describe('the clocks', () => {
  test('write on cases, and read of the views only what names a case that has something to say', () => {
    expect(mayDo(events, 'deadlines', 'events')).toEqual(['PutItem']);
    expect(mayDo(events, 'deadlines', 'cases')).toEqual([...READ, 'PutItem'].sort());
    expect(partitionsOf(events, 'deadlines')).toEqual(['T#*#W', 'T#*#PROVISIONAL', 'T#*#COUNTED']);
  });
  test.each(['complainants', 'people', 'audit'])('cannot touch %s', (table) => {
    expect(mayDo(events, 'deadlines', table)).toEqual([]);
  });
});

describe('the audit log', () => {
  test('is read by the admin function alone', () => {
    const readers = FUNCTIONS.filter(({ stack, name }) => mayDo(stack, name, 'audit').includes('Query'));
    expect(readers.map(({ name }) => name)).toEqual(['admin']);
  });
  test('is written by the staff and partner functions, which cannot read it', () => {
    expect(mayDo(api, 'staff', 'audit')).toEqual(['PutItem']);
    expect(mayDo(api, 'partner', 'audit')).toEqual(['PutItem']);
  });
});

describe('every function', () => {
  test.each(TABLES.filter((table) => table.appendOnly).map(({ id }) => id))(
    'can neither update nor delete in %s',
    (table) => {
      for (const { stack, name } of FUNCTIONS)
        expect(mayDo(stack, name, table)).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/UpdateItem|DeleteItem|BatchWriteItem/)]),
        );
    },
  );
  test('scans no table', () => {
    for (const { stack, name } of FUNCTIONS)
      expect(rightsOf(stack, name).map(({ action }) => action)).not.toContain('dynamodb:Scan');
  });
  test('deletes nothing but projections', () => {
    for (const { id } of TABLES)
      for (const { stack, name } of FUNCTIONS)
        if (mayDo(stack, name, id).includes('DeleteItem')) expect([name, id]).toEqual(['project', 'views']);
  });
  test('has a role of its own', () => {
    const roles = [api, events].flatMap((stack) =>
      Object.entries(resources(stack, 'AWS::Lambda::Function'))
        .filter(([id]) => Object.keys(GRANTS).some((name) => id.startsWith(name)))
        .map(([, fn]) => JSON.stringify(fn.Properties.Role)),
    );
    expect(new Set(roles).size).toBe(FUNCTIONS.length);
  });
  test('uses a key only through the service that holds the data', () => {
    for (const name of ZONES)
      for (const { PolicyDocument } of Object.entries(resources(api, 'AWS::IAM::Policy'))
        .filter(([id]) => id.startsWith(`${name}Role`))
        .map(
          ([, policy]) => policy.Properties as { PolicyDocument: { Statement: Record<string, unknown>[] } },
        ))
        for (const statement of PolicyDocument.Statement)
          if (JSON.stringify(statement.Action).includes('kms:'))
            expect(JSON.stringify(statement.Condition)).toContain('kms:ViaService');
  });
});

describe('部署手册里各函数的权限', () => {
  test('与 infra/rights.ts 一致（node docs/rights.ts 重新生成）', () => {
    const page = readFileSync(new URL('../../docs/deployment.md', import.meta.url), 'utf8');
    expect(page).toBe(withRights(page));
  });
  test('每个函数一行，每张表一列', () => {
    const rows = rightsTable()
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('|  |') && !line.startsWith('| ---'));
    expect(rows).toHaveLength(FUNCTIONS.length);
    for (const row of rows) expect(row.split(' | ')).toHaveLength(TABLES.length + 2);
  });
});

test('only staff and partners put and fetch evidence files, and nobody deletes them', () => {
  const users = FUNCTIONS.filter(({ stack, name }) =>
    rightsOf(stack, name).some(({ action }) => action === 's3:PutObject'),
  );
  expect(users.map(({ name }) => name)).toEqual(['staff', 'partner']);
  const policies = JSON.stringify(resources(data, 'AWS::S3::BucketPolicy'));
  expect(policies).toContain('"Action":["s3:DeleteObject","s3:DeleteObjectVersion"],"Effect":"Deny"');
});
