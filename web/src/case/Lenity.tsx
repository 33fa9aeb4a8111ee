import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Grid } from 'antd';
import { useState } from 'react';
import type { LegalResult, LenityView } from '../../../functions/contract/api.ts';
import { call } from '../api/call.ts';
import { usePeople } from '../api/queries.ts';
import { Explanation, Outcome } from '../explain/Explanation.tsx';
import type { Words } from '../explain/sentences.ts';
import { stageTexts } from '../portal/words.ts';
import { Awaited } from '../shell/Problem.tsx';
import { namerOf } from '../text/names.ts';
import { showDayLong } from '../text/time.ts';
import './lenity.css';

/** 从旧兼从轻: the way to the comparison; it is worked out when somebody asks. */
export function Lenity({ caseId }: { caseId: string }) {
  const [open, setOpen] = useState(false);
  const wide = Grid.useBreakpoint().md;
  return (
    <>
      <Button block className="yz-gap-top" onClick={() => setOpen(true)}>
        从旧兼从轻的比较
      </Button>
      {open && (
        <Drawer
          open
          onClose={() => setOpen(false)}
          title="从旧兼从轻的比较"
          placement={wide ? 'right' : 'bottom'}
          size={wide ? 1080 : '92%'}
        >
          <Compared caseId={caseId} />
        </Drawer>
      )}
    </>
  );
}

function Compared({ caseId }: { caseId: string }) {
  const query = useQuery({
    queryKey: ['lenity', caseId],
    queryFn: () => call('staff.lenity', { params: { caseId } }),
    retry: false,
    gcTime: 0,
  });
  return <Awaited query={query}>{(view) => <Whole view={view} />}</Awaited>;
}

const SIDES = { old: '行为时的法律', new: '决定时的法律' } as const;

function Whole({ view }: { view: LenityView }) {
  const people = usePeople();
  const words: Words = { labels: view.labels, name: namerOf(people.data ?? []) };
  return (
    <>
      <Conclusion view={view} />
      <p className="yz-basis">
        依据：{view.basis}。两部法律各作为整体比较，不能各取轻的部分；由办案人员决定，本页不作记录。
      </p>
      <Respects view={view} />
      <div className="yz-lenity">
        {view.old ? (
          <Side name={SIDES.old} result={view.old} words={words} applies={view.applies === 'old'} />
        ) : (
          <section className="yz-card" aria-label={SIDES.old}>
            <h3>{SIDES.old}</h3>
            <p className="yz-tone-warn">违法行为发生之日还没有查明。</p>
          </section>
        )}
        <Side name={SIDES.new} result={view.new} words={words} applies={view.applies === 'new'} />
      </div>
    </>
  );
}

function Conclusion({ view: { lighter, applies, why } }: { view: LenityView }) {
  const title = {
    old: '行为时的法律较轻',
    new: '决定时的法律较轻',
    same: '两部法律的结果相同',
    undetermined: '未能判断哪一部较轻',
  }[lighter];
  return (
    <Alert
      className="yz-banner"
      type={lighter === 'undetermined' ? 'warning' : 'info'}
      showIcon
      title={applies === null ? `${title}，须由人判断` : `${title}，适用${SIDES[applies]}`}
      description={
        why.length > 0 ? (
          <ul className="yz-consequences">
            {why.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : undefined
      }
    />
  );
}

const LIGHTER = { old: '行为时较轻', new: '决定时较轻', same: '相同', undetermined: '未能判断' } as const;

function Respects({ view: { respects } }: { view: LenityView }) {
  if (respects.length === 0) return null;
  return (
    <table className="yz-table yz-lenity-table">
      <thead>
        <tr>
          <th scope="col">比较的方面</th>
          <th scope="col">行为时</th>
          <th scope="col">决定时</th>
          <th scope="col">哪一方较轻</th>
        </tr>
      </thead>
      <tbody>
        {respects.map((respect) => (
          <tr key={respect.what}>
            <td>{respect.what}</td>
            <td data-label="行为时">
              <span>{respect.old}</span>
            </td>
            <td data-label="决定时">
              <span>{respect.new}</span>
            </td>
            <td data-label="较轻">
              <b>{LIGHTER[respect.lighter]}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TEXTS: Record<LegalResult['text'], string> = {
  'in-force': '条文在这一天有效',
  'not-in-force': '条文在这一天没有效力',
  unconfirmed: '条文在这一天是否有效：未确认',
  absent: '这一天没有这一事项',
};

type SideProps = { name: string; result: LegalResult; words: Words; applies: boolean };

/** What the law of one day makes of the case, whole. */
function Side({ name, result, words, applies }: SideProps) {
  const { day, release, matter, text, verdict } = result;
  return (
    <section className={`yz-card ${applies ? 'yz-lenity-applies' : ''}`} aria-label={name}>
      <h3>
        {name}
        {applies ? '（适用）' : ''}
      </h3>
      <p>
        {showDayLong(day)} · 第 {release.number} 版规则
      </p>
      <p className={text === 'in-force' ? 'yz-dim' : 'yz-tone-warn'}>{TEXTS[text]}</p>
      {matter ? (
        <>
          <h4>处罚幅度：{matter.name}</h4>
          <ul className="yz-consequences">
            {stageTexts(matter.stages).map((stage) => (
              <li key={`${stage.condition}${stage.text}`}>
                {stage.condition ? <b>{stage.condition}：</b> : null}
                {stage.text === '' ? '不设罚款' : stage.text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h4>
        <Outcome verdict={verdict} />
      </h4>
      <Explanation verdict={verdict} words={words} />
    </section>
  );
}
