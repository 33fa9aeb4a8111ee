import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { environment } from '../../functions/adapters/env.ts';
import { createExchangeKeys, type SigningKey } from '../../functions/adapters/exchange-keys.ts';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { Refusal } from '../../functions/contract/errors.ts';
import {
  contentText,
  FORMAT_VERSION,
  fileText,
  MOST_BYTES,
  PRODUCT_VERSION,
  payloadText,
  type ReleaseContent,
} from '../../functions/core/exchange/format.ts';
import { keyId } from '../../functions/core/exchange/keys.ts';
import { openFile } from '../../functions/core/exchange/read.ts';
import { canonicalJson, contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle, releaseHash } from '../../functions/core/release/bundle.ts';
import type { ExchangeKeys } from '../../functions/ports/exchange.ts';

/** 一个签名文件:原样才收,任何改动都拒绝,拒绝的理由分得清。 */
const ALL = loadPacks(process.cwd()).entries;
const small = bundle(ALL.filter(({ kind }) => kind === 'calendar' || kind === 'remedies'));

async function installation(name: string): Promise<ExchangeKeys> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x = '', d = '' } = await exportJWK(privateKey);
  const key: SigningKey = { kty: 'OKP', crv: 'Ed25519', x, d, kid: keyId({ x }), name };
  return createExchangeKeys({ signing: async () => key, trusted: async () => [] });
}

let home: ExchangeKeys;
let stranger: ExchangeKeys;
beforeAll(async () => {
  [home, stranger] = await Promise.all([installation('测试环境'), installation('别处')]);
});

const contentOf = (definitions: Bundle): string =>
  contentText(
    {
      number: 3,
      title: '第三版',
      hash: definitions.hash,
      author: 'platform-admin',
      approver: 'bureau-head',
      publishedAt: '2026-05-20T01:00:00.000Z',
    },
    definitions,
    { tenant: 'daguokou', name: '大过口乡' },
  );
const signed = async (content: string, keys = home): Promise<string> =>
  fileText(content, await keys.sign(payloadText(content)));
/** A file whose signer wrote something else into it: the signature holds. */
const doctored = (change: (content: ReleaseContent) => unknown): Promise<string> =>
  signed(canonicalJson(change(JSON.parse(contentOf(small)) as ReleaseContent)));

const open = async (file: string | Uint8Array) => openFile(Buffer.from(file), await home.trusted());
async function refusal(file: string | Uint8Array): Promise<Refusal> {
  const error = await open(file).catch((caught: unknown) => caught);
  expect(error, 'was not refused').toBeInstanceOf(Refusal);
  expect((error as Refusal).detail).toMatch(/[\u4e00-\u9fff]/);
  return error as Refusal;
}

describe('原样的发布文件', () => {
  it('读出全部定义、版本、来源和签名者', async () => {
    const everything = bundle(ALL);
    const file = await signed(contentOf(everything));
    const { content, signer, sha256 } = await open(file);
    expect(content.definitions).toHaveLength(ALL.length);
    expect(releaseHash(content.contents)).toBe(everything.hash);
    expect(content.origin).toEqual({ tenant: 'daguokou', name: '大过口乡' });
    expect(signer).toEqual(await home.own());
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Buffer.byteLength(file)).toBeLessThan((MOST_BYTES * 2) / 3);
  });

  it('同一版本由同一安装导出，每次都是同样的字节', async () => {
    expect(await signed(contentOf(small))).toBe(await signed(contentOf(small)));
  });

  it('写明的程序版本就是 package.json 的版本', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(PRODUCT_VERSION);
  });
});

