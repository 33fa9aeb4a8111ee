import { z } from 'zod';
import { Person, Tenant } from '../../contract/people.ts';
import tenantList from '../tenants.json' with { type: 'json' };
import peopleList from './people.json' with { type: 'json' };

/** One invented account per role of the platform, and the few with a flaw that a gate has to notice. */
export const DEMO_PEOPLE: readonly Person[] = z.array(Person).parse(peopleList);

/** The townships of the demonstration; the first is the one shown when none is named. */
export const DEMO_TENANTS: readonly Tenant[] = z.array(Tenant).min(1).parse(tenantList);
