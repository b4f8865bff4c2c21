/** Runs the tests of a folder against its mutants: first as they are, to learn what covers what, then mutant by mutant. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { isMirror, isScript, runsScript, testsOf } from './folder.ts';
import { endLeftBehind } from './left-behind.ts';
import { TOP, type Mutant, type Mutated } from './mutants.ts';
import { Worker } from './pool.ts';
import { withMutant, withTrace } from './shell.ts';
import type { Answer, ScriptTask } from './worker.ts';

/** Tests may use ten times the processor that they use without a mutant, and this much more. */
const SLOWER = 10;
const LIMIT_MS = 10_000;
/** As Stryker has it: a place passed so many times as often as without the mutant is a loop without end. */
const HIT_FACTOR = 100;
const HITS_AT_LEAST = 10_000;
const DRY_LIMIT_MS = 300_000;
/** What runs scripts waits more than it computes: so many times what it took, and this much more, is an end that does not come. */
const SCRIPT_SLOWER = 5;
const SCRIPT_LIMIT_MS = 20_000;
/** A test of another folder that takes more of a processor is left out: it would run again for each survivor. */
const OTHERS_LIMIT_MS = 8000;

export const Status = { Killed: 'killed', Survived: 'survived', NotCovered: 'not covered', NotRun: 'not run' } as const;
export type Status = (typeof Status)[keyof typeof Status];

export interface Result {
  readonly mutant: Mutant;
  readonly status: Status;
  /** The test that failed and how, of a mutant that was killed. */
  readonly by?: string;
}

export interface Run {
  readonly folder: string;
  readonly tests: readonly string[];
  /** Tests that reach the folder and were left out, since they take too long. */
  readonly slow: readonly string[];
  readonly results: readonly Result[];
}

export interface Settings {
  readonly jobs: number;
  /** The moment after which no more mutants are begun, as of `performance.now()`. */
  readonly until: number;
  readonly progress: (text: string) => void;
}

interface DryRun {
  readonly test: string;
  readonly path: string;
  readonly answer: Answer;
}

/** @throws Error where a test fails without any mutant. */
export async function mutate(
  folder: string,
  { mutants: chosen, sources }: Mutated,
  { jobs, until, progress }: Settings,
): Promise<Run> {
  const output = join(TOP, '.purgatory/mutation', `${folder.replaceAll('/', '_')}-${process.pid}`);
  mkdirSync(output, { recursive: true });
  const workers = Array.from({ length: jobs }, (_, number) => new Worker(number));
  try {
    const tests = testsOf(folder);
    if (tests.length === 0) throw new Error(`${folder}: no unit test reaches it`);
    const paths = await bundle(tests, sources, output);
    const dry: DryRun[] = [];
    const slow: string[] = [];
    await each([...paths], workers, async ([test, path], worker) => {
      progress(`${folder}: ${test} without a mutant`);
      const limitMs = isMirror(test, folder) ? DRY_LIMIT_MS : OTHERS_LIMIT_MS;
      const script = runsScript(test) ? traced(sources, output, worker) : undefined;
      const answer = await worker.run({ bundle: path, ...(script === undefined ? {} : { script }) }, limitMs);
      if (script !== undefined) endLeftBehind(script.temporary);
      // A test of another folder that is slow or fails here says nothing of this one; whether it may fail is asked elsewhere.
      if (answer.failed !== undefined && limitMs === OTHERS_LIMIT_MS) return void slow.push(test);
      if (answer.failed !== undefined) throw new Error(`${test} fails without any mutant: ${answer.failed}`);
      dry.push({ test, path, answer });
    });
    dry.sort((a, b) => costOf(a.answer) - costOf(b.answer));
    const results: Result[] = [];
    await each(chosen, workers, async (mutant, worker) => {
      const killed = mutant.script === undefined ? kill : killInScript(sources.get(mutant.file) ?? '', output);
      results.push(performance.now() > until ? { mutant, status: Status.NotRun } : await killed(mutant, dry, worker));
      progress(`${folder}: ${results.length} of ${chosen.length} mutants`);
    });
    return { folder, tests: tests.filter((test) => !slow.includes(test)), slow: slow.sort(), results };
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
    endLeftBehind(output);
    rmSync(output, { recursive: true, force: true });
  }
}

