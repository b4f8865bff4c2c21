/**
 * What a crash takes of AWS: the agent sends the sample dump to the embedded one by each policy, the first crash of a problem and one
 * that recurs, and every call is counted from LocalStack's log and the functions' REPORT lines. PURGATORY_BENCH_RECORD=1
 * keeps the counts (test/bench/cost/counts.json) and writes the tables of docs/cost.md anew from them.
 */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '../../infra/local/stack/embedded.ts';
import type { Embedded } from '../../infra/local/stack/embedded.ts';
import { crashCost, total } from './cost/model.ts';
import type { Counts, FunctionUse, Occurrence, Policy, Run } from './cost/model.ts';
import { COUNTS, writePage } from './cost/tables.ts';
import { writeEnlarged } from './enlarge.ts';
import { apiCall, enrol, runAgent, SAMPLE } from './host.ts';

/** Two dumps that are large enough to be examined while they arrive: what lies between them is what each further byte takes. */
const LARGE_TIMES = 8;
const LARGER_TIMES = 20;
const LIMIT_MS = 120_000;
/** So long after the last line of any log a crash is done with. */
const QUIET_MS = 6_000;

/** Who must have said something of an upload before it is done with. */
const NEEDED: Readonly<Record<Policy, readonly string[]>> = {
  log: ['ingest', 'triage'],
  hot: ['ingest', 'triage', 'examine', 'seal'],
  all: ['ingest', 'triage', 'examine', 'seal'],
};

export async function bench() {
  const directory = mkdtempSync(join(tmpdir(), 'purgatory-bench-'));
  try {
    const large = join(directory, 'large.kdump');
    const larger = join(directory, 'larger.kdump');
    await writeEnlarged(SAMPLE, large, LARGE_TIMES);
    await writeEnlarged(SAMPLE, larger, LARGER_TIMES);
    const runs: Run[] = [];
    for (const policy of ['log', 'hot', 'all'] as const) {
      const dumps = policy === 'all' ? [large, large, larger] : [SAMPLE, SAMPLE];
      runs.push(...(await measurePolicy(policy, dumps, directory)));
    }
    if (process.env['PURGATORY_BENCH_RECORD'] === '1') {
      writeFileSync(COUNTS, `${JSON.stringify(runs, null, 2)}\n`);
      writePage(runs);
    }
    return runs.map((run) => ({
      name: `${run.policy}, ${run.occurrence}, dump of ${Math.round(run.dumpBytes / 2 ** 20)} MiB`,
      value: Number((total(crashCost(run)) * 1000).toPrecision(3)),
      unit: 'USD/1000',
      higherIsBetter: false,
    }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** On a stack of its own, so that the first crash is the first of its problem. */
async function measurePolicy(policy: Policy, dumps: readonly string[], directory: string): Promise<Run[]> {
  const embedded = await startEmbedded({ port: 0 });
  try {
    const call = apiCall(embedded, await embedded.issuer.tokenFor('ada'));
    const runs: Run[] = [];
    for (const [index, dump] of dumps.entries()) {
      const occurrence: Occurrence = index === 0 ? 'first' : 'recurring';
      const root = join(directory, `${policy}-${index}`);
      await enrol(root, `cost-${policy}-${index}`, call);
      const copy = join(root, 'vmcore');
      copyFileSync(dump, copy);
      const before = readLogs(embedded);
      const { id, sentBytes = 0 } = await runAgent(root, copy, policy, embedded.url);
      await untilDone(id, policy, embedded);
      const counts = difference(readLogs(embedded), before);
      if (counts.functions['sweep'] !== undefined) throw new Error('the schedule came in between: run it again');
      runs.push({ policy, occurrence, dumpBytes: statSync(dump).size, ...counts, sentBytes: Math.round(sentBytes) });
    }
    return runs;
  } finally {
    await embedded.stop();
  }
}

/** The text of each function's log by the function's name, and LocalStack's as `localstack`. */
function readLogs({ runFolder = '' }: Embedded): ReadonlyMap<string, string> {
  const folder = join(runFolder, 'lambda');
  const logs = new Map([['localstack', readFileSync(join(runFolder, 'localstack.log'), 'utf8')]]);
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    const text = readFileSync(join(folder, file), 'utf8');
    const name = /"service":"([a-z]+)"/.exec(text)?.[1] ?? /-([A-Z][a-z]+?)(Handler|[0-9A-F])/.exec(file)?.[1];
    if (name !== undefined) logs.set(name.toLowerCase(), text);
  }
  return logs;
}

async function untilDone(id: string, policy: Policy, embedded: Embedded): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  let [size, since] = [-1, Date.now()];
  while (Date.now() < deadline) {
    const logs = readLogs(embedded);
    const now = [...logs.values()].reduce((sum, text) => sum + text.length, 0);
    if (now !== size) [size, since] = [now, Date.now()];
    const done = NEEDED[policy].every((name) => logs.get(name)?.includes(id) === true);
    if (done && Date.now() - since > QUIET_MS) return;
    await sleep(250);
  }
  throw new Error(`upload ${id} was not done within ${LIMIT_MS / 1000} s`);
}

/** What was written between two readings, counted. */
function difference(
  after: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): Omit<Counts, 'sentBytes'> {
  const calls: Record<string, number> = {};
  const functions: Record<string, FunctionUse> = {};
  let apiRequests = 0;
  let logBytes = 0;
  for (const [name, text] of [...after].sort()) {
    const added = text.slice(before.get(name)?.length ?? 0);
    if (name === 'localstack') {
      for (const [, call = ''] of added.matchAll(/ : AWS (\w+\.\w+) => /g)) calls[call] = (calls[call] ?? 0) + 1;
      apiRequests = [...added.matchAll(/ : [A-Z]+ \/_aws\/execute-api\/\S* => /g)].length;
      continue;
    }
    if (added === '') continue;
    logBytes += Buffer.byteLength(added);
    const reports = [...added.matchAll(/^REPORT .*Billed Duration: (\d+) ms\tMemory Size: (\d+) MB/gm)];
    functions[name] = {
      invocations: reports.length,
      billedMs: reports.reduce((sum, [, ms]) => sum + Number(ms), 0),
      memoryMib: Number(reports[0]?.[2]),
    };
  }
  return { apiRequests, calls: Object.fromEntries(Object.entries(calls).sort()), functions, logBytes };
}
