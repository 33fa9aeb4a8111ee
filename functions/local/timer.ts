const MINUTE_MS = 60_000;

export type Timer = {
  /** Lets the call under way finish and makes no other. */
  stop(): Promise<void>;
};

/** Calls a worker once a minute, never twice at the same time, as EventBridge Scheduler does on AWS. */
export function everyMinute(worker: () => Promise<unknown>): Timer {
  let underWay: Promise<unknown> | null = null;
  const call = () => {
    underWay ??= worker()
      .catch((error: unknown) => console.error(`期限巡查没有完成：${(error as Error).message}`))
      .finally(() => {
        underWay = null;
      });
  };
  const ticking = setInterval(call, MINUTE_MS);
  return {
    async stop() {
      clearInterval(ticking);
      await underWay;
    },
  };
}