async function kill(mutant: Mutant, dry: readonly DryRun[], worker: Worker): Promise<Result> {
  let status: Status = Status.NotCovered;
  for (const { path, answer } of dry) {
    const { static: loaded = {}, perTest = {} } = answer.coverage ?? {};
    const covering = Object.entries(perTest).filter(([, hits]) => hits[mutant.id] !== undefined);
    const always = loaded[mutant.id] ?? 0;
    if (always === 0 && covering.length === 0) continue;
    const hits = covering.reduce((sum, [, of]) => sum + (of[mutant.id] ?? 0), always);
    const result = await worker.run(
      {
        bundle: path,
        mutant: mutant.id,
        hitLimit: hits * HIT_FACTOR + HITS_AT_LEAST,
        // What runs while modules are loaded can show in any test.
        ...(always > 0 ? {} : { tests: covering.map(([name]) => name) }),
      },
      answer.cpuMs * SLOWER + LIMIT_MS,
    );
    if (result.failed !== undefined) return { mutant, status: Status.Killed, by: result.failed };
    if (result.ran > 0) status = Status.Survived;
  }
  return { mutant, status };
}

/** Where a worker's tests find the script, and where it leaves what. */
function scriptTask(output: string, worker: Worker): ScriptTask {
  const folder = join(output, `script-${worker.number}`);
  mkdirSync(folder, { recursive: true });
  return { path: join(folder, 'script'), trace: join(folder, 'trace'), temporary: join(folder, 'tmp') };
}

function traced(sources: ReadonlyMap<string, string>, output: string, worker: Worker): ScriptTask | undefined {
  const [, text] = [...sources].find(([file]) => isScript(file)) ?? [];
  if (text === undefined) return undefined;
  const task = scriptTask(output, worker);
  writeFileSync(task.path, withTrace(text, task.trace), { mode: 0o755 });
  return task;
}

/** A script is written anew with its fault, and ended with all that it started. */
function killInScript(text: string, output: string) {
  return async (mutant: Mutant, dry: readonly DryRun[], worker: Worker): Promise<Result> => {
    let status: Status = Status.NotCovered;
    const task = scriptTask(output, worker);
    if (mutant.script === undefined) return { mutant, status };
    writeFileSync(task.path, withMutant(text, mutant.script), { mode: 0o755 });
    for (const { path, answer } of dry) {
      const { statement } = mutant.script;
      const covering = Object.entries(answer.coverage?.script ?? {}).filter(([, of]) =>
        of.statements.includes(statement),
      );
      if (covering.length === 0) continue;
      const wallMs = covering.reduce((sum, [, { ms }]) => sum + ms, 0) * SCRIPT_SLOWER + SCRIPT_LIMIT_MS;
      const result = await worker.run(
        { bundle: path, mutant: mutant.id, script: task, tests: covering.map(([name]) => name) },
        answer.cpuMs * SLOWER + LIMIT_MS,
        wallMs,
      );
      endLeftBehind(task.temporary);
      rmSync(task.temporary, { recursive: true, force: true });
      if (result.failed !== undefined) return { mutant, status: Status.Killed, by: result.failed };
      if (result.ran > 0) status = Status.Survived;
    }
    return { mutant, status };
  };
}

/** The processor's time or, where a test waits for a script, that of the wall. */
function costOf({ cpuMs, coverage }: Answer): number {
  return Object.values(coverage?.script ?? {}).reduce((sum, { ms }) => sum + ms, cpuMs);
}

/** Each item by the next worker that is free. */
async function each<T>(items: readonly T[], workers: readonly Worker[], work: (item: T, by: Worker) => Promise<void>) {
  const left = [...items];
  await Promise.all(
    workers.map(async (worker) => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item, worker);
    }),
  );
}
