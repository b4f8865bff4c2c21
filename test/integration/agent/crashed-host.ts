/** A host with the agent as its administrator set it up, in a folder of its own: it crashes when a test puts a dump there. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { callApi, stack } from '../support/stack.ts';

export const TOP = join(import.meta.dirname, '..', '..', '..');
const AGENT = join(TOP, 'clients', 'agent', 'purgatory-agent');

export interface RunningAgent {
  readonly output: () => string;
  /** Its exit status. */
  readonly ended: Promise<number | null>;
  /** Of its upload, as soon as it has said so. */
  readonly id: () => string | undefined;
  readonly killAll: () => void;
}

export class CrashedHost {
  readonly name: string;
  readonly root: string;
  readonly #started: ChildProcess[] = [];

  private constructor(name: string, root: string) {
    this.name = name;
    this.root = root;
  }

  static async enrol(): Promise<CrashedHost> {
    const host = new CrashedHost(
      `agent-${randomBytes(4).toString('hex')}`,
      mkdtempSync(join(tmpdir(), 'purgatory-host-')),
    );
    const { body } = await callApi('POST', 'v1/hosts', { as: 'ada', body: { host: host.name } });
    host.put('etc/purgatory/agent.conf', `URL=${stack.url}\nHOST=${host.name}\n`);
    host.put('etc/purgatory/token', (body as { token: string }).token, 0o600);
    mkdirSync(join(host.root, 'var', 'crash', 'now'), { recursive: true });
    return host;
  }

  put(path: string, content: string | Uint8Array, mode = 0o644): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content, { mode });
  }

  upload(settings: Readonly<Record<string, string>>, ...options: string[]): RunningAgent {
    const child = spawn('sh', [AGENT, 'upload', ...options], {
      env: { PATH: process.env['PATH'], PURGATORY_ROOT: this.root, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#started.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return {
      output: () => output,
      ended,
      id: () => /\b[0-9A-HJKMNP-TV-Z]{26}\b/.exec(output)?.[0],
      killAll: () => process.kill(-(child.pid ?? 0), 'SIGKILL'),
    };
  }

  /** Ends what still runs: a host that is held would go on for as long as it may. */
  remove(): void {
    for (const { pid, exitCode, signalCode } of this.#started.splice(0))
      if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
    rmSync(this.root, { recursive: true });
  }
}
