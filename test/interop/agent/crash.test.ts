/** Which crash a file is of, what a host lacks, how long to wait: each said as it is, by the one shell that is here. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { skipHere } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, functionsOf, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';

const LOG = '[   12.345678] sysrq: Trigger a crash\n[   12.345700] Kernel panic - not syncing: sysrq triggered crash\n';
const VMCOREINFO = '\0OSRELEASE=6.12.9-amd64\nCRASHTIME=1795437335\n\0';

/** An ELF core as the kernel makes it on a machine of so many CPUs: their notes, then VMCOREINFO. */
function elfCore(cpus: number, bigEndian = false): Buffer {
  const bytes = fakeDump(400_000 + cpus * 360);
  bytes.fill(0, 0, 4096);
  const u = (value: number, at: number, length: number): void => {
    if (bigEndian) bytes.writeUIntBE(value, at + (length === 8 ? 2 : 0), length === 8 ? 6 : length);
    else bytes.writeUIntLE(value, at, length === 8 ? 6 : length);
  };
  bytes.write('\x7fELF', 0, 'latin1');
  bytes.set([2, bigEndian ? 2 : 1], 4);
  u(64, 32, 8);
  u(56, 54, 2);
  u(2, 56, 2);
  for (const [index, type] of [1, 4].entries()) u(type, 64 + 56 * index, 4);
  // Behind the load segment's header: the second is the notes'.
  u(4096, 120 + 8, 8);
  u(cpus * 360 + 100, 120 + 32, 8);
  bytes.write(VMCOREINFO, 4096 + cpus * 360, 'latin1');
  return bytes;
}

const shell = SHELLS.find((candidate) => candidate.missing === undefined);
const lacks = shell === undefined ? 'no POSIX shell is here' : curlMissing ? 'curl is not installed' : undefined;

