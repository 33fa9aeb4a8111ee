import { z } from 'zod';
import { PaperCheck, PublicDecision, PublicMatter } from '../api.ts';
import { TenantId, written } from '../ids.ts';
import { Tenant } from '../people.ts';
import { page, paged, routesOf } from './shape.ts';

const { get } = routesOf('public', '/api', 'public');
/** Whose: the default township's where none is named. */
const whose = z.strictObject({ tenant: TenantId.optional() });
const pageOf = page.extend(whose.shape);

export const PUBLIC_ROUTES = [
  get('health', '/public/health', '运行状态', {
    response: z.strictObject({ ok: z.literal(true), release: z.int() }),
  }),
  get('openapi', '/openapi.json', '接口说明', { response: z.record(z.string(), z.unknown()) }),
  get('config', '/public/config', '登录设置与乡镇', {
    response: z.strictObject({
      issuer: z.string(),
      clientId: z.string(),
      tenants: z.array(Tenant),
      defaultTenant: TenantId,
    }),
  }),
  get('matters', '/public/matters', '执法事项清单', {
    query: pageOf,
    response: paged(PublicMatter).extend({ total: z.int(), release: z.int() }),
  }),
  get('matter', '/public/matters/{id}', '执法事项', { query: whose, response: PublicMatter }),
  get('decisions', '/public/decisions', '处罚决定公示', { query: pageOf, response: paged(PublicDecision) }),
  get('decision', '/public/decisions/{publicId}', '处罚决定', { query: whose, response: PublicDecision }),
  get('paper-check', '/public/paper-check', '文书真伪核验', {
    query: whose.extend({
      /** The number, or the hash of the QR code, or both; with a number also the 16-digit check code. */
      number: z.string().min(4).max(60).optional(),
      hash: written(/^([0-9a-f]{16}|[0-9a-f]{64})$/, '64 位或者 16 位小写十六进制数字').optional(),
    }),
    response: PaperCheck,
  }),
] as const;
