/** The public face: no sign-in, no component library; six pages under /public. */
import { useAddress } from './address.tsx';
import { type Config, publicPath, useRead } from './api.ts';
import { CheckPage } from './check.tsx';
import { DecisionPage } from './decision.tsx';
import { DecisionsPage } from './decisions.tsx';
import { HomePage } from './home.tsx';
import { MatterPage } from './matter.tsx';
import { MattersPage } from './matters.tsx';
import { Empty, Heading } from './parts.tsx';
import { chooseTownship, Link, TownshipProvider, TownshipSwitch, useTownship } from './township.tsx';

export function Portal() {
  const config = useRead<Config>(publicPath('config'));
  const { search } = useAddress();
  if (config.state === 'loading') {
    return (
      <main className="alone">
        <div className="notice" role="status">
          <span className="spinner" aria-hidden="true" />
          正在打开……
        </div>
      </main>
    );
  }
  if (config.state === 'error') {
    return (
      <main className="alone">
        <div className="notice wrong" role="alert">
          <p>{config.error.message}</p>
          <button type="button" onClick={config.retry}>
            重试
          </button>
        </div>
      </main>
    );
  }
  const choice = chooseTownship(config.value, search.get('tenant'));
  if (!choice) {
    return (
      <main className="alone">
        <div className="notice wrong" role="alert">
          <p>没有找到地址中的乡镇。</p>
          <a href="/public">打开公示首页</a>
        </div>
      </main>
    );
  }
  return (
    <TownshipProvider choice={choice}>
      <Pages />
    </TownshipProvider>
  );
}

function Pages() {
  return (
    <>
      <a className="skip" href="#content">
        跳到正文
      </a>
      <Head />
      <main id="content">
        <PageHere />
      </main>
      <Foot />
    </>
  );
}

/** The parts between slashes as they read; an address that cannot be read names no page. */
function partsOf(path: string): string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return ['', '?'];
  }
}

/** The page of the address; an id is taken as it stands between two slashes. */
function PageHere() {
  const { path } = useAddress();
  const [, place = '', id, more] = partsOf(path);
  if (more !== undefined) return <NothingHere />;
  if (place === '') return <HomePage />;
  if (place === 'check' && id === undefined) return <CheckPage />;
  if (place === 'matters') return id === undefined ? <MattersPage /> : <MatterPage key={id} id={id} />;
  if (place === 'decisions') return id === undefined ? <DecisionsPage /> : <DecisionPage key={id} id={id} />;
  return <NothingHere />;
}

const PLACES = [
  ['', '首页'],
  ['/matters', '执法事项清单'],
  ['/decisions', '处罚决定公示'],
  ['/check', '文书核验'],
] as const;

function Head() {
  const { chosen } = useTownship();
  const { path } = useAddress();
  return (
    <header>
      <div className="wide">
        <Link to="" className="mark">
          <span className="seal" aria-hidden="true">
            执
          </span>
          <span>
            <strong>综合行政执法公示</strong>
            <small>{chosen.government}</small>
          </span>
        </Link>
        <TownshipSwitch />
        <nav aria-label="主导航">
          {PLACES.map(([to, title]) => (
            <Link key={to} to={to} current={to === '' ? path === '' : path.startsWith(to)}>
              {title}
            </Link>
          ))}
        </nav>
      </div>
    </header>
  );
}

function Foot() {
  const { chosen } = useTownship();
  return (
    <footer>
      <div className="wide">
        <p>
          公示机关：{chosen.government}。文书加盖{chosen.government}印章，以乡镇人民政府名义执法。
        </p>
        <p>
          公示内容与文书原件不一致的，以文书原件为准。<a href="/">工作人员登录</a>
        </p>
      </div>
    </footer>
  );
}

function NothingHere() {
  return (
    <>
      <Heading title="没有这个页面">没有这个页面</Heading>
      <Empty>
        <p>地址可能已经变动。</p>
        <Link to="">回到首页</Link>
      </Empty>
    </>
  );
}
