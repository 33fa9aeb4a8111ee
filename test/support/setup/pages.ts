/** The built web app, before any browser asks for it: two files must not build it at once. */
import { ROOT } from '../../../functions/local/running.ts';
import { ensureWebBuilt } from '../../../functions/local/web-build.ts';

export default async function setup(): Promise<void> {
  await ensureWebBuilt(ROOT, console.log);
}