describe('the agent', () => {
  if (shell === undefined || lacks !== undefined) {
    skipHere([lacks ?? '']);
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

  it.each([
    [1, false],
    [200, false],
    [512, false],
    [20_000, false],
    [512, true],
  ])('finds VMCOREINFO behind the notes of %d CPUs (big-endian: %s)', async (cpus, bigEndian) => {
    const dump = box.write('d/vmcore', elfCore(cpus, bigEndian));
    expect(await box.run(['upload', dump, '--policy', 'log', '--log', box.write('log', LOG)])).toMatchObject({
      status: 0,
    });
    expect(api.uploads[0]?.create).toMatchObject({
      crashKey: '1795437335-6.12.9-amd64',
      kernelRelease: '6.12.9-amd64',
    });
  });

  it('finds VMCOREINFO where a kdump-compressed file says that it is', async () => {
    const bytes = fakeDump(12_000_000);
    bytes.write('KDUMP   ', 0, 'latin1');
    bytes.write('6.12.9-amd64\0', 142, 'latin1');
    bytes.writeUInt32LE(4096, 428);
    bytes.writeBigUInt64LE(9_000_000n, 4096 + 32);
    bytes.writeBigUInt64LE(100n, 4096 + 40);
    bytes.write(VMCOREINFO, 9_000_000 - 1, 'latin1');
    const dump = box.write('d/vmcore', bytes);
    expect(await box.run(['upload', dump, '--policy', 'log', '--log', box.write('log', LOG)])).toMatchObject({
      status: 0,
    });
    expect(api.uploads[0]?.create).toMatchObject({ crashKey: '1795437335-6.12.9-amd64' });
  });

  it('takes no log for a dump’s that was not saved with it', async () => {
    box.write('crashes/dmesg.txt', '[    1.000000] WARNING: early\n');
    box.write('crashes/dmesg.202611010000', '[    1.000000] WARNING: of yesterday\n');
    for (const name of ['web-1.core', 'dump.202611020000']) {
      expect(await box.run(['upload', box.write(`crashes/${name}`, fakeDump(1000, name.length))])).toMatchObject({
        status: 0,
      });
    }
    expect(api.uploads.map(({ log }) => log)).toEqual([undefined, undefined]);
  });

  it('takes no log of another kernel', async () => {
    box.write('d/vmcore', elfCore(1));
    box.write('d/vmcore-dmesg.txt', `[    0.000000] Linux version 6.1.0-44-amd64 (x) #1\n${LOG}`);
    const result = await box.run(['upload', join(box.root, 'd')]);
    expect(result).toMatchObject({ status: 0 });
    expect(result.stderr).toContain('is of kernel 6.1.0-44-amd64, the dump of 6.12.9-amd64');
    expect(api.uploads[0]?.log).toBeUndefined();
  });

  describe('of one crash that is in two places', () => {
    const pstore = (text: string): string =>
      box.write('sys/fs/pstore/dmesg-efi_pstore-179543733501001', `Panic#1 Part1\n${text}`);

    it('sends it once, known by the line in which the kernel gave up', async () => {
      box.write('var/crash/202611020000/dump.202611020000', fakeDump(1000));
      box.write('var/crash/202611020000/dmesg.202611020000', `[    0.000000] earlier\n${LOG}`);
      pstore(
        `<4>[   12.345678][    T1] sysrq: Trigger a crash\n<0>[   12.345700][    T1] Kernel panic - not syncing: sysrq triggered crash\n`,
      );
      for (let boot = 0; boot < 3; boot++) expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(api.uploads.map(({ create }) => create.fileName)).toEqual(['dump.202611020000']);
      pstore('<0>[   12.345999] Kernel panic - not syncing: sysrq triggered crash\n');
      expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(api.uploads).toHaveLength(2);
    });

    it('sends it once, known by the time that the kernel noted', async () => {
      box.write('var/crash/202611020000/vmcore', elfCore(1));
      const record = pstore('no line of a panic\n');
      utimesSync(record, 1_795_437_338, 1_795_437_338);
      for (let boot = 0; boot < 3; boot++) expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(api.uploads).toHaveLength(1);
      utimesSync(record, 1_795_437_400, 1_795_437_400);
      expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(api.uploads).toHaveLength(2);
    });

    it('gives a log alone the key of its crash', async () => {
      for (const [n, prefix] of ['', '<0>'].entries()) {
        const log = box.write(
          `log-${n}`,
          `${prefix}[   12.345700] Kernel panic - not syncing: x\n${'other\n'.repeat(n)}`,
        );
        expect(await box.run(['log', log])).toMatchObject({ status: 0 });
      }
      const keys = api.uploads.map(({ create }) => create.crashKey);
      expect(keys[0]).toMatch(/^log-[0-9a-f]{32}$/);
      expect(keys[1]).toBe(keys[0]);
    });
  });

  it('says that there is no room, where there is none', async () => {
    const dump = box.write('dump', fakeDump(100_000));
    // What a full disk says to whoever writes.
    box.tool(
      'dd',
      `case "$*" in *of=*) echo "dd: error writing: No space left on device" >&2; exit 1 ;; esac\nexec ${spawnSync('sh', ['-c', 'command -v dd'], { encoding: 'utf8' }).stdout.trim()} "$@"`,
    );
    const result = await box.run(['upload', dump]);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('is full');
  });

  it('refuses to tell dumps apart without a digest', async () => {
    for (const tool of ['sha256sum', 'busybox', 'openssl', 'shasum']) box.tool(tool, 'exit 127');
    const result = await box.run(['upload', box.write('dump', 'x')]);
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('no tool here computes SHA-256');
  });

  it('computes digests with another tool, where sha256sum is missing', async () => {
    box.tool('sha256sum', 'exit 127');
    if (spawnSync('sh', ['-c', 'command -v busybox openssl']).status !== 0) return;
    expect(await box.run(['upload', box.write('dump', fakeDump(100_000))])).toMatchObject({ status: 0 });
    expect(api.uploads[0]?.state).toBe('complete');
  });

  it.each([0o640, 0o604, 0o660])('refuses a token of mode %o', async (mode) => {
    chmodSync(join(box.root, 'etc/purgatory/token'), mode);
    const result = await box.run(['upload', box.write('dump', 'x')]);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('chmod 0600');
  });

  it('sends by policy hot no more than it may, whatever is wanted', async () => {
    const size = 20_000_000;
    const dump = box.write('d/vmcore', fakeDump(size));
    api.wants = [
      [{ offset: 0, length: 4096 }],
      [{ offset: 0, length: Math.floor(size / 4096) * 4096 }],
      [{ offset: 4096, length: 4096 }],
    ];
    const result = await box.run(['upload', dump, '--policy', 'hot', '--log', box.write('log', LOG)]);
    expect(result).toMatchObject({ status: 0 });
    expect(result.stderr).toContain('more than policy hot allows');
    expect([...(api.uploads[0]?.ranges.keys() ?? [])]).toEqual([0]);
    expect(api.uploads[0]).toMatchObject({ state: 'complete', chunks: new Map() });
  });

  it('does not send a large dump by policy hot to a service that asks for nothing', async () => {
    const dump = box.write('d/vmcore', fakeDump(9_000_000));
    expect(await box.run(['upload', dump, '--policy', 'hot', '--log', box.write('log', LOG)])).toMatchObject({
      status: 0,
    });
    expect(api.uploads[0]).toMatchObject({ state: 'complete', chunks: new Map() });
  });

  it('is content when another agent has finished its upload', async () => {
    const dump = box.write('dump', fakeDump(300_000));
    api.fault = ({ path, count }) => {
      if (!path.endsWith('/chunks') || count !== 1) return undefined;
      api.uploads[0]!.state = 'complete';
      return { status: 409, body: 'problem 409\ncode conflict\ntitle Conflict\ndetail the upload is complete\n' };
    };
    const result = await box.run(['upload', dump]);
    expect(result).toMatchObject({ status: 0, stdout: `${api.uploads[0]?.id ?? ''}\n` });
    expect(result.stderr).toContain('another agent of this host has finished');
  });

  it('sends a dump beside another agent, and neither of them fails, whichever is the slower', async () => {
    const bytes = fakeDump(400_000);
    const dump = box.write('dump', bytes);
    // Whoever asks first is held up until the other, which begins then, has finished the upload, however long that takes.
    const finished = join(box.root, 'finished');
    box.tool(
      'sleep',
      `[ "$1" -ge 60 ] || exec /bin/sleep "$1"\nwhile [ ! -e '${finished}' ]; do /bin/sleep 0.05; done`,
    );
    let other: ReturnType<typeof box.run> | undefined;
    api.fault = ({ path, count }) => {
      if (!path.endsWith('/chunks') || count !== 1) return undefined;
      other = box.run(['upload', dump]).finally(() => box.write('finished', ''));
      return { status: 503, headers: { 'retry-after': '60' }, body: '' };
    };
    const results = [await box.run(['upload', dump]), await other];
    const id = api.uploads[0]?.id ?? '';
    expect(results.map((result) => [result?.status, result?.stdout])).toEqual([
      [0, `${id}\n`],
      [0, `${id}\n`],
    ]);
    expect(api.uploads).toHaveLength(1);
    expect(api.uploads[0]).toMatchObject({ state: 'complete', sha256: sha256(bytes) });
    expect(results[0]?.stderr).toContain('another agent of this host has finished');
  });

  it.each([
    // Nine tenths were zeros and took no time on the way; what is left is dealt with as fast as all before.
    {
      done: 900,
      sent: 1,
      resumed: 0,
      seconds: 90,
      says: 'dump: 900.0 MiB of 1000.0 MiB (90 %), 12 KiB/s, about 10 s left',
    },
    { done: 500, sent: 0, resumed: 0, seconds: 50, says: 'dump: 500.0 MiB of 1000.0 MiB (50 %), about 50 s left' },
    {
      done: 900,
      sent: 50,
      resumed: 800,
      seconds: 10,
      says: 'dump: 900.0 MiB of 1000.0 MiB (90 %), 5.0 MiB/s, about 10 s left',
    },
    { done: 800, sent: 0, resumed: 800, seconds: 10, says: 'dump: 800.0 MiB of 1000.0 MiB (80 %)' },
    { done: 1000, sent: 1000, resumed: 0, seconds: 10, says: 'dump: 1000.0 MiB of 1000.0 MiB (100 %), 100.0 MiB/s' },
  ])('says how long it takes yet: $says', async ({ done, sent, resumed, seconds, says }) => {
    const { stdout } = await box.runScript(
      [
        ...functionsOf('human', 'report_progress'),
        'say() { echo "$*"; }',
        `read_clock() { now=${1000 + seconds}; }`,
        `chunks_started=1000 progress_at=0 dump_bytes=${1000 * 2 ** 20} done_bytes=${done * 2 ** 20}`,
        `sent_bytes=${sent * 2 ** 20} resumed_bytes=${resumed * 2 ** 20}`,
        'report_progress some',
      ].join('\n'),
    );
    expect(stdout).toBe(`${says}\n`);
  });

  it('waits by chance, otherwise in each of two crash kernels that are alike', async () => {
    const draw = [
      ...functionsOf('choose_digest', 'sha256', 'random'),
      'EMPTY_SHA256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 tmp=/nowhere',
      "random_seed='' random_digits='' random_count=0",
      'choose_digest',
      'n=0; while [ "$n" -lt 40 ]; do random 61; echo "$random"; n=$((n + 1)); done',
    ].join('\n');
    const drawn = await Promise.all([box.runScript(draw), box.runScript(draw)]);
    const [first = [], second = []] = drawn.map(({ stdout }) => stdout.trim().split('\n').map(Number));
    expect(first).toHaveLength(40);
    for (const each of [...first, ...second]) expect(each >= 0 && each <= 60).toBe(true);
    expect(new Set(first).size).toBeGreaterThan(10);
    expect(first).not.toEqual(second);
  });

  it('says once what the service says twice, and what it says once as well', async () => {
    const dump = box.write('dump', fakeDump(1000));
    const body =
      'problem 400\ncode input\ndetail the request is wrong: policy: is unknown\nerror policy is unknown\nerror sizeBytes is too small\n';
    api.fault = () => ({ status: 400, body });
    const { stderr } = await box.run(['upload', dump]);
    expect(stderr).toContain('the request is wrong: policy: is unknown; sizeBytes is too small (HTTP status 400)');
  });

  describe('asked to wait', () => {
    it('waits as long as it is told, and a bit', async () => {
      const begun = performance.now();
      api.fault = ({ path, count }) =>
        path === '/v1/uploads' && count === 1
          ? { status: 429, headers: { 'retry-after': '1' }, body: 'code quota\ndetail of uploads an hour\n' }
          : undefined;
      const result = await box.run(['upload', box.write('dump', fakeDump(1000))]);
      expect(result).toMatchObject({ status: 0 });
      expect(performance.now() - begun).toBeGreaterThan(1000);
      expect(result.stderr).toContain('of uploads an hour');
    });

    it('ends with the cause where its time is up before', async () => {
      api.fault = () => ({
        status: 429,
        headers: { 'retry-after': '3600' },
        body: 'code quota\ndetail of uploads an hour\n',
      });
      const result = await box.run(['upload', box.write('dump', fakeDump(1000)), '--time-limit', '60']);
      expect(result.status).toBe(4);
      expect(result.stderr).toContain('asks to wait 3600 s');
      expect(result.stderr).toContain('of uploads an hour');
      expect(api.requests).toHaveLength(1);
    });

    it.each([
      ['Retry-After: 3600', 3600],
      ['RETRY-AFTER:3600', 3600],
      ['retry-after:\t 03600 ', 3600],
      ['retry-after: 36000000000000000000000', 86400],
      ['retry-after: 99999', 86400],
      ['Retry-After: Fri, 31 Dec 2038 23:59:59 GMT', 60],
      ['x-retry-after: 7\r\nretry-after: 45', 45],
      ['retry-after: 000', 0],
      ['retry-after: -5', 0],
      ['retry-after:', 0],
      ['date: Fri, 31 Dec 2038 23:59:59 GMT', 0],
    ])('reads %j as %d s', async (header, seconds) => {
      box.write('headers', `HTTP/1.1 503 Service Unavailable\r\n${header}\r\n\r\n`);
      const script = [
        'set -eu',
        ...functionsOf('read_retry_after'),
        `tmp='${box.root}'`,
        'read_retry_after; echo "$asked"',
      ];
      const { stdout } = await box.runScript(script.join('\n'));
      expect(stdout).toBe(`${seconds}\n`);
    });

    it('tries on until its time limit, where nobody answers', async () => {
      const result = await box.run(
        ['upload', box.write('dump', 'x'), '--url', 'http://127.0.0.1:9', '--time-limit', '4'],
        {
          PURGATORY_MAX_ATTEMPTS: '0',
          PURGATORY_RETRY_SECONDS: '1',
        },
      );
      expect(result.status).toBe(4);
      expect(result.stderr).toContain('time limit of 4 s reached');
      expect(result.stderr.split('\n').filter((line) => line.includes('trying again')).length).toBeGreaterThan(1);
    });
  });

  it('names no problem of others where its sources are empty', async () => {
    mkdirSync(join(box.root, 'var/crash'), { recursive: true });
    expect(await box.run(['upload'])).toMatchObject({ status: 0, stdout: '' });
    expect(api.requests).toEqual([]);
  });
});
