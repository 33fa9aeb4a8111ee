import { Link } from 'react-router';
import { ApiProblem } from '../../api/problem.ts';
import { Faults } from '../Faults.tsx';

type Props = { error: Error | null; onClose?: (() => void) | undefined; brief?: boolean };

/** Why the server would not go on with a draft, and what to do about it. */
export function Refused({ error, onClose, brief = false }: Props) {
  const next = error instanceof ApiProblem ? NEXT[error.code]?.(error) : undefined;
  return (
    <>
      <Faults error={error} brief={brief} {...(onClose ? { onClose } : {})} />
      {error !== null && next ? <p className="rl-next">怎么办：{next}</p> : null}
    </>
  );
}

const NEXT: Record<string, (error: ApiProblem) => React.ReactNode> = {
  'replay-needed': () => (
    <>
      到本页的<a href="#replay">“对历次判定重演”</a>开始或者接着重演，做完后再批准。
    </>
  ),
  'replay-unacknowledged': () => (
    <>
      重演的结果与勾选时看到的不同，或者还没有勾选。请在<a href="#replay">“对历次判定重演”</a>
      看过会改变的判定，在上面勾选“已知悉”，再批准。
    </>
  ),
  'release-pending': ({ problem }) => {
    const number = /^\/releases\/(\d+)$/.exec(problem.errors[0]?.path ?? '')?.[1];
    return number ? (
      <>
        等它生效；急需的，先在<Link to={`/admin/releases/${number}`}>第 {number} 版</Link>
        的页面写明理由撤回它。
      </>
    ) : (
      '等待生效的版本生效，或者先撤回它。'
    );
  },
  'release-moved': () => '退回草案，在现行版本上核对有关定义后重新提交；恢复以前版本的，退回后直接重新提交。',
  'same-person': () => '请另一位有权的人登录，在本页批准。',
  'effective-invalid': () => '由起草人退回草案，改定生效日期，或者写明追溯的理由。',
};
