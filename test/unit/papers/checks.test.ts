import { expect, test } from 'vitest';
import { Template } from '../../../functions/contract/definitions/papers.ts';
import type { Finding } from '../../../functions/contract/definitions/release.ts';
import { type Bundle, bundle, type Entry } from '../../../functions/core/release/bundle.ts';
import { checkPapers } from '../../../functions/core/release/checks/papers.ts';
import { reporter } from '../../../functions/core/release/checks/report.ts';
import { projectBundle } from '../../support/papers.ts';

const release = projectBundle();

/** What the check says of the project with one template changed. */
function findings(id: string, change: (template: Template) => Template): Finding[] {
  const found: Finding[] = [];
  const entries: Entry[] = [...release.entries.values()].map((entry) =>
    entry.kind === 'template' && entry.id === id
      ? { ...entry, body: Template.parse(change(structuredClone(entry.body as Template))) }
      : entry,
  );
  const changed: Bundle = bundle(entries);
  checkPapers(changed, (definition) => reporter(found, definition));
  return found;
}
const adding = (block: Template['blocks'][number]) => (template: Template) => ({
  ...template,
  blocks: [...template.blocks, block],
});

test('the templates as they stand have no findings', () => {
  expect(findings('DOC-27', (t) => t)).toEqual([]);
});

test('a template that names what does not exist is told where and what', () => {
  const wrong: [Template['blocks'][number], string, string][] = [
    [{ parts: [{ fact: 'party.nmae' }] }, 'unknown-fact', '事实词典中没有“party.nmae”'],
    [{ parts: [{ field: '/nowhere' }] }, 'unknown-field', '表单“decision”里没有 /nowhere'],
    [{ parts: [{ param: 'no.such' }] }, 'unknown-param', '参数“no.such”不存在'],
    [{ parts: [{ clock: 'NO_CLOCK' }] }, 'unknown-deadline', '期限“NO_CLOCK”不存在'],
    [{ parts: [{ paper: 'DOC-99', read: 'number' }] }, 'unknown-template', '文书模板“DOC-99”不存在'],
    [{ parts: [{ item: '/name' }] }, 'no-rows', 'item 只能用在清单（table）或者逐项（each）之内'],
    [{ parts: ['x'], when: { field: '/nope', is: true } }, 'unknown-field', '表单“decision”里没有 /nope'],
    [
      { sign: { label: '执法人员', by: { people: '/whoever' } } },
      'unknown-field',
      '表单“decision”里没有 /whoever',
    ],
    [
      { table: { rows: '/kinds', columns: [{ title: '种类', parts: [{ item: '/deep' }] }] } },
      'unknown-field',
      '表单“decision”里没有 /kinds/0/deep',
    ],
  ];
  for (const [block, code, say] of wrong) {
    const found = findings('DOC-27', adding(block));
    expect(found.map((f) => [f.definition, f.code, f.say])).toContainEqual(['template/DOC-27', code, say]);
    expect(found[0]?.path).toMatch(/^\/blocks\/\d+/);
  }
});

test('救济告知 must be of a known profile, and be printed', () => {
  expect(findings('DOC-27', (t) => ({ ...t, remedy: 'NONE' }))).toMatchObject([
    { code: 'unknown-remedy', path: '/remedy' },
  ]);
  const silent = findings('DOC-20', (t) => ({ ...t, remedy: 'GENERAL' }));
  expect(silent.map((f) => f.code)).toEqual(['remedy-unused']);
});
