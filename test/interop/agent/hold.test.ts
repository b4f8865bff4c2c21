/** A host that stays in its crash kernel for people's questions: how long, what it gives, and what ends it. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startFakeApi } from '../../support/fake-api.ts';
import type { FakeApi, StoredUpload } from '../../support/fake-api.ts';
import { skipHere } from '../../support/oracles.ts';
import { SHELLS, curlMissing, fakeDump, sandbox } from './harness.ts';
import type { Sandbox } from './harness.ts';

const BYTES = fakeDump(3_000_000);
const FIRST = { offset: 0, length: 4096 };
const ASKED = { offset: 409_600, length: 8192 };
const MORE = { offset: 819_200, length: 4096 };

describe.each(SHELLS)('a held host, by $name', (shell) => {
  const lacks = shell.missing ?? (curlMissing ? 'curl is not installed' : undefined);
  if (lacks !== undefined) {
    skipHere([lacks]);
    return;
  }
  const isFirst = SHELLS.find(({ missing }) => missing === undefined) === shell;

  let api: FakeApi;
  let box: Sandbox;
  beforeEach(async () => {
    api = await startFakeApi();
    api.wants = [[FIRST]];
    box = sandbox(shell, api.url);
    box.write('proc/vmcore', BYTES);
  });
  afterEach(async () => {
    await api.close();
    box.remove();
  });

  const upload = (env: Record<string, string>) =>
    box.run(['upload', '--log', box.write('log', 'a log\n')], { PURGATORY_HOLD: '600', ...env });
  const sent = (): StoredUpload => {
    const [only, ...others] = api.uploads;
    if (only === undefined || others.length > 0) throw new Error(`${api.uploads.length} uploads`);
    return only;
  };

  it('gives what is asked for until somebody lets it go, and is complete then', async () => {
    api.held = [[ASKED], [], [MORE], 'released'];
    const { status, stderr } = await upload({});
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect([...sent().ranges.keys()]).toEqual([0, ASKED.offset, MORE.offset]);
    expect(
      sent()
        .ranges.get(ASKED.offset)
        ?.equals(BYTES.subarray(ASKED.offset, ASKED.offset + ASKED.length)),
    ).toBe(true);
    // What was given to people is looked at again like all else: memory must not have changed.
    expect(sent()).toMatchObject({ state: 'complete', recheck: { checkedBytes: 4096 + 8192 + 4096, changed: [] } });
    const holds = sent().holds;
    expect(holds).toHaveLength(4);
    expect(holds[0]).toMatchObject({ wait: 20, bytesLeft: 16_777_216 - 4096 });
    expect(holds[1]).toMatchObject({ bytesLeft: 16_777_216 - 4096 - 8192 });
    // CRASH_TIME_LIMIT is 300: half a minute of it is for the end.
    expect(holds[0]?.secondsLeft).toBeLessThanOrEqual(270);
    expect(holds[0]?.secondsLeft).toBeGreaterThan(200);
    expect(stderr).toContain('of the 600 s that this host is to be held, the time limit of 300 s leaves');
    expect(stderr).toContain('held no longer: somebody let it go');
  });

  it('asks no faster where the service wants again what it was given', async () => {
    const again = 100;
    api.held = Array.from({ length: again }, () => [ASKED]);
    api.repeatsRound = true;
    const { status, stderr } = await upload({ PURGATORY_HOLD: '2' });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect([...sent().ranges.keys()]).toEqual([0, ASKED.offset]);
    expect(sent().holds.length).toBeGreaterThan(0);
    expect(sent().holds.length).toBeLessThan(again / 10);
  });

  if (!isFirst) return;

  it.each([
    ['its time is over', { PURGATORY_HOLD: '1' }, undefined, 'the time is over'],
    [
      'it has given what it may',
      { PURGATORY_HOLD: '60', PURGATORY_HOT_LIMIT: '8192' },
      [ASKED],
      'it has given all that it may',
    ],
  ])('goes when %s', async (_what, env, asked, why) => {
    api.held = asked === undefined ? [] : [asked];
    const { status, stderr } = await upload(env);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stderr).toContain(`held no longer: ${why}`);
    expect(sent()).toMatchObject({ state: 'complete' });
    expect([...sent().ranges.keys()]).toEqual([0]);
  });

  it('is held as long as it is set to where its time limit allows', async () => {
    api.held = ['released'];
    await upload({ PURGATORY_CRASH_TIME_LIMIT: '900' });
    expect(sent().holds).toMatchObject([{ secondsLeft: 600 }]);
  });

  it.each<[string, Record<string, string>]>([
    ['unless it is set to', { PURGATORY_HOLD: '0' }],
    ['where all of its memory is sent', { PURGATORY_CRASH_POLICY: 'all' }],
    ['of a log alone', { PURGATORY_CRASH_POLICY: 'log' }],
    ['where its time limit leaves nothing', { PURGATORY_CRASH_TIME_LIMIT: '25' }],
  ])('is not held %s', async (_when, env) => {
    api.held = [];
    expect(await upload(env)).toMatchObject({ status: 0 });
    expect(sent()).toMatchObject({ state: 'complete', holds: [] });
  });

  it('is not held after the reboot', async () => {
    api.held = [];
    const dump = box.write('var/crash/1/vmcore', BYTES);
    expect(await box.run(['upload', dump, '--policy', 'hot'], { PURGATORY_HOLD: '600' })).toMatchObject({ status: 0 });
    expect(sent().holds).toEqual([]);
  });

  it('goes at once where the service is one of before, or has closed its upload', async () => {
    const { status, stderr } = await upload({});
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stderr).toContain('held no longer: the service does not hold it');
    expect(sent()).toMatchObject({ state: 'complete' });
  });

  it.each([
    ['a range beyond its memory', [{ offset: 4_096_000, length: 4096 }]],
    ['a range that is none', [{ offset: 100, length: 4096 }]],
  ])('ends with status 4 for %s', async (_what, range) => {
    api.held = [range];
    expect(await upload({})).toMatchObject({ status: 4 });
  });

  it('refuses a setting that is no number of seconds', async () => {
    for (const bad of ['long', '90000', '-1', '010']) {
      const { status, stderr } = await upload({ PURGATORY_HOLD: bad });
      expect([bad, status, stderr]).toEqual([bad, 2, expect.stringContaining('HOLD is a number of seconds')]);
    }
  });

  it('is told by its doctor where the time limit cuts it short', async () => {
    const short = await box.run(['doctor'], { PURGATORY_HOLD: '600' });
    expect(short.stdout).toContain('warn  HOLD=600 is cut by CRASH_TIME_LIMIT=300: set that to 900');
    const long = await box.run(['doctor'], { PURGATORY_HOLD: '600', PURGATORY_CRASH_TIME_LIMIT: '900' });
    expect(long.stdout).toContain('ok    after a crash the reboot may wait 600 s');
  });
});
