/** Processes that run tests, ended and begun anew where one hangs, dies or grows. */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { TOP } from './mutants.ts';
import type { Answer, Task } from './worker.ts';

const HEAP_MB = 1024;
const RECYCLE_RSS_MB = 1000;
const LOOK_MS = 500;
/** A processor's time in ticks of 10 ms, where the system tells it. */
const TICK_MS = 10;

const TOO_LONG = 'no end';

export class Worker {
  /** Tells it from the others. */
  readonly number: number;
  #child: ChildProcess | undefined;

  constructor(number: number) {
    this.number = number;
  }

  /** Runs one task; `limitMs` is of a processor's time where the system tells that; of ten times as much on the wall, or of what is said. */
  async run(task: Task, limitMs: number, wallMs: number = limitMs * 10): Promise<Answer> {
    const child = (this.#child ??= start());
    const began = { at: performance.now(), cpuMs: cpuMsOf(child) ?? 0 };
    const answer = new Promise<Answer>((resolve) => {
      const end = (result: Answer): void => {
        clearInterval(watch);
        child.removeAllListeners();
        resolve(result);
      };
      const gone = (failed: string): void => {
        this.#child = undefined;
        child.kill('SIGKILL');
        end({ failed, ran: 0, cpuMs: 0, rssMb: 0 });
      };
      const watch = setInterval(() => {
        const usedMs = (cpuMsOf(child) ?? 0) - began.cpuMs;
        if (usedMs > limitMs || performance.now() - began.at > wallMs) gone(TOO_LONG);
      }, LOOK_MS);
      child.once('message', (message) => {
        end(message as Answer);
      });
      child.once('exit', (code, signal) => {
        gone(`the process ended (${signal ?? code ?? ''})`);
      });
    });
    child.send(task);
    const result = await answer;
    if (result.rssMb > RECYCLE_RSS_MB || result.failed === 'waits for what never comes') await this.close();
    return result;
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
}

function start(): ChildProcess {
  return fork(join(import.meta.dirname, 'worker.ts'), {
    cwd: TOP,
    stdio: 'ignore',
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
}

function cpuMsOf(child: ChildProcess): number | undefined {
  const stat = `/proc/${child.pid}/stat`;
  if (!existsSync(stat)) return undefined;
  // After the command's name in brackets: state, then eleven numbers, then user and system time.
  const fields = readFileSync(stat, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