describe('改动过的发布文件', () => {
  it('改动任何一个字节都拒绝', async () => {
    const file = Buffer.from(await signed(contentOf(small)));
    const signature = file.lastIndexOf(',"signature":"');
    const step = Math.ceil(signature / 400);
    const places = Array.from({ length: file.length }, (_, i) => i).filter(
      (i) => i < 60 || i >= signature || i % step === 0,
    );
    for (const i of places) {
      for (const bit of [1, 128]) {
        const changed = Buffer.from(file);
        changed[i] = (changed[i] as number) ^ bit;
        const { code } = await refusal(changed);
        expect(['import-altered', 'import-unreadable', 'import-untrusted', 'import-version']).toContain(code);
      }
    }
  });

  it('截断、加字、重新排版、加 BOM 都拒绝', async () => {
    const file = await signed(contentOf(small));
    expect((await refusal(file.slice(0, -1))).code).toBe('import-unreadable');
    expect((await refusal(`${file}\n`)).code).toBe('import-altered');
    expect((await refusal(` ${file}`)).code).toBe('import-altered');
    expect((await refusal(JSON.stringify(JSON.parse(file), null, 2))).code).toBe('import-altered');
    expect((await refusal(`\ufeff${file}`)).code).toBe('import-unreadable');
  });

  it('签名挪到另一份内容上、内容之外再加一项都拒绝', async () => {
    const other = contentOf(small).replace('第三版', '第四版');
    const jws = await home.sign(payloadText(contentOf(small)));
    expect((await refusal(fileText(other, jws))).code).toBe('import-altered');
    const more = `{"extra":1,${fileText(other, jws).slice(1)}`;
    expect((await refusal(more)).code).toBe('import-unreadable');
  });

  it('别的签名算法、别的用途的签名都拒绝', async () => {
    const content = contentOf(small);
    const none = `${Buffer.from(JSON.stringify({ alg: 'none', kid: (await home.own()).kid })).toString('base64url')}.${Buffer.from(payloadText(content)).toString('base64url')}.`;
    expect((await refusal(fileText(content, none))).code).toBe('import-altered');
    const empty = fileText(content, '');
    expect((await refusal(empty)).code).toBe('import-altered');
  });

  it('不在名单上的签名者，冒用名单上编号的签名者都拒绝', async () => {
    const content = contentOf(small);
    const unknown = await refusal(await signed(content, stranger));
    expect(unknown.code).toBe('import-untrusted');
    expect(unknown.detail).toContain((await stranger.own()).kid);
    const [header = '', payload = '', signature = ''] = (await stranger.sign(payloadText(content))).split(
      '.',
    );
    const claimed = {
      ...JSON.parse(Buffer.from(header, 'base64url').toString()),
      kid: (await home.own()).kid,
    };
    const forged = [Buffer.from(JSON.stringify(claimed)).toString('base64url'), payload, signature].join('.');
    expect((await refusal(fileText(content, forged))).code).toBe('import-altered');
  });
});

