import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { finishSignIn, signIn } from '../auth/session.ts';
import { Loading, ProblemPanel } from './Problem.tsx';

/** Where the issuer sends the browser back to. */
export function SignedIn() {
  const [failed, setFailed] = useState<Error | null>(null);
  const navigate = useNavigate();
  const begun = useRef(false);
  useEffect(() => {
    // The code can be exchanged once; React mounts twice in development.
    if (begun.current) return;
    begun.current = true;
    finishSignIn()
      .then((returnTo) => navigate(returnTo, { replace: true }))
      .catch((error: Error) => setFailed(error));
  }, [navigate]);
  if (!failed) return <Loading text="正在完成登录…" />;
  return (
    <main className="yz-alone">
      <ProblemPanel
        error={failed}
        title="登录没有完成"
        detail="登录过程被中断或已超时，请重新登录。"
        retryText="重新登录"
        onRetry={() => void signIn('/')}
      />
    </main>
  );
}
