import { CompactSign, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { Refusal } from '../contract/errors.ts';
import { JWS_TYPE } from '../core/exchange/format.ts';
import { ExchangeKey, keyId } from '../core/exchange/keys.ts';
import type { ExchangeKeys } from '../ports/exchange.ts';

/** A private JWK: the public half with `d`. */
export const SigningKey = ExchangeKey.extend({ d: z.string().min(1) });
export type SigningKey = z.infer<typeof SigningKey>;

/** Where the keys come from: files of a local installation, the environment of a deployed one. */
export type KeySource = {
  signing(): Promise<SigningKey | null>;
  trusted(): Promise<ExchangeKey[]>;
};

/** Signing and the list of trusted installations, over keys from anywhere. */
export function createExchangeKeys(source: KeySource): ExchangeKeys {
  async function signing(): Promise<SigningKey> {
    const key = await source.signing();
    if (key) return key;
    throw new Refusal('exchange-unconfigured', '本机没有配置发布文件的签名密钥，不能导出；见部署手册');
  }
  return {
    own: async () => publicHalf(await signing()),
    async sign(payload) {
      const { kty, crv, x, d, kid } = await signing();
      return new CompactSign(Buffer.from(payload))
        .setProtectedHeader({ alg: 'EdDSA', typ: JWS_TYPE, kid })
        .sign(await importJWK({ kty, crv, x, d } satisfies JWK, 'EdDSA'));
    },
    async trusted() {
      const own = await source.signing();
      const others = (await source.trusted()).filter((key) => key.kid === keyId(key) && key.kid !== own?.kid);
      return own ? [publicHalf(own), ...others] : others;
    },
  };
}

const publicHalf = ({ d: _, ...key }: SigningKey): ExchangeKey => key;
