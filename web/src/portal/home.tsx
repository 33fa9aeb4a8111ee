import type { PublicMatter } from '../../../functions/contract/api.ts';
import { type MatterList, publicPath, useRead } from './api.ts';
import { Heading, Show } from './parts.tsx';
import { Link, useTownship } from './township.tsx';

/** What the platform is, how much of it is confirmed, and where to go when one does not agree. */
export function HomePage() {
  const { chosen, all } = useTownship();
  const matters = useRead<MatterList>(publicPath('matters', { limit: 500, tenant: chosen.id }));
  return (
    <>
      <section className="hero">
        <Heading title="首页">{chosen.name}执法，看得见、查得到</Heading>
        <p>
          {all.map((tenant) => tenant.name).join('、')}
          是楚雄市基层整合审批服务执法力量改革的试点乡镇，由乡镇行政审批和综合执法局在十一个领域以乡镇人民政府名义执法，实行“一支队伍管执法”。这里公开乡镇可以管什么、依据哪条法律、最多罚多少，以及已经作出的处罚决定。
        </p>
        <div className="doors">
          <Link to="/matters" className="door">
            <strong>执法事项清单</strong>
            <span>查每一事项的法律依据、处罚种类和幅度</span>
          </Link>
          <Link to="/decisions" className="door">
            <strong>处罚决定公示</strong>
            <span>查已经公开的处罚决定和撤回说明</span>
          </Link>
        </div>
      </section>
      <Show loaded={matters} missing="本乡镇还没有发布事项清单。">
        {(list) => <Figures list={list} />}
      </Show>
      <section className="about">
        <h2>“赋权未确认”是什么意思</h2>
        <p>
          县级部门的处罚权交给乡镇行使，须由省、自治区、直辖市决定，并且公布（《行政处罚法》第24条）。省级决定、承接日期和公布情况还没有逐项核实的事项，在这里标为“赋权未确认”；核实之前，乡镇不得据此立案。
        </p>
        <h2>对处罚决定不服怎么办</h2>
        <p>
          可以自知道决定之日起六十日内向楚雄市人民政府申请行政复议（《行政复议法》第20、24条），也可以依法向人民法院提起行政诉讼。具体的期限、复议机关和法院，以您收到的决定书写明的为准。
        </p>
        <h2>公开的内容有哪些限制</h2>
        <p>
          处罚决定自作出之日起七个工作日内公开（《试点乡镇综合行政执法改革实施方案》第12项措施）。姓名、证件号、住址、电话等个人信息已经遮盖，未成年人和举报人的信息不公开。已公开的决定被依法变更、撤销、确认违法或者确认无效的，在三个工作日内撤回并说明理由（《行政处罚法》第48、85条）。
        </p>
      </section>
    </>
  );
}

function Figures({ list }: { list: MatterList }) {
  const sure = list.items.filter((matter) => matter.status === '已确认').length;
  return (
    <section aria-label="清单概况">
      <dl className="figures">
        <div>
          <dt>公布的事项</dt>
          <dd>{list.total}</dd>
        </div>
        <div>
          <dt>赋权已确认或法定</dt>
          <dd>{sure}</dd>
        </div>
        <div>
          <dt>赋权未确认</dt>
          <dd className="unsure">{list.items.length - sure}</dd>
        </div>
        <div>
          <dt>清单版本</dt>
          <dd>第{list.release}版</dd>
        </div>
      </dl>
      <h2>按领域查</h2>
      <ul className="domains">
        {byDomain(list.items).map(([domain, count]) => (
          <li key={domain}>
            <Link to={`/matters?domain=${encodeURIComponent(domain)}`}>
              {domain}
              <span>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The fields of enforcement with the number of matters in each, the largest first. */
export function byDomain(matters: readonly PublicMatter[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { domain } of matters) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
