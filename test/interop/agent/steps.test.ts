/** Steps of an upload that go wrong one at a time, by the one shell that is here: what is sent again, what is not, and what is said. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';

const shell = SHELLS.find((candidate) => candidate.missing === undefined);
const lacks = [
  ...(shell === undefined ? ['no POSIX shell is here'] : []),
  ...(curlMissing ? ['curl is not installed'] : []),
];

describeUnless(lacks, 'an upload, step by step', () => {
  let api: FakeApi;
  let box: Sandbox;
  beforeEach(async () => {
    api = await startFakeApi();
    box = sandbox(shell!, api.url);
  });
  afterEach(async () => {
    await api.close();
    box.remove();
  });
  const completions = (): number => api.requests.filter((request) => request.endsWith('/complete')).length;
  const putsOf = (index: number): number => api.requests.filter((request) => request.includes(`-${index}-`)).length;

  it('puts again those chunks of a batch that were not taken, and no others', async () => {
    const bytes = fakeDump(400_000);
    const failed = new Set<string>();
    api.fault = ({ path }) => {
      const index = /-([34])-\d+$/.exec(path)?.[1];
      if (index === undefined || failed.has(index)) return undefined;
      failed.add(index);
      return { status: 500 };
    };
    const result = await box.run(['upload', box.write('dump', bytes)]);
    expect(result).toMatchObject({ status: 0 });
    expect(result.stderr).not.toContain('resuming');
    expect([completions(), putsOf(1), putsOf(3), putsOf(4), putsOf(5)]).toEqual([1, 1, 2, 2, 1]);
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
  });

  it('hashes memory anew that changed before it was taken', async () => {
    const bytes = fakeDump(300_000);
    const vmcore = box.write('proc/vmcore', bytes);
    let changed = false;
    api.fault = ({ path }) => {
      if (!/-[34]-\d+$/.test(path) || changed) return undefined;
      changed = true;
      // A device writes into two chunks of which one has been refused already.
      for (const at of [3, 4]) bytes.writeUInt32LE(0xdeadbeef, at * 65_536 + 8);
      writeFileSync(vmcore, bytes);
      return { status: 500 };
    };
    const result = await box.run(['upload'], { PURGATORY_CRASH_POLICY: 'all' });
    expect(result).toMatchObject({ status: 0 });
    expect(completions()).toBe(1);
    expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
  });

  it('counts each chunk once, in as many batches as it takes, and says what it has sent', async () => {
    const result = await box.run(['upload', box.write('dump', fakeDump(1_200_000))]);
    expect(result).toMatchObject({ status: 0 });
    expect(result.stderr).toContain('dump: 1.1 MiB of 1.1 MiB (100 %)');
    expect(result.stderr).toContain(`done: ${api.uploads[0]?.id ?? ''} (1.0 MiB sent)`);
    expect(result.stderr).not.toMatch(/\(1[0-9][1-9] %\)/);
  });

  it('takes a finished dump before one that was cut short', async () => {
    for (const [n, name] of ['vmcore-incomplete', 'vmcore', 'vmcore.flat'].entries())
      box.write(`var/crash/1/${name}`, fakeDump(1000 + n));
    expect(await box.run(['upload'])).toMatchObject({ status: 0 });
    expect(api.uploads.map(({ create }) => create.fileName)).toEqual(['vmcore']);
  });

  it('sends what the crash kernel said beside a log alone', async () => {
    box.write('var/crash/1/vmcore-dmesg.txt', '[    1.000000] Kernel panic - not syncing: x\n');
    box.write('var/crash/1/kexec-dmesg.log', 'kdump: saving vmcore failed\n');
    expect(await box.run(['upload'])).toMatchObject({ status: 0 });
    expect(api.uploads[0]?.crashKernelLog?.toString()).toBe('kdump: saving vmcore failed\n');
  });

  it('has its tools speak one language, whatever the host’s', async () => {
    const notes = join(box.root, 'spoken');
    box.tool('curl', `echo "$LC_ALL" >>'${notes}'; exit 7`);
    await box.run(['upload', box.write('dump', 'x')], { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' });
    expect(new Set(readFileSync(notes, 'utf8').trim().split('\n'))).toEqual(new Set(['C']));
  });

  it('names the line of a setting that there is none of', async () => {
    box.write('etc/purgatory/agent.conf', '# ours\nURLS=x\n');
    const result = await box.run(['upload']);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('agent.conf line 2: there is no setting URLS');
  });

  it('believes no answer about another upload', async () => {
    api.wants = [[{ offset: 0, length: 4096 }]];
    const other = 'id 01HFAKE0000000000000000009\nstate complete\npolicy hot\nsize-bytes 100000\n';
    const body = `${other}chunk-bytes 65536\nchunk-count 2\nlog-received yes\n`;
    api.fault = ({ path }) => (path.endsWith('/complete') ? { status: 200, body } : undefined);
    const result = await box.run(['upload', box.write('d/vmcore', fakeDump(100_000)), '--policy', 'hot']);
    expect(result).toMatchObject({ status: 4, stdout: '' });
    expect(result.stderr).toMatch(/: id 01HFAKE\w+9, where upload 01HFAKE\w+0 was asked for/);
  });

  it('says why an upload can not be completed', async () => {
    const dump = box.write('dump', fakeDump(1000));
    api.fault = ({ path }) => (path.endsWith('/complete') ? { status: 413, body: 'detail too much\n' } : undefined);
    const result = await box.run(['upload', dump]);
    expect(result.status).toBe(4);
    expect(result.stderr).toContain('the service refused to complete the upload: too much (HTTP status 413)');
    expect(completions()).toBe(1);
  });

  it('does not ask without end for what the service keeps losing', async () => {
    api.fault = ({ path }) =>
      path.endsWith('/complete') ? { status: 409, body: 'detail chunks are missing\n' } : undefined;
    const result = await box.run(['upload', box.write('dump', fakeDump(1000))]);
    expect(result.status).toBe(4);
    expect(result.stderr).toContain('the service refused to complete the upload: chunks are missing');
    expect(completions()).toBe(4);
  });

  it('says in curl’s words why nobody is reached', async () => {
    const result = await box.run(['upload', box.write('dump', 'x'), '--url', 'http://127.0.0.1:9']);
    expect(result.stderr).toContain("http://127.0.0.1:9 can't be reached: curl: (7) ");
  });

  it('takes its settings from names of its own, and works without a file of them', async () => {
    const others = {
      URL: 'http://127.0.0.1:9',
      HOST: 'another',
      CA_FILE: '/nowhere',
      POLICY: 'log',
      TIME_LIMIT: '1',
      LIMIT_RATE: '1',
      SOURCE: '/nowhere',
      STATE_DIR: '/nowhere',
      TOKEN_FILE: '/nowhere',
      ALLOW_HOSTS: 'nowhere',
      MAX_ATTEMPTS: '1',
      target: '/nowhere',
      why: 'nothing',
      tmp: box.root,
      worker_pid: '1',
      watch_pid: '1',
      strangers: '9',
      log: '/nowhere',
    };
    box.write('var/crash/202611010000/dump.202611010000', fakeDump(1000));
    rmSync(join(box.root, 'etc/purgatory/agent.conf'));
    const without = await box.run(['upload'], others);
    expect(without).toMatchObject({ status: 2, stdout: '' });
    expect(without.stderr).toBe(
      `purgatory-agent: no service address: set URL in ${box.root}/etc/purgatory/agent.conf, PURGATORY_URL or --url\n`,
    );
    const result = await box.run(['upload'], { ...others, PURGATORY_URL: api.url });
    expect(result).toMatchObject({ status: 0, stderr: expect.stringMatching(/^(purgatory-agent: .*\n)*$/) });
    expect(api.uploads[0]).toMatchObject({ state: 'complete', create: { policy: 'all' } });
    expect(api.uploads[0]?.create.host).toBeUndefined();
  });
});
