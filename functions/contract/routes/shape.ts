/** What a route is, and what makes one a line: the same name in a path, and a list by pages, mean the same everywhere. */
import { z } from 'zod';
import { FileRef } from '../definitions/forms.ts';
import { Kind } from '../definitions/release.ts';
import { CaseId, Hash, PublicId, type Role, Slug, written } from '../ids.ts';

/** Trust zones: one Lambda function, and one set of rights, each. */
export type Zone = 'public' | 'staff' | 'partner' | 'admin';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Route = {
  id: string;
  method: Method;
  path: string;
  zone: Zone;
  title: string;
  /** Roles that may call it; empty: any signed-in person of the tenant; `public`: no sign-in. */
  roles: readonly Role[] | 'public';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  response: z.ZodType;
};

/** One page of a list. */
export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(20),
  cursor: z.string().max(2000).optional(),
});
export const paged = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), cursor: z.string().nullable() });

const Count = written(/^[1-9]\d{0,5}$/, '1 至 999999 的整数');
const IN_PATH = {
  action: Slug,
  caseId: CaseId,
  draftId: Slug,
  fileId: FileRef.shape.id,
  hash: Hash,
  id: Slug,
  kind: Kind,
  number: Count,
  publicId: PublicId,
  sealedId: z.string().max(60),
  version: Count,
};
type InPath = typeof IN_PATH;
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? (Name & keyof InPath) | NamesIn<Rest>
  : never;
type ParamsOf<Path extends string> = [NamesIn<Path>] extends [never]
  ? unknown
  : { params: z.ZodObject<Pick<InPath, NamesIn<Path>>, z.core.$strict> };

function paramsOf(path: string): { params?: z.ZodObject } {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof InPath);
  if (names.length === 0) return {};
  return { params: z.strictObject(Object.fromEntries(names.map((name) => [name, IN_PATH[name]]))) };
}

/** What differs from one route of a zone to the next; `roles` where not the usual ones of the zone may call it. */
type Shapes = Pick<Route, 'query' | 'body' | 'response'> & { roles?: Route['roles'] };

/** `get`, `post`, `put` and `remove` a route of a zone, below its path, for its usual roles. */
export function routesOf<const Z extends Zone>(zone: Z, prefix: string, roles: Route['roles']) {
  const by =
    <const M extends Method>(method: M) =>
    <const Name extends string, const Path extends string, const S extends Shapes>(
      name: Name,
      path: Path,
      title: string,
      shapes: S,
    ) => {
      const place = { id: `${zone}.${name}` as const, method, path: `${prefix}${path}`, zone, title };
      const route = { ...place, roles, ...paramsOf(path), ...shapes };
      return route as typeof place & { roles: Route['roles'] } & ParamsOf<Path> & Omit<S, 'roles'>;
    };
  return { get: by('GET'), post: by('POST'), put: by('PUT'), remove: by('DELETE') };
}
