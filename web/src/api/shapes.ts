/** What every route takes and answers, by route id, derived from the contract's route table. */
import type { z } from 'zod';
import type { RouteTable, Zone } from '../../../functions/contract/routes.ts';

export type RouteId = keyof RouteTable;
export type Answer<Id extends RouteId> = z.output<RouteTable[Id]['response']>;
type Sent<Route> = {
  [Part in Extract<keyof Route, 'params' | 'body'>]: Route[Part] extends z.ZodType
    ? z.input<Route[Part]>
    : never;
};
/** Only the parts the route has; `query` may always be left out. */
export type Input<Id extends RouteId> = Sent<RouteTable[Id]> &
  (RouteTable[Id] extends { query: infer Query extends z.ZodType } ? { query?: z.input<Query> } : unknown);

/** The zones whose case routes are the same. */
export type CaseZone = Extract<Zone, 'staff' | 'partner'>;
export type Me = Answer<'staff.me'>;
/** Somebody of the directory, as forms name people. */
export type Colleague = Answer<'staff.people'>[number];
export type UploadTicket = Answer<'staff.file-upload'>;
/** A reference to an evidence file, as forms hold it. */
export type FileRef = UploadTicket['file'];
export type PublicConfig = Answer<'public.config'>;
