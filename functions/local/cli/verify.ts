import { CaseId } from '../../contract/ids.ts';
import { verify as verifyCases } from '../../usecases/ops/verify.ts';
import { BadInput, type Command, optionsOf } from './command.ts';
import { withCases } from './where.ts';

/** Every hash chain, verdict and state computed again and compared with what is stored. */
export const verify: Command = {
  usage: 'verify [--case <案件>] [--region <AWS 区域>]',
  about: '重新计算哈希链和每一份判定，指出第一处不同',
  async run(args) {
    const { case: caseId, region } = optionsOf(args, ['case', 'region']);
    if (caseId !== undefined && !CaseId.safeParse(caseId).success)
      throw new BadInput(`案件编号 ${caseId} 不正确，应为 C- 加 20 位小写字母或数字`);
    const report = await withCases(region, (deps) =>
      verifyCases(deps, caseId === undefined ? undefined : { caseId }),
    );
    if (caseId !== undefined && report.cases === 0) throw new BadInput(`没有案件 ${caseId}`);
    const fault = report.firstDifference;
    if (!fault) return { json: report };
    return {
      json: report,
      failed: `案件 ${fault.caseId} 第 ${fault.version} 步 ${fault.path}：${fault.say}`,
    };
  },
};
