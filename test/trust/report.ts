import type { Report } from '../../bench/support/report.ts';
import { series, voids } from './checks.ts';
import type { Plan, Run } from './crash.ts';
import type { Victim } from './machine.ts';

const VICTIM: Record<Victim, string> = { server: '服务', engine: '引擎', both: '两者' };
/** The promises, in the order of the summary. */
const PROMISES: Record<string, string> = {
  answers: '未被杀死的服务不出错',
  'first-answer': '同一编号再次提交，得到第一次的回答',
  lost: '已确认的提交恰好存在一次',
  half: '没有只写了一半的事务，案件状态等于事件之和',
  numbers: '文号不跳号、不重号',
  voids: '作废的文书留痕，只作废一次，文号不再使用',
  links: '关联案件两边一致',
  verify: '哈希链和每个判定重新计算相同',
  views: '视图追平后等于重建的视图',
};
const SHOWN_PER_PROMISE = 5;

/** One row a round, and above them what the whole run found. */
export function reportOf(plan: Plan, run: Run): Report {
  const figures = figuresOf(plan, run);
  const { submissions, stored, promises } = figures;
  const rows = figures.rounds.map((r) => [
    `${r.round}`,
    VICTIM[r.victim],
    `${r.killedAfter.answers} + ${r.killedAfter.ms}`,
    `${r.loadMs}`,
    r.startKilledAtMs === null ? '' : `${r.startKilledAtMs}`,
    `${r.readyMs}`,
    `${r.sent}`,
    `${r.acknowledged}`,
    `${r.refused}`,
    `${r.unanswered}`,
    `${r.lostButWritten}`,
  ]);
  const lines = [
    `kill -9 试验：${plan.rounds} 轮，${plan.writers} 个并发写入者，种子 ${plan.seed}，用时 ${figures.seconds.toFixed(0)} 秒`,
    `请求 ${submissions.sent} 次；确认 ${submissions.acknowledged} 件，版本冲突 ${submissions.refused} 件；失去应答 ${submissions.lost} 件（其中 ${submissions.lostButWritten} 件其实已写入），重发 ${submissions.retried} 次；已确认的再问 ${submissions.askedAgain} 次`,
    `案件 ${stored.cases} 个，事件 ${stored.events} 个，判定 ${stored.verdicts} 个，关联 ${stored.links} 对，作废文书 ${stored.voids} 份，视图 ${stored.lines} 行`,
    ...Object.entries(stored.numbers).map(([name, count]) => `文号 ${name}：1 至 ${count}`),
    ...promises.map(({ say, violations }) => `${violations === 0 ? '✔' : '✘'} ${say}：违反 ${violations} 处`),
  ];
  return {
    title: lines.join('\n'),
    columns: [
      '轮',
      '杀死',
      '时刻 应答数 + ms',
      '负载 ms',
      '启动中先杀 ms',
      '就绪 ms',
      '请求',
      '确认',
      '冲突',
      '未应答',
      '其中已写入',
    ],
    rows,
    figures,
    failures: failuresOf(run),
  };
}

function figuresOf(plan: Plan, { rounds, ledger, findings, seconds }: Run) {
  const { entries, counts } = ledger;
  const faults = [...ledger.faults, ...findings.faults];
  const writtenAt = new Map(
    findings.cases.flatMap(({ events }) => events.map(({ submission, at }) => [submission, at] as const)),
  );
  const lost = entries.filter(({ lostIn }) => lostIn !== null);
  // It was written before it was sent the last time: an earlier sending did it, whose answer the kill took away.
  const written = lost.filter(({ body, sentAt }) => (writtenAt.get(body.id) ?? '9') < sentAt);
  return {
    plan,
    seconds,
    submissions: {
      ...counts,
      acknowledged: entries.filter(({ state }) => state === 'acknowledged').length,
      refused: entries.filter(({ state }) => state === 'refused').length,
      lost: lost.length,
      lostButWritten: written.length,
    },
    stored: {
      cases: findings.cases.length,
      events: findings.verified.events,
      verdicts: findings.verified.verdicts,
      links: findings.cases.flatMap(({ links }) => links.filter(({ relation }) => relation === 'child'))
        .length,
      voids: voids(findings.cases),
      lines: findings.rebuilt.lines,
      viewsEqual: findings.rebuilt.equal,
      numbers: Object.fromEntries([...series(findings.cases)].map(([name, ns]) => [name, Math.max(...ns)])),
    },
    promises: Object.entries(PROMISES).map(([check, say]) => ({
      check,
      say,
      violations: faults.filter((fault) => fault.check === check).length,
    })),
    rounds: rounds.map((r) => ({
      ...r,
      lostButWritten: written.filter(({ lostIn }) => lostIn === r.round).length,
    })),
  };
}

function failuresOf({ ledger, findings }: Run): string[] {
  const faults = [...ledger.faults, ...findings.faults];
  return Object.entries(PROMISES).flatMap(([check, promise]) => {
    const broken = faults.filter((fault) => fault.check === check);
    const more = broken.length - SHOWN_PER_PROMISE;
    return [
      ...broken.slice(0, SHOWN_PER_PROMISE).map(({ say }) => `${promise}:${say}`),
      ...(more > 0 ? [`${promise}：另有 ${more} 处`] : []),
    ];
  });
}
