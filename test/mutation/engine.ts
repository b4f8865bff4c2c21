/** Runs the tests of a folder against its mutants: first as they are, to learn what covers what, then mutant by mutant. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.ts';
import { isMirror, testsOf } from './folder.ts';
import { TOP, type Mutant, type Mutated } from './mutants.ts';
import { Worker } from './pool.ts';
import type { Answer } from './worker.ts';

/** Tests may use ten times the processor that they use without a mutant, and this much more. */
const SLOWER = 10;
const LIMIT_MS = 10_000;
/** As Stryker has it: a place passed so many times as often as without the mutant is a loop without end. */
const HIT_FACTOR = 100;
const HITS_AT_LEAST = 10_000;
const DRY_LIMIT_MS = 300_000;
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
  const workers = Array.from({ length: jobs }, () => new Worker());
  try {
    const tests = testsOf(folder);
    if (tests.length === 0) throw new Error(`${folder}: no unit test reaches it`);
    const paths = await bundle(tests, sources, output);
    const dry: DryRun[] = [];
    const slow: string[] = [];
    await each([...paths], workers, async ([test, path], worker) => {
      progress(`${folder}: ${test} without a mutant`);
      const limitMs = isMirror(test, folder) ? DRY_LIMIT_MS : OTHERS_LIMIT_MS;
      const answer = await worker.run({ bundle: path }, limitMs);
      // A test of another folder that is slow or fails here says nothing of this one; whether it may fail is asked elsewhere.
      if (answer.failed !== undefined && limitMs === OTHERS_LIMIT_MS) return void slow.push(test);
      if (answer.failed !== undefined) throw new Error(`${test} fails without any mutant: ${answer.failed}`);
      dry.push({ test, path, answer });
    });
    dry.sort((a, b) => a.answer.cpuMs - b.answer.cpuMs);
    const results: Result[] = [];
    await each(chosen, workers, async (mutant, worker) => {
      results.push(performance.now() > until ? { mutant, status: Status.NotRun } : await kill(mutant, dry, worker));
      progress(`${folder}: ${results.length} of ${chosen.length} mutants`);
    });
    return { folder, tests: tests.filter((test) => !slow.includes(test)), slow: slow.sort(), results };
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
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

/** Each item by the next worker that is free. */
async function each<T>(items: readonly T[], workers: readonly Worker[], work: (item: T, by: Worker) => Promise<void>) {
  const left = [...items];
  await Promise.all(
    workers.map(async (worker) => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item, worker);
    }),
  );
}
