import type { PublicMatter } from '../../../functions/contract/api.ts';
import { basisText } from '../../../functions/contract/citing.ts';
import { publicPath, useRead } from './api.ts';
import { Sanctions } from './matters.tsx';
import { Heading, PageTools, Row, Show, StatusBadge } from './parts.tsx';
import { useTownship } from './township.tsx';
import { dayText, ENFORCEMENT, LEVELS, UNCONFIRMED, VERIFIED, yuan } from './words.ts';

const LIST = { to: '/matters', title: '执法事项清单' };

/** One matter, with everything the law says of it and everything that is not confirmed yet. */
export function MatterPage({ id }: { id: string }) {
  const { chosen } = useTownship();
  const path = publicPath(`matters/${encodeURIComponent(id)}`, { tenant: chosen.id });
  const loaded = useRead<PublicMatter>(path);
  return (
    <>
      <PageTools to={LIST.to} back={LIST.title} />
      <Show loaded={loaded} list={LIST} missing={`现行清单中没有事项“${id}”。`}>
        {(matter) => <Whole matter={matter} />}
      </Show>
    </>
  );
}

function Whole({ matter }: { matter: PublicMatter }) {
  return (
    <article className="sheet">
      <Heading title={matter.name}>{matter.name}</Heading>
      <p className="meta">
        <span>{matter.domain}</span>
        <span>{matter.type}</span>
        <span>事项编号 {matter.id}</span>
        <StatusBadge matter={matter} />
      </p>
      <h2>法律依据与处罚</h2>
      <dl>
        <Row label="法律依据">
          {matter.legalBasis.map((basis) => (
            <p key={basisText(basis)}>
              {basisText(basis)}（{basis.rank}）
            </p>
          ))}
        </Row>
        <Row label="种类和幅度">
          <Sanctions stages={matter.stages} />
        </Row>
        <Row label="当场处罚">{onTheSpot(matter.summaryProcedure)}</Row>
        <Row label="强制执行">{ENFORCEMENT[matter.enforcement]}</Row>
        {matter.criminalTrigger === null ? null : (
          <Row label="涉嫌犯罪的">达到刑事立案追诉标准的，依法移送公安机关，不以罚代刑</Row>
        )}
        <Row label="条文核对情况">{VERIFIED[matter.verified]}</Row>
        <Row label="条文施行期间">{period(matter.effective)}</Row>
      </dl>
      <Empowerment matter={matter} />
    </article>
  );
}

function Empowerment({ matter }: { matter: PublicMatter }) {
  const { decision, level, publishedAt, from, to } = matter.empowerment;
  if (matter.type === '法定职权') {
    return (
      <>
        <h2>职权来源</h2>
        <p>法律、行政法规直接授予乡镇人民政府的职权，不需要另行赋权。</p>
      </>
    );
  }
  return (
    <>
      <h2>赋权情况</h2>
      {matter.status === '已确认' ? null : (
        <p className="caution">本事项的赋权尚未确认。确认之前，乡镇人民政府不得据此立案。</p>
      )}
      <dl>
        <Row label="原实施部门">
          {matter.originalDepartment ?? '没有单一的原部门（按事项依据的单行法确定）'}
        </Row>
        <Row label="赋权决定">{decision ?? <Unknown />}</Row>
        <Row label="决定层级">{level === null ? <Unknown /> : LEVELS[level]}</Row>
        <Row label="公布情况">{published(publishedAt)}</Row>
        <Row label="承接期间">{period({ from, to })}</Row>
      </dl>
    </>
  );
}

const Unknown = () => <span className="unknown">{UNCONFIRMED}</span>;

function published(notice: string | null) {
  if (notice === null) return <Unknown />;
  return /^https?:\/\//.test(notice) ? <a href={notice}>{notice}</a> : notice;
}

/** `to` is the first day that no longer counts. */
function period({ from, to }: { from: string | null; to: string | null }) {
  if (from === null && to === null) return <Unknown />;
  return (
    <>
      自{from === null ? '（起始日未确认）' : dayText(from)}起
      {to === null ? '，无终止日' : `，至${dayText(to)}前`}
    </>
  );
}

/** 处罚法51: up to 200 yuan for a person and 3,000 for an organisation. */
function onTheSpot(summary: PublicMatter['summaryProcedure']): string {
  if (summary === null) return '不适用';
  if (summary === null) return '不适用';
  const people = summary.individualPossible ? `对个人${yuan(summary.limitIndividual)}以下` : null;
  const bodies = summary.orgPossible ? `对单位${yuan(summary.limitOrg)}以下` : null;
  const able = [people, bodies].filter((part) => part !== null);
  return able.length === 0
    ? '不适用'
    : `罚款${able.join('、')}或者警告的，可以当场作出决定（《行政处罚法》第51条）`;
}
