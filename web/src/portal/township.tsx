/** Which township's face is shown: `?tenant=` in the address, so that a link or a print says whose it is. */
import { createContext, type ReactNode, useContext } from 'react';
import { Anchor, putQuery, withQuery } from './address.tsx';
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

type Props = { to: string; className?: string; current?: boolean; children: ReactNode };

/** A link inside the portal that keeps the township chosen; `to` may carry a query of its own. */
export function Link({ to, ...rest }: Props) {
  const { chosen, isDefault } = useTownship();
  const [path = '', query = ''] = to.split('?');
  const search = new URLSearchParams(query);
  if (!isDefault) search.set('tenant', chosen.id);
  return <Anchor {...rest} to={withQuery(path, search)} />;
}

/** The switch in the head of every page; stays on the page, in the other township. */
export function TownshipSwitch() {
  const { chosen, all } = useTownship();
  return (
    <fieldset className="switch">
      <legend className="hidden">选择乡镇</legend>
      {all.map((tenant) => (
        <label key={tenant.id} className={tenant.id === chosen.id ? 'on' : ''}>
          <input
            type="radio"
            name="tenant"
            checked={tenant.id === chosen.id}
            onChange={() => putQuery('tenant', tenant.id, false)}
          />
          {tenant.name}
        </label>
      ))}
    </fieldset>
  );
}
