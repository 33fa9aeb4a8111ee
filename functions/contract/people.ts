import { z } from 'zod';
import { Day, Domain, OrgId, PersonId, Role, TenantId } from './ids.ts';

/** Somebody who may act. The token only says who; this record says what they may do, at every request. */
export const Person = z.strictObject({
  id: PersonId,
  name: z.string(),
  title: z.string().describe('职务'),
  org: OrgId,
  orgName: z.string(),
  tenants: z.array(TenantId).min(1),
  roles: z.array(Role).min(1),
  /** 行政执法证: counted towards the two officers only while valid at the moment of the act, in the matter's field. */
  certificate: z
    .strictObject({
      number: z.string(),
      from: Day,
      to: Day.describe('last valid day'),
      domains: z.array(Domain),
    })
    .nullable(),
  /** 法律职业资格 (处罚法58②). */
  legallyQualified: z.boolean(),
  /** Reviewing since; before 2018-01-01 the qualification is not asked for. */
  reviewerSince: Day.nullable(),
  /** 正职负责人或者主持工作的负责人 (310号令5). */
  principal: z.boolean(),
  active: z.boolean(),
});
export type Person = z.infer<typeof Person>;

export const Tenant = z.strictObject({
  id: TenantId,
  name: z.string(),
  government: z.string().describe('the name on papers and seal'),
  short: z.string().describe('the character in paper numbers'),
});
export type Tenant = z.infer<typeof Tenant>;
