/**
 * How fast logs are triaged: the corpus of real logs where it is there (cold and warm, one core), a log of noise around one crash,
 * and a 100 MB stream with its peak of memory. `node test/bench/panic.bench.ts` prints one JSON document.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { triage, triageStream } from '../../shared/panic/index.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus/panic-logs');
const MEGA = 1e6;

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  /** The least (or most) that is asked for. */
  readonly target?: number;
}

const CRASH = `[   99.000001][  T12] BUG: unable to handle page fault for address: ffffc90000a41000
[   99.000002][  T12] Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI
[   99.000003][  T12] CPU: 3 UID: 0 PID: 12 Comm: worker Not tainted 6.12.9 #1
[   99.000004][  T12] RIP: 0010:acme_copy+0x2f/0x90 [acme]
[   99.000005][  T12] Call Trace:
[   99.000006][  T12]  acme_rx+0x11a/0x220 [acme]
[   99.000007][  T12]  __napi_poll+0x2b/0x1c0
[   99.000008][  T12] ---[ end trace 0000000000000000 ]---
`;

function noise(bytes: number): Buffer {
  let text = '';
  for (let i = 0; text.length < bytes; i++) {
    text += `[${(i / 1000).toFixed(6).padStart(12)}][ T${i % 4000}] usb 1-1: new high-speed USB device number ${i} using dummy_hcd\n`;
  }
  return Buffer.from(text, 'latin1');
}

/** Megabytes of log a second of this process's processor time. */
function speed(bytes: number, run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return bytes / Math.max(user + system, 1);
}

export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (name: string, value: number, unit: string, higherIsBetter: boolean, target?: number) => {
    figures.push({
      name,
      value: Number(value.toFixed(1)),
      unit,
      higherIsBetter,
      ...(target === undefined ? {} : { target }),
    });
  };
  if (existsSync(CORPUS)) {
    const logs = readdirSync(CORPUS).map((file) => readFileSync(path.join(CORPUS, file)));
    const bytes = logs.reduce((sum, log) => sum + log.length, 0);
    const once = () => {
      for (const log of logs) triage(log);
    };
    add('corpus, first pass', speed(bytes, once), 'MB/s', true, 10);
    for (let i = 0; i < 3; i++) once();
    add('corpus, warm', speed(bytes, once), 'MB/s', true, 10);
  }
  const block = noise(MEGA);
  const quiet = Buffer.concat([...Array.from({ length: 16 }, () => block), Buffer.from(CRASH)]);
  add(
    'noise before a crash',
    speed(quiet.length, () => triage(quiet)),
    'MB/s',
    true,
    10,
  );
  let peak = 0;
  const start = performance.now();
  async function* stream() {
    for (let i = 0; i < 100; i++) {
      yield await Promise.resolve(i === 50 ? Buffer.from(CRASH) : block);
      peak = Math.max(peak, process.memoryUsage.rss());
    }
  }
  await triageStream(stream());
  add('100 MB stream', (99 * block.length) / MEGA / ((performance.now() - start) / 1000), 'MB/s', true, 10);
  add('100 MB stream, peak memory', peak / MEGA, 'MB', false, 256);
  return figures;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify({ panic: await bench() }, null, 2));
}
