import type { Role } from '../ids.ts';

export const STAFF_ROLES = [
  'OFFICER',
  'TEAM_LEAD',
  'BUREAU_HEAD',
  'LEGAL_REVIEWER',
  'TOWN_LEADER',
  'COLLECTIVE',
  'HEARING_HOST',
  'AUXILIARY',
  'HOTLINE',
  'ARCHIVIST',
] as const satisfies readonly Role[];

export const PARTNER_ROLES = [
  'CITY_DEPT',
  'CITY_GOV',
  'POLICE',
  'PROCURATORATE',
  'COURT',
  'JUSTICE_SUPERVISOR',
] as const satisfies readonly Role[];

/** Who reads the rules and approves changes of them. */
export const ADMIN_ROLES = [
  'PLATFORM_ADMIN',
  'TOWN_LEADER',
  'BUREAU_HEAD',
  'LEGAL_REVIEWER',
] as const satisfies readonly Role[];

/** Who drafts changes of the rules. */
export const DRAFTING_ROLES = ['PLATFORM_ADMIN', 'BUREAU_HEAD'] as const satisfies readonly Role[];

/** Who handles cases, reviews and leads: whoever has to mind what is due. */
export const HANDLING_ROLES = [
  'OFFICER',
  'TEAM_LEAD',
  'BUREAU_HEAD',
  'LEGAL_REVIEWER',
  'TOWN_LEADER',
  'COLLECTIVE',
  'HEARING_HOST',
] as const satisfies readonly Role[];
