/**
 * `npm test`, once everything is installed: Jest over what needs nothing, and beside it over what needs the embedded AWS, which is
 * started once for all of it and passed on by the environment. Results stay in `.purgatory/test-results`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchAncestors } from './setup/ancestors.mjs';
import { state, top } from './setup/paths.mjs';
import { explain, say, step } from './setup/report.mjs';
import { awsEnvironment } from './stack/aws.ts';
import { startDebuginfod } from './stack/debuginfod.ts';
import type { Debuginfod } from './stack/debuginfod.ts';
import { startEmbedded } from './stack/embedded.ts';
import type { Embedded } from './stack/embedded.ts';
import { PEOPLE } from './stack/issuer.ts';
import { sumUp } from './sum-up.ts';
import type { JestResult, PartResult } from './sum-up.ts';

const RESULTS = join(state, 'test-results');
const ON_STACK = 'test/(integration|e2e)/';
/** Long enough for any function on a slow machine, short enough that what was lost comes again within a test. */
const VISIBILITY_SECONDS = 30;
/** Tests on the stack wait as long as something gets on, and guests have limits of their own: this one is only against what hangs. */
const HANGING_MS = 30 * 60_000;
const INTERRUPTED = 130;

/** Stands in the templates for the server's address. */
const DEBUGINFOD = 'http://purgatory-debuginfod.invalid/';

const PARTS = ['unit', 'templates', 'interop', 'integration', 'e2e'] as const;
/** `off-stack`: all that needs no embedded AWS, in one run. */
type Part = (typeof PARTS)[number] | 'off-stack';
/** Said by ourselves to the process that runs a part beside another: the sum is not its to say. */
const BESIDE = '--beside';

/** Of what a part says that runs beside another, as much is kept for the sum. */
const LAST_WORDS_BYTES = 4096;
const lastWords = new Map<Part, Buffer>();

export async function main(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  const named = PARTS.find((part) => part === first);
  const options = (named === undefined ? args : rest).filter((option) => option !== BESIDE);
  endOnInterrupt();
  mkdirSync(RESULTS, { recursive: true });
  const statuses = named === undefined ? await runBoth(options) : [await runPart(named, options).catch(explain)];
  const status = Math.max(...statuses);
  if (args.includes(BESIDE)) return status;
  const { lines, isGood } = sumUp(
    (named === undefined ? (['off-stack', 'integration'] as const) : [named]).map(resultOf),
  );
  for (const line of lines) say(line);
  return isGood ? status : Math.max(status, 1);
}

/**
 * Most tests compute and those on the embedded AWS mostly wait: side by side they take little longer than the longer of them, as long
 * as those that wait get a processor when they want one. What the second ones say is kept back until the first have ended.
 */
async function runBoth(options: readonly string[]): Promise<number[]> {
  const offStack = runPart('off-stack', options, constants.priority.PRIORITY_BELOW_NORMAL).catch(explain);
  const integration = runBeside('integration', options, offStack);
  return Promise.all([offStack, integration]);
}

/** Runs a part in a process of its own, silent until `first` has ended. */
async function runBeside(part: Part, options: readonly string[], first: Promise<unknown>): Promise<number> {
  rmSync(fileOf(part), { force: true });
  const entry = [join(top, 'infra/local/setup/child.mjs'), fileURLToPath(import.meta.url), part, BESIDE];
  // The channel ends with us, and the child with it.
  const child = spawn(process.execPath, [...entry, ...options], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const ended = new Promise<number>((resolve) => {
    child.on('error', (error) => {
      resolve(explain(error));
    });
    child.on('close', (status) => {
      resolve(status ?? 1);
    });
  });
  const kept: Buffer[] = [];
  const keep = (bytes: Buffer): void => void kept.push(bytes);
  child.stderr?.on('data', keep);
  child.stderr?.on('data', (bytes: Buffer) => {
    const said = Buffer.concat([lastWords.get(part) ?? Buffer.alloc(0), bytes]);
    lastWords.set(part, said.subarray(Math.max(0, said.length - LAST_WORDS_BYTES)));
  });
  await first;
  child.stderr?.removeListener('data', keep);
  process.stderr.write(Buffer.concat(kept));
  child.stderr?.pipe(process.stderr, { end: false });
  return ended;
}

async function runPart(
  part: Part,
  options: readonly string[],
  priority: number = constants.priority.PRIORITY_NORMAL,
): Promise<number> {
  rmSync(fileOf(part), { force: true });
  const namesFiles = options.some((option) => !option.startsWith('-'));
  if (part !== 'integration' && part !== 'e2e') {
    const patterns = namesFiles || part === 'off-stack' ? options : [`test/${part}/`, ...options];
    // More than there are processors: many of these tests wait for a shell or an outside tool.
    const workers = `--maxWorkers=${2 * availableParallelism()}`;
    return jest(part, [...patterns, workers, '--testPathIgnorePatterns', '/node_modules/', ON_STACK], {}, priority);
  }
  const debuginfod = await startDebuginfod();
  const embedded = await startEmbedded({
    port: 0,
    context: { visibilityTimeoutSeconds: String(VISIBILITY_SECONDS), debuginfodServer: DEBUGINFOD },
    replace: { [DEBUGINFOD]: debuginfod.url },
  }).catch(async (error: unknown) => {
    await debuginfod.stop();
    throw error;
  });
  try {
    const patterns = namesFiles ? options : [`test/${part}/`, ...options];
    const run = jest(part, ['--runInBand', `--testTimeout=${HANGING_MS}`, ...patterns], {
      ...awsEnvironment(embedded.endpoint),
      PURGATORY_TEST_STACK: JSON.stringify(await describe(embedded, debuginfod)),
    });
    return await Promise.race([run, embedded.died]);
  } finally {
    await step('stopping', () => embedded.stop().finally(() => debuginfod.stop()));
  }
}

/** What `test/integration/support/stack.ts` reads. */
async function describe(embedded: Embedded, debuginfod: Debuginfod) {
  const tokens = await Promise.all(PEOPLE.map(async ({ id }) => [id, await embedded.issuer.tokenFor(id)] as const));
  const { endpoint, url, outputs, runFolder, issuer } = embedded;
  return {
    endpoint,
    url,
    outputs,
    runFolder,
    issuer: issuer.url,
    tokens: Object.fromEntries(tokens),
    debugFiles: debuginfod.folder,
  };
}

function jest(
  part: Part,
  options: readonly string[],
  env: Readonly<Record<string, string>>,
  priority: number = constants.priority.PRIORITY_NORMAL,
): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(top, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['--json', '--outputFile', fileOf(part), '--testLocationInResults', ...options],
    ],
    {
      cwd: top,
      // With --json Jest's document goes to standard output too: people read the report on standard error.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        PATH: `${join(top, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
        LC_ALL: 'C',
        TZ: 'UTC',
        ...env,
      },
    },
  );
  // Its workers and all that they start get it from it.
  if (priority !== constants.priority.PRIORITY_NORMAL && child.pid !== undefined) setPriority(child.pid, priority);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status) => {
      resolve(status ?? 1);
    });
  });
}

function fileOf(part: Part): string {
  return join(RESULTS, `${part}.json`);
}

function resultOf(part: Part): PartResult {
  const file = fileOf(part);
  return {
    part,
    result: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JestResult) : undefined,
    lastWords: lastWords.get(part)?.toString('utf8'),
  };
}

/** Jest and LocalStack watch us, or get the terminal's signal themselves. */
function endOnInterrupt(): void {
  const end = (): void => {
    process.exit(INTERRUPTED);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.connected) process.on('disconnect', end);
  else watchAncestors(end);
}
