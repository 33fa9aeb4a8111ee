/** `npm start`: the whole platform on one machine. */
import { Refusal } from '../contract/errors.ts';
import { ROLES } from '../contract/ids.ts';
import { publishDemoEmpowerment } from './demo/empowerment.ts';
import { DEMO_PEOPLE } from './demo/people.ts';
import { dataDirectory, ROOT } from './running.ts';
import { type Local, startLocal } from './start-local.ts';
import { ensureWebBuilt } from './web-build.ts';

const USUAL_PORT = 8787;

export { type Local, type LocalOptions, startLocal } from './start-local.ts';

/** Starts the platform for a person at a terminal, says where it is, and stops it when asked to. */
async function main(): Promise<void> {
  const from = performance.now();
  const dataDir = dataDirectory();
  // The build is a process of its own: it takes the second core while the engine starts.
  const webBuilt = ensureWebBuilt(ROOT, console.log);
  webBuilt.catch(() => undefined);
  const starting = startLocal({ dataDir, port: portOf(process.env.PORT), onDeath: giveUp });
  stopOnSignal(starting);
  const local = await starting;
  await publishDemoEmpowerment(local.deps);
  try {
    await webBuilt;
  } catch (error) {
    await local.stop();
    throw error;
  }
  console.log(welcome(local.url, dataDir, (performance.now() - from) / 1000));
}

function giveUp(line: string): never {
  console.error(line);
  process.exit(1);
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? USUAL_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return giveUp(`环境变量 PORT=${text} 不正确，应为 0 到 65535 的整数`);
}

/** The first signal stops in order, an unfinished start too, lest the engine be left behind; a second one ends at once. */
function stopOnSignal(starting: Promise<Local>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      starting
        .then((local) => local.stop())
        .then(
          () => process.exit(0),
          (error: unknown) => giveUp(reason(error)),
        );
    });
  }
}

function reason(error: unknown): string {
  if (error instanceof Refusal) {
    const faults = error.faults.slice(0, 10).map(({ path, say }) => `  ${path} ${say}`);
    return [error.detail, ...faults].join('\n');
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return '端口已被占用；请停止占用它的程序，或用 PORT=端口号 换一个';
  return `启动失败：${message}`;
}

function welcome(url: string, dataDir: string, seconds: number): string {
  const rows = DEMO_PEOPLE.map(({ id, name, orgName, title, roles }) => [
    id,
    name,
    orgName,
    title,
    roles.map((role) => ROLES[role]).join('、'),
  ]);
  return `
一执已启动，用时 ${seconds.toFixed(1)} 秒
  工作台    ${url}/
  公众页面  ${url}/public
  接口说明  ${url}/api/openapi.json

演示账号（在登录页点选，不需要密码；命令行取凭证：npm run -s yizhi -- token --as officer）
${table([['账号', '姓名', '单位', '职务', '角色'], ...rows])}

数据保存在 ${dataDir}；按 Ctrl-C 停止`;
}

/** Columns for a terminal, where a Chinese character is two cells wide. */
function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => cells(row[i] ?? ''))));
  const line = (row: string[]) =>
    row.map((text, i) => text + ' '.repeat((widths[i] ?? 0) - cells(text))).join('  ');
  return rows.map((row) => `  ${line(row).trimEnd()}`).join('\n');
}
const cells = (text: string): number =>
  [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);

if (import.meta.main) await main().catch((error: unknown) => giveUp(reason(error)));
