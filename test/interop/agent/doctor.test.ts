/** What the agent's doctor and its status say, one by one: by them people learn why a host would send nothing. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { skipHere } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Result, Sandbox } from './harness.ts';

const shell = SHELLS.find((candidate) => candidate.missing === undefined);
const lacks = shell === undefined ? 'no POSIX shell is here' : curlMissing ? 'curl is not installed' : undefined;
const GIB_KB = 1024 * 1024;

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
    box.write('proc/cmdline', 'root=/dev/sda1 crashkernel=512M quiet\n');
    box.write('proc/meminfo', `MemFree: 1 kB\nMemTotal:       ${16 * GIB_KB} kB\nCached: 2 kB\n`);
    box.write('sys/kernel/kexec_crash_size', '536870912\n');
    box.write('sys/kernel/kexec_crash_loaded', '1\n');
    box.write('proc/sys/kernel/osrelease', '6.12.9\n');
    box.write('var/crash/x', '');
    box.tool('df', `echo 'Filesystem 1024-blocks Used Available'; echo '/dev/sda1 9 8 ${4 * GIB_KB} 50% /var'`);
  });
  afterEach(async () => {
    await api.close();
    box.remove();
  });

  const doctor = (env: Record<string, string> = {}): Promise<Result> => box.run(['doctor'], env);
  const said = ({ stdout }: Result, word: 'ok' | 'warn' | 'FAIL') =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith(word))
      .map((line) => line.slice(6));

  describe('its doctor', () => {
    it('says what there is of a host that would send its dump, and in figures', async () => {
      const result = await doctor();
      expect([result.status, said(result, 'FAIL')]).toEqual([0, []]);
      expect(said(result, 'ok')).toEqual([
        'all tools are there',
        `service: ${api.url}`,
        'this host has a token',
        `${api.url} answers and accepts this host's token`,
        "the clock agrees with the service's",
        "the kernel's command line reserves memory: crashkernel=512M",
        '512.0 MiB are reserved for the crash kernel',
        'a crash kernel is loaded',
        `${join(box.root, 'var/crash')} has 4.0 GiB free for a dump of 16.0 GiB of memory`,
        'time limit 3600 s: a tenth of memory needs 467 KiB/s',
      ]);
      expect(said(result, 'warn')).toEqual([
        `${api.url} has no TLS`,
        'no initramfs of a crash kernel found: dumps can only be sent after the reboot',
      ]);
    });

    it('names what is missing of the crash kernel', async () => {
      box.write('proc/cmdline', 'root=/dev/sda1 quiet\n');
      box.write('sys/kernel/kexec_crash_size', '0\n');
      box.write('sys/kernel/kexec_crash_loaded', '0\n');
      const result = await doctor();
      expect(result.status).toBe(1);
      expect(said(result, 'FAIL')).toEqual([
        "no memory is reserved for a crash kernel: add crashkernel=512M to the kernel's command line and reboot",
        'no crash kernel is loaded: start kdump (kdump-tools.service or kdump.service)',
      ]);
      expect(said(result, 'warn')).toContain("no crashkernel= on the kernel's command line");
    });

    it('looks into the initramfs of the crash kernel, where something lists it', async () => {
      const image = box.write('var/lib/kdump/initrd.img-6.12.9', 'image');
      box.tool('lsinitramfs', 'printf "usr/bin/purgatory-agent\\nusr/bin/curl\\nusr/sbin/dhclient\\n"');
      const first = await doctor();
      expect([said(first, 'ok').slice(8, 11), said(first, 'warn').slice(1)]).toEqual([
        [`${image} holds purgatory-agent`, `${image} holds curl`, `${image} can bring up a network`],
        [`${image} has no sha256sum: dumps can only be sent after the reboot`],
      ]);
      box.tool('lsinitramfs', 'echo usr/bin/sha256sum');
      expect(said(await doctor(), 'warn').slice(1)).toEqual([
        `${image} has no purgatory-agent: dumps can only be sent after the reboot`,
        `${image} has no curl: dumps can only be sent after the reboot`,
        `${image} brings up no network: dumps can only be sent after the reboot`,
      ]);
    });

    it('says where there is little room, and where there is no place for dumps', async () => {
      box.tool('df', `echo header; echo '/dev/sda1 9 8 ${GIB_KB} 50% /var'`);
      expect(said(await doctor(), 'warn')).toContain(
        `${join(box.root, 'var/crash')} has only 1.0 GiB free for a dump of 16.0 GiB of memory`,
      );
      rmSync(join(box.root, 'var/crash'), { recursive: true });
      expect(said(await doctor(), 'warn')).toContain(
        `${join(box.root, 'var/crash')} does not exist: nothing to send after a reboot`,
      );
    });

    it.each([
      [401, "does not accept this host's token: HTTP status 401"],
      [403, "does not accept this host's token: HTTP status 403"],
      [500, 'answers, but not as Purgatory does: HTTP status 500'],
    ])('tells an answer of %d', async (status, text) => {
      api.fault = () => ({ status, body: '' });
      const result = await doctor();
      expect([result.status, said(result, 'FAIL')]).toEqual([1, [`${api.url} ${text}`]]);
    });

    it.each([
      [-1000, true],
      [1000, true],
      [-200, false],
      [200, false],
    ])('compares the clocks: one that is %d s off', async (seconds, isOff) => {
      box.tool('date', `[ "$1" != +%s ] || { echo "$(($(/bin/date +%s) - ${seconds}))"; exit; }\nexec /bin/date "$@"`);
      const result = await doctor();
      const off = said(result, 'FAIL').filter((line) => line.includes('clock'));
      expect(off).toHaveLength(isOff ? 1 : 0);
      // To a few seconds: the doctor asks one clock after the other.
      if (isOff) expect(off[0]).toMatch(new RegExp(`^this host's clock is ${seconds < 0 ? '-(9|10)' : '1'}\\d+ s off`));
    });

    it('names every tool that is missing, and asks the service for nothing then', async () => {
      const bin = join(box.directory, 'few');
      mkdirSync(bin);
      for (const name of [
        shell.argv[0] ?? 'sh',
        'curl',
        'dd',
        'stat',
        'tail',
        'head',
        'cut',
        'sed',
        'tr',
        'sort',
        'mktemp',
        'sleep',
        'date',
        'df',
        'cat',
        'rm',
        'uname',
      ]) {
        const { stdout } = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
        if (existsSync(stdout.trim())) symlinkSync(stdout.trim(), join(bin, name));
      }
      const result = await doctor({ PATH: bin });
      expect(said(result, 'FAIL')).toEqual(['missing tools: tee mkfifo grep wc sha256sum']);
      expect([result.status, api.requests]).toEqual([1, []]);
    });

    it('says that there is no service and no token, and goes on', async () => {
      box.write('etc/purgatory/agent.conf', '');
      rmSync(join(box.root, 'etc/purgatory/token'));
      const result = await doctor();
      expect(said(result, 'FAIL')).toEqual([
        expect.stringMatching(/^no service address: set URL in /),
        expect.stringMatching(/^no token: .* is missing or not readable/),
      ]);
      expect(said(result, 'ok')).toContain('a crash kernel is loaded');
    });
  });

  describe('its status', () => {
    it('is of the last upload, where there is one', async () => {
      const none = await box.run(['status']);
      expect([none.status, none.stderr]).toEqual([3, 'purgatory-agent: no upload was made from here yet: name one\n']);
      await box.run(['upload', box.write('dump', fakeDump(1000))]);
      const id = api.uploads[0]?.id ?? '';
      for (const command of [['status'], ['status', id]]) {
        const { status, stdout } = await box.run(command);
        expect([status, stdout.split('\n')[0]]).toEqual([0, `id ${id}`]);
      }
    });

    it.each(['../hosts', 'x', '01HFAKE/..'])('is asked of no other address: %s', async (id) => {
      const { status, stderr } = await box.run(['status', id]);
      expect([status, stderr]).toEqual([2, `purgatory-agent: ${id} is not an upload's id\n`]);
      expect(api.requests).toEqual([]);
    });

    it('of an upload that is not there is refused with the reason', async () => {
      const { status, stderr } = await box.run(['status', '01HFAKE0000000000000000009']);
      expect([status, stderr]).toEqual([4, expect.stringContaining("the service refused the upload's status: ")]);
    });
  });

  describe('a dump that is sent', () => {
    it('resumes nothing where nothing was sent before, and sends each chunk once', async () => {
      const { stderr } = await box.run(['upload', box.write('dump', fakeDump(300_000))]);
      expect(stderr).not.toContain('resuming');
      expect(stderr).toMatch(/dump: 293 KiB of 293 KiB \(100 %\)/);
      const puts = api.requests.filter((request) => request.startsWith('PUT'));
      expect(new Set(puts).size).toBe(puts.length);
    });

    it('whose connection breaks off loses none of its chunks: what failed and what stood behind it come again', async () => {
      const dump = box.write('dump', fakeDump(600_000));
      let cut = 0;
      api.fault = ({ method, path }) => (method === 'PUT' && /-4-\d+$/.test(path) && ++cut === 1 ? 'cut' : undefined);
      const result = await box.run(['upload', dump]);
      expect([cut, result.status]).toEqual([2, 0]);
      const completed = api.requests.filter((request) => request.endsWith('/complete'));
      expect(completed).toHaveLength(1);
      expect(api.uploads[0]).toMatchObject({ state: 'complete' });
    });
  });
});
