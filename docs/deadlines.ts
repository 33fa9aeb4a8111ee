/** Writes docs/deadlines.md from rules/deadlines/: `node docs/deadlines.ts`. A test holds the two equal. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadPacks } from '../functions/adapters/packs.ts';
import {
  BOUND_PARTIES,
  type DeadlineDefinition,
  KIND_LABELS_OF_DEADLINES,
  UNITS,
} from '../functions/contract/definitions/deadlines.ts';
import { ROLES } from '../functions/contract/ids.ts';
import { citation } from '../functions/core/deadlines/definitions.ts';
import { type Bundle, bundle } from '../functions/core/release/bundle.ts';

const VERIFIED: Record<DeadlineDefinition['verified'], string> = {
  stored_text: '文本',
  web: '网页',
  knowledge: '知识',
  policy: '配置',
  unconfirmed: '未确认',
};
const COLUMNS = ['编号', '期限', '依据', '起算', '长度', '约束', '末日顺延', '延长与停计', '逾期后果、备注', '核实'];

function lengthOf(d: DeadlineDefinition, pack: Bundle): string {
  if (d.kind === 'period' || d.kind === 'configured') {
    const ahead = d.direction === 'before' ? '提前 ' : '';
    const wait = d.purpose === 'wait' ? '（届满后方可）' : '';
    return `${ahead}${d.kind === 'period' ? d.length : configured(d.param, pack)} ${UNITS[d.unit]}${wait}`;
  }
  if (d.kind === 'annual') return `每年 ${d.monthDay}`;
  if (d.kind === 'daily-rate') return `每日 ${d.percentPerDay}%，以本数为限`;
  return KIND_LABELS_OF_DEADLINES[d.kind];
}

function configured(param: string, pack: Bundle): string {
  const found = pack.all('params').find((t) => t.body.params[param])?.body.params[param];
  const value = found?.values.at(-1)?.value;
  return `（法无天数，配置：${value ?? '未确认'}）`;
}

function changesOf({ extension, exclusion }: DeadlineDefinition): string {
  const steps = (extension?.steps ?? []).map(
    (s) => `可延 ${s.length} ${UNITS[s.unit]} × ${s.times}，${s.approver.map((r) => ROLES[r]).join('、')}批准，${s.basis}`,
  );
  const grounds = (exclusion?.grounds ?? []).map((g) => `${g.say},${g.basis}`);
  return [
    ...(extension ? [`延：${extension.say}`, ...steps] : []),
    ...(exclusion ? [`停：${exclusion.say}`, ...grounds] : []),
  ].join('<br>');
}

function row(d: DeadlineDefinition, pack: Bundle): string {
  const cells = [
    `\`${d.id}\``,
    [d.name, ...(d.profiles ? ['只在本领域适用，其他领域只作参照'] : []), ...(d.condition ? [`条件：${d.condition}`] : [])].join(
      '<br>',
    ),
    citation(d),
    d.startEvent ?? '—',
    `**${lengthOf(d, pack)}**`,
    BOUND_PARTIES[d.boundParty],
    'roll' in d && d.roll === 'next_workday' ? '是' : '否',
    changesOf(d) || '—',
    [d.onOverdue, d.note].filter(Boolean).join('<br>') || '—',
    VERIFIED[d.verified],
  ];
  return `| ${cells.map((c) => c.replaceAll('|', '/').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** The whole page. */
export function deadlineTable(pack: Bundle): string {
  const tables = pack.all('deadlines').map((e) => e.body);
  const total = tables.reduce((sum, t) => sum + t.deadlines.length, 0);
  const head = [`| ${COLUMNS.join(' | ')} |`, `|${COLUMNS.map(() => '---').join('|')}|`];
  return [
    '# 法定期限',
    '',
    `由 \`rules/deadlines/\` 生成（\`node docs/deadlines.ts\`），共 ${total} 条；不要手工修改。计算规则见 \`functions/core/deadlines/count.ts\`:`,
    '开始的时、日不计入；工作日依各法；月、年以对应日届满，没有对应日的为月末；小时连续计算；倒算的两日之间须满整数；',
    '末日只在“末日顺延”为是时顺延；地方假日两种算法，对机关取较早，对当事人（以及为当事人而等待的期间）取较晚；',
    '跨入未公布放假安排的年份，日期为暂定。停计、延长须有依据、批准人和书面告知，届满后不得办理；原文没有写明批准人的，由本机关负责人批准。',
    '期间已经明确并书面告知的停计（查封、扣押物品的检测检验鉴定）到期自行恢复计算，提前结束的缩短，不得加长。',
    ...tables.flatMap((t) => ['', `## ${t.title}`, '', ...head, ...t.deadlines.map((d) => row(d, pack))]),
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pack = bundle(loadPacks(fileURLToPath(new URL('..', import.meta.url))).entries);
  writeFileSync(new URL('deadlines.md', import.meta.url), deadlineTable(pack));
}
