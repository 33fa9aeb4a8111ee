import { Alert } from 'antd';
import { ApiProblem } from '../api/problem.ts';

type Props = {
  error: Error | null;
  onClose?: () => void;
  /** The faults are listed elsewhere on the page. */
  brief?: boolean;
};

/** Why the server would not take it: the problem's detail, and each fault with its place and what would be right. */
export function Faults({ error, onClose, brief = false }: Props) {
  if (error === null) return null;
  const problem = error instanceof ApiProblem ? error.problem : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="ad-gap"
      closable={onClose ? { onClose } : false}
      title={problem?.title ?? '没有完成'}
      description={
        <>
          <p>{problem?.detail ?? '请重新加载页面后再试。'}</p>
          {problem && problem.errors.length > 0 && !brief ? (
            <ul className="ad-faults">
              {problem.errors.map((fault) => (
                <li key={`${fault.path}${fault.say}`}>
                  {fault.say}
                  {fault.basis?.map((article) => (
                    <span key={article} className="yz-dim">
                      {' '}
                      {article}
                    </span>
                  ))}
                  <Where path={fault.path} />
                </li>
              ))}
            </ul>
          ) : null}
          {problem?.code === 'version-conflict' ? <p>请重新加载页面，在最新内容上再改。</p> : null}
        </>
      }
    />
  );
}

/** What the numbered elements of a definition are counted by. */
const COUNTED: Record<string, string> = {
  examples: '个样例',
  rules: '条规则',
  rows: '行',
  deadlines: '项期限',
};

/** `/examples/32` as 第 33 个样例; null for a place that has no such words. */
export function placeText(path: string): string | null {
  const [, list = '', at = '', rest] = /^\/(\w+)\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const counted = COUNTED[list];
  return counted && (list === 'examples' || rest === undefined) ? `第 ${Number(at) + 1} ${counted}` : null;
}

/** The place, small, for whoever has to find it: in words where there are some, otherwise the JSON pointer. */
export function Where({ path }: { path: string }) {
  if (path === '' || path === '/') return null;
  const text = placeText(path);
  return text ? (
    <span className="ad-where" title={path}>
      {text}
    </span>
  ) : (
    <code className="ad-where">{path}</code>
  );
}
