/** Prints what the pages showed when a story went wrong. */
import { afterEach } from 'vitest';
import { showing } from '../../web/screen.ts';

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(task.name, ...(await showing()));
});
