import type { FactDefinition } from '../../../contract/definitions/facts.ts';
import type { Cover, DecisionTable } from '../../../contract/definitions/tables.ts';
import { typeFault } from '../../../contract/fact-types.ts';
import { family } from '../../decide/operators.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** What a table says it covers is something it can cover: its own columns, with ranges that have an inside. */
export function checkCovers(bundle: Bundle, { columns, covers = [] }: DecisionTable, say: Report): void {
  for (const [i, cover] of covers.entries()) {
    const path = `/covers/${i}`;
    const fact = bundle.dictionary.get(cover.fact);
    if (covers.findIndex((other) => other.fact === cover.fact) < i)
      say(`${path}/fact`, 'cover-twice', `“${cover.fact}”的范围写了两次`);
    if (!fact) say(`${path}/fact`, 'unknown-fact', `事实词典中没有“${cover.fact}”`);
    else if (!columns.some((column) => column.fact === cover.fact))
      say(
        `${path}/fact`,
        'cover-column',
        `“${fact.label}”不是本表的列，各行没有一格对它有要求。请加上这一列，或者删去这一项`,
      );
    else checkRange(fact, cover, path, say);
  }
}

function checkRange(fact: FactDefinition, cover: Cover, path: string, say: Report): void {
  const fault = rangeFault(fact, cover);
  if (fault) say(`${path}/${fault.at}`, fault.code, `“${fact.label}”(${fact.type})${fault.say}`);
}

type Fault = { at: 'fact' | 'every' | 'from' | 'to'; code: string; say: string };

function rangeFault(fact: FactDefinition, cover: Cover): Fault | null {
  if ('beside' in cover) return null;
  const kind = family(fact.type);
  const wrong = (at: Fault['at'], say: string, code = 'cover-type'): Fault => ({ at, code, say });
  if (kind === 'set' || kind === null) return wrong('fact', '不能写范围：多选和文字的值列不尽');
  const listed = kind === 'boolean' || kind === 'enum';
  if ('every' in cover) {
    if (!listed) return wrong('every', '的值列不尽，应写从（from）到（to）的范围');
    return kind === 'enum' && !fact.values ? wrong('every', '在事实词典里没有列出值，不能覆盖每个值') : null;
  }
  if (listed) return wrong('from', '应写每个值（"every": true），不写范围');
  for (const end of ['from', 'to'] as const) {
    const unfit = cover[end] === undefined ? null : typeFault(fact, cover[end]);
    if (unfit) return wrong(end, `的范围${unfit}`, 'type-mismatch');
  }
  const { from, to } = cover;
  if (to === undefined || from < to) return null;
  if (from > to) return wrong('to', `的范围，终点 ${to} 小于起点 ${from}`, 'cover-range');
  const nothing = cover.fromOpen || cover.toOpen;
  return nothing ? wrong('to', `的范围从 ${from} 到 ${to}，又不含端点，里面什么也没有`, 'cover-range') : null;
}
