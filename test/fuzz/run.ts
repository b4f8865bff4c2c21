/**
 * `npm run fuzz -- SECONDS [NAME…] [--seed N]`: every fuzz target beside this file, the seconds shared out between them. With `--inputs N`
 * each gets so many inputs, however long they take. `npm run fuzz -- --input FILE NAME` gives one target one input again.
 *
 * A target is `NAME.fuzz.ts` and exports `name`, `seeds` (inputs to begin with) and `fuzz(bytes)`, which may throw nothing but
 * a `PurgatoryError`. Each runs in a thread of its own, so that an endless loop and a runaway allocation are findings too.
 * An input that failed is kept in `.purgatory/fuzz`, beside it how to repeat it.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { INPUT_BYTES } from './worker.ts';
import type { FuzzMessage, FuzzTask } from './worker.ts';

const KEPT = join(import.meta.dirname, '..', '..', '.purgatory', 'fuzz');
/** An input that has no end after this much of a processor; or after this long, for one that waits for what never comes. */
const HANG_CPU_MS = 20_000;
const HANG_MS = 300_000;
const WATCH_MS = 1000;
const HEAP_MB = 1024;
const DEFAULT_SECONDS = 60;

interface Outcome {
  readonly executions: number;
  readonly cpuMs?: number;
  readonly problem?: string;
  readonly input?: Uint8Array;
}

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, inputs: { type: 'string' }, input: { type: 'string' } },
  allowPositionals: true,
});
const counted = values.inputs !== undefined || values.input !== undefined;
const [first = String(DEFAULT_SECONDS), ...rest] = positionals;
const names = counted ? positionals : rest;
const seconds = counted ? Infinity : Number(first);
const inputs = values.inputs === undefined ? undefined : Number(values.inputs);
if (!(seconds > 0) || inputs === 0 || Number.isNaN(inputs)) {
  console.error('npm run fuzz -- SECONDS [NAME…] [--seed N]');
  console.error('npm run fuzz -- --inputs N [NAME…] [--seed N]');
  console.error('npm run fuzz -- --input FILE NAME');
  process.exit(2);
}
const only = values.input === undefined ? undefined : new Uint8Array(readFileSync(values.input));
const seed = values.seed === undefined ? Date.now() % 1_000_000_007 : Number(values.seed);
const files = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.fuzz.ts'))
  .filter((file) => names.length === 0 || names.includes(file.replace('.fuzz.ts', '')));
let failed = files.length === 0;
const much = only !== undefined ? 'one input' : inputs !== undefined ? `${inputs} inputs each` : `${seconds} s`;
console.log(`${files.length} targets, ${much}, --seed ${seed}`);
for (const file of files) {
  const began = performance.now();
  const outcome = await run(file, (seconds * 1000) / files.length);
  const minutes = (performance.now() - began) / 60_000;
  const name = file.replace('.fuzz.ts', '').padEnd(24);
  if (outcome.problem === undefined) {
    console.log(`  ok      ${name} ${outcome.executions} inputs, ${rateOf(outcome, minutes)}`);
    continue;
  }
  failed = true;
  console.log(`  FAILED  ${name} after ${outcome.executions} inputs: ${outcome.problem}`);
  if (outcome.input !== undefined) console.log(`          ${keep(name.trim(), outcome.input, outcome)}`);
}
process.exit(failed ? 1 : 0);

function run(file: string, durationMs: number): Promise<Outcome> {
  // The input under way: lengths and bytes that both threads see, so that a hang can be told.
  const shared = new SharedArrayBuffer(8 + INPUT_BYTES);
  const state = new Int32Array(shared, 0, 2);
  const task: FuzzTask = { file: join(import.meta.dirname, file), durationMs, inputs, only, seed, shared };
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const underWay = (): Uint8Array => new Uint8Array(shared, 8, Atomics.load(state, 1)).slice();
  return new Promise((resolve) => {
    let last = { executions: -1, at: 0, cpuMs: 0 };
    // Of time on the wall a busy machine takes any amount.
    const watch = setInterval(() => {
      const { user, system } = process.cpuUsage();
      const now = { executions: Atomics.load(state, 0), at: performance.now(), cpuMs: (user + system) / 1000 };
      if (now.executions !== last.executions) last = now;
      const tooLong = now.cpuMs - last.cpuMs > HANG_CPU_MS ? HANG_CPU_MS : now.at - last.at > HANG_MS ? HANG_MS : 0;
      if (tooLong === 0) return;
      end({ executions: now.executions, problem: `no end after ${tooLong / 1000} s`, input: underWay() });
    }, WATCH_MS);
    const end = (outcome: Outcome): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(outcome);
    };
    worker.on('message', (message: FuzzMessage) => {
      end(message);
    });
    worker.on('error', (error: unknown) => {
      const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      end({ executions: Atomics.load(state, 0), problem, input: underWay() });
    });
  });
}

/** By the clock, and by the processor: a busy machine changes the first alone. */
function rateOf({ executions, cpuMs = 0 }: Outcome, minutes: number): string {
  const byCpu = cpuMs > 0 ? Math.round((executions / cpuMs) * 60_000) : 0;
  return `${Math.round(executions / minutes)} a minute (${byCpu} a minute of a processor)`;
}

/** Keeps the input, and beside it what it did and how to do it again. Answers the line that does. */
function keep(name: string, input: Uint8Array, { executions, problem = '' }: Outcome): string {
  mkdirSync(KEPT, { recursive: true });
  const path = join(KEPT, `${name}-${createHash('sha256').update(input).digest('hex').slice(0, 12)}`);
  writeFileSync(path, input);
  const again = `npm run fuzz -- --input ${relative(process.cwd(), path)} ${name}`;
  const found = `npm run fuzz -- --inputs ${executions + 1} ${name} --seed ${seed}`;
  writeFileSync(`${path}.txt`, `${problem}\n\nAgain:         ${again}\nAs it was found: ${found}\n`);
  return again;
}
