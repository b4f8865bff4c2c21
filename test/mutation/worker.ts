/** A process that runs bundled tests again and again, each time with another mutant switched on. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { addEventHandler, getState, removeEventHandler, resetState, run, setState } from 'jest-circus';

export interface Task {
  readonly bundle: string;
  /** Without one: the tests as they are, and what they cover. */
  readonly mutant?: string;
  /** How often the mutant's place may be passed before this is called a loop without end. */
  readonly hitLimit?: number;
  /** A script to run in the place of the project's. */
  readonly script?: ScriptTask;
  /** Names of the tests to run; all without. */
  readonly tests?: readonly string[];
}

export interface ScriptTask {
  readonly path: string;
  /** Where it tells of each statement that it came to. */
  readonly trace: string;
  /** Its temporary files. */
  readonly temporary: string;
}

export interface Answer {
  readonly failed?: string;
  readonly ran: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly coverage?: Coverage;
}

export interface Coverage {
  /** Times passed, by mutant, while no test ran: when modules were loaded and in `beforeAll`. */
  readonly static: Record<string, number>;
  readonly perTest: Record<string, Record<string, number>>;
  /** What a script did under each test: statements by their offsets, milliseconds on the wall. */
  readonly script: Record<string, { readonly statements: readonly number[]; readonly ms: number }>;
}

interface Namespace {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: Coverage;
}

/** A test that waits for what never comes. With nothing left to wait for, that is known at once. */
const STUCK_AFTER_MS = 400;
const STUCK_LOOK_MS = 100;

const namespace: Namespace = ((globalThis as { __stryker__?: Namespace }).__stryker__ = {});
let imports = 0;
let unhandled: string | undefined;

process.on('message', (task: Task) => {
  void work(task).then((answer) => process.send?.(answer));
});
process.on('unhandledRejection', note);
process.on('uncaughtException', note);

function note(reason: unknown): void {
  unhandled ??= `outside of a test: ${String(reason)}`;
}

async function work({ bundle, mutant, tests, hitLimit, script }: Task): Promise<Answer> {
  const coverage: Coverage = { static: {}, perTest: {}, script: {} };
  Object.assign(namespace, {
    activeMutant: mutant,
    currentTestId: undefined,
    hitCount: hitLimit === undefined ? undefined : 0,
    hitLimit,
    mutantCoverage: coverage,
  });
  unhandled = undefined;
  // The path of the agent that its tests run, where it is not the project's.
  if (script === undefined) delete process.env['PURGATORY_TEST_AGENT'];
  else {
    mkdirSync(script.temporary, { recursive: true });
    Object.assign(process.env, { PURGATORY_TEST_AGENT: script.path, TMPDIR: script.temporary });
  }
  const before = process.cpuUsage();
  const stopped = new AbortController();
  const outcome = await Promise.race([runTests(bundle, tests, script?.trace), stuck(stopped.signal)]).catch(
    (error: unknown) => ({
      failed: `while loading: ${String(error)}`,
      ran: 0,
    }),
  );
  stopped.abort();
  namespace.activeMutant = undefined;
  const failed = outcome.failed ?? unhandled;
  const { user, system } = process.cpuUsage(before);
  return {
    ran: outcome.ran,
    ...(failed === undefined ? {} : { failed }),
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage().rss / 2 ** 20,
    ...(mutant === undefined ? { coverage } : {}),
  };
}

interface Outcome {
  readonly failed?: string;
  readonly ran: number;
}

async function runTests(
  bundle: string,
  tests: readonly string[] | undefined,
  trace: string | undefined,
): Promise<Outcome> {
  resetState();
  // As package.json sets it for Jest; whoever asks for the run has a limit of its own.
  setState({ ...getState(), testTimeout: 120_000 });
  if (tests !== undefined) {
    const names = new Set(tests);
    // All that the runner asks of a pattern is whether it matches.
    setState({ ...getState(), testNamePattern: { test: (name: string) => names.has(name) } as RegExp });
  }
  let failed: string | undefined;
  let ran = 0;
  let began = 0;
  const onEvent: Parameters<typeof addEventHandler>[0] = (event) => {
    if (event.name === 'test_start') {
      namespace.currentTestId = nameOf(event.test);
      if (failed !== undefined) event.test.mode = 'skip';
      began = performance.now();
      if (trace !== undefined) writeFileSync(trace, '');
    }
    if (event.name === 'test_done') {
      if (trace !== undefined && namespace.mutantCoverage !== undefined) {
        namespace.mutantCoverage.script[nameOf(event.test)] = {
          statements: statementsIn(trace),
          ms: performance.now() - began,
        };
      }
      namespace.currentTestId = undefined;
      ran += 1;
      const [error] = event.test.errors as unknown[];
      if (error !== undefined) failed ??= `${nameOf(event.test)}: ${messageOf(error)}`;
    }
  };
  addEventHandler(onEvent);
  try {
    await import(`${pathToFileURL(bundle).href}?${(imports += 1)}`);
    const result = await run();
    const [error] = result.unhandledErrors;
    return { ran, ...(failed === undefined ? (error === undefined ? {} : { failed: error }) : { failed }) };
  } finally {
    removeEventHandler(onEvent);
  }
}

function statementsIn(trace: string): number[] {
  const lines = existsSync(trace) ? readFileSync(trace, 'latin1').split('\n') : [];
  return [...new Set(lines.filter(Boolean).map(Number))];
}

interface Named {
  readonly name: string;
  readonly parent?: Named | undefined;
}

/** As jest names a test: the blocks it is in, then its own name. */
function nameOf(test: Named): string {
  return namesOf(test).slice(1).join(' ');
}

const namesOf = ({ name, parent }: Named): string[] => [...(parent === undefined ? [] : namesOf(parent)), name];

function messageOf(error: unknown): string {
  const [first] = Array.isArray(error) ? (error as unknown[]) : [error];
  const text = first instanceof Error ? first.message : String(first);
  // eslint-disable-next-line no-control-regex -- colours of the assertion's message
  return text.replaceAll(/\u001b\[\d+m/g, '').split('\n', 1)[0] ?? '';
}

/** Ends once nothing has run for a while and nothing is under way but the runner's own time limit. */
function stuck(signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    let idleMs = 0;
    let last = performance.eventLoopUtilization();
    const timer = setInterval(() => {
      const now = performance.eventLoopUtilization(last);
      last = performance.eventLoopUtilization();
      const resources = process.getActiveResourcesInfo();
      const waits = resources.filter((name) => name === 'Timeout').length > 2 || resources.some(isWork);
      idleMs = now.active < 5 && !waits ? idleMs + STUCK_LOOK_MS : 0;
      if (idleMs >= STUCK_AFTER_MS) resolve({ failed: 'waits for what never comes', ran: 0 });
    }, STUCK_LOOK_MS);
    signal.addEventListener('abort', () => {
      clearInterval(timer);
    });
  });
}

const isWork = (name: string): boolean => !['Timeout', 'PipeWrap', 'Immediate', 'TTYWrap'].includes(name);
