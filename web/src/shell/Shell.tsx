import {
  FileAddOutlined,
  FileDoneOutlined,
  FolderOpenOutlined,
  HomeOutlined,
  InboxOutlined,
  LogoutOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SettingOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { App, Button, Drawer, Dropdown, Grid, Layout, Menu } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation, useNavigate, useNavigation } from 'react-router';
import { ROLES } from '../../../functions/contract/ids.ts';
import { mayCall } from '../api/may.ts';
import { useBeginnings } from '../api/queries.ts';
import type { Me } from '../api/shapes.ts';
import { handlesCases, useMe } from '../auth/me.tsx';
import { signOut } from '../auth/session.ts';
import { clearDrafts, countDrafts } from '../forms/drafts.ts';

/** `aside`: looked at now and then; on a phone it stands under 我的 instead of taking a tab. */
type Place = { path: string; title: string; short: string; icon: ReactNode; aside?: true };

function placesOf(me: Me, start: ReturnType<typeof useBeginnings>): Place[] {
  const places: Place[] = [];
  if (handlesCases(me)) {
    places.push({ path: '/', title: '我的待办', short: '待办', icon: <InboxOutlined /> });
    if (mayCall(me, 'staff.due'))
      places.push({ path: '/due', title: '到期一览', short: '到期', icon: <ScheduleOutlined /> });
    places.push({ path: '/cases', title: '案件登记簿', short: '案件', icon: <FolderOpenOutlined /> });
    if (start.options.length > 0) {
      const short = start.title.slice(0, 2);
      places.push({ path: '/start', title: start.title, short, icon: <FileAddOutlined /> });
    }
  }
  if (mayCall(me, 'staff.paper-register'))
    places.push({
      path: '/papers',
      title: '文号登记簿',
      short: '文号',
      icon: <FileDoneOutlined />,
      aside: true,
    });
  if (mayCall(me, 'staff.seal-log'))
    places.push({
      path: '/seals',
      title: '用印登记簿',
      short: '用印',
      icon: <SafetyCertificateOutlined />,
      aside: true,
    });
  if (me.faces.includes('admin')) {
    places.push({
      path: '/admin',
      title: onlyAudits(me) ? '审计日志' : '事项与规则',
      short: '管理',
      icon: <SettingOutlined />,
    });
  }
  return places.length > 0 ? places : [{ path: '/', title: '首页', short: '首页', icon: <HomeOutlined /> }];
}

/** The entry whose address begins the page's address; the longest wins. */
function hereOf(places: Place[], pathname: string): string | undefined {
  const fits = places.filter((place) =>
    place.path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${place.path}/`),
  );
  return fits.at(-1)?.path;
}

const onlyAudits = (me: Me): boolean => me.person.roles.every((role) => role === 'AUDITOR');
const rolesOf = (me: Me): string => me.person.roles.map((role) => ROLES[role]).join('、');

function useSignOut(): () => void {
  const { modal } = App.useApp();
  return () => {
    const drafts = countDrafts();
    const leave = () => {
      clearDrafts();
      return signOut();
    };
    if (drafts === 0) return void leave();
    modal.confirm({
      title: '退出登录？',
      content: `本机还有 ${drafts} 份没有提交的草稿，退出后将从本机清除。`,
      okText: '清除并退出',
      cancelText: '留下',
      onOk: leave,
    });
  };
}

function Who({ me }: { me: Me }) {
  return (
    <div className="yz-who">
      <strong>{me.person.name}</strong>
      <span>{me.person.title}</span>
      <span>{me.person.orgName}</span>
      <span className="yz-dim">岗位：{rolesOf(me)}</span>
    </div>
  );
}

function Account({ me }: { me: Me }) {
  const leave = useSignOut();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', label: <Who me={me} />, disabled: true },
          { type: 'divider' },
          { key: 'out', icon: <LogoutOutlined />, label: '退出登录', onClick: leave },
        ],
      }}
    >
      <button type="button" className="yz-account" aria-label={`${me.person.name}，账号菜单`}>
        <UserOutlined aria-hidden />
        <span>{me.person.name}</span>
        <span className="yz-account-role">
          {me.person.orgName} · {rolesOf(me)}
        </span>
      </button>
    </Dropdown>
  );
}

function TabBar({ places, here, me }: { places: Place[]; here: string | undefined; me: Me }) {
  const [open, setOpen] = useState(false);
  const leave = useSignOut();
  const tabs = places.filter((place) => !place.aside);
  const others = places.filter((place) => place.aside);
  return (
    <>
      <nav className="yz-tabs" aria-label="主导航">
        {tabs.map((place) => (
          <Link key={place.path} to={place.path} aria-current={here === place.path ? 'page' : undefined}>
            {place.icon}
            <span>{place.short}</span>
          </Link>
        ))}
        <button type="button" onClick={() => setOpen(true)} aria-haspopup="dialog">
          <UserOutlined />
          <span>我的</span>
        </button>
      </nav>
      <Drawer title="我的" placement="bottom" open={open} onClose={() => setOpen(false)} size={360}>
        <Who me={me} />
        {others.map((place) => (
          <Link key={place.path} to={place.path} className="yz-aside" onClick={() => setOpen(false)}>
            {place.icon} {place.title}
          </Link>
        ))}
        <Button block icon={<LogoutOutlined />} onClick={leave} className="yz-gap-top">
          退出登录
        </Button>
      </Drawer>
    </>
  );
}

/** Frame of every signed-in page: side menu on a desktop, tab bar on a phone. */
export function Shell() {
  const me = useMe();
  const wide = Grid.useBreakpoint().lg ?? window.matchMedia('(min-width: 992px)').matches;
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const moving = useNavigation().state !== 'idle';
  const places = placesOf(me, useBeginnings());
  const here = hereOf(places, pathname);
  return (
    <Layout className="yz-frame">
      <a className="yz-skip" href="#content">
        跳到正文
      </a>
      <Layout.Header className="yz-header">
        <Link to="/" className="yz-brand" aria-label="一执，回到首页">
          <b>一执</b>
          <span>{me.tenant.name}综合行政执法</span>
        </Link>
        {wide && <Account me={me} />}
      </Layout.Header>
      <Layout>
        {wide && (
          <Layout.Sider width={192} className="yz-sider">
            <nav aria-label="主导航">
              <Menu
                mode="inline"
                selectedKeys={here ? [here] : []}
                onClick={({ key }) => void navigate(key)}
                items={places.map(({ path, title, icon }) => ({
                  key: path,
                  icon,
                  label: (
                    <Link to={path} onClick={(event) => event.stopPropagation()}>
                      {title}
                    </Link>
                  ),
                }))}
              />
            </nav>
          </Layout.Sider>
        )}
        <Layout.Content id="content" tabIndex={-1} className="yz-content" aria-busy={moving}>
          <Outlet />
          <ScrollRestoration />
        </Layout.Content>
      </Layout>
      {!wide && <TabBar places={places} here={here} me={me} />}
    </Layout>
  );
}
