import { type RebuildReport, rebuild as rebuildViews } from '../../usecases/ops/rebuild.ts';
import { type Command, optionsOf } from './command.ts';
import { withCases } from './where.ts';

/** Every projection made anew from the events, compared line by line with the stored one, and put right. */
export const rebuild: Command = {
  usage: 'rebuild [--region <AWS 区域>]',
  about: '由事件重建全部视图，与已存的逐行比较，改正不一致的，去掉无主的',
  async run(args) {
    const { region } = optionsOf(args, ['region']);
    const report = await withCases(region, (deps, served) =>
      rebuildViews(deps, served ? {} : { patienceMs: 0 }),
    );
    const found = findingsOf(report);
    return found.length === 0 ? { json: report } : { json: report, failed: found.join('；') };
  },
};

function findingsOf({ different, strays, failed }: RebuildReport): string[] {
  const [one] = different;
  const [stray] = strays;
  const [unwell] = failed;
  return [
    ...(unwell ? [`${failed.length} 个案件无法重建视图，首个：案件 ${unwell.caseId} ${unwell.say}`] : []),
    ...(one
      ? [
          `${different.length} 个案件的视图与事件不一致，已重建；首个：案件 ${one.caseId} ${one.path} ${one.say}`,
        ]
      : []),
    ...(stray ? [`${strays.length} 行不属于任何案件，已删除；首行：${stray.path}`] : []),
  ];
}
