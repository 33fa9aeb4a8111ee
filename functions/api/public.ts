import { publicHandlers } from '../http/handlers/public.ts';
import { zoneHandler } from '../http/zone.ts';
import { dependencies } from './compose.ts';

/** Lambda entry of the public zone. */
export const handler = zoneHandler('public', dependencies, publicHandlers);
