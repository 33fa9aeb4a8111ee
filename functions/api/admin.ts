import { adminHandlers } from '../http/handlers/admin.ts';
import { zoneHandler } from '../http/zone.ts';
import { dependencies } from './compose.ts';

/** Lambda entry of the admin zone. */
export const handler = zoneHandler('admin', dependencies, adminHandlers);
