/** Which township's face is shown: `?tenant=` in the address, so that a link or a print says whose it is. */
import { createContext, type ReactNode, useContext } from 'react';
import { type LinkProps, Link as RouterLink, useSearchParams } from 'react-router';
import type { Config } from './api.ts';

type Township = Config['tenants'][number];
type Choice = { chosen: Township; all: Township[]; isDefault: boolean };
const Chosen = createContext<Choice | null>(null);

/** Null where the address names a township that is not on the platform. */
export function chooseTownship(config: Config, asked: string | null): Choice | null {
  const chosen = config.tenants.find((tenant) => tenant.id === (asked ?? config.defaultTenant));
  if (!chosen) return null;
  return { chosen, all: config.tenants, isDefault: chosen.id === config.defaultTenant };
}

export function TownshipProvider({ choice, children }: { choice: Choice; children: ReactNode }) {
  return <Chosen value={choice}>{children}</Chosen>;
}

export function useTownship(): Choice {
  const choice = useContext(Chosen);
  if (!choice) throw new Error('useTownship outside of the portal');
  return choice;
}

/** A link inside the portal that keeps the township chosen; `to` may carry a query of its own. */
export function Link({ to, ...rest }: LinkProps & { to: string }) {
  const { chosen, isDefault } = useTownship();
  const [path = '', query = ''] = to.split('?');
  const search = new URLSearchParams(query);
  if (!isDefault) search.set('tenant', chosen.id);
  return <RouterLink {...rest} to={search.size > 0 ? `${path}?${search}` : path} />;
}

/** The switch in the head of every page; stays on the page, in the other township. */
export function TownshipSwitch() {
  const { chosen, all } = useTownship();
  const [search, setSearch] = useSearchParams();
  return (
    <fieldset className="switch">
      <legend className="hidden">选择乡镇</legend>
      {all.map((tenant) => (
        <label key={tenant.id} className={tenant.id === chosen.id ? 'on' : ''}>
          <input
            type="radio"
            name="tenant"
            checked={tenant.id === chosen.id}
            onChange={() => {
              const next = new URLSearchParams(search);
              next.set('tenant', tenant.id);
              setSearch(next);
            }}
          />
          {tenant.name}
        </label>
      ))}
    </fieldset>
  );
}
