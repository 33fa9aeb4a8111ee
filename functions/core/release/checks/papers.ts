import type { Part } from '../../../contract/definitions/papers.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** Facts a template prints exist; a numbered paper is sealed or signed; matters name triggers that exist. */
export function checkPapers(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id, body } of bundle.all('template')) {
    const say = report(`template/${id}`);
    const parts: [string, Part][] = [
      ...body.required.map(({ from }, i): [string, Part] => [`/required/${i}`, from]),
      ...body.blocks.flatMap(({ parts }, i) =>
        parts.map((p, j): [string, Part] => [`/blocks/${i}/parts/${j}`, p]),
      ),
    ];
    for (const [path, part] of parts)
      if (typeof part === 'object' && 'fact' in part && !bundle.dictionary.has(part.fact))
        say(path, 'unknown-fact', `事实词典中没有“${part.fact}”`);
  }
}

export function checkMatters(bundle: Bundle, report: (id: string) => Report): void {
  const triggers = new Set(bundle.get('ruleset', 'criminal-referral')?.body.rules.map((r) => r.id));
  for (const { id, body } of bundle.all('matter')) {
    const say = report(`matter/${id}`);
    if (body.criminalTrigger !== null && !triggers.has(body.criminalTrigger))
      say('/criminalTrigger', 'unknown-rule', `涉刑触发规则“${body.criminalTrigger}”不存在`);
    const { from, to } = body.empowerment;
    if (from !== null && to !== null && to <= from)
      say('/empowerment/to', 'window', '赋权失效日应晚于生效日');
    if (from !== null && body.empowerment.decision === null)
      say('/empowerment/decision', 'no-decision', '写明赋权生效日的,应写明省级决定文号(处罚法24)');
  }
}
