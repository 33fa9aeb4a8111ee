/** Driving a replay from the browser: one step after another until it is done; a reload goes on where it stood. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { keys } from '../../api/keys.ts';

/** Which draft this browser tab is replaying. */
const RUNNING = 'yizhi.admin.replay';

export function useReplayRun(draftId: string) {
  const client = useQueryClient();
  const queryKey = keys.admin('replay', draftId);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const wanted = useRef(false);

  const start = async (restart: boolean) => {
    if (wanted.current) return;
    wanted.current = true;
    sessionStorage.setItem(RUNNING, draftId);
    setRunning(true);
    setError(null);
    try {
      for (let first = restart; wanted.current; first = false) {
        const body = first ? { restart: true } : {};
        const progress = await call('admin.replay-step', { params: { draftId }, body });
        // a reading under way may have seen the replay before this step
        await client.cancelQueries({ queryKey });
        client.setQueryData(queryKey, progress);
        if (progress.state !== 'running') {
          sessionStorage.removeItem(RUNNING);
          break;
        }
      }
    } catch (fault) {
      sessionStorage.removeItem(RUNNING);
      setError(fault as Error);
    }
    wanted.current = false;
    setRunning(false);
  };
  const pause = () => {
    sessionStorage.removeItem(RUNNING);
    wanted.current = false;
  };
  const goOn = useRef(start);
  goOn.current = start;
  useEffect(() => {
    // begun in this tab before a reload, or before another page was looked at
    if (sessionStorage.getItem(RUNNING) === draftId) void goOn.current(false);
    return () => {
      wanted.current = false;
    };
  }, [draftId]);
  return { running, error, start, pause, forget: () => setError(null) };
}
