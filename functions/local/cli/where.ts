import type { Deps } from '../../usecases/deps.ts';
import { hasData, withInstallation } from '../installation.ts';
import { dataDirectory } from '../running.ts';
import { BadInput } from './command.ts';

/** The data of this machine. @throws BadInput where no server ever ran */
export function existingData(): string {
  const dataDir = dataDirectory();
  if (!hasData(dataDir)) throw new BadInput(`${dataDir} 没有本机数据；请先运行 npm start`);
  return dataDir;
}

/**
 * The cases of this machine, or with a region those of a deployment there: its tables, in the name of whoever calls (the
 * usual AWS credentials). `served`: somebody may be filing, and a projection follows.
 */
export async function withCases<T>(
  region: string | undefined,
  use: (deps: Deps, served: boolean) => Promise<T>,
): Promise<T> {
  if (region === undefined) return withInstallation(existingData(), use);
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new BadInput(`区域 ${region} 不正确，例如 cn-north-1`);
  const { fromEnvironment } = await import('../../api/aws.ts');
  return use(await fromEnvironment({ ...process.env, AWS_REGION: region }), true);
}
