import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a command took. */
export interface Measured {
  readonly seconds: number;
  /** Processor time of the command and its threads, in seconds: steadier than `seconds` on a busy machine. */
  readonly cpuSeconds: number;
  /** The most memory it had at once, in MB (10^6 bytes). */
  readonly peakMb: number;
  readonly output: string;
  readonly status: number | null;
}

const POLL_MS = 5;
const KIB = 1024;
/** `sysconf(_SC_CLK_TCK)`: 100 on every Linux that node runs on. */
const TICKS_PER_SECOND = 100;

/** Runs a command to its end and watches it in /proc. */
export function measure(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } });
  const chunks: Buffer[] = [];
  let peakKib = 0;
  let ticks = 0;
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'latin1');
      peakKib = Math.max(peakKib, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
      const fields = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'latin1')
        .replace(/^.*\) /, '')
        .split(' ');
      ticks = Math.max(ticks, Number(fields[11]) + Number(fields[12]));
    } catch {
      // It has just ended.
    }
  }, POLL_MS);
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    child.on('close', (status) => {
      clearInterval(watch);
      resolve({
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: ticks / TICKS_PER_SECOND,
        peakMb: (peakKib * KIB) / 1e6,
        output: Buffer.concat(chunks).toString('utf8'),
        status,
      });
    });
  });
}

/** The best of some runs: what the machine can do when nothing else gets in the way. */
export async function bestOf(runs: number, run: () => Promise<Measured>): Promise<Measured> {
  let best = await run();
  for (let i = 1; i < runs; i++) best = faster(best, await run());
  return best;
}

export function faster(a: Measured, b: Measured): Measured {
  return b.seconds < a.seconds ? b : a;
}
