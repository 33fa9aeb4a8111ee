import type { Tenant } from '../contract/people.ts';
import type { Clock } from '../ports/clock.ts';
import type { ExchangeKeys } from '../ports/exchange.ts';
import type { Files } from '../ports/files.ts';
import type { TokenVerifier } from '../ports/identity.ts';
import type { Papers } from '../ports/papers.ts';
import type { ReplayStore } from '../ports/replays.ts';
import type { Sheets } from '../ports/sheets.ts';
import type { AuditLog, CaseStore, Directory, ReleaseStore, Views } from '../ports/store.ts';

/** Everything a use case may reach. Built once per process: on AWS from the environment, locally by functions/local. */
export type Deps = {
  stores: {
    cases: CaseStore;
    views: Views;
    releases: ReleaseStore;
    replays: ReplayStore;
    directory: Directory;
    audit: AuditLog;
  };
  files: Files;
  papers: Papers;
  sheets: Sheets;
  /** Who signs the releases that leave, and whose are taken in. */
  exchange: ExchangeKeys;
  /** The public page that checks papers; a paper's hash is added to it. */
  checkUrl: string;
  clock: Clock;
  verifier: TokenVerifier;
  tenants: Tenant[];
  defaultTenant: string;
  /** OpenID Connect issuer and the web app's public client id, told to browsers. */
  issuer: string;
  clientId: string;
};
