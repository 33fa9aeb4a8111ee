import { rebuild as rebuildViews } from '../../usecases/ops/rebuild.ts';
import { withInstallation } from '../installation.ts';
import { type Command, optionsOf } from './command.ts';
import { existingData } from './verify.ts';

/** Every projection made anew from the events, compared with the stored one, and put right. */
export const rebuild: Command = {
  usage: 'rebuild',
  about: '由事件重建全部视图,并与已存的逐一比较',
  async run(args) {
    optionsOf(args, []);
    const report = await withInstallation(existingData(), rebuildViews);
    const [first] = report.different;
    if (!first) return { json: report };
    const failed = `${report.different.length} 个案件的视图与事件不一致,已重建;首个:案件 ${first.caseId} ${first.path} ${first.say}`;
    return { json: report, failed };
  },
};
