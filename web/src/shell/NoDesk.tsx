import type { Role } from '../../../functions/contract/ids.ts';
import { useMe } from '../auth/me.tsx';
import { PageFrame, Section } from './Page.tsx';

const CITIZENS: readonly Role[] = ['COMPLAINANT', 'PARTY'];
const PUBLIC = [
  ['/matters', '执法事项清单', '乡镇可以管什么、依据哪条法律、最多罚多少'],
  ['/decisions', '处罚决定公示', '已经公开的处罚决定和撤回说明'],
  ['/check', '文书核验', '收到的文书是不是本机关签发、现在是否有效'],
] as const;

/** The home of whoever has nothing to do in here: what they can do, and where. */
export function NoDesk() {
  const { person, tenant } = useMe();
  const citizen = person.roles.every((role) => CITIZENS.includes(role));
  return (
    <PageFrame
      title={`${person.name}，您好`}
      lead={
        citizen
          ? '这里供办案人员使用，您不需要登录：公开的内容谁都可以查。投诉举报、陈述申辩和案件进展，请与乡镇人民政府联系。'
          : `您的岗位（${person.title}）不在本平台办理案件，也不修改事项与规则；需要查阅案件或者审计日志的，由有权的人员提供。公开的内容谁都可以查。`
      }
    >
      <Section title={`${tenant.name}公开的内容`}>
        <ul className="yz-doors">
          {PUBLIC.map(([path, title, say]) => (
            <li key={path}>
              <a href={`/public${path}?tenant=${tenant.id}`}>{title}</a>
              <span className="yz-dim">{say}</span>
            </li>
          ))}
        </ul>
      </Section>
    </PageFrame>
  );
}
