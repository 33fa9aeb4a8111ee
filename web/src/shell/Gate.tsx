import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { MeProvider } from '../auth/me.tsx';
import { currentUser, onTokenRefused, signIn } from '../auth/session.ts';
import { Loading, ProblemPanel } from './Problem.tsx';
import { Shell } from './Shell.tsx';

type Stage = 'asking' | 'in' | Error;

/** Nobody passes without a token: asks for one, fetches who that is, then shows the app. */
export function Gate() {
  const [stage, setStage] = useState<Stage>('asking');
  useEffect(() => {
    const leave = () => signIn().catch((error: Error) => setStage(error));
    currentUser()
      .then((user) => (user ? setStage('in') : leave()))
      .catch((error: Error) => setStage(error));
    return onTokenRefused(() => void leave());
  }, []);
  if (stage instanceof Error) {
    return (
      <main className="yz-alone">
        <ProblemPanel error={stage} onRetry={() => location.reload()} title="无法连接登录服务" />
      </main>
    );
  }
  return stage === 'in' ? <WithMe /> : <Loading text="正在登录…" />;
}

function WithMe() {
  const me = useQuery({ queryKey: keys.me, queryFn: () => call('staff.me'), staleTime: 60_000 });
  // a later reading that fails leaves the page, and what is being typed on it, as they are
  if (me.data) {
    return (
      <MeProvider me={me.data}>
        <Shell />
      </MeProvider>
    );
  }
  if (me.isPending) return <Loading text="正在读取身份…" />;
  return (
    <main className="yz-alone">
      <ProblemPanel error={me.error} onRetry={() => void me.refetch()} />
    </main>
  );
}
