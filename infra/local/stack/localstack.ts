/** LocalStack in host mode: started on loopback, watched, and ended with all that it started. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { node24, state, venvPython } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { NoProgressError, whileItGetsOn } from './patience.ts';
import type { Patience } from './patience.ts';

/** A minute on a quiet machine in which it neither answers, writes to its log nor computes. */
const PATIENCE: Patience = { looks: 300, everyMs: 200 };
/** Computing is progress up to here: what needs more to start does not start. It takes 10. */
const START_CPU_SECONDS = 180;
const PID_FILE = 'localstack.pid';
const STOP_MS = 5_000;

export interface LocalStack {
  readonly endpoint: string;
  /** Folder with `localstack.log` and `lambda/FUNCTION.log`; gone after {@link LocalStack.stop}. */
  readonly runFolder: string;
  /** Rejects when LocalStack ends although nobody stopped it. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
}

/** @throws {SetupError} when the port is taken or LocalStack does not come up */
export async function startLocalStack(options: {
  readonly port: number;
  readonly note?: (text: string) => void;
}): Promise<LocalStack> {
  const { port } = options;
  await assertFree(port);
  const runFolder = join(state, 'run', String(port));
  removeLeftOvers();
  rmSync(runFolder, { recursive: true, force: true });
  for (const each of ['lambda', 'tmp']) mkdirSync(join(runFolder, each), { recursive: true });
  const logFile = join(runFolder, 'localstack.log');
  const log = openSync(logFile, 'a');
  const child = spawn(venvPython, ['-m', 'purgatory_local'], {
    cwd: runFolder,
    env: environment(port, runFolder),
    stdio: ['pipe', log, log],
    // A session of its own: Ctrl-C in the terminal is ours to handle, in order.
    detached: true,
  });
  closeSync(log);
  writeFileSync(join(runFolder, PID_FILE), String(child.pid ?? 0));
  // It may end while we write nothing to it; that is seen by its exit.
  child.stdin?.on('error', () => undefined);
  let stopping = false;
  const died = new Promise<never>((_resolve, reject) => {
    child.on('error', (error) => {
      reject(
        new SetupError(`LocalStack can't be started: ${error.message}`, 'rm -r .purgatory/venv, then start again'),
      );
    });
    child.on('exit', (status, signal) => {
      if (!stopping) reject(ended(status, signal, logFile));
    });
  });
  died.catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopping = true;
    await end(child);
    rmSync(runFolder, { recursive: true, force: true, maxRetries: 3 });
  };
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    options.note?.('waiting until it answers');
    await Promise.race([healthy(endpoint, logFile, child.pid), died]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, runFolder, died, stop };
}

/** Folders of runs that were killed before they could tidy up. */
function removeLeftOvers(): void {
  const runs = join(state, 'run');
  for (const name of existsSync(runs) ? readdirSync(runs) : []) {
    const pidFile = join(runs, name, PID_FILE);
    if (!existsSync(pidFile) || isAlive(Number(readFileSync(pidFile, 'utf8')))) continue;
    rmSync(join(runs, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Only what is needed: an AWS_PROFILE or LOCALSTACK_… of the user's own would change what is run. */
function environment(port: number, runFolder: string): Record<string, string> {
  const inherited = Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'LD_LIBRARY_PATH', 'USER'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    ...inherited,
    GATEWAY_LISTEN: `127.0.0.1:${port}`,
    LOCALSTACK_HOST: `127.0.0.1:${port}`,
    FILESYSTEM_ROOT: join(runFolder, 'localstack'),
    TMPDIR: join(runFolder, 'tmp'),
    // The list of plugins, which plux keeps in the user's cache folder unless told otherwise.
    XDG_CACHE_HOME: join(state, 'cache'),
    PYTHONDONTWRITEBYTECODE: '',
    PYTHONUNBUFFERED: '1',
    // Nothing is fetched and nothing is reported home.
    SKIP_SSL_CERT_DOWNLOAD: '1',
    DISABLE_EVENTS: '1',
    DNS_ADDRESS: '0',
    // Its services ask each other in memory and not by HTTP: a quarter of the time of a deployment.
    IN_MEMORY_CLIENT: '1',
    SQS_ENDPOINT_STRATEGY: 'path',
    SQS_DISABLE_CLOUDWATCH_METRICS: '1',
    S3_SKIP_SIGNATURE_VALIDATION: '0',
    LAMBDA_RUNTIME_EXECUTOR: 'process',
    LAMBDA_SYNCHRONOUS_CREATE: '1',
    LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC: '0.05',
    LAMBDA_EVENT_SOURCE_MAPPING_MAX_BACKOFF_ON_EMPTY_POLL_SEC: '0.2',
    PROVIDER_OVERRIDE_DYNAMODB: 'moto',
    PROVIDER_OVERRIDE_DYNAMODBSTREAMS: 'moto',
    PURGATORY_STDIN_IS_PARENT: '1',
    PURGATORY_LAMBDA_NODE: node24,
    PURGATORY_LAMBDA_LOG_DIR: join(runFolder, 'lambda'),
    PURGATORY_LAMBDA_COMPILE_CACHE: join(state, 'cache', 'node'),
  };
}

async function assertFree(port: number): Promise<void> {
  const taken = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      probe.close(() => {
        resolve(null);
      });
    });
  });
  if (taken === null) return;
  if (taken.code !== 'EADDRINUSE') throw new SetupError(`Port ${port} can't be opened: ${taken.message}`);
  throw new SetupError(`Port ${port} is taken.`, [
    `npm start -- --port ${port + 100}`,
    `or, where an emulator runs there that you want to use: npm start -- --endpoint http://127.0.0.1:${port}`,
    `who has it: ss -ltnp 'sport = :${port}'`,
  ]);
}

async function healthy(endpoint: string, logFile: string, pid: number | undefined): Promise<void> {
  try {
    await whileItGetsOn('LocalStack does not answer', PATIENCE, async () => {
      const answer = await fetch(`${endpoint}/_localstack/health`, { signal: AbortSignal.timeout(5000) }).catch(
        () => null,
      );
      if (answer?.ok === true) return { done: true };
      const computed = Math.min(Math.floor(cpuSeconds(pid)), START_CPU_SECONDS);
      return { at: `${statSync(logFile).size} bytes of log, ${computed} s of computing` };
    });
  } catch (error) {
    if (!(error instanceof NoProgressError)) throw error;
    throw new SetupError(`${error.message}\n${lastLines(logFile)}`, [], { cause: error });
  }
}

/** Processor time of a process, where /proc says; elsewhere 0. */
function cpuSeconds(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8');
    // pid (comm) state ppid …: fields 14 and 15 are user and system time in hundredths; comm may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

function ended(status: number | null, signal: string | null, logFile: string): SetupError {
  const how = signal === null ? `with exit status ${String(status)}` : `by ${signal}`;
  return new SetupError(
    `LocalStack ended ${how}; what was stored in it is gone. Its last words:\n${lastLines(logFile)}`,
    'Start again. Where it ends for want of memory (SIGKILL): it takes 500 MB, each Lambda 60 to 150 MB.',
  );
}

/** Without ceremony: all that an orderly end would save is deleted next. The Lambdas see their pipes close. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone: that is what was wanted.
  }
  await Promise.race([exited, sleep(STOP_MS, undefined, { ref: false })]);
}

export function lastLines(file: string, count = 12): string {
  if (!existsSync(file)) return '    (no log)';
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
  return lines.map((line) => `    ${line}`).join('\n');
}
