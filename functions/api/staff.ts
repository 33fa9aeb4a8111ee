import { staffHandlers } from '../http/handlers/staff.ts';
import { zoneHandler } from '../http/zone.ts';
import { dependencies } from './compose.ts';

/** Lambda entry of the staff zone. */
export const handler = zoneHandler('staff', dependencies, staffHandlers);
