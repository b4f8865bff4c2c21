/** What the agent does under any shell; one test file a shell calls it, so that they run side by side. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOKEN, assemble, sha256, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Sandbox, Shell } from './harness.ts';

const LOG = '[   12.345678] sysrq: Trigger a crash\n[   12.345700] Kernel panic - not syncing: sysrq triggered crash\n';

/** @param thorough also what no shell does differently from another */
export function describeAgent(shell: Shell, thorough: boolean): void {
  const lacks = [
    ...(shell.missing === undefined ? [] : [shell.missing]),
    ...(curlMissing ? ['curl is not installed'] : []),
  ];
  describeUnless(lacks, `purgatory-agent under ${shell.name}`, () => {
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

    const onlyUpload = () => {
      expect(api.uploads).toHaveLength(1);
      return api.uploads[0]!;
    };

    it('sends the log first and alone, then the dump, byte for byte, and says the upload’s id', async () => {
      const bytes = fakeDump(400_000);
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/vmcore', bytes);
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/vmcore-dmesg.txt', LOG);
      const result = await box.run(['upload']);
      expect(result).toMatchObject({ status: 0 });
      const upload = onlyUpload();
      expect(result.stdout).toBe(`${upload.id}\n`);
      expect(upload.state).toBe('complete');
      expect(upload.log?.toString()).toBe(LOG);
      expect(assemble(upload).equals(bytes)).toBe(true);
      expect(upload.sha256).toBe(sha256(bytes));
      expect(upload.create).toMatchObject({ fileName: 'vmcore', sizeBytes: 400_000, policy: 'all' });
      const log = api.requests.findIndex((request) => request.startsWith('PUT /s3/log'));
      const chunks = api.requests.findIndex((request) => request.endsWith('/chunks'));
      expect(log).toBeGreaterThan(0);
      expect(chunks).toBeGreaterThan(log);
    });

    if (thorough)
      it('declares a chunk of zeros instead of sending it', async () => {
        box.write('dump', fakeDump(400_000));
        await box.run(['upload', join(box.root, 'dump')]);
        expect(onlyUpload().chunks.get(2)).toMatchObject({ bytes: undefined });
        expect(api.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(6);
      });

    if (thorough)
      it.each([
        ['Red Hat', '127.0.0.1-2026-11-01-10:11:12', 'vmcore', 'vmcore-dmesg.txt'],
        ['Red Hat over ssh', 'web-1-2026-11-01-10:11:12', 'vmcore.flat', 'vmcore-dmesg.txt'],
        ['Red Hat cut short', '127.0.0.1-2026-11-01-10:11:12', 'vmcore-incomplete', 'vmcore-dmesg-incomplete.txt'],
        ['SUSE', '2026-11-01-10:11', 'vmcore', 'dmesg.txt'],
        ['Debian', '202611011011', 'dump.202611011011', 'dmesg.202611011011'],
        ['Debian cut short', '202611011011', 'dump-incomplete', 'dmesg.202611011011'],
      ])('finds dump and log as %s leaves them', async (_name, directory, dump, log) => {
        box.write(`var/crash/${directory}/${dump}`, fakeDump(1000));
        box.write(`var/crash/${directory}/${log}`, LOG);
        box.write('var/crash/kexec_cmd', 'not a dump');
        expect(await box.run(['upload'])).toMatchObject({ status: 0 });
        expect(onlyUpload()).toMatchObject({ create: { fileName: dump, sizeBytes: 1000 }, state: 'complete' });
        expect(onlyUpload().log?.toString()).toBe(LOG);
      });

    it('sends what the crash kernel said, after the log and before the dump, its end where it is long', async () => {
      const said = `${'x'.repeat(1_048_576)}makedumpfile Failed.\n`;
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/vmcore', fakeDump(1000));
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/vmcore-dmesg.txt', LOG);
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/kexec-dmesg.log', said);
      expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(onlyUpload().crashKernelLog?.toString()).toBe(said.slice(-1_048_576));
      expect(onlyUpload()).toMatchObject({ state: 'complete', log: Buffer.from(LOG) });
      const puts = api.requests.filter((request) => request.startsWith('PUT /s3/')).map((request) => request.slice(8));
      expect(puts).toEqual(['log-0', 'crash-kernel-log-1', `${onlyUpload().id}-0-2`]);
    });

    it('sends its dump to a service that has no place for what the crash kernel said, and says so', async () => {
      api.takesCrashKernelLog = false;
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/vmcore', fakeDump(1000));
      box.write('var/crash/127.0.0.1-2026-11-01-10:11:12/kexec-dmesg.log', 'kdump: saving vmcore failed\n');
      const result = await box.run(['upload']);
      expect(result).toMatchObject({ status: 0, stderr: expect.stringContaining("crash kernel's log is not taken") });
      expect([onlyUpload().state, onlyUpload().crashKernelLog]).toEqual(['complete', undefined]);
    });

    it('sends every new dump, the newest first, and each of them once', async () => {
      box.write('var/crash/202611010000/dump.202611010000', fakeDump(1000, 1));
      box.write('var/crash/202611020000/dump.202611020000', fakeDump(1000, 2));
      expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(api.uploads.map((upload) => upload.create.fileName)).toEqual(['dump.202611020000', 'dump.202611010000']);
      const requests = api.requests.length;
      const again = await box.run(['upload']);
      expect(again).toMatchObject({ status: 0, stdout: '' });
      expect(again.stderr).toContain('2 sent before');
      expect(api.requests).toHaveLength(requests);
      expect(await box.run(['upload', '--again'])).toMatchObject({ status: 0 });
      expect(api.uploads).toHaveLength(2);
    });

    if (thorough)
      it('sends the log of a crash that left no dump', async () => {
        box.write('var/crash/202611010000/dmesg.202611010000', LOG);
        expect(await box.run(['upload'])).toMatchObject({ status: 0 });
        expect(onlyUpload()).toMatchObject({ create: { sizeBytes: 0 }, state: 'complete' });
        expect(onlyUpload().log?.toString()).toBe(LOG);
      });

    it('takes the dump from /proc/vmcore in a crash kernel, and leaves the log to the service', async () => {
      const bytes = fakeDump(100_000);
      box.write('proc/vmcore', bytes);
      const result = await box.run(['upload']);
      expect(result).toMatchObject({ status: 0 });
      expect(onlyUpload()).toMatchObject({ log: undefined, state: 'complete' });
      expect(assemble(onlyUpload()).equals(bytes)).toBe(true);
    });

    if (thorough)
      it('names the crashed kernel from VMCOREINFO and from a kdump header', async () => {
        const elf = fakeDump(100_000);
        elf.write('\0OSRELEASE=6.12.9-amd64\nBUILD-ID=00\n', 4096, 'latin1');
        box.write('a/vmcore', elf);
        const kdump = fakeDump(100_000);
        kdump.write('KDUMP   ', 0, 'latin1');
        kdump.write('6.1.0-44-amd64\0\0', 142, 'latin1');
        box.write('b/vmcore', kdump);
        await box.run(['upload', join(box.root, 'a/vmcore')]);
        await box.run(['upload', join(box.root, 'b/vmcore')]);
        expect(api.uploads.map((upload) => upload.create.kernelRelease)).toEqual(['6.12.9-amd64', '6.1.0-44-amd64']);
      });

    it('copes with spaces and quotes in names, and refuses control characters', async () => {
      const directory = 'var/cr "ash\\$(reboot)';
      const bytes = fakeDump(70_000);
      box.write(`${directory}/vmcore`, bytes);
      box.write(`${directory}/vmcore-dmesg.txt`, LOG);
      expect(await box.run(['upload', join(box.root, directory)])).toMatchObject({ status: 0 });
      expect(assemble(onlyUpload()).equals(bytes)).toBe(true);
      const odd = box.write(`${directory}/a "b"\\c;d`, bytes.subarray(1));
      expect(await box.run(['upload', '--', odd])).toMatchObject({ status: 0 });
      expect(api.uploads[1]?.create.fileName).toBe('a "b"\\c;d');
      const forged = box.write(`${directory}/a\npurgatory-agent: done`, bytes.subarray(2));
      const refused = await box.run(['upload', '--', forged]);
      expect(refused.status).toBe(3);
      expect(refused.stderr).toMatch(
        /^purgatory-agent: [^\n]*a\?purgatory-agent: done: there is a control character in the name[^\n]*\n$/,
      );
      expect(api.uploads).toHaveLength(2);
    });

    it('killed half-way and started again sends only what is missing', async () => {
      const bytes = fakeDump(1_000_000);
      const dump = box.write('dump', bytes);
      const first = box.start(['upload', dump]);
      api.fault = ({ path }) => {
        if (/-7-\d+$/.test(path) && first.child.pid !== undefined) process.kill(-first.child.pid, 'SIGKILL');
        return undefined;
      };
      await first.done;
      const before = onlyUpload().chunks.size;
      expect(before).toBeGreaterThan(3);
      expect(before).toBeLessThan(16);
      api.fault = undefined;
      const sent = api.requests.filter((request) => request.startsWith('PUT')).length;
      const second = await box.run(['upload', dump]);
      expect(second).toMatchObject({ status: 0 });
      expect(second.stderr).toContain('resuming');
      expect(api.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(sent + 16 - before);
      expect(assemble(onlyUpload()).equals(bytes)).toBe(true);
      expect(onlyUpload().sha256).toBe(sha256(bytes));
    });

    it('tries again after 503s, cut connections and expired addresses', async () => {
      const bytes = fakeDump(300_000);
      box.write('d/vmcore', bytes);
      box.write('d/vmcore-dmesg.txt', LOG);
      api.fault = ({ path, method, count }) => {
        if (method !== 'PUT') return count === 1 ? { status: 503 } : undefined;
        if (/log-\d+$/.test(path))
          return api.requests.filter((r) => r.includes('/s3/log')).length < 3 ? 'cut' : undefined;
        const tries = api.requests.filter((r) => r.startsWith(path.replace(/^(.*-)\d+$/, 'PUT $1'))).length;
        if (tries === 1) return { status: 403, body: '<Error><Code>AccessDenied</Code><Message>Request has expired' };
        return tries === 2 ? { status: 500 } : undefined;
      };
      const result = await box.run(['upload', join(box.root, 'd')]);
      expect(result).toMatchObject({ status: 0 });
      expect(result.stderr).toContain('AccessDenied');
      expect(onlyUpload().log?.toString()).toBe(LOG);
      expect(assemble(onlyUpload()).equals(bytes)).toBe(true);
      expect(onlyUpload().sha256).toBe(sha256(bytes));
    });

    if (thorough)
      it('asks what is missing when the service says that something is, and sends that', async () => {
        const bytes = fakeDump(300_000);
        const dump = box.write('dump', bytes);
        api.fault = ({ path, count }) => {
          if (path.endsWith('/complete') && count === 1) api.uploads[0]?.chunks.delete(3);
          return undefined;
        };
        expect(await box.run(['upload', dump])).toMatchObject({ status: 0 });
        expect(assemble(onlyUpload()).equals(bytes)).toBe(true);
      });

    if (thorough)
      it('counts once what the service says twice, and sends each missing chunk once', async () => {
        const bytes = fakeDump(1_000_000);
        const dump = box.write('dump', bytes);
        api.overlaps = true;
        api.fault = ({ path, count }) => {
          if (path.endsWith('/complete') && count === 1) for (const lost of [3, 9]) api.uploads[0]?.chunks.delete(lost);
          return undefined;
        };
        const result = await box.run(['upload', dump]);
        expect(result).toMatchObject({ status: 0 });
        // Of 977 KiB all but two chunks of 64.
        expect(result.stderr).toContain('resuming: 849 KiB are there already');
        const puts = (index: number) => api.requests.filter((each) => each.includes(`-${index}-`)).length;
        expect([puts(2), puts(3), puts(4), puts(9), puts(10)]).toEqual([0, 2, 1, 2, 1]);
        expect(assemble(onlyUpload()).equals(bytes)).toBe(true);
      });

    if (thorough)
      it('sends no more than the log when the service wants no more', async () => {
        api.policyAfterLog = 'log';
        box.write('d/vmcore', fakeDump(300_000));
        box.write('d/dmesg.txt', LOG);
        expect(await box.run(['upload', join(box.root, 'd')])).toMatchObject({ status: 0 });
        expect(onlyUpload()).toMatchObject({ state: 'complete' });
        expect(onlyUpload().chunks.size).toBe(0);
      });

    if (thorough)
      it('sends hot pages instead of all when the service wants no more, never more than it is set to', async () => {
        const bytes = fakeDump(300_000);
        box.write('d/vmcore', bytes);
        box.write('d/dmesg.txt', LOG);
        api.wants = [[{ offset: 0, length: 4096 }], [{ offset: 8192, length: 4096 }]];
        api.policyAfterLog = 'hot';
        const result = await box.run(['upload', join(box.root, 'd')]);
        expect(result).toMatchObject({ status: 0 });
        expect(result.stderr).toContain('policy hot instead of all');
        expect([...onlyUpload().ranges.keys()]).toEqual([0, 8192]);
        expect(onlyUpload()).toMatchObject({ state: 'complete', chunks: new Map() });

        api.policyAfterLog = 'all';
        const other = await box.run(['upload', join(box.root, 'd'), '--policy', 'log']);
        expect(other).toMatchObject({ status: 0 });
        expect(api.uploads[1]).toMatchObject({ state: 'complete', chunks: new Map(), ranges: new Map() });
      });

    if (thorough)
      it.each([
        ['all of a dump that makedumpfile wrote without user pages', 31, true],
        ['hot pages of one that has them', 1, false],
      ])('sends by policy kernel %s', async (_what, dumpLevel, whole) => {
        const bytes = fakeDump(300_000);
        bytes.fill(0, 0, 8192);
        bytes.write('KDUMP   ', 0, 'latin1');
        bytes.writeUInt32LE(4096, 428);
        bytes.writeUInt32LE(dumpLevel, 4096 + 8);
        api.wants = [[{ offset: 0, length: 8192 }]];
        const dump = box.write('d/vmcore', bytes);
        box.write('d/dmesg.txt', LOG);
        expect(await box.run(['upload', dump, '--policy', 'kernel'])).toMatchObject({ status: 0 });
        expect(onlyUpload().state).toBe('complete');
        expect(onlyUpload().chunks.size).toBe(whole ? 5 : 0);
        expect(onlyUpload().ranges.size).toBe(whole ? 0 : 1);
      });

    if (thorough)
      it('knows by whichever policy what it has sent', async () => {
        box.write('var/crash/202611020000/dump.202611020000', fakeDump(1000));
        box.write('var/crash/202611020000/dmesg.202611020000', LOG);
        expect(await box.run(['upload', '--policy', 'log'])).toMatchObject({ status: 0 });
        const before = api.requests.length;
        const again = await box.run(['upload', '--policy', 'log']);
        expect(again).toMatchObject({ status: 0, stdout: '' });
        expect(api.requests).toHaveLength(before);
      });

    it('gives up with status 4 and a reason when the service stays away', async () => {
      const dump = box.write('dump', fakeDump(1000));
      api.fault = () => ({ status: 503 });
      const result = await box.run(['upload', dump]);
      expect(result.status).toBe(4);
      expect(result.stderr).toContain('HTTP status 503');
      expect(api.requests).toHaveLength(4);
      const refused = await box.run(['upload', dump, '--url', 'http://127.0.0.1:9']);
      expect(refused.status).toBe(4);
      expect(refused.stderr).toContain("can't be reached");
    });

    it('says so, with status 4, when its token is not accepted', async () => {
      const other = sandbox(shell, api.url, 'wrong-token');
      const dump = other.write('dump', fakeDump(1000));
      const result = await other.run(['upload', dump]);
      other.remove();
      expect(result.status).toBe(4);
      expect(result.stderr).toContain("does not accept this host's token: the token is not valid");
      expect(result.stderr).not.toContain('wrong-token');
    });

    it('stops at its time limit', async () => {
      const dump = box.write('dump', fakeDump(300_000));
      api.fault = ({ method }) => (method === 'PUT' ? { status: 503 } : undefined);
      const result = await box.run(['upload', dump, '--time-limit', '1'], {
        PURGATORY_RETRY_SECONDS: '1',
        PURGATORY_MAX_ATTEMPTS: '50',
      });
      expect(result.status).toBe(4);
      expect(result.stderr).toContain('time limit of 1 s reached');
    });

    it('says what is wrong with its arguments and settings, with status 2', async () => {
      const cases: [string[], string][] = [
        [['upload', '--policy', 'everything'], 'policy is log, hot, kernel or all'],
        [['upload', '--frobnicate'], 'there is no option --frobnicate'],
        [['frobnicate'], 'there is no command frobnicate'],
        [['upload', '--time-limit', '010'], 'the time limit is a number of seconds'],
        [['upload', '--limit-rate', 'fast'], 'the rate is bytes per second'],
        [['upload', '--url', 'ftp://example.com'], 'is not an http or https address'],
        [['upload', '--url', 'http://example.com'], 'has no TLS'],
        [['upload', '--url', 'http://127.0.0.1.example.com'], 'has no TLS'],
        [['upload', '--token-file', '/nowhere'], 'no token: /nowhere'],
        [['upload', 'a', 'b'], 'one argument too many'],
        [['upload', '--url'], '--url needs a value'],
      ];
      for (const [args, message] of cases) {
        const result = await box.run(args);
        expect({ args, ...result }).toMatchObject({ args, status: 2, stdout: '' });
        expect(result.stderr).toContain(message);
      }
      box.write('etc/purgatory/agent.conf', 'URL=x\nnonsense\n');
      expect((await box.run(['upload'])).stderr).toContain('agent.conf line 2: expected NAME=value');
    });

    if (thorough)
      it('refuses a token that every user can read', async () => {
        chmodSync(join(box.root, 'etc/purgatory/token'), 0o644);
        const result = await box.run(['upload', box.write('dump', 'x')]);
        expect(result.status).toBe(2);
        expect(result.stderr).toContain('every user can read');
      });

    it('says that there is nothing to send; what is named and absent is status 3', async () => {
      box.write('var/crash/notes.txt', 'nothing');
      const nothing = await box.run(['upload']);
      expect(nothing).toMatchObject({ status: 0, stdout: '' });
      expect(nothing.stderr).toContain('nothing to send');
      const absent = await box.run(['upload', '/no/such\u001b[31m']);
      expect(absent.status).toBe(3);
      expect(absent.stderr).toContain('no such file or directory');
      expect(absent.stderr).not.toContain('\u001b');
    });

    it('notices a dump that changes while it is sent', async () => {
      const dump = box.write('dump', fakeDump(300_000));
      api.fault = ({ path, count }) => {
        if (path.endsWith('/complete') || (path.endsWith('/chunks') && count === 1)) truncateSync(dump, 1000);
        return undefined;
      };
      const result = await box.run(['upload', dump]);
      expect(result.status).toBe(3);
      expect(result.stderr).toContain('changed while it was being sent');
      expect(onlyUpload().state).toBe('open');
    });

    it('shows the token to nobody: not in arguments, environment, output or to the object store, and leaves no file', async () => {
      const dump = box.write('dump', fakeDump(300_000));
      let processes = '';
      api.fault = () => {
        processes += spawnSync('ps', ['axeww'], { encoding: 'utf8' })
          .stdout.split('\n')
          .filter((line) => line.includes(box.directory) || line.includes('curl'))
          .join('\n');
        return undefined;
      };
      const result = await box.run(['upload', dump], { PURGATORY_TRACE: '1' });
      expect(result.status).toBe(0);
      expect(processes).toContain('curl -q --config');
      expect(processes).not.toContain(TOKEN);
      expect(processes).not.toContain('X-Amz-Signature');
      expect(result.stderr + result.stdout).not.toContain(TOKEN);
      expect(readdirSync(box.directory).filter((name) => name.startsWith('purgatory.'))).toEqual([]);
    });

    if (thorough)
      it('takes the token from the environment as well', async () => {
        const dump = box.write('dump', fakeDump(1000));
        const result = await box.run(['upload', dump, '--token-file', '/nowhere'], { PURGATORY_TOKEN: TOKEN });
        expect(result.status).toBe(2);
        expect(await box.run(['upload', dump], { PURGATORY_TOKEN: TOKEN })).toMatchObject({ status: 0 });
      });

    if (thorough)
      it('sends a log alone, and tells the state of the last upload', async () => {
        const log = box.write('console.log', LOG);
        expect(await box.run(['log', log])).toMatchObject({ status: 0 });
        expect(onlyUpload()).toMatchObject({ create: { sizeBytes: 0, fileName: 'console.log' }, state: 'complete' });
        const status = await box.run(['status']);
        expect(status.stdout).toContain(`id ${onlyUpload().id}\nhost web-1\nstate complete\n`);
      });

    if (thorough)
      it('sends the log of a dump alone by policy, and the dump later as an upload of its own', async () => {
        box.write('d/vmcore', fakeDump(1000));
        box.write('d/dmesg.txt', LOG);
        expect(await box.run(['upload', join(box.root, 'd'), '--policy', 'log'])).toMatchObject({ status: 0 });
        expect(await box.run(['upload', join(box.root, 'd')])).toMatchObject({ status: 0 });
        expect(api.uploads.map((upload) => upload.create.sizeBytes)).toEqual([0, 1000]);
      });

    describe('in a crash kernel', () => {
      const ROUNDS = [
        [{ offset: 0, length: 4096 }],
        [
          { offset: 40_960, length: 8192 },
          { offset: 1_048_576, length: 1_048_576 },
        ],
        [{ offset: 2_998_272, length: 1728 }],
      ];

      it('sends what the analyser wants, round by round, and nothing else', async () => {
        const bytes = fakeDump(3_000_000);
        box.write('proc/vmcore', bytes);
        const log = box.write('log', LOG);
        api.wants = ROUNDS;
        const result = await box.run(['upload', '--log', log]);
        expect(result).toMatchObject({ status: 0 });
        const upload = onlyUpload();
        expect(upload.create.policy).toBe('hot');
        expect([...upload.ranges.keys()]).toEqual([0, 40_960, 1_048_576, 2_998_272]);
        expect(api.requests.filter((request) => request.endsWith('/ranges'))).toHaveLength(3);
        for (const [offset, got] of upload.ranges) {
          expect(got.equals(bytes.subarray(offset, offset + got.length))).toBe(true);
        }
        expect(upload.chunks.size).toBe(0);
        expect(upload).toMatchObject({ state: 'complete', recheck: { checkedBytes: 1_062_592, changed: [] } });
      });

      it('needs fewer requests of a service that takes more by one', async () => {
        box.write('proc/vmcore', fakeDump(3_000_000));
        api.wants = ROUNDS;
        api.takesMore = true;
        expect(await box.run(['upload', '--log', box.write('log', LOG)])).toMatchObject({ status: 0 });
        const id = onlyUpload().id;
        expect(onlyUpload()).toMatchObject({ state: 'complete', recheck: { checkedBytes: 1_062_592, changed: [] } });
        expect(onlyUpload().log?.toString()).toBe(LOG);
        const asked = api.requests.map((request) => request.replace(`/v1/uploads/${id}`, '').replace(/-\d+$/, ''));
        expect(asked.filter((request) => !request.startsWith('GET'))).toEqual([
          'POST /v1/uploads',
          'PUT /s3/log',
          ...ROUNDS.flatMap(() => ['POST /ranges', 'PUT /s3/ranges']),
          'POST /complete',
        ]);
      });

      it('waits as long as a service under pressure asks, and does not take that for silence', async () => {
        box.write('proc/vmcore', fakeDump(3_000_000));
        api.wants = ROUNDS;
        api.pollAfter = Array.from({ length: 20 }, () => 0);
        api.pollAfter.push(1);
        expect(await box.run(['upload', '--log', box.write('log', LOG)])).toMatchObject({ status: 0 });
        expect(onlyUpload().served).toBe(3);
      });

      it('tells which of the ranges it served early have changed since', async () => {
        const bytes = fakeDump(3_000_000);
        const vmcore = box.write('proc/vmcore', bytes);
        api.wants = ROUNDS;
        api.fault = ({ method }) => {
          // A device writes to a page that was served two rounds ago.
          if (method === 'PUT' && api.uploads[0]?.served === 2) {
            bytes.writeUInt32LE(0xdeadbeef, 45_000);
            writeFileSync(vmcore, bytes);
          }
          return undefined;
        };
        const result = await box.run(['upload', '--log', box.write('log', LOG)]);
        expect(result).toMatchObject({ status: 0 });
        expect(result.stderr).toContain('memory changed after the crash');
        expect(onlyUpload().recheck?.changed).toEqual([{ offset: 40_960, length: 8192 }]);
      });

      it('sends wanted ranges again when they are not taken', async () => {
        const bytes = fakeDump(3_000_000);
        box.write('proc/vmcore', bytes);
        api.wants = ROUNDS;
        api.fault = ({ path }) => {
          const tries = api.requests.filter((request) => request.includes('/s3/ranges')).length;
          return path.startsWith('/s3/ranges') && tries % 2 === 1 ? { status: 503 } : undefined;
        };
        expect(await box.run(['upload', '--log', box.write('log', LOG)])).toMatchObject({ status: 0 });
        expect(onlyUpload().served).toBe(3);
      });

      it('names the crash by the time that the kernel noted', async () => {
        const bytes = fakeDump(100_000);
        bytes.write('\0OSRELEASE=6.12.9-amd64\nCRASHTIME=1795437335\n\0', 4096, 'latin1');
        box.write('proc/vmcore', bytes);
        expect(await box.run(['upload'])).toMatchObject({ status: 0 });
        expect(onlyUpload().create).toMatchObject({
          crashKey: '1795437335-6.12.9-amd64',
          capturedAt: '2026-11-23T12:35:35Z',
        });
      });
    });

    it('sends what pstore kept, in its right order, where kdump left nothing', async () => {
      box.write('sys/fs/pstore/dmesg-efi_pstore-179543733501001', 'Panic#2 Part1\nlast\n');
      box.write('sys/fs/pstore/dmesg-efi_pstore-179543733502001', 'Panic#2 Part2\nmiddle\n');
      box.write('sys/fs/pstore/dmesg-efi_pstore-179543733510001', 'Panic#2 Part10\nfirst\n');
      box.write('sys/fs/pstore/dmesg-efi_pstore-179543733401001', 'Oops#1 Part1\nan oops before it\n');
      expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(onlyUpload().log?.toString()).toBe('first\nmiddle\nlast\n');
      expect(await box.run(['upload'])).toMatchObject({ status: 0, stdout: '' });
      box.write('var/crash/202611020000/dump.202611020000', fakeDump(1000));
      box.write('sys/fs/pstore/dmesg-efi_pstore-179543733501001', 'Panic#2 Part1\nanother\n');
      expect(await box.run(['upload'])).toMatchObject({ status: 0 });
      expect(api.uploads.map((upload) => upload.create.fileName)).toEqual(['pstore.txt', 'dump.202611020000']);
    });

    it('doctor tells what a host lacks', async () => {
      box.write('proc/cmdline', 'root=/dev/sda1 crashkernel=512M quiet\n');
      box.write('proc/meminfo', 'MemTotal:       16000000 kB\n');
      box.write('sys/kernel/kexec_crash_size', '536870912\n');
      box.write('sys/kernel/kexec_crash_loaded', '1\n');
      box.write('var/crash/x', '');
      const good = await box.run(['doctor']);
      expect(good.stdout).not.toContain('FAIL');
      expect(good).toMatchObject({ status: 0 });
      expect(good.stdout).toContain("accepts this host's token");
      expect(good.stdout).toContain('clock agrees');
      box.write('sys/kernel/kexec_crash_loaded', '0\n');
      const bad = await box.run(['doctor', '--url', 'http://127.0.0.1:9']);
      expect(bad.status).toBe(1);
      expect(bad.stdout).toContain('FAIL  no crash kernel is loaded');
      expect(bad.stdout).toContain("FAIL  http://127.0.0.1:9 can't be reached");
    });
  });
}
