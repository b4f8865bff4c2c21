/** Whatever hangs, the agent keeps its time limit, and leaves no process behind. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assemble, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { skipHere } from '../../support/oracles.ts';
import { PACKAGED_FILES, SHELLS, curlMissing, fakeDump, functionsOf, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';

/** Takes no notice of a signal that it may ignore; its child neither. */
const HANGS = 'trap "" TERM INT HUP ALRM\nwhile :; do sleep 3600; done';
const LOG = '[   12.345700] Kernel panic - not syncing: sysrq triggered crash\n';

/** What stands in a file of a process; nothing where the process has ended meanwhile. */
function readProcess(pid: string, file: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

/** Processes whose environment names the sandbox: all that its agents have started. */
function processesOf(box: Sandbox): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readProcess(pid, 'environ').includes(box.directory))
    .map((pid) => readProcess(pid, 'cmdline').replaceAll('\0', ' '))
    .filter((line) => line !== '');
}

/** What is still there once what was killed has had its time to go: it stays listed until the kernel is done with it. */
async function leftOf(box: Sandbox): Promise<string[]> {
  for (let look = 0; look < 100 && processesOf(box).length > 0; look++) {
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return processesOf(box);
}

describe.each(SHELLS)('the watchdog under $name', (shell) => {
  const missing = shell.missing ?? (curlMissing ? 'curl is not installed' : undefined);
  if (missing !== undefined) {
    skipHere([missing]);
    return;
  }

  let api: FakeApi;
  let box: Sandbox;
  beforeEach(async () => {
    api = await startFakeApi();
    box = sandbox(shell, api.url);
  });
  afterEach(async () => {
    await api.close();
    box.remove();
  });

  const fifo = (path: string): string => {
    const file = join(box.root, path);
    mkdirSync(dirname(file), { recursive: true });
    expect(spawnSync('mkfifo', [file]).status).toBe(0);
    return file;
  };

  const hanging = [
    ['a curl that never ends', 'curl'],
    ['a digest that never ends', 'cut'],
    ['a listing that never ends', 'sort'],
  ] as const;
  // busybox's ash runs its own applets, whatever else is on the path.
  it.each(hanging.filter(([, tool]) => tool === 'curl' || !shell.name.includes('busybox')))(
    'ends %s',
    async (_what, tool) => {
      box.tool(tool, HANGS);
      const dump = box.write('dump', fakeDump(300_000));
      const result = await box.run(['upload', dump, '--time-limit', '2']);
      expect(result.status).toBe(4);
      expect(result.stderr.trim().split('\n').at(-1)).toContain('time limit of 2 s reached');
      expect(result.stderr).not.toMatch(/Killed|Terminated/);
      expect(await leftOf(box)).toEqual([]);
      expect(readdirSync(box.directory).filter((name) => name.startsWith('purgatory.'))).toEqual([]);
    },
  );

  it('ends a read of /proc/vmcore that never returns, at the crash kernel’s limit', async () => {
    fifo('proc/vmcore');
    const result = await box.run(['upload'], { PURGATORY_CRASH_TIME_LIMIT: '2', PURGATORY_TIME_LIMIT: '3600' });
    expect(result.status).toBe(4);
    expect(result.stderr).toContain('time limit of 2 s reached');
    expect(await leftOf(box)).toEqual([]);
  });

  it('gives a tool that takes the log out a part of the time, and goes on without it', async () => {
    const bytes = fakeDump(100_000);
    box.write('proc/vmcore', bytes);
    box.tool('vmcore-dmesg', HANGS);
    const result = await box.run(['upload'], { PURGATORY_CRASH_TIME_LIMIT: '40', PURGATORY_CRASH_POLICY: 'all' });
    expect(result).toMatchObject({ status: 0 });
    expect(result.stderr).toMatch(/did not end within [0-9] s/);
    expect(api.uploads[0]).toMatchObject({ state: 'complete', log: undefined });
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
    expect(await leftOf(box)).toEqual([]);
  });

  it('takes the log from a tool that does its work', async () => {
    box.write('proc/vmcore', fakeDump(100_000));
    box.tool('vmcore-dmesg', `printf '%s\\n' '${LOG.trim()}'`);
    expect(await box.run(['upload'])).toMatchObject({ status: 0 });
    expect(api.uploads[0]?.log?.toString()).toBe(LOG);
  });

  it('told to end, ends all that it started', async () => {
    box.tool('curl', HANGS);
    const dump = box.write('dump', fakeDump(1000));
    const { child, done } = box.start(['upload', dump]);
    while (!processesOf(box).some((line) => line.includes('curl'))) await new Promise((wake) => setTimeout(wake, 50));
    child.kill('SIGTERM');
    expect(await done).toMatchObject({ status: 143 });
    expect(await leftOf(box)).toEqual([]);
    expect(readdirSync(box.directory).filter((name) => name.startsWith('purgatory.'))).toEqual([]);
  });
});

/** Starts timers for what has ended, and calls them off at once, as a tool does that ends at once. */
const CALLED_OFF = `
tries=0
while [ "$tries" -lt 200 ]; do
  start_timer 3600 "$gone" true
  kill "$timer_pid" 2>/dev/null
  tries=$((tries + 1))
done`;

/** The first word to end may come before a shell that was just forked hears: that must not be the last that ends a timer. */
const NOT_CALLED_OFF = 'start_timer 3600 "$gone" true';

/** Does its work in time, for one that is still there. */
const DUE = `
sleep 30 & hangs=$!
start_timer 3 "$hangs" kill -KILL "$hangs"
wait "$hangs"
[ "$?" -eq 137 ] || exit 1`;

describe.each(SHELLS)('a timer under $name', (shell) => {
  if (shell.missing !== undefined) {
    skipHere([shell.missing]);
    return;
  }

  it.each([
    ['that is called off leaves nothing behind, at whatever moment that is', CALLED_OFF],
    ['ends when what it is for has ended', NOT_CALLED_OFF],
    ['does its work on what is still there', DUE],
  ])('%s', async (_, calls) => {
    const box = sandbox(shell, 'http://127.0.0.1:9');
    const script = `TIMER_PIECE=1\n${functionsOf('start_timer').join('\n')}\n(exit 0) & gone=$!\nwait "$gone"\n${calls}\nwait\nexit 0`;
    expect(await box.runScript(script)).toMatchObject({ status: 0 });
    expect(await leftOf(box)).toEqual([]);
    box.remove();
  });
});

describe('the hook that kdump calls', () => {
  const hook = readFileSync(join(PACKAGED_FILES, 'crash-upload'), 'utf8');
  const shells = SHELLS.filter(({ missing }) => missing === undefined);

  it.each(shells.flatMap((shell) => [true, false].map((timeout) => ({ ...shell, timeout }))))(
    'bounds an agent that does not keep its limit, under $name (timeout there: $timeout)',
    async (shell) => {
      const box = sandbox(shell, 'http://127.0.0.1:9');
      const agent = join(box.directory, 'tools', 'purgatory-agent');
      box.tool('purgatory-agent', `exec >/dev/null 2>&1\ntrap "" TERM INT HUP ALRM\nexec sleep 3600`);
      if (!shell.timeout) box.tool('timeout', 'exit 1');
      box.write('etc/purgatory/agent.conf', '# CRASH_TIME_LIMIT=9\n CRASH_TIME_LIMIT="1"\n');
      const here = hook
        .replaceAll('/etc/purgatory', `'${box.root}'/etc/purgatory`)
        .replace('/usr/bin/purgatory-agent', `'${agent}'`)
        // What is waited for beyond the agent's own limit.
        .replace('limit + 10', 'limit + 1');
      const result = await box.runScript(here);
      expect(result).toMatchObject({ status: 0 });
      spawnSync('sh', [
        '-c',
        `for p in $(ps axeo pid,args | grep -F "$1" | awk '{print $1}'); do kill -9 $p; done`,
        'sh',
        agent,
      ]);
      box.remove();
    },
  );

  it('does nothing without a token', () => {
    const elsewhere = hook.replaceAll('/etc/purgatory', '/nowhere');
    expect(spawnSync('sh', ['-c', elsewhere], { encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });
});
