/** What a group shows (how often, on how many hosts, since when) is what is on record in it, whatever happened on the way. */
import { describe, expect, it } from '@jest/globals';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { rollUp } from '../../../../functions/triage/roll-up.ts';
import { TransientError } from '../../../../shared/errors.ts';
import { crash, harness, uploadId } from './harness.ts';

type Harness = ReturnType<typeof harness>;

const HOST = 'web-1';
const PANIC = '[  100.000001] Kernel panic - not syncing: Fatal exception\n';
const real = crash('general protection fault in bar');
const warning = crash('WARNING in foo', { kind: 'warning', panicked: false });
/** As the kernel noted it, in the host's key of the crash. */
const CRASHED = '2025-11-23T02:10:00.000Z';
const KEY = `${Date.parse(CRASHED) / 1000}-6.12.117`;

async function groupOf(h: Harness, title: string | null) {
  const { crashes } = await h.crashes.read.list({});
  const group = crashes.find((each) => each.title === title);
  if (group === undefined) throw new Error(`there is no group ${String(title)}`);
  return group;
}

describe('the numbers of a group', () => {
  it('are not what they were before a crash was taken away while they were brought up to date', async () => {
    const h = harness();
    await triageBatch([h.send(1, real), h.send(2, real)], h.deps);
    const { id } = await groupOf(h, real.title);
    const gone = await h.crashes.read.occurrence(uploadId(2));
    const totals = h.crashes.groups.totals.bind(h.crashes.groups);
    let reads = 0;
    h.crashes.groups.totals = async (group) => {
      const read = await totals(group);
      reads += 1;
      if (reads === 1 && gone !== undefined) {
        await h.crashes.remove(gone);
        await h.crashes.recount(id, [{ ...gone, crashId: undefined }]);
      }
      return read;
    };
    const { group } = await rollUp(
      id,
      { first: '9999', last: '', occurrences: [], whole: true, panicked: true, heard: true },
      h.deps,
    );
    expect([group.count, group.hostCount]).toEqual([1, 1]);
    expect((await groupOf(h, real.title)).count).toBe(1);
  });
});

describe('the times of a group', () => {
  it.each([
    ['another log of the same worth', 'log'],
    ['a better log', 'dump'],
  ] as const)(
    'are the kernel’s own as soon as %s has them, whichever write is the one that fails',
    async (_, source) => {
      for (let failing = 0, calls = Infinity; failing <= calls; failing++) {
        const h = harness();
        await triageBatch([h.send(1, real, { host: HOST }, PANIC)], h.deps);
        expect((await groupOf(h, real.title)).lastSeen).not.toBe(CRASHED);
        const better = { ...h.send(2, real, { host: HOST, crashKey: KEY }, PANIC), source };
        let made = 0;
        h.dynamo.onCommand = (name) => {
          if (/Write|Put|Update|Delete/.test(name) && (made += 1) === failing) throw new Error('throttled');
        };
        await triageBatch([better], h.deps);
        delete h.dynamo.onCommand;
        if (failing === 0) calls = made;
        else await triageBatch([better], h.deps);
        const { count, firstSeen, lastSeen } = await groupOf(h, real.title);
        expect({ failing, count, firstSeen, lastSeen }).toEqual({
          failing,
          count: 1,
          firstSeen: CRASHED,
          lastSeen: CRASHED,
        });
      }
    },
  );

  it('are the kernel’s own although another function amended the crash in the same moment', async () => {
    const h = harness();
    await triageBatch([h.send(1, real, { host: HOST }, PANIC)], h.deps);
    const replace = h.crashes.replace.bind(h.crashes);
    h.crashes.replace = async (previous, next, effectsOf) => {
      h.crashes.replace = replace;
      await replace(previous, { ...next, capturedAt: '2025-11-23T01:00:00.000Z' });
      return await replace(previous, next, effectsOf);
    };
    const better = h.send(2, real, { host: HOST, crashKey: KEY }, PANIC);
    const { failures } = await triageBatch([better], h.deps);
    expect([...failures.values()]).toEqual([expect.any(TransientError)]);
    expect((await triageBatch([better], h.deps)).failures.size).toBe(0);
    const { count, firstSeen, lastSeen } = await groupOf(h, real.title);
    expect([count, firstSeen, lastSeen]).toEqual([1, CRASHED, CRASHED]);
  });

  it('are those on record where another function counted the crash meanwhile', async () => {
    const h = harness();
    await triageBatch([h.send(9, real)], h.deps);
    const { lastSeen } = await groupOf(h, real.title);
    h.clock.now += 3_600_000;
    const record = h.crashes.record.bind(h.crashes);
    h.crashes.record = async (occurrences, effectsOf) => {
      const known = occurrences.map((occurrence) => ({ ...occurrence, capturedAt: CRASHED }));
      const { added } = await record(known, effectsOf);
      await h.crashes.recount(added[0]?.crashId ?? '', added);
      return await record(occurrences, effectsOf);
    };
    await triageBatch([h.send(1, real)], h.deps);
    const group = await groupOf(h, real.title);
    expect([group.count, group.firstSeen, group.lastSeen]).toEqual([2, CRASHED, lastSeen]);
  });

  it('are true although another function counted the very crash that the group was opened for', async () => {
    const h = harness();
    const record = h.crashes.record.bind(h.crashes);
    h.crashes.record = async (occurrences, effectsOf) => {
      await record(occurrences, effectsOf);
      return await record(occurrences, effectsOf);
    };
    const { failures } = await triageBatch([h.send(1, real, { capturedAt: CRASHED })], h.deps);
    expect([...failures.values()]).toEqual([]);
    const { count, firstSeen, lastSeen } = await groupOf(h, real.title);
    expect([count, firstSeen, lastSeen]).toEqual([1, CRASHED, CRASHED]);
  });

  it('are not those of a crash for which the group was opened and that was counted elsewhere', async () => {
    const h = harness();
    await h.crashes.groups.open({
      title: warning.title ?? '',
      altTitles: [],
      kind: warning.kind,
      fingerprints: [warning.fingerprint ?? ''],
      culprit: [],
      firstHost: 'web-9',
      firstSeen: CRASHED,
      newWith: uploadId(9),
    });
    await triageBatch([h.send(3, warning, { host: 'web-3' })], h.deps);
    const group = await groupOf(h, warning.title);
    expect([group.count, group.sampleHosts]).toEqual([1, ['web-3']]);
    expect(group.firstSeen).toBe(group.lastSeen);
  });

  it('begin anew where all that had been in it turned out to be of another problem', async () => {
    const h = harness();
    await triageBatch([h.send(1, warning, { host: HOST, crashKey: KEY })], h.deps);
    const moved = h.send(1, real, { host: HOST, crashKey: KEY }, PANIC);
    const key = moved.key.replace('uploads/', 'dumps/');
    h.results.set(key, real);
    await triageBatch([{ ...moved, key, source: 'dump' }], h.deps);
    expect((await groupOf(h, warning.title)).count).toBe(0);
    await triageBatch([h.send(3, warning, { host: 'web-3' })], h.deps);
    const again = await groupOf(h, warning.title);
    expect([again.count, again.sampleHosts]).toEqual([1, ['web-3']]);
    expect(again.firstSeen).toBe(again.lastSeen);
    expect(again.firstSeen).not.toBe(CRASHED);
  });
});
