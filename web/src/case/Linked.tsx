import { Link } from 'react-router';
import type { CaseState } from '../../../functions/contract/case.ts';
import { useCase } from '../api/queries.ts';
import type { Colleague } from '../api/shapes.ts';
import { Section } from '../shell/Page.tsx';
import type { Labels } from '../text/values.ts';

export function Links({ state }: { state: CaseState }) {
  if (state.links.length === 0) return null;
  return (
    <Section title="关联案件">
      <ul className="yz-papers">
        {state.links.map((link) => (
          <li key={link.caseId}>
            <LinkedCase link={link} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The linked case may belong to others; then only its number is known here. */
function LinkedCase({ link }: { link: CaseState['links'][number] }) {
  const { data } = useCase(link.caseId);
  const stage = data?.stages.find((one) => one.id === data.state.stage)?.title;
  return (
    <>
      <Link to={`/cases/${link.caseId}`}>{data?.state.title ?? link.caseId}</Link>
      <span className="yz-dim">
        {link.relation === 'child' ? '由本案引出' : '本案由其引出'}
        {data && ` · ${data.procedureTitle} · ${data.state.closed ? `已结：${data.state.closed}` : stage}`}
      </span>
    </>
  );
}

/** The timeline carries the names of duties only where a rule asked for them. */
const DUTIES: Record<string, string> = {
  registrar: '登记人',
  investigator: '承办人',
  'legal-reviewer': '法制审核人',
  'hearing-host': '听证主持人',
  approver: '审批人',
  'decision-maker': '决定人',
  server: '送达人',
  'referral-team': '移送专案组',
  'referral-approver': '移送批准人',
};
type PeopleProps = { state: CaseState; labels: Labels; people: Colleague[] };

/** Who has which duty in the case: the duties that must stay apart. */
export function People({ state, labels, people }: PeopleProps) {
  const duties = Object.entries(state.duties).filter(([, ids]) => ids.length > 0);
  if (duties.length === 0) return null;
  const names = new Map(people.map((person) => [person.id, person]));
  const dutyName = (duty: string): string =>
    labels['actor.duties']?.valueLabels?.[duty] ?? DUTIES[duty] ?? '其他职责';
  return (
    <Section title="办案人员">
      <dl className="yz-facts">
        {duties.map(([duty, ids]) => (
          <div key={duty}>
            <dt>{dutyName(duty)}</dt>
            <dd>
              {ids.map((id) => {
                const person = names.get(id);
                return (
                  <div key={id}>
                    {person?.name ?? id}
                    {person && <span className="yz-dim"> {person.title}</span>}
                    {person?.certificate && (
                      <span className="yz-dim"> · 证号 {person.certificate.number}</span>
                    )}
                  </div>
                );
              })}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
