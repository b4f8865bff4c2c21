/** A made-up host that has just crashed: its disk as kdump left it, and the agent run on it as on any host. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { run, tail } from '../setup/run.mjs';

export const HOST = 'demo-host-1';
const CRASHED_AT = '202611230412';
const SAMPLE = join(top, 'test', 'fixtures', 'vmcore');
/** Longer than it takes on any machine; it also ends an agent that nobody waits for any more. */
const LIMIT_SECONDS = '150';
const TOOLS = ['curl', 'dd', 'sha256sum'];

/** @throws {SetupError} where a tool is missing that the agent needs */
export async function checkTools(): Promise<void> {
  const missing: string[] = [];
  for (const tool of TOOLS) {
    const { status } = await run('sh', ['-c', `command -v ${tool}`]);
    if (status !== 0) missing.push(tool);
  }
  if (missing.length === 0) return;
  throw new SetupError(
    `The host's agent needs ${missing.join(' and ')}.`,
    'Debian, Ubuntu: apt-get install curl coreutils',
  );
}

/** Lays out `/etc/purgatory` and `/var/crash` below `root`, as Debian's kdump-tools would have left them. */
export function layOutHost(root: string, url: string, token: string): void {
  rmSync(root, { recursive: true, force: true });
  const settings = join(root, 'etc', 'purgatory');
  const crash = join(root, 'var', 'crash', CRASHED_AT);
  for (const each of [settings, crash]) mkdirSync(each, { recursive: true });
  writeFileSync(join(settings, 'agent.conf'), `URL=${url}\nHOST=${HOST}\n`);
  writeFileSync(join(settings, 'token'), `${token}\n`, { mode: 0o600 });
  copyFileSync(join(SAMPLE, 'sample.kdump'), join(crash, `dump.${CRASHED_AT}`));
  copyFileSync(join(SAMPLE, 'sample.dmesg.txt'), join(crash, `dmesg.${CRASHED_AT}`));
}

/** Runs the agent on what lies in the host's `/var/crash`. @returns the upload's id */
export async function runAgent(root: string): Promise<string> {
  const { PATH = '/usr/bin:/bin' } = process.env;
  const agent = join(top, 'clients', 'agent', 'purgatory-agent');
  const { status, output } = await run('sh', [agent, 'upload', '--time-limit', LIMIT_SECONDS], {
    env: { PATH, PURGATORY_ROOT: root },
  });
  const id = /^[0-9A-HJKMNP-TV-Z]{26}$/m.exec(output)?.[0];
  if (status !== 0 || id === undefined) {
    throw new SetupError(`The agent could not send the dump (exit status ${status}):\n${tail(output)}`);
  }
  return id;
}
