import { ROUTES } from '../../../functions/contract/routes.ts';
import type { Me, RouteId } from './shapes.ts';

/** Whether the person's roles open a route: what a menu shows. The API decides each call by itself. */
export function mayCall({ person }: Me, id: RouteId): boolean {
  const roles = ROUTES.find((route) => route.id === id)?.roles ?? [];
  return roles === 'public' || roles.length === 0 || person.roles.some((role) => roles.includes(role));
}
