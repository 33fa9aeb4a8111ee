import { DEMO_PEOPLE } from '../demo/people.ts';
import { readKeys } from '../identity/keys.ts';
import { signToken } from '../identity/sign-token.ts';
import { dataDirectory, runningServer } from '../running.ts';
import { BadInput, type Command, optionsOf } from './command.ts';

/** A bearer token of a demo account, signed with the key of the running local server. */
export const token: Command = {
  usage: 'token --as <演示账号>',
  about: '给出演示账号的登录凭证（仅限本机运行的服务），一小时内有效',
  async run(args) {
    const { as: account } = optionsOf(args, ['as']);
    const known = DEMO_PEOPLE.map(({ id }) => id).join('、');
    if (account === undefined) throw new BadInput(`请用 --as 指明演示账号：${known}`);
    if (!DEMO_PEOPLE.some(({ id }) => id === account))
      throw new BadInput(`没有演示账号 ${account}；现有：${known}`);
    const dataDir = dataDirectory();
    const [running, keys] = [await runningServer(dataDir), await readKeys(dataDir)];
    if (!running || !keys) throw new BadInput(`${dataDir} 上没有运行中的本机服务；请先运行 npm start`);
    return { json: await signToken(keys, running.issuer, account) };
  },
};
