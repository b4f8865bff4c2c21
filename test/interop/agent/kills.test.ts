/**
 * Killed at any of its statements, with all that it has started, and started again: the dump and its log are there byte for byte, nothing
 * was sent twice but what was on its way, and nothing is left of the run that was killed. Which statements is drawn from a seed;
 * PURGATORY_KILL_RUNS sets how many (400 are about all that an upload comes to), PURGATORY_KILL_SEED another draw.
 */
import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTrace } from '../../mutation/shell.ts';
import { assemble, startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi } from '../../support/fake-api.ts';
import { describeUnless } from '../../support/oracles.ts';
import { AGENT, SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';
import { generator } from './random.ts';

const RUNS = Number(process.env['PURGATORY_KILL_RUNS'] ?? 4);
const SEED = Number(process.env['PURGATORY_KILL_SEED'] ?? 1);
const LOG = '[   12.345700] Kernel panic - not syncing: killed\n';
const BYTES = fakeDump(300_000);
const WANTS = [[{ offset: 0, length: 4096 }], [{ offset: 40_960, length: 8192 }]];

const shell = SHELLS.find((candidate) => candidate.missing === undefined);
const lacks = [
  ...(shell === undefined ? ['no POSIX shell is here'] : []),
  ...(curlMissing ? ['curl is not installed'] : []),
];

/** The agent with a call of `ran_here OFFSET` before each of its statements, which does this. */
function traced(body: string): string {
  const [first = '', , ...rest] = withTrace(readFileSync(AGENT, 'utf8'), '/nowhere').split('\n');
  return [first, `ran_here() { ran_status=$?; ${body}; return "$ran_status"; }`, ...rest].join('\n');
}
// The statement is killed once: the flag is there before the signal is.
const KILLS = '[ "$1" != "$KILL_AT" ] || [ -e "$KILLED" ] || { : >"$KILLED"; kill -KILL 0; sleep 60; }';

describeUnless(lacks, 'the agent, killed and started again', () => {
  let api: FakeApi;
  let box: Sandbox;
  const begin = async (): Promise<void> => {
    api = await startFakeApi();
    box = sandbox(shell!, api.url);
  };
  const end = async (): Promise<void> => {
    await api.close();
    box.remove();
  };
  const run = async (policy: string, body: string, env: Record<string, string>) => {
    api.wants = policy === 'hot' ? WANTS : [];
    box.write('var/crash/202611010000/dump.202611010000', BYTES);
    box.write('var/crash/202611010000/dmesg.202611010000', LOG);
    const file = join(box.directory, 'traced');
    writeFileSync(file, traced(body));
    return box.startFile(file, ['upload', '--policy', policy], env).done;
  };

  const places = new Map<string, number[]>();
  beforeAll(async () => {
    for (const policy of ['all', 'hot']) {
      await begin();
      const list = join(box.root, 'places');
      expect(await run(policy, `echo "$1" >>"$PLACES"`, { PLACES: list })).toMatchObject({ status: 0 });
      places.set(policy, [...new Set(readFileSync(list, 'utf8').trim().split('\n').map(Number))]);
      await end();
    }
  });
  beforeEach(begin);
  afterEach(end);

  it.each(Array.from({ length: RUNS }, (_, n) => ({ n, policy: n % 2 === 0 ? 'all' : 'hot' })))(
    'ends with the $policy of it (draw $n)',
    async ({ n, policy }) => {
      const below = generator(SEED * 1000 + n);
      const all = places.get(policy) ?? [];
      const at = all[below(all.length)] ?? 0;
      const line = readFileSync(AGENT, 'utf8').slice(0, at).split('\n').length;
      const first = await run(policy, KILLS, { KILL_AT: `${at}`, KILLED: join(box.root, 'killed') });
      expect({ line, status: first.status }).toEqual({ line, status: null });
      const second = await box.run(['upload', '--policy', policy]);
      expect({ line, ...second }).toMatchObject({ line, status: 0 });
      expect({ line, uploads: api.uploads.length }).toEqual({ line, uploads: 1 });
      const upload = api.uploads[0]!;
      expect({ line, state: upload.state, log: upload.log?.toString() }).toEqual({ line, state: 'complete', log: LOG });
      if (policy === 'all') expect({ line, same: assemble(upload).equals(BYTES) }).toEqual({ line, same: true });
      else expect({ line, served: [...upload.ranges.keys()] }).toEqual({ line, served: [0, 40_960] });
      // The log, and each chunk but the one of zeros, or each round of wants.
      const puts = api.requests.filter((request) => request.startsWith('PUT'));
      expect({ line, often: puts.length - (policy === 'all' ? 5 : 3) <= 1 }).toEqual({ line, often: true });
      // But for the try whether there is room, before there was anything to keep.
      const left = readdirSync(box.directory, { recursive: true, encoding: 'utf8' });
      expect({ line, left: left.filter((path) => /^purgatory\.[^/]*\/(?!room)/.test(path)) }).toEqual({
        line,
        left: [],
      });
      // Neither is it forgotten that all is sent.
      const requests = api.requests.length;
      expect(await box.run(['upload', '--policy', policy])).toMatchObject({ status: 0, stdout: '' });
      expect(api.requests).toHaveLength(requests);
    },
  );
});
