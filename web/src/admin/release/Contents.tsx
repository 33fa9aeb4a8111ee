import { Collapse } from 'antd';
import { Link } from 'react-router';
import type { ReleaseView } from '../../../../functions/contract/api.ts';
import { Section } from '../../shell/Page.tsx';

/** Everything a release holds, by kind. Names lead to the definition as it now reads. */
export function Contents({ contents }: { contents: ReleaseView['contents'] }) {
  const filled = contents.filter(({ items }) => items.length > 0);
  const total = filled.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <Section title={`内容：共 ${total} 项定义`}>
      <Collapse
        className="rl-fold"
        items={filled.map(({ kind, label, items }) => ({
          key: kind,
          label: `${label}（${items.length} 项）`,
          children: (
            <ul className="rl-contents">
              {items.map(({ id, title, hash }) => (
                <li key={id}>
                  <Link to={kind === 'matter' ? `/admin/matters/${id}` : `/admin/definitions/${kind}/${id}`}>
                    {title}
                  </Link>
                  <code className="ad-where">
                    {id} · {hash.slice(0, 12)}
                  </code>
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Section>
  );
}