describe('签名有效、内容不对的发布文件', () => {
  it('定义与哈希不符、清单与版本的哈希不符', async () => {
    const swapped = await refusal(
      await doctored((c) => ({
        ...c,
        definitions: c.definitions.map((d, i) =>
          i === 0 ? { ...d, body: { ...(d.body as object), note: 'x' } } : d,
        ),
      })),
    );
    expect([swapped.code, swapped.faults.map(({ say }) => say)]).toEqual([
      'import-altered',
      ['内容与哈希不符'],
    ]);
    const listed = await refusal(
      await doctored((c) => ({ ...c, release: { ...c.release, hash: 'a'.repeat(64) } })),
    );
    expect([listed.code, listed.faults.map(({ path }) => path)]).toEqual([
      'import-altered',
      ['/release/hash'],
    ]);
  });

  it('定义缺一个、多一个、有两份', async () => {
    const lacking = await refusal(await doctored((c) => ({ ...c, definitions: c.definitions.slice(1) })));
    expect([lacking.code, lacking.faults[0]?.say]).toEqual(['import-incomplete', '清单上有，文件里没有']);
    const surplus = await refusal(
      await doctored((c) => ({
        ...c,
        definitions: [...c.definitions, { ...c.definitions[0], key: 'matter/LC-777' }],
      })),
    );
    expect([surplus.code, surplus.faults[0]?.path]).toEqual(['import-incomplete', 'matter/LC-777']);
    const twice = await refusal(
      await doctored((c) => ({ ...c, definitions: [...c.definitions, c.definitions[0]] })),
    );
    expect([twice.code, twice.faults[0]?.say]).toEqual(['import-incomplete', '在文件中有两份']);
  });

  /** The file with one more definition, properly listed and hashed. */
  const withDefinition = (key: string, body: unknown) =>
    doctored((c) => {
      const contents = { ...c.contents, [key]: contentHash(body) };
      const definitions = [...c.definitions, { key, hash: contentHash(body), body }];
      return { ...c, contents, definitions, release: { ...c.release, hash: releaseHash(contents) } };
    });

  it('不认识的定义种类、定义里不认识的项目、缺少的项目、别的编号，都说明须升级或哪里不对', async () => {
    const kind = await refusal(await withDefinition('gadget/x', { id: 'x' }));
    expect([kind.code, kind.faults[0]?.path]).toEqual(['import-version', 'gadget/x']);
    expect(kind.detail).toContain('请先升级本机程序');
    const matter = ALL.find(({ kind }) => kind === 'matter')?.body as { id: string };
    const field = await refusal(await withDefinition(`matter/${matter.id}`, { ...matter, colour: 'green' }));
    expect([field.code, field.faults]).toMatchObject([
      'import-version',
      [{ path: `matter/${matter.id}#/colour`, say: '没有这一项' }],
    ]);
    const { name: _, ...nameless } = matter as { id: string; name?: string };
    expect((await refusal(await withDefinition(`matter/${matter.id}`, nameless))).faults[0]?.path).toBe(
      `matter/${matter.id}#/name`,
    );
    expect((await refusal(await withDefinition('matter/LC-777', matter))).faults).toMatchObject([
      { path: 'matter/LC-777#/id', say: '应为 LC-777' },
    ]);
  });

  it('文件格式比本机新、比本机支持的旧、需要更新的程序、有不认识的内容', async () => {
    const versions = [
      [{ formatVersion: FORMAT_VERSION + 1 }, `文件格式是第 ${FORMAT_VERSION + 1} 版`],
      [{ formatVersion: 0 }, '已不再支持'],
      [{ needs: '99.0.0' }, '文件需要一执 99.0.0 以上'],
      [{ compression: 'new' }, '有本机程序不认识的内容'],
    ] as const;
    for (const [change, say] of versions) {
      const { code, detail } = await refusal(await doctored((c) => ({ ...c, ...change })));
      expect([code, detail.includes(say) || detail]).toEqual(['import-version', true]);
    }
  });
});

describe('不是发布文件', () => {
  it('不是 JSON、不是文字、别的 JSON、嵌套极深的 JSON、过大的文件', async () => {
    for (const file of [
      '',
      '不是',
      '[]',
      '{}',
      'null',
      '{"content":{},"signature":"a.b.c"}',
      '{"content":[],"signature":1}',
    ])
      expect((await refusal(file)).code, file).toBe('import-unreadable');
    expect((await refusal(Buffer.from([0xff, 0xfe, 0x00]))).code).toBe('import-unreadable');
    const deep = `{"content":${'['.repeat(500_000)}${']'.repeat(500_000)},"signature":"a.b.c"}`;
    expect((await refusal(deep)).code).toBe('import-unreadable');
    expect((await refusal(Buffer.alloc(MOST_BYTES + 1, 0x20))).code).toBe('body-too-large');
  });
});

describe('没有配置签名密钥的安装', () => {
  it('云上安装的密钥和名单由环境变量给出，两者都可以没有', async () => {
    const listed = [await home.own()];
    const source = { EXCHANGE_TRUSTED_KEYS: JSON.stringify(listed) };
    expect(environment('exchange', source)).toEqual({ EXCHANGE_TRUSTED_KEYS: listed });
  });

  it('不能导出，仍可按名单导入', async () => {
    const trusted = [await home.own()];
    const keyless = createExchangeKeys({ signing: async () => null, trusted: async () => trusted });
    await expect(keyless.sign('x')).rejects.toMatchObject({ code: 'exchange-unconfigured' });
    const file = Buffer.from(await signed(contentOf(small)));
    expect((await openFile(file, await keyless.trusted())).signer.name).toBe('测试环境');
  });

  it('名单上编号与公钥不符的一条不算数', async () => {
    const forged = { ...(await stranger.own()), kid: (await home.own()).kid };
    const keys = createExchangeKeys({ signing: async () => null, trusted: async () => [forged] });
    expect(await keys.trusted()).toEqual([]);
  });
});
