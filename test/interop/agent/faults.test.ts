/**
 * Faults drawn at random from a seed: whatever happens on the way, an upload ends with the dump byte for byte, or with a
 * reason, and a further run mends it. Half of the runs send hot pages only: then what the analyser wanted has to be there, byte
 * for byte. PURGATORY_FAULT_RUNS sets how many runs (200 say more than the 8 of every day).
 */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { TOKEN, assemble, sha256, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi, Fault } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox, shellNamed } from './harness.ts';
import type { Result, Sandbox } from './harness.ts';
import { generator } from './random.ts';

const RUNS = Number(process.env['PURGATORY_FAULT_RUNS'] ?? 8);
const FIRST_SEED = Number(process.env['PURGATORY_FAULT_SEED'] ?? 1);
const LOG = 'Kernel panic - not syncing: faults\n';

/** About one request in five goes wrong, each in a way of its own; `onKill` ends the agent in the middle of one. */
function drawnFault(below: (limit: number) => number, api: FakeApi, onKill: () => void): Fault {
  return ({ method }) => {
    switch (below(45)) {
      case 0:
        return { status: 503, headers: { 'retry-after': '0' } };
      case 1:
        return { status: 500, body: 'not JSON, nor lines' };
      case 2:
        return 'cut';
      case 3:
        return { status: 429 };
      case 4:
        return method === 'PUT' ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' } : undefined;
      case 5:
        return method === 'PUT' ? { status: 400, body: '<Error><Code>BadDigest</Code></Error>' } : undefined;
      case 6: {
        // The store loses a chunk that it had.
        const [upload] = api.uploads;
        if (upload?.state === 'open' && upload.chunks.size > 0)
          upload.chunks.delete([...upload.chunks.keys()][below(upload.chunks.size)] ?? 0);
        return undefined;
      }
      case 7:
        onKill();
        return undefined;
      default:
        return undefined;
    }
  };
}

const ascending = (a: number, b: number): number => a - b;

/** Three rounds of pages here and there, each page once. */
function drawnWants(below: (limit: number) => number, sizeBytes: number): { offset: number; length: number }[][] {
  const left = Array.from({ length: Math.floor(sizeBytes / 4096) }, (_, page) => page);
  return [1, 2, 3].map(() =>
    Array.from({ length: 1 + below(8) }, () => {
      const [page = 0] = left.splice(below(left.length), 1);
      return { offset: page * 4096, length: 4096 };
    }),
  );
}

const found = SHELLS.find((candidate) => candidate.missing === undefined);
const shell = found ?? shellNamed('sh');
const lacks = [
  ...(found === undefined ? ['no POSIX shell is here'] : []),
  ...(curlMissing ? ['curl is not installed'] : []),
];

describeUnless(lacks, 'the agent, with faults drawn at random', () => {
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

  it.each(Array.from({ length: RUNS }, (_, run) => FIRST_SEED + run))(
    'ends with the dump byte for byte (seed %d)',
    async (seed) => {
      const below = generator(seed);
      const bytes = fakeDump(200_000 + below(500_000), 1 + below(200));
      const hot = seed % 2 === 0;
      if (hot) api.wants = drawnWants(below, bytes.length);
      box.write('var/crash/202611010000/dump.202611010000', bytes);
      box.write('var/crash/202611010000/dmesg.202611010000', LOG);
      const results: Result[] = [];
      let running: number[] = [];
      api.fault = drawnFault(below, api, () => {
        const [pid] = running;
        if (pid !== undefined) process.kill(-pid, 'SIGKILL');
        running = running.slice(1);
      });
      // The host reboots and tries again; sometimes two agents are at work on the same dump.
      for (let boot = 0; boot < 12 && api.uploads[0]?.state !== 'complete'; boot++) {
        if (boot === 8) api.fault = undefined;
        const agents = Array.from({ length: below(4) === 0 ? 2 : 1 }, () =>
          box.start(['upload', '--policy', hot ? 'hot' : 'all'], { PURGATORY_MAX_ATTEMPTS: '6' }),
        );
        running = agents.flatMap(({ child }) => child.pid ?? []);
        results.push(...(await Promise.all(agents.map(({ done }) => done))));
      }
      const [upload, ...others] = api.uploads;
      expect(others).toEqual([]);
      expect(upload?.state).toBe('complete');
      expect(upload?.log?.toString()).toBe(LOG);
      if (hot) {
        expect(upload?.chunks.size).toBe(0);
        const wanted = api.wants.flat();
        expect([...(upload?.ranges.keys() ?? [])].sort(ascending)).toEqual(
          wanted.map(({ offset }) => offset).sort(ascending),
        );
        for (const { offset, length } of wanted) {
          expect(upload?.ranges.get(offset)?.equals(bytes.subarray(offset, offset + length))).toBe(true);
        }
      } else {
        expect(assemble(upload!).equals(bytes)).toBe(true);
        expect([undefined, sha256(bytes)]).toContain(upload?.sha256);
      }
      for (const { status, stderr, stdout } of results) {
        // Killed, done, or ended for a reason that is said.
        expect([null, 0, 3, 4]).toContain(status);
        if (status === 3 || status === 4) expect(stderr.trim().split('\n').at(-1)).toMatch(/^purgatory-agent: \S.{10}/);
        expect(stdout + stderr).not.toContain(TOKEN);
      }
    },
  );
});
