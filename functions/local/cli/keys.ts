import { localExchangeKeys } from '../exchange-keys.ts';
import { type Command, optionsOf } from './command.ts';
import { existingData } from './where.ts';

/** The public key of this installation, to be trusted by another one. */
export const keys: Command = {
  usage: 'keys',
  about: '给出本安装导出发布文件所用的公钥，交给要导入的安装',
  async run(args) {
    optionsOf(args, []);
    return { json: await localExchangeKeys(existingData()).own() };
  },
};
