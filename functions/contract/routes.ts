/** The one typed contract: every route, its zone, who may call it, and its shapes. OpenAPI is made from it. */
import { ADMIN_ROUTES } from './routes/admin.ts';
import { CASE_ROUTES } from './routes/cases.ts';
import { PUBLIC_ROUTES } from './routes/public.ts';
import type { Route } from './routes/shape.ts';
import { STAFF_ROUTES } from './routes/staff.ts';

export { PARTNER_ROLES, STAFF_ROLES } from './routes/roles.ts';
export type { Method, Route, Zone } from './routes/shape.ts';

const TABLE = [...PUBLIC_ROUTES, ...STAFF_ROUTES, ...CASE_ROUTES, ...ADMIN_ROUTES] as const;

/** The whole contract. */
export const ROUTES: readonly Route[] = TABLE;
/** Its types, by route id: what a client derives its own from. */
export type RouteTable = { [R in (typeof TABLE)[number] as R['id']]: R };
