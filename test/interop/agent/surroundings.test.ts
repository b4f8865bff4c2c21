/** What a host may have around the agent: files that others put where dumps lie, files that change, clocks that are wrong, proxies. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chownSync, lchownSync, mkdirSync, readFileSync, symlinkSync, truncateSync, utimesSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TOKEN, assemble, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';

const LOG = '[   12.345700] Kernel panic - not syncing: sysrq triggered crash\n';
const STRANGER = 12_345;
const noCurl = curlMissing ? ['curl is not installed'] : [];
const first = SHELLS.find((shell) => shell.missing === undefined);

let api: FakeApi;
let box: Sandbox;
afterEach(async () => {
  await api.close();
  box.remove();
});

describe.each(SHELLS)('what others put where dumps lie, under $name', (shell) => {
  const lacks = [
    ...(shell.missing === undefined ? [] : [shell.missing]),
    ...noCurl,
    ...(process.getuid?.() === 0 ? [] : ['only root can give files to another user']),
  ];
  describeUnless(lacks, 'is not sent', () => {
    beforeEach(async () => {
      api = await startFakeApi();
      box = sandbox(shell, api.url);
    });

    const crash = (name = ''): string => join(box.root, 'var/crash', name);
    const token = (): string => join(box.root, 'etc/purgatory/token');
    const give = (path: string): void => {
      lchownSync(path, STRANGER, STRANGER);
    };
    const link = (target: string, name: string): void => {
      symlinkSync(target, crash(name));
      give(crash(name));
    };
    const names = () => api.uploads.map(({ create }) => create.fileName);

    it('be it a link to the token, a dump, a folder or a log', async () => {
      const bytes = fakeDump(1000);
      box.write('var/crash/202611010000/vmcore', bytes);
      give(box.write('var/crash/202611010000/vmcore-dmesg.txt', LOG));
      give(box.write('var/crash/202611010000/kexec-dmesg.log', LOG));
      link(token(), 'vmcore');
      mkdirSync(crash('202611020000'));
      symlinkSync(token(), crash('202611020000/vmcore'));
      give(crash('202611020000'));
      give(box.write('var/crash/202611030000/dump.202611030000', fakeDump(1000, 3)));
      box.write('elsewhere/vmcore', fakeDump(1000, 4));
      link(join(box.root, 'elsewhere'), '202611040000');
      const result = await box.run(['upload']);
      expect(result).toMatchObject({ status: 0 });
      expect(names()).toEqual(['vmcore']);
      expect(api.uploads[0]).toMatchObject({ state: 'complete', log: undefined });
      expect(api.uploads[0]?.crashKernelLog).toBeUndefined();
      expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
      expect(result.stderr).toContain(`${crash('vmcore')} belongs to user 12345, who may have put anything there`);
      expect(result.stderr.match(/belongs to user/g)?.length).toBeLessThan(7);
    });

    it('by the command that looks for a log, either', async () => {
      box.write('var/crash/1/dmesg.txt', 'of root\n');
      box.write('var/crash/2/dmesg.txt', 'in a folder of others\n');
      give(crash('2'));
      mkdirSync(crash('3'));
      symlinkSync(token(), crash('3/dmesg.txt'));
      give(crash('3/dmesg.txt'));
      box.write('elsewhere/4/dmesg.txt', 'behind a link of others\n');
      link(join(box.root, 'elsewhere'), '4');
      expect(await box.run(['log'])).toMatchObject({ status: 0 });
      expect(api.uploads.map(({ log }) => log?.toString())).toEqual(['of root\n']);
    });

    it('unless it is named, the directory is theirs, or the link is root’s', async () => {
      give(box.write('var/crash/202611010000/dump.202611010000', fakeDump(1000, 1)));
      expect(await box.run(['upload', crash('202611010000/dump.202611010000')])).toMatchObject({ status: 0 });
      give(box.write('var/crash/202611020000/dump.202611020000', fakeDump(1000, 2)));
      give(crash('202611020000'));
      expect(await box.run(['upload'])).toMatchObject({ status: 0, stdout: '' });
      expect(names()).toEqual(['dump.202611010000']);
      // As where other hosts' kdump writes by ssh.
      chownSync(crash(), STRANGER, STRANGER);
      symlinkSync(crash(), join(box.root, 'var/link'));
      const result = await box.run(['upload'], { PURGATORY_SOURCE: join(box.root, 'var/link') });
      expect(result).toMatchObject({ status: 0 });
      expect(names()).toEqual(['dump.202611010000', 'dump.202611020000']);
    });
  });
});

describeUnless(
  [...(first === undefined ? ['no POSIX shell is here'] : []), ...noCurl],
  'the agent, in surroundings that change',
  () => {
    beforeEach(async () => {
      api = await startFakeApi();
      box = sandbox(first!, api.url);
    });

    it.each([
      ['log', 'vmcore-dmesg.txt', 'log'],
      ['crash kernel’s log', 'kexec-dmesg.log', 'crash-kernel-log'],
    ])('does not wait for what a %s that shrinks has no more', async (_what, name, verb) => {
      const dump = box.write('d/vmcore', fakeDump(1000));
      const log = box.write(`d/${name}`, LOG.repeat(50));
      api.fault = ({ path, count }) => {
        if (path.endsWith(`/${verb}`) && count === 1) truncateSync(log, LOG.length);
        return undefined;
      };
      const result = await box.run(['upload', dump]);
      expect(result).toMatchObject({ status: 0 });
      expect(result.stderr).toContain('BadDigest');
      // The log is measured anew; what only explains goes once.
      const { log: got, crashKernelLog, state } = api.uploads[0]!;
      expect([got?.toString(), crashKernelLog, state]).toEqual([
        verb === 'log' ? LOG : undefined,
        undefined,
        'complete',
      ]);
    });

    it.each([
      ['999999999999', undefined],
      ['253402300799', '9999-12-31T23:59:59Z'],
      ['37', '1970-01-01T00:00:37Z'],
    ])('sends a dump whose kernel took the time for %s s', async (seconds, capturedAt) => {
      const bytes = fakeDump(100_000);
      bytes.write(`\0OSRELEASE=6.12.9-amd64\nCRASHTIME=${seconds}\n\0`, 4096, 'latin1');
      expect(await box.run(['upload', box.write('d/vmcore', bytes)])).toMatchObject({ status: 0 });
      const { create, state } = api.uploads[0]!;
      expect([create.capturedAt, create.crashKey, state]).toEqual([capturedAt, `${seconds}-6.12.9-amd64`, 'complete']);
    });

    it('keeps its time limit and sends all, whatever the wall clock says', async () => {
      const bytes = fakeDump(300_000);
      box.write('proc/vmcore', bytes);
      // 1970, then far ahead, and back with every look.
      box.tool(
        'date',
        `n=$(cat '${box.root}/looks' 2>/dev/null || echo 0); echo $((n + 1)) >'${box.root}/looks'
case $*:$((n % 3)) in
  *%s*:0) echo 12 ;;
  *%s*:1) echo 4102444800 ;;
  *%s*) echo 0 ;;
  *) TZ=UTC exec /bin/date "$@" ;;
esac`,
      );
      const env = { PURGATORY_CRASH_TIME_LIMIT: '60', PURGATORY_CRASH_POLICY: 'all', PURGATORY_RETRY_SECONDS: '1' };
      api.fault = ({ path, count }) => (path.endsWith('/chunks') && count === 1 ? { status: 503 } : undefined);
      const result = await box.run(['upload'], env);
      expect(result).toMatchObject({ status: 0 });
      expect(Number(readFileSync(join(box.root, 'looks'), 'utf8'))).toBeGreaterThan(1);
      expect(api.uploads[0]).toMatchObject({ state: 'complete' });
      expect(assemble(api.uploads[0]!).equals(bytes)).toBe(true);
      expect(api.uploads[0]?.create.capturedAt).toMatch(/^(1970|2100)-/);
    });

    it('knows a dump by its own time, and one of the same bytes and another time as another', async () => {
      const dump = box.write('var/crash/202611010000/dump.202611010000', fakeDump(1000));
      for (const [seconds, uploads] of [
        [37, 1],
        [37, 1],
        [4_000_000_000, 2],
      ] as const) {
        utimesSync(dump, seconds, seconds);
        expect(await box.run(['upload'])).toMatchObject({ status: 0 });
        expect(api.uploads).toHaveLength(uploads);
      }
      expect(api.uploads.map(({ create }) => create.capturedAt)).toEqual([
        '1970-01-01T00:00:37Z',
        '2096-10-02T07:06:40Z',
      ]);
    });

    it('tells a service of this machine nothing by way of a proxy', async () => {
      const told: string[] = [];
      const proxy = createServer((request, response) => {
        told.push(`${request.url} ${request.headers.authorization}`);
        response.end();
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const result = await box.run(['upload', box.write('dump', fakeDump(1000))], {
        http_proxy: address,
        HTTP_PROXY: address,
        all_proxy: address,
        ALL_PROXY: address,
      });
      proxy.close();
      expect(told).toEqual([]);
      expect(result).toMatchObject({ status: 0 });
      expect(result.stderr).not.toContain(TOKEN);
    });
  },
);
