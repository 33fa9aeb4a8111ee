import { readFile } from 'node:fs/promises';
import { ExchangeKey, keyId } from '../../core/exchange/keys.ts';
import { readTrusted, writeTrusted } from '../exchange-keys.ts';
import { BadInput, type Command, jsonOf, optionsOf, sayUnreadable } from './command.ts';
import { existingData } from './where.ts';

/** The installations whose releases are taken: shown, one more, or one less. */
export const trust: Command = {
  usage: 'trust [--key <对方公钥文件> [--name <名称>]] [--remove <公钥编号>]',
  about: '查看、加入或移除本安装信任的签名者；加入前请向对方当面或电话核对公钥编号',
  async run(args) {
    const { key, name, remove } = optionsOf(args, ['key', 'name', 'remove']);
    const dataDir = existingData();
    const known = await readTrusted(dataDir);
    if (key === undefined && remove === undefined) return { json: known };
    const added = key === undefined ? [] : [await keyIn(key, name)];
    if (remove !== undefined && !known.some(({ kid }) => kid === remove))
      throw new BadInput(`名单上没有 ${remove}；现有：${known.map(({ kid }) => kid).join('、') || '无'}`);
    const left = known.filter(({ kid }) => kid !== remove && !added.some((one) => one.kid === kid));
    const next = [...left, ...added];
    await writeTrusted(dataDir, next);
    return { json: next };
  },
};

/** The public key another installation's `keys` printed. @throws BadInput */
async function keyIn(path: string, name: string | undefined): Promise<ExchangeKey> {
  const source = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new BadInput(`不能读取公钥文件 ${path}：${sayUnreadable(error)}`);
  });
  const value = jsonOf(`公钥文件 ${path} `, source);
  if (typeof value === 'object' && value !== null && 'd' in value)
    throw new BadInput(`${path} 里是私钥，私钥不得离开原来的安装；请用 keys 命令给出的公钥`);
  const parsed = ExchangeKey.safeParse(value);
  if (!parsed.success) throw new BadInput(`${path} 不是公钥文件；请用对方 keys 命令的输出`);
  if (keyId(parsed.data) !== parsed.data.kid) throw new BadInput(`${path} 的编号与公钥不符，文件被改动过`);
  if (name !== undefined && (name.trim() === '' || name.length > 100))
    throw new BadInput('--name 应为 1 至 100 字');
  return { ...parsed.data, name: name?.trim() ?? parsed.data.name };
}
