import type { z } from 'zod';
import type { Matter, Sanction } from '../../contract/definitions/matters.ts';
import { fieldsOf, lineOf } from './lines.ts';
import { UNCONFIRMED, Unfit } from './values.ts';

type OneSanction = z.infer<typeof Sanction>;
type Fine = Extract<OneSanction, { kind: 'fine' }>;

const STAGE = '【情形】';
const NONE = '（无）';
const TARGETS: Record<string, string> = {
  any: '不限',
  individual: '个人',
  org: '单位',
  responsible: '直接责任人员',
};
const SHAPES = [
  '【情形】条件',
  '警告',
  '责令 | 内容',
  '没收 | 内容',
  '罚款 | 对象 | 下限 | 上限 | 可以或应当 | 每单位（可不写）',
  '按倍罚款 | 对象 | 基数 | 下限倍数 | 上限倍数 | 可以或应当',
];

/** The stages of a matter as lines: the condition of a stage, and below it a line for each sanction. */
export function stagesText(stages: Matter['stages']): string {
  if (stages.length === 0) return NONE;
  return stages
    .flatMap(({ condition, sanctions }) => [
      condition === null ? STAGE : `${STAGE}${lineOf([condition])}`,
      ...sanctions.map(sanctionLine),
    ])
    .join('\n');
}

/** The inverse. @throws Unfit naming the line, and how lines are written */
export function stagesOf(text: string): Matter['stages'] {
  if (/^[(（]无[)）]$/.test(text.trim())) return [];
  const stages: Matter['stages'] = [];
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith(STAGE)) {
      const rest = line.slice(STAGE.length).trim();
      const [condition = '', ...more] = fieldsOf(rest);
      if (more.length > 0) throw unfit(i, line, '条件中的竖线应写作 \\|');
      stages.push({ condition: rest === '' ? null : condition, sanctions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw unfit(i, line, `第一行应以“${STAGE}”开头`);
    stage.sanctions.push(sanctionOf(fieldsOf(line), (say) => unfit(i, line, say)));
  }
  return stages;
}

const unfit = (i: number, line: string, say: string) => new Unfit(`其中第 ${i + 1} 行“${line}”：${say}`);

function sanctionLine(sanction: OneSanction): string {
  switch (sanction.kind) {
    case 'warning':
      return '警告';
    case 'order':
      return lineOf(['责令', sanction.what]);
    case 'confiscate':
      return lineOf(['没收', sanction.what]);
    case 'fine': {
      const { target, min, max, may, per } = sanction;
      const unit = per === undefined ? [] : [`每${per}`];
      return lineOf(['罚款', targetText(target), amount(min), amount(max), mayText(may), ...unit]);
    }
    case 'fine_multiple': {
      const { target, base, min_x, max_x, may } = sanction;
      return lineOf(['按倍罚款', targetText(target), base, amount(min_x), amount(max_x), mayText(may)]);
    }
  }
}

type Fault = (say: string) => Unfit;

function sanctionOf([kind = '', ...fields]: string[], fault: Fault): OneSanction {
  const [a = '', b = '', c = '', d = '', e] = fields;
  if (kind === '警告' && fields.length === 0) return { kind: 'warning' };
  if (kind === '责令' && fields.length === 1) return { kind: 'order', what: a };
  if (kind === '没收' && fields.length === 1) return { kind: 'confiscate', what: a };
  if (kind === '罚款' && (fields.length === 4 || fields.length === 5)) {
    const fine: Fine = {
      kind: 'fine',
      target: targetOf(a),
      min: amountOf(b, fault),
      max: amountOf(c, fault),
      may: mayOf(d, fault),
    };
    if (e === undefined) return fine;
    if (!e.startsWith('每')) throw fault(`“${e}”应以“每”开头，例如“每平方米”`);
    return { ...fine, per: e.slice(1) };
  }
  if (kind === '按倍罚款' && fields.length === 5)
    return {
      kind: 'fine_multiple',
      target: targetOf(a),
      base: b,
      min_x: amountOf(c, fault),
      max_x: amountOf(d, fault),
      may: mayOf(e ?? '', fault),
    };
  throw fault(`应为其中一种写法：${SHAPES.join('；')}`);
}

const mayText = (may: boolean): string => (may ? '可以' : '应当');
function mayOf(text: string, fault: Fault): boolean {
  if (text !== '可以' && text !== '应当') throw fault(`“${text}”应为“可以”或“应当”`);
  return text === '可以';
}

const amount = (value: number | null): string => (value === null ? UNCONFIRMED : String(value));
function amountOf(text: string, fault: Fault): number | null {
  if (text === UNCONFIRMED) return null;
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  const value = Number(plain);
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) || !Number.isFinite(value))
    throw fault(`“${text}”应为数字（不写单位），或者“${UNCONFIRMED}”`);
  return value;
}

/** The four known targets by their names; any other in its own words, in quotes where it could be taken for one of the four. */
function targetText(target: string): string {
  const known = Object.hasOwn(TARGETS, target) ? TARGETS[target] : undefined;
  if (known !== undefined) return known;
  return target.startsWith('"') || Object.values(TARGETS).includes(target) ? `"${target}"` : target;
}
function targetOf(text: string): string {
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) return text.slice(1, -1);
  return Object.keys(TARGETS).find((key) => TARGETS[key] === text) ?? text;
}
