/** A host of the embedded AWS, as the benches play it: enrolled below a folder of its own, with the agent run as a host runs it. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedded } from '../../infra/local/stack/embedded.ts';
import { HostToken } from '../../shared/contract/roles.ts';

const TOP = join(import.meta.dirname, '../..');
export const SAMPLE = join(TOP, 'test/fixtures/vmcore/sample.kdump');
const LOG = join(TOP, 'test/fixtures/vmcore/sample.dmesg.txt');

/** A call of the API that has to succeed; answers its document. */
export type ApiCall = (method: string, path: string, body?: unknown) => Promise<unknown>;

export function apiCall({ url }: Embedded, token: string): ApiCall {
  return async (method, path, body) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

/** Puts the host's token where the agent below `root` looks for it. */
export async function enrol(root: string, host: string, call: ApiCall): Promise<void> {
  const { token } = HostToken.parse(await call('POST', 'v1/hosts', { host }));
  mkdirSync(join(root, 'etc/purgatory'), { recursive: true });
  writeFileSync(join(root, 'etc/purgatory/token'), token, { mode: 0o600 });
}

export interface AgentResult {
  /** Of the upload. */
  readonly id: string;
  /** What it wrote to stderr. */
  readonly said: string;
  /** Undefined where it did not say how much it sent. */
  readonly sentBytes: number | undefined;
}

/** Sends `dump` with the sample's log. @param more further options of `purgatory-agent upload` */
export function runAgent(
  root: string,
  dump: string,
  policy: string,
  url: string,
  more: readonly string[] = [],
): Promise<AgentResult> {
  const upload = ['upload', dump, '--log', LOG, '--policy', policy, '--url', url, ...more];
  const child = spawn('sh', [join(TOP, 'clients/agent/purgatory-agent'), ...upload], {
    env: { PATH: process.env['PATH'], PURGATORY_ROOT: root },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let id = '';
  let said = '';
  child.stdout.on('data', (data: Buffer) => (id += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const mebibytes = /\(([0-9.]+) MiB sent\)/.exec(said)?.[1];
      const sentBytes = mebibytes === undefined ? undefined : Number(mebibytes) * 2 ** 20;
      if (status === 0) resolve({ id: id.trim(), said, sentBytes });
      else reject(new Error(`the agent ended with status ${status ?? 'none'}:\n${said}`));
    });
  });
}
