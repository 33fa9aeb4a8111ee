import type { FactDefinition } from '../definitions/facts.ts';
import type { Cell, CellTest } from '../definitions/tables.ts';
import { type Family, family } from '../fact-types.ts';
import { pieces } from './plain.ts';
import { boundOfText, boundText, type Dictionary, type Read } from './values.ts';
import { ANY, keyOf, OPERATOR_WORDS } from './words.ts';

/** Families whose tests read as a range: `以上 5、不满 10`. Lists use 、 themselves, so their tests are parted by ；. */
const isScalar = (kind: Family) => kind === 'number' || kind === 'date' || kind === 'instant';

/** A table's cell as a person reads it (docs/rules.md holds the grammar). */
export function cellText(cell: Cell, fact: FactDefinition): string {
  const kind = family(fact.type);
  if (cell === null || kind === null) return ANY;
  return cell.map((test) => testText(test, fact, kind)).join(isScalar(kind) ? '、' : '；');
}

function testText({ operator, value }: CellTest, fact: FactDefinition, kind: Family): string {
  const { text, list } = boundText(value, fact);
  if (kind === 'boolean' && typeof value === 'boolean') return text;
  return `${OPERATOR_WORDS[kind][operator] ?? operator}${list ? '：' : ' '}${text}`;
}

/** The inverse of `cellText`; what is wrong and what would be right where the text is no cell of this fact. */
export function cellOfText(text: string, fact: FactDefinition, dictionary: Dictionary): Read<Cell> {
  const kind = family(fact.type);
  if (kind === null) return { say: `“${fact.label}”是文字，不能用于判断` };
  if (text.trim() === '') return { say: `没有要求的应写“${ANY}”` };
  if (text.trim() === ANY) return { value: null };
  const tests: CellTest[] = [];
  for (const piece of pieces(text, isScalar(kind) ? '、,，;；\n' : ';；\n')) {
    const read = testOfText(piece, fact, kind, dictionary);
    if ('say' in read) return { say: `${read.say}。${usage(fact, kind)}` };
    tests.push(read.value);
  }
  return { value: tests };
}

function testOfText(
  text: string,
  fact: FactDefinition,
  kind: Family,
  dictionary: Dictionary,
): Read<CellTest> {
  if (kind === 'boolean' && (text === '是' || text === '否'))
    return { value: { operator: 'is', value: text === '是' } };
  const words = Object.values(OPERATOR_WORDS[kind]).sort((a, b) => b.length - a.length);
  const first = words.find((word) => text.startsWith(word));
  const last = isScalar(kind) ? words.find((word) => text.endsWith(word)) : undefined;
  const word = first ?? last;
  if (word === undefined) return { say: `“${text}”里没有可用的算子` };
  const rest = first === undefined ? text.slice(0, -word.length).trim() : text.slice(word.length).trim();
  const list = /^[:：]/.test(rest);
  const bound = boundOfText(list ? rest.slice(1).trim() : rest, list, fact, kind, dictionary);
  if ('say' in bound) return bound;
  return { value: { operator: keyOf(OPERATOR_WORDS[kind], word) as string, value: bound.value } };
}

/** What may stand in a cell of this fact. */
function usage(fact: FactDefinition, kind: Family): string {
  const words = Object.values(OPERATOR_WORDS[kind]).join('、');
  if (kind === 'boolean') return `“${fact.label}”应写“是”“否”或者“${ANY}”`;
  const example =
    kind === 'number'
      ? boundText(500, fact).text
      : kind === 'date'
        ? '2026-05-20'
        : kind === 'instant'
          ? '2026-05-20T02:00:00.000Z'
          : null;
  return example === null
    ? `“${fact.label}”可用的算子是：${words}；应如“${words.split('、')[0]}：${listExample(fact)}”`
    : `“${fact.label}”可用的算子是：${words}；应如“${words.split('、')[0]} ${example}”`;
}

const listExample = (fact: FactDefinition): string =>
  boundText((fact.values ?? ['甲', '乙']).slice(0, 2), fact).text;
