import { caseHandlers } from '../http/handlers/cases.ts';
import { zoneHandler } from '../http/zone.ts';
import { dependencies } from './compose.ts';

/** Lambda entry of the partner zone. */
export const handler = zoneHandler('partner', dependencies, caseHandlers('partner'));
