import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { Section } from '../../shell/Page.tsx';
import { Loading } from '../../shell/Problem.tsx';
import { showDayLong } from '../../text/time.ts';
import { Faults } from '../Faults.tsx';
import { useReleaseOn } from './queries.ts';
import { holdsText } from './words.ts';

/** 某日适用哪一版: which release was, or will be, in force on a day. */
export function ReleaseOn() {
  const [day, setDay] = useState<string>();
  const found = useReleaseOn(day);
  return (
    <Section title="某日适用哪一版">
      <div className="rl-on">
        <DatePicker
          aria-label="查哪一天"
          placeholder="选择日期"
          value={day === undefined ? null : dayjs(day)}
          onChange={(chosen) => setDay(chosen ? chosen.format('YYYY-MM-DD') : undefined)}
        />
        {day === undefined ? (
          <span className="yz-dim">行为之日、决定之日各适用哪一版，都可以查。</span>
        ) : found.isPending ? (
          <Loading text="正在查…" />
        ) : found.data ? (
          <p role="status">
            {showDayLong(day)}适用{' '}
            <Link to={`/admin/releases/${found.data.number}`}>第 {found.data.number} 版</Link>（
            {holdsText(found.data)}）
          </p>
        ) : null}
      </div>
      <Faults error={day === undefined ? null : found.error} />
    </Section>
  );
}
