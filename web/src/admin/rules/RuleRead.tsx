import { Tag } from 'antd';
import type { WrittenRule } from '../../../../functions/contract/definitions/rules.ts';
import { SEVERITY } from '../../explain/sentences.ts';
import { VERIFIED } from '../../portal/words.ts';
import { ConditionRead } from './ConditionRead.tsx';
import { useStudio } from './studio.ts';
import { sayEffect, sayLeaf, sayOverridable, sayWindow, WHEN_UNKNOWN, whenUnknownOf } from './words.ts';

/** One rule as an administrator reads it. */
export function RuleRead({ rule }: { rule: WrittenRule }) {
  const { world } = useStudio();
  return (
    <div className="ru-read">
      <p className="ru-tags">
        <Tag color={rule.severity === 'block' ? 'red' : rule.severity === 'warn' ? 'gold' : 'default'}>
          {SEVERITY[rule.severity]}
        </Tag>
        <Tag>{sayOverridable(rule)}</Tag>
        <Tag>{sayWindow(rule.effective)}</Tag>
      </p>
      <ConditionRead condition={rule.conditions} world={world} />
      <p>
        <strong>{sayEffect(rule.event, world)}</strong>
      </p>
      <p>{rule.event.params.say}</p>
      <p className="yz-dim">
        事实不明时：{WHEN_UNKNOWN[whenUnknownOf(rule)]}
        {rule.mustKnow ? `；只在“${sayLeaf(rule.mustKnow, world)}”或者不明时才须查明` : ''}
      </p>
      <p className="yz-dim">
        依据：{rule.legalBasis.join('；')}（{VERIFIED[rule.verified]}）
      </p>
      {rule.note ? <p className="yz-dim">备注：{rule.note}</p> : null}
    </div>
  );
}
