import { Alert } from 'antd';
import { Link } from 'react-router';
import type { CaseView } from '../../../functions/contract/api.ts';
import type { Colleague } from '../api/shapes.ts';

/** The office whose file it is until it moves. */
const TOWN = 'town';
type Props = { view: CaseView; people: Colleague[] };

/** What stops or changes the case as a whole: why, and what lifts it. */
export function Banners({ view, people }: Props) {
  const { state } = view;
  const stage = view.stages.find((one) => one.id === state.stage);
  const office = people.find((person) => person.org === state.custodian)?.orgName ?? state.custodian;
  return (
    <>
      {state.closed !== null && (
        <Alert
          className="yz-banner"
          type="info"
          showIcon
          // A linked case may end this one at any stage.
          title={stage?.final ? '案件已经结束' : `案件在“${stage?.title ?? state.stage}”阶段终结`}
          description={`${state.closed}。案卷可以查阅，${view.actions.length > 0 ? '只办理法律要求结案后办理的步骤' : '不能再办理'}。`}
        />
      )}
      {state.custodian !== TOWN && (
        <Alert
          className="yz-banner"
          type="warning"
          showIcon
          title={`案件已移送${office}`}
          description="案卷和全部办理记录已一并移交，由接收机关继续办理。"
        />
      )}
      {state.freezes.map((freeze) => (
        <Alert
          key={`${freeze.by}-${freeze.until}`}
          className="yz-banner"
          type="warning"
          showIcon
          title={freeze.say}
          description={
            <>
              冻结的步骤：{freeze.actions.map((id) => view.actionTitles[id] ?? id).join('、')}。
              <Link to={`/cases/${freeze.until}`}>关联案件 {freeze.until}</Link> 办结后解除。
            </>
          }
        />
      ))}
      {state.flags.map((flag) => (
        <Alert key={flag.flag} className="yz-banner" type="info" showIcon title={flag.say} />
      ))}
      {state.withdrawn && (
        <Alert
          className="yz-banner"
          type="info"
          showIcon
          title={`公示信息已于 ${state.withdrawn.day} 撤下`}
          description={state.withdrawn.reason}
        />
      )}
    </>
  );
}
