import type { DynamoDBRecord } from 'aws-lambda';
import { readHead, readPlace } from '../store/index.ts';
import type { Deps } from '../usecases/deps.ts';
import { project } from '../usecases/ops/project.ts';

/**
 * What becomes of a case the projection failed on again and again: after a last try, which tells why, it is written down for
 * a rebuild and said aloud, and the stream goes on. On AWS the record goes to the queue of failed records instead.
 */
export const asider =
  (deps: Deps, say: (line: string) => void) =>
  async (record: DynamoDBRecord): Promise<void> => {
    const image = record.dynamodb?.NewImage ?? {};
    const { tenant, caseId, version } = readPlace(image);
    try {
      await project(deps, [readHead(image)]);
    } catch (error) {
      const why = (error as Error).message;
      await deps.stores.views.setAside({ tenant, caseId, version, at: deps.clock.now(), say: why });
      say(
        `案件 ${caseId} 第 ${version} 步无法更新到待办和登记簿：${why}。已搁置，其他案件不受影响；排除原因后请运行 yizhi rebuild`,
      );
    }
  };
