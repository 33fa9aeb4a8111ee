import { Link } from 'react-router';
import type { WrittenCondition } from '../../../../functions/contract/definitions/rules.ts';
import { childrenOf, groupOf, sayGroup, sayLeaf } from './words.ts';
import type { World } from './world.ts';

type Props = { condition: WrittenCondition; world: World };

/** A condition as indented sentences; a named one by its name, its meaning folded under it. */
export function ConditionRead({ condition, world }: Props) {
  return (
    <ul className="yz-tree ru-tree">
      <Node condition={condition} world={world} within={[]} />
    </ul>
  );
}

function Node({ condition, world, within }: Props & { within: string[] }) {
  if ('condition' in condition) return <Named name={condition.condition} world={world} within={within} />;
  if (groupOf(condition) === null && 'fact' in condition)
    return (
      <li>
        {condition.label ? <span className="yz-dim">{condition.label}：</span> : null}
        {sayLeaf(condition, world)}
        <Basis text={condition.basis} />
      </li>
    );
  return (
    <li>
      <span className="ru-group">{sayGroup(condition)}</span>
      <Basis text={'basis' in condition ? condition.basis : undefined} />
      <ul>
        {childrenOf(condition).map((child, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own
          <Node key={at} condition={child} world={world} within={within} />
        ))}
      </ul>
    </li>
  );
}

const Basis = ({ text }: { text: string | undefined }) =>
  text ? <small className="yz-dim ru-basis">{text}</small> : null;

function Named({ name, world, within }: { name: string; world: World; within: string[] }) {
  const named = world.named.get(name);
  if (!named) return <li className="yz-tone-bad">没有名为“{name}”的常用条件</li>;
  if (within.includes(name)) return <li className="yz-tone-bad">常用条件“{named.label}”绕回了自己</li>;
  return (
    <li>
      <details className="yz-details ru-named">
        <summary>
          {named.label}
          <small className="yz-dim">（常用条件）</small>
        </summary>
        <ul>
          <Node condition={named.is} world={world} within={[...within, name]} />
        </ul>
        <Link to={`/admin/definitions/conditions/${named.book}`}>修改这项常用条件</Link>
      </details>
      <Basis text={named.basis} />
    </li>
  );
}
