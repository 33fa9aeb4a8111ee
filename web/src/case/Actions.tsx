import { LockOutlined, RightOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { CaseView, StartOption } from '../../../functions/contract/api.ts';
import { useStartOptions } from '../api/queries.ts';
import { Section } from '../shell/Page.tsx';

/** A longer list of what others do would push what happened off the screen. */
const FEW = 5;

/** What can be done in this stage: what the reader may do first, then what waits for somebody or something else. */
export function Actions({ view }: { view: CaseView }) {
  const open = view.actions.filter((action) => action.allowed);
  const others = view.actions.filter((action) => !action.allowed);
  const linked =
    useStartOptions().data?.filter((option) => option.allowed && option.subject === 'linked') ?? [];
  // A case that came out of another one has its linked procedures there.
  const own = view.state.closed === null && !view.state.links.some((link) => link.relation === 'parent');
  const startable = own ? linked : [];
  return (
    <Section title="可以办理的步骤">
      {open.length === 0 && startable.length === 0 && <p className="yz-quiet">目前没有您可以办理的步骤。</p>}
      <ul className="yz-actions">
        {open.map((action) => (
          <li key={action.id}>
            <Link to={`/cases/${view.state.id}/act/${action.id}`}>
              <span>
                <b>{action.title}</b>
                {action.about && <small>{action.about}</small>}
              </span>
              <RightOutlined aria-hidden />
            </Link>
          </li>
        ))}
        {startable.map((option) => (
          <StartLinked key={`${option.procedure}/${option.action}`} option={option} caseId={view.state.id} />
        ))}
      </ul>
      {others.length > 0 && (
        <details className="yz-waiting" open={others.length <= FEW}>
          <summary className="yz-sub">暂不能由您办理（{others.length} 项）</summary>
          <ul className="yz-why-not">
            {others.map((action) => (
              <li key={action.id}>
                <LockOutlined aria-hidden /> <b>{action.title}</b>
                <span>{action.whyNot ?? '条件尚不具备'}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function StartLinked({ option, caseId }: { option: StartOption; caseId: string }) {
  return (
    <li>
      <Link to={`/start/${option.procedure}/${option.action}?parent=${caseId}`}>
        <span>
          <b>{option.title}</b>
          <small>另行开立“{option.procedureTitle}”，与本案关联</small>
        </span>
        <RightOutlined aria-hidden />
      </Link>
    </li>
  );
}
