import { shown } from '../support/numbers.ts';
import type { Report } from '../support/report.ts';
import { timeReplay } from './replay.ts';
import type { ReplayFigures } from './replay-process.ts';
import { shippedRelease } from './shipped.ts';
import { type Timings, timeVerdicts } from './verdicts.ts';

const TARGETS = { overLibrary: 50, overZen: 40, replaySeconds: 60, heapGrowth: 1.5 };
const DECISIONS = 1_000_000;

/**
 * Verdicts with the full explanation on thirty shipped rules, against json-rules-engine and zen-engine with its trace; and
 * the replay of a million decisions as events record them. Processor time counts for the replay: one core is what it may use.
 */
export async function rulesFigures(short: boolean): Promise<Report> {
  const release = shippedRelease();
  const timings = await timeVerdicts(release, short ? 60 : 400);
  const replay = await timeReplay(release, short ? 20_000 : DECISIONS);
  const zen = Math.min(timings['zen expressions'], timings['zen table']);
  const ratios = {
    overLibrary: timings['json-rules-engine'] / timings.compiled,
    overZen: zen / timings.compiled,
  };
  return {
    title: '规则：30 条规则的完整判定，与百万条已登记决定的重放 verdicts on 30 rules, and replay',
    columns: ['项目', '结果', '目标'],
    rows: [...verdictRows(timings, ratios), ...replayRows(replay)],
    figures: { microseconds: timings, ratios, replay, targets: TARGETS },
    failures: short ? [] : failuresOf(ratios, replay),
    ...(short ? { passed: '短测：不判定目标 short run, targets not judged' } : {}),
  };
}

type Ratios = { overLibrary: number; overZen: number };

function verdictRows(timings: Timings, { overLibrary, overZen }: Ratios): string[][] {
  const each = Object.entries(timings).map(([name, us]) => [name, `${shown(us)} µs`, '']);
  return [
    ...each,
    ['快于 json-rules-engine 7.3.1', `${shown(overLibrary)} 倍`, `≥ ${TARGETS.overLibrary} 倍`],
    ['快于 zen-engine 0.52（trace，较快的一种）', `${shown(overZen)} 倍`, `≥ ${TARGETS.overZen} 倍`],
  ];
}

function replayRows(replay: ReplayFigures): string[][] {
  const perLine = ({ bytes, decisions }: ReplayFigures) => `${shown(bytes / decisions / 1000)} KB/条`;
  const each = ({ cpuSeconds, decisions }: ReplayFigures) => `${shown((cpuSeconds / decisions) * 1e6)} µs/条`;
  const memory = replay.memory.map(({ share, rssMb, heapMb }) => [
    `至 ${share * 100}% 时的内存`,
    `RSS ${shown(rssMb)} MB，堆 ${shown(heapMb)} MB`,
    '',
  ]);
  return [
    [
      `重放 ${replay.decisions} 条（${perLine(replay)}）`,
      `处理器 ${shown(replay.cpuSeconds)} s，历时 ${shown(replay.seconds)} s`,
      replay.decisions === DECISIONS ? `处理器 < ${TARGETS.replaySeconds} s` : '',
    ],
    ...memory,
    ['  每条', each(replay), ''],
  ];
}

function failuresOf({ overLibrary, overZen }: Ratios, { cpuSeconds, memory }: ReplayFigures): string[] {
  const [early, late] = memory;
  const growth = (late?.rssMb ?? Number.NaN) / (early?.rssMb ?? Number.NaN);
  return [
    ...(overLibrary >= TARGETS.overLibrary ? [] : [`对 json-rules-engine 只快 ${shown(overLibrary)} 倍`]),
    ...(overZen >= TARGETS.overZen ? [] : [`对 zen-engine 只快 ${shown(overZen)} 倍`]),
    ...(cpuSeconds < TARGETS.replaySeconds ? [] : [`重放用了 ${shown(cpuSeconds)} s`]),
    ...(growth <= TARGETS.heapGrowth ? [] : [`重放的内存增至 ${shown(growth)} 倍`]),
  ];
}
