import type { ExchangeKey } from '../core/exchange/keys.ts';

/** The key this installation signs releases with, and the installations whose releases it takes. */
export interface ExchangeKeys {
  /** @throws Refusal `exchange-unconfigured` where the installation was given no key */
  own(): Promise<ExchangeKey>;
  /** A compact JWS (EdDSA over Ed25519) by the own key. @throws Refusal `exchange-unconfigured` */
  sign(payload: string): Promise<string>;
  /** Everybody on the list, the installation itself included. */
  trusted(): Promise<ExchangeKey[]>;
}
