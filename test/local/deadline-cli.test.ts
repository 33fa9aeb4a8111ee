import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../functions/core/deadlines/definitions.ts';
import { BadInput } from '../../functions/local/cli/command.ts';
import { deadline as command } from '../../functions/local/cli/deadline.ts';
import { readPacks } from '../../functions/local/cli/packs.ts';
import { lastPublished } from '../support/calendar.ts';
import { yizhi } from '../support/cli.ts';

const deadline = (...args: string[]) => yizhi(['deadline', ...args]);
/** What the command says is wrong, without a process of its own for each fault. */
const complaint = (...args: string[]): Promise<string> =>
  command.run(args).then(
    ({ json }) => JSON.stringify(json),
    (error: unknown) => (error instanceof BadInput ? error.message : Promise.reject(error)),
  );
const options = (id: string, start: string, context?: unknown) => [
  '--id',
  id,
  '--start',
  start,
  ...(context === undefined ? [] : ['--context', JSON.stringify(context)]),
];
async function answer(...of: Parameters<typeof options>) {
  const { out, err, status } = await deadline(...options(...of));
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as { due: string; provisional: boolean; derivation: string[] };
}

describe('yizhi deadline', () => {
  it('prints the due day, whether it is provisional and how it came about, and nothing else', async () => {
    const found = await answer('APL_HEARING_REQ_5WD', '2026-02-11');
    expect(Object.keys(found)).toEqual(['due', 'provisional', 'derivation']);
    expect([found.due, found.provisional]).toEqual(['2026-02-25', false]);
    expect(found.derivation).toContain('2026-02-17 春节，不计入');
  });

  it('marks a date that crosses into an unpublished year', async () => {
    const year = lastPublished(calendarOf(readPacks()).body);
    expect(await answer('PUB_PENALTY_7WD', `${year}-12-28`)).toMatchObject({ provisional: true });
  });

  it('counts hours from an instant, and takes the law’s extensions from the context', async () => {
    const hours = await answer('R310_TRANSFER_24H', '2026-05-01T22:30:00+08:00');
    expect(hours.due).toBe('2026-05-02T14:30:00.000Z');
    const sealed = await answer('AEL_SEIZE_30D', '2026-03-05', {
      suspend: [
        {
          ground: 'examination',
          from: '2026-03-10',
          to: '2026-03-20',
          approver: 'TOWN_LEADER',
          notice: '1号',
        },
      ],
      extend: [{ on: '2026-04-01', approver: 'TOWN_LEADER', notice: '2号' }],
    });
    expect(sealed.due).toBe('2026-05-14');
  });

  it('says of a clock that stands still that its last day is open', async () => {
    const suspended = [{ ground: 'examination', from: '2026-03-10', approver: 'TOWN_LEADER', notice: '1号' }];
    const { derivation } = await answer('AEL_SEIZE_30D', '2026-03-05', { suspend: suspended });
    expect(derivation.at(-1)).toContain('自 2026-03-10 起停计');
    expect(derivation.at(-1)).toContain('届满日未定');
    const done = await answer('AEL_SEIZE_30D', '2026-03-05', { suspend: suspended, end: '2026-06-01' });
    expect(done.derivation.at(-1)).toBe('2026-06-01 期限正在停计，没有届满');
  });

  const once = { approver: 'TOWN_LEADER', notice: '1号' };
  it.each([
    ['an unknown id', 'APL_NOTHING', '2026-02-11', undefined, '没有期限 APL_NOTHING'],
    ['no such day', 'APL_PAY_15D', '2026-02-30', undefined, '不是日期或时刻'],
    ['a start after the end', 'APL_PAY_15D', '2026-02-11', { end: '2026-02-10' }, '晚于结束'],
    ['a duty without a length', 'APL_FILE_PROMPT', '2026-02-11', undefined, '没有规定天数'],
    ['a prohibition', 'AEL_FREEZE_NA', '2026-02-11', undefined, '禁止'],
    ['hours from a day', 'R310_TRANSFER_24H', '2026-02-11', undefined, '须为时刻'],
    ['an unknown member', 'APL_PAY_15D', '2026-02-11', { ende: 1 }, '/ende'],
    ['an unknown profile', 'APL_PAY_15D', '2026-02-11', { profile: 'nope' }, '没有程序规定“nope”'],
    [
      'a suspended clock suspended again',
      'AEL_SEIZE_30D',
      '2026-03-05',
      {
        suspend: [
          { ground: 'examination', from: '2026-03-10', ...once },
          { ground: 'examination', from: '2026-03-12', ...once },
        ],
      },
      '不能再次停计',
    ],
    [
      'a suspension from the last day on',
      'AEL_SEIZE_30D',
      '2026-03-05',
      { suspend: [{ ground: 'examination', from: '2026-04-04', to: '2026-04-20', ...once }] },
      '停计不能使它推后',
    ],
    [
      'an extension after the last day',
      'AEL_SEIZE_30D',
      '2026-03-05',
      { extend: [{ on: '2026-04-05', ...once }] },
      '届满后不得',
    ],
    [
      'an extension before the first day',
      'AEL_SEIZE_30D',
      '2026-03-05',
      { extend: [{ on: '2026-03-04', ...once }] },
      '早于起算之日',
    ],
  ])('says in one line what is wrong with %s', async (_, id, start, context, say) => {
    const said = await complaint(...options(id, start, context));
    expect(said.split('\n')).toHaveLength(1);
    expect(said).toContain(say);
  });

  it('asks for what is missing, and refuses a context that is no JSON', async () => {
    expect(await complaint('--start', '2026-02-11')).toContain('--id');
    expect(await complaint('--id', 'APL_PAY_15D')).toContain('--start');
    const broken = await deadline('--id', 'APL_PAY_15D', '--start', '2026-02-11', '--context', '{');
    expect([broken.status, broken.out]).toEqual([1, '']);
    expect(broken.err).toMatch(/^.*不是有效的 JSON.*\n$/);
  });
});
