import { CaseId } from '../../contract/ids.ts';
import { verify as verifyCases } from '../../usecases/ops/verify.ts';
import { hasData, withInstallation } from '../installation.ts';
import { dataDirectory } from '../running.ts';
import { BadInput, type Command, optionsOf } from './command.ts';

/** Every hash chain, verdict and state computed again and compared with what is stored. */
export const verify: Command = {
  usage: 'verify [--case <案件>]',
  about: '重新计算哈希链和每一份判定,指出第一处不同',
  async run(args) {
    const { case: caseId } = optionsOf(args, ['case']);
    if (caseId !== undefined && !CaseId.safeParse(caseId).success)
      throw new BadInput(`案件编号 ${caseId} 不正确,应为 C- 加 20 位小写字母或数字`);
    const report = await withInstallation(existingData(), (deps) =>
      verifyCases(deps, caseId === undefined ? undefined : { caseId }),
    );
    if (caseId !== undefined && report.cases === 0) throw new BadInput(`没有案件 ${caseId}`);
    const fault = report.firstDifference;
    if (!fault) return { json: report };
    return { json: report, failed: `案件 ${fault.caseId} 第 ${fault.version} 步 ${fault.path}:${fault.say}` };
  },
};

/** @throws BadInput where no server ever ran */
export function existingData(): string {
  const dataDir = dataDirectory();
  if (!hasData(dataDir)) throw new BadInput(`${dataDir} 没有本机数据;请先运行 npm start`);
  return dataDir;
}
