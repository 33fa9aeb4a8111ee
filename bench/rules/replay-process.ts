/** Replays a file of recorded decisions in a process of its own, so that its memory is its own. Prints figures as JSON. */
import { createReadStream } from 'node:fs';
import { createZstdDecompress } from 'node:zlib';
import { replayDecision } from '../../functions/core/release/replay/replay.ts';
import { draftOf, type Line } from './replay-file.ts';
import { shippedRelease } from './shipped.ts';

export type ReplayFigures = {
  decisions: number;
  changed: number;
  bytes: number;
  /** Of the clock, and of all threads together. */
  seconds: number;
  cpuSeconds: number;
  memory: { share: number; rssMb: number; heapMb: number }[];
};

const [path, count] = process.argv.slice(2);
if (!path || !count) throw new Error('started by bench/rules/replay.ts only');
const total = Number(count);
const release = shippedRelease();
const draft = draftOf(release);
const figures: ReplayFigures = { decisions: 0, changed: 0, bytes: 0, seconds: 0, cpuSeconds: 0, memory: [] };
const MB = 1_000_000;

function replay(line: string): void {
  const { procedure, action, verdict } = JSON.parse(line) as Line;
  const replayed = replayDecision(release, draft, {
    release,
    procedure,
    action,
    verdict,
    known: () => undefined,
    filed: null,
  });
  if (replayed !== null && replayed !== 'restated') figures.changed += 1;
  figures.decisions += 1;
  if (figures.decisions !== total / 10 && figures.decisions !== total) return;
  const { rss, heapUsed } = process.memoryUsage();
  figures.memory.push({ share: figures.decisions / total, rssMb: rss / MB, heapMb: heapUsed / MB });
}

const NEWLINE = 10;
let rest: Buffer = Buffer.alloc(0);
function take(chunk: Buffer): void {
  const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
  let from = 0;
  for (let to = bytes.indexOf(NEWLINE); to >= 0; to = bytes.indexOf(NEWLINE, from)) {
    replay(bytes.toString('utf8', from, to));
    from = to + 1;
  }
  rest = bytes.subarray(from);
}

const from = performance.now();
const cpu = process.cpuUsage();
for await (const chunk of createReadStream(path).pipe(createZstdDecompress({ chunkSize: 256 * 1024 }))) {
  figures.bytes += (chunk as Buffer).length;
  take(chunk as Buffer);
}
const { user, system } = process.cpuUsage(cpu);
figures.seconds = (performance.now() - from) / 1000;
figures.cpuSeconds = (user + system) / 1e6;
console.log(JSON.stringify(figures));
