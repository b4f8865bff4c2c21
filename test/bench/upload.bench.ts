/**
 * What the post-copy upload costs until the report is done, beside the whole upload of the same dump, on a link of 100 Mbit/s: the
 * agent as a host runs it, against the embedded AWS. PURGATORY_BENCH_GIB sets the sizes (default 0.25,1,4).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../infra/local/stack/embedded.ts';
import type { Embedded } from '../../infra/local/stack/embedded.ts';
import { DumpDetail } from '../../shared/contract/dumps.ts';
import { writeAsElf } from './as-elf.ts';
import { apiCall, enrol, runAgent, SAMPLE } from './host.ts';

const GIB = 2 ** 30;
/** 100 Mbit/s, as curl counts. */
const RATE_BYTES = 12_500_000;
const LIMIT_MS = 15 * 60_000;

export async function bench() {
  const sizes = (process.env['PURGATORY_BENCH_GIB'] ?? '0.25,1,4').split(',').map(Number);
  const directory = mkdtempSync(join(tmpdir(), 'purgatory-bench-'));
  const embedded = await startEmbedded({ port: 0 });
  try {
    const token = await embedded.issuer.tokenFor('ada');
    // The first upload of a fresh stack pays for its cold functions: not measured.
    await reportOf(join(directory, 'warm'), GIB / 8, embedded, token);
    const figures = [];
    for (const gib of sizes) {
      const { seconds, bytes, rounds } = await reportOf(join(directory, 'dump'), gib * GIB, embedded, token);
      const largest = gib === Math.max(...sizes);
      const whole = (gib * GIB) / RATE_BYTES;
      figures.push(
        {
          name: `${gib} GiB: seconds to the report`,
          value: round(seconds),
          unit: 's',
          higherIsBetter: false,
          ratio: whole / seconds,
          peer: `the whole at 100 Mbit/s (${Math.round(whole)} s)`,
          ...(largest ? { target: round(whole / 10) } : {}),
        },
        {
          name: `${gib} GiB: sent until the report`,
          value: round(bytes / 2 ** 20),
          unit: 'MiB',
          higherIsBetter: false,
          ratio: (gib * GIB) / bytes,
          peer: 'the whole',
          ...(largest ? { target: round(0.03 * gib * 1024) } : {}),
        },
        { name: `${gib} GiB: rounds`, value: rounds, unit: 'rounds', higherIsBetter: false, target: 12 },
      );
    }
    return figures;
  } finally {
    await embedded.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function reportOf(root: string, sizeBytes: number, embedded: Embedded, token: string) {
  const call = apiCall(embedded, token);
  await enrol(root, `bench-${Math.round(sizeBytes / 2 ** 20)}`, call);
  const dump = join(root, 'vmcore');
  await writeAsElf(SAMPLE, dump, sizeBytes);
  const started = performance.now();
  const limit = ['--limit-rate', `${RATE_BYTES}`];
  const { id, said, sentBytes = NaN } = await runAgent(root, dump, 'hot', embedded.url, limit);
  await untilDone(async () => DumpDetail.parse(await call('GET', `v1/dumps/${id}`)));
  rmSync(root, { recursive: true });
  // The agent ends when the report is done: what it waits for is the analysis.
  return {
    seconds: (performance.now() - started) / 1000,
    bytes: sentBytes,
    rounds: said.match(/^purgatory-agent: wanted:/gm)?.length ?? 0,
  };
}

async function untilDone(get: () => Promise<DumpDetail>): Promise<DumpDetail> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const detail = await get();
    if (detail.analysis === 'done') return detail;
    if (detail.analysis === 'unreadable' || Date.now() > deadline)
      throw new Error(`${detail.analysis}: ${detail.reason ?? ''}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
