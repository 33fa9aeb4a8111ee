import { Alert, Button } from 'antd';
import { useEffect } from 'react';
import type { CaseView, TimelineEntry } from '../../../functions/contract/api.ts';
import type { useTimeline } from '../api/queries.ts';
import type { Colleague } from '../api/shapes.ts';
import { Section } from '../shell/Page.tsx';
import { LoadingRows, ProblemPanel } from '../shell/Problem.tsx';
import type { Labels } from '../text/values.ts';
import { Entry } from './Entry.tsx';

type Props = {
  view: CaseView;
  query: ReturnType<typeof useTimeline>;
  entries: TimelineEntry[];
  labels: Labels;
  people: Colleague[];
};

/** Everything that happened, the latest on top. The API reads forward, so all pages are fetched. */
export function Timeline({ view, query, entries, labels, people }: Props) {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return (
    <Section
      title="时间线"
      className="yz-timeline-section"
      side={<span className="yz-dim">共 {view.state.version} 步，最近的在前</span>}
    >
      {query.isPending && <LoadingRows />}
      {query.isError && entries.length === 0 && (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      )}
      {isFetchNextPageError && (
        <Alert
          type="error"
          title="后面的步骤没有加载出来"
          action={<Button onClick={() => void fetchNextPage()}>重新加载</Button>}
        />
      )}
      <ol className="yz-timeline">
        {entries.toReversed().map((entry, index) => (
          <Entry
            key={entry.event.version}
            entry={entry}
            view={view}
            labels={labels}
            people={people}
            latest={index === 0}
          />
        ))}
      </ol>
    </Section>
  );
}
