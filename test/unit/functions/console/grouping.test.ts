import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupCrash } from '../../../../functions/console/grouping.ts';
import type { GroupingDeps } from '../../../../functions/console/grouping.ts';
import { regroup } from '../../../../functions/console/regroup.ts';
import type { RegroupDeps } from '../../../../functions/console/regroup.ts';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { crashIdOf } from '../../../../shared/aws/crashes/items.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import type { GroupingAction } from '../../../../shared/contract/crashes.ts';
import type { CrashNote } from '../../../../shared/domain/crash/crash-note.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { crash, harness as triageHarness, uploadId } from '../triage/harness.ts';
import { person } from './harness.ts';

const [A, B, C] = ['A', 'B', 'C'].map((title) => crashIdOf(`v1:${title}`)) as [string, string, string];
const rae = person('responder');

function harness() {
  const h = triageHarness();
  const notes = new Map<string, string | undefined>();
  const uploads = {
    noteTriage: (id: string, { crashId }: { crashId?: string }) => {
      notes.set(id, crashId);
      return Promise.resolve();
    },
    get: (id: string) => Promise.resolve(h.uploads.get(id) as StoredUpload | undefined),
    noteCrash: (id: string, note: CrashNote) => {
      notes.set(id, note.crashId);
      return h.deps.uploads.noteCrash(id, note);
    },
  };
  const deps: GroupingDeps = { crashes: h.crashes, uploads, bus: h.deps.bus, now: () => new Date(h.clock.now) };
  const logs = new Map<string, TriageResult>();
  let sent = 0;
  const arrive = async (result: TriageResult, host?: string): Promise<string> => {
    const index = (sent += 1);
    logs.set(uploadId(index), result);
    h.clock.now += 60_000;
    const { failures } = await triageBatch([h.send(index, result, host === undefined ? {} : { host })], h.deps);
    expect([...failures.values()]).toEqual([]);
    return uploadId(index);
  };
  const act = (id: string, action: GroupingAction) => groupCrash(rae, id, action, deps);
  const counts = async () =>
    Object.fromEntries(
      (await h.crashes.read.list({})).crashes.map(({ id, count, hostCount }) => [id, [count, hostCount]]),
    );
  const regroupAll = async (renew: (result: TriageResult) => TriageResult, ids = [...logs.keys()]) => {
    const regroupDeps: RegroupDeps = {
      crashes: h.crashes,
      uploads: {
        ...uploads,
        list: () =>
          Promise.resolve({
            uploads: ids
              .sort()
              .reverse()
              .map((id) => ({ id }) as StoredUpload),
          }),
      },
      rereadLog: (id) => Promise.resolve(renew(logs.get(id) ?? crash('?'))),
      now: deps.now,
    };
    return (await regroup({ dryRun: false }, regroupDeps)).moves;
  };
  return { ...h, deps, triageDeps: h.deps, notes, arrive, act, counts, regroupAll };
}

describe('a merge', () => {
  it('counts all crashes in the group that they went into, and their dumps know', async () => {
    const h = harness();
    const first = await h.arrive(crash('A'), 'web-1');
    await h.arrive(crash('A'), 'web-2');
    await h.arrive(crash('B'), 'web-1');
    const { group, moved } = await h.act(A, { action: 'merge', into: B, reason: 'the same list' });
    expect({ moved, counts: await h.counts() }).toEqual({ moved: 2, counts: { [A]: [0, 0], [B]: [3, 2] } });
    expect(group).toMatchObject({
      merged: { into: B, by: 'ada@example.com', reason: 'the same list', was: { state: 'open' } },
      activity: [{ what: 'merged', crashId: B, reason: 'the same list' }],
    });
    expect(await h.crashes.groups.mustGet(B)).toMatchObject({
      absorbed: [A],
      altTitles: ['A'],
      kernels: { '6.12.117': 3 },
    });
    expect(h.notes.get(first)).toBe(B);
    // Whoever had an alert of it open hears that it is none of its own any more.
    expect(h.published.at(-1)).toMatchObject({ name: 'crash.changed', detail: { crashId: A, state: 'resolved' } });
  });

  it('holds for what comes later: told as of the other group, and no group is opened', async () => {
    const h = harness();
    await h.arrive(crash('A'));
    await h.arrive(crash('B'));
    await h.act(A, { action: 'merge', into: B });
    h.published.length = 0;
    await h.arrive(crash('A'));
    expect(await h.counts()).toEqual({ [A]: [0, 0], [B]: [3, 3] });
    expect(h.published.map(({ name, detail }) => [name, 'crashId' in detail && detail.crashId])).toEqual([
      ['crash.recurred', B],
    ]);
  });

  it('catches what was counted while it was made', async () => {
    const h = harness();
    await h.arrive(crash('A'));
    await h.arrive(crash('B'));
    // Between finding the group and counting in it somebody merges it.
    const record = h.crashes.record.bind(h.crashes);
    h.crashes.record = async (...args) => {
      h.crashes.record = record;
      await h.crashes.grouping.merge(A, B, { by: 'ada', at: new Date(h.clock.now) });
      return await record(...args);
    };
    await h.arrive(crash('A'));
    expect((await h.counts())[B]).toEqual([2, 2]);
    expect(await h.act(A, { action: 'settle' })).toMatchObject({ moved: 1 });
    expect(await h.counts()).toEqual({ [A]: [0, 0], [B]: [3, 3] });
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(2);
  });

  it('is undone as if it had never been, with what came since', async () => {
    const h = harness();
    await h.arrive(crash('A'), 'web-1');
    await h.arrive(crash('B'), 'web-1');
    await h.crashes.act(A, { action: 'acknowledge' }, 'rae');
    await h.act(A, { action: 'merge', into: B });
    await h.arrive(crash('A'), 'web-2');
    h.published.length = 0;
    const { group, moved } = await h.act(A, { action: 'undo' });
    expect({ moved, counts: await h.counts() }).toEqual({ moved: 2, counts: { [A]: [2, 2], [B]: [1, 1] } });
    expect(group).toMatchObject({ status: { state: 'acknowledged', by: 'rae' }, count: 2 });
    expect(group.merged).toBeUndefined();
    expect(await h.crashes.groups.mustGet(B)).toMatchObject({ absorbed: [], altTitles: [] });
    // Nobody is woken for it.
    expect(h.names()).toEqual(['crash.changed']);
    await expect(h.act(B, { action: 'undo' })).rejects.toThrow('nothing to undo');
  });

  it('counts the group again that lost a crash of it to somebody who died before', async () => {
    const h = harness();
    const moved = await h.arrive(crash('A'));
    for (const title of ['B', 'C']) await h.arrive(crash(title));
    const occurrence = await h.crashes.read.occurrence(moved);
    if (occurrence === undefined) throw new Error('it was not recorded');
    await h.crashes.replace(occurrence, { ...occurrence, crashId: B, movedFrom: A });
    expect(await h.counts()).toMatchObject({ [A]: [1, 1], [B]: [1, 1] });
    await h.act(B, { action: 'merge', into: C });
    expect(await h.counts()).toEqual({ [A]: [0, 0], [B]: [0, 0], [C]: [3, 3] });
  });

  it('is undone to its end by who asks again, where somebody was cut off', async () => {
    const h = harness();
    for (const host of ['web-1', 'web-2']) await h.arrive(crash('A'), host);
    await h.arrive(crash('B'));
    await h.act(A, { action: 'merge', into: B });
    const replace = h.crashes.replace.bind(h.crashes);
    let left = 1;
    h.crashes.replace = (...args) => ((left -= 1) < 0 ? Promise.reject(new Error('killed')) : replace(...args));
    await expect(h.act(A, { action: 'undo' })).rejects.toThrow('killed');
    h.crashes.replace = replace;
    expect(await h.act(A, { action: 'undo' })).toMatchObject({ moved: 1, group: { count: 2, hostCount: 2 } });
    expect(await h.counts()).toEqual({ [A]: [2, 2], [B]: [1, 1] });
  });

  it('is followed through others, and each is taken back by itself', async () => {
    const h = harness();
    for (const title of ['A', 'B', 'C']) await h.arrive(crash(title));
    await h.act(A, { action: 'merge', into: B });
    await h.act(B, { action: 'merge', into: C });
    await h.arrive(crash('A'));
    expect(await h.counts()).toEqual({ [A]: [0, 0], [B]: [0, 0], [C]: [4, 4] });
    await h.act(B, { action: 'undo' });
    expect(await h.counts()).toEqual({ [A]: [0, 0], [B]: [3, 3], [C]: [1, 1] });
    await h.act(B, { action: 'merge', into: C });
    await h.act(A, { action: 'undo' });
    expect(await h.counts()).toEqual({ [A]: [2, 2], [B]: [0, 0], [C]: [2, 2] });
  });

  it('never goes round, into itself, or where nobody would hear of it', async () => {
    const h = harness();
    for (const title of ['A', 'B', 'C']) await h.arrive(crash(title));
    await h.act(A, { action: 'merge', into: B });
    await expect(h.act(B, { action: 'merge', into: A })).rejects.toThrow('was merged into');
    await expect(h.act(A, { action: 'merge', into: C })).rejects.toThrow('undo that first');
    await expect(h.act(C, { action: 'merge', into: C })).rejects.toThrow('into itself');
    await h.crashes.act(B, { action: 'resolve' }, 'rae');
    await expect(h.act(C, { action: 'merge', into: B })).rejects.toThrow('is resolved');
    await expect(h.crashes.act(A, { action: 'acknowledge' }, 'rae')).rejects.toThrow('was merged into');
    await expect(h.act(C, { action: 'merge', into: crashIdOf('v1:none') })).rejects.toThrow('there is no crash');
    // Again it changes nothing.
    const { version } = await h.crashes.groups.mustGet(A);
    expect(await h.act(A, { action: 'merge', into: B })).toMatchObject({ moved: 0, group: { merged: { into: B } } });
    expect((await h.crashes.groups.mustGet(A)).version).toBe(version);
  });

  it('is gone on with where there was no time for all of it', async () => {
    const h = harness();
    for (let index = 0; index < 60; index++) await h.arrive(crash('A'));
    await h.arrive(crash('B'));
    let time = h.clock.now;
    const slow: GroupingDeps = { ...h.deps, now: () => new Date((time += 8_000)) };
    const first = await groupCrash(rae, A, { action: 'merge', into: B }, slow);
    expect(first).toMatchObject({ moved: 25, next: { crashId: A } });
    expect(await h.counts()).toEqual({ [A]: [35, 35], [B]: [26, 26] });
    let next = first.next;
    while (next !== undefined) {
      ({ next } = await groupCrash(rae, next.crashId, { action: 'settle', cursor: next.cursor }, slow));
    }
    expect(await h.counts()).toEqual({ [A]: [0, 0], [B]: [61, 61] });
  });
});

describe('a split', () => {
  const other = crash('A', { fingerprint: 'v1:A2', altFingerprints: ['v1:A'] });
  const A2 = crashIdOf('v1:A2');

  it('makes a group of the crashes with one fingerprint, now and later; undone, they are where they were', async () => {
    const h = harness();
    await h.arrive(crash('A'));
    await h.arrive(other);
    await h.arrive(other);
    expect(await h.counts()).toEqual({ [A]: [3, 3] });
    const answer = await h.act(A, { action: 'split', fingerprint: 'v1:A2', reason: 'another caller' });
    expect(answer).toMatchObject({
      moved: 2,
      split: { id: A2, split: { from: A, reason: 'another caller' }, count: 2 },
    });
    await h.arrive(other);
    await h.arrive(crash('A'));
    expect(await h.counts()).toEqual({ [A]: [2, 2], [A2]: [3, 3] });
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(1);
    await h.act(A2, { action: 'undo' });
    await h.arrive(other);
    expect(await h.counts()).toEqual({ [A]: [6, 6], [A2]: [0, 0] });
  });

  it('is not of the fingerprint that a group is called by, or of one that it has not', async () => {
    const h = harness();
    await h.arrive(crash('A'));
    await h.arrive(other);
    await expect(h.act(A, { action: 'split', fingerprint: 'v1:A' })).rejects.toThrow('called by');
    await expect(h.act(A, { action: 'split', fingerprint: 'v1:B' })).rejects.toThrow('has the fingerprint');
    await h.act(A, { action: 'split', fingerprint: 'v1:A2' });
    expect(await h.act(A, { action: 'split', fingerprint: 'v1:A2' })).toMatchObject({ moved: 0, split: { id: A2 } });
  });
});

describe('whatever is merged and taken back, in whatever order', () => {
  const TITLES = ['A', 'B', 'C', 'D'] as const;
  const which = fc.nat({ max: TITLES.length - 1 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('arrive' as const), title: which, other: which }),
    fc.record({ kind: fc.constant('merge' as const), title: which, other: which }),
    fc.record({ kind: fc.constant('undo' as const), title: which, other: which }),
  );

  it('each crash is counted once, where the pointers from its own group end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const h = harness();
        const idOf = (index: number): string => crashIdOf(`v1:${TITLES[index] ?? ''}`);
        const pointers = new Map<string, string>();
        const undone = new Set<string>();
        const arrived = new Map<string, number>();
        const arrive = async (index: number): Promise<void> => {
          await h.arrive(crash(TITLES[index] ?? ''));
          arrived.set(idOf(index), (arrived.get(idOf(index)) ?? 0) + 1);
        };
        for (const index of TITLES.keys()) await arrive(index);
        for (const { kind, title, other } of steps) {
          const [id, into] = [idOf(title), idOf(other)];
          if (kind === 'arrive') await arrive(title);
          else if (kind === 'merge') {
            // Said again, it is no other merge, wherever the group has gone since.
            const isAgain = pointers.get(id) === into;
            const isRefused = id === into || (!isAgain && (pointers.has(into) || pointers.has(id)));
            const done = h.act(id, { action: 'merge', into });
            if (isRefused) await expect(done).rejects.toThrow();
            else {
              pointers.set((await done).group.id, into);
              undone.delete(id);
            }
          } else {
            const done = h.act(id, { action: 'undo' });
            if (pointers.delete(id)) undone.add(id);
            // Again it changes nothing.
            if (undone.has(id)) await done;
            else await expect(done).rejects.toThrow('nothing to undo');
          }
        }
        const rootOf = (id: string): string => {
          const next = pointers.get(id);
          return next === undefined ? id : rootOf(next);
        };
        const expected = Object.fromEntries(TITLES.map((_, index) => [idOf(index), [0, 0] as [number, number]]));
        for (const [id, count] of arrived) {
          const [sum = 0] = expected[rootOf(id)] ?? [];
          expected[rootOf(id)] = [sum + count, sum + count];
        }
        expect(await h.counts()).toEqual(expected);
        // Nobody is told of a problem a second time.
        expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(TITLES.length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('regrouping', () => {
  const renewed = (result: TriageResult): TriageResult => ({
    ...result,
    fingerprint: result.fingerprint?.replace('v1:', 'v2:') ?? null,
    ...(result.altFingerprints === undefined ? {} : { altFingerprints: [] }),
  });

  it('by the same rules moves nothing that a person has put together or told apart', async () => {
    const h = harness();
    const other = crash('A', { fingerprint: 'v1:A2', altFingerprints: ['v1:A'] });
    for (const each of [crash('A'), other, crash('B'), crash('C')]) await h.arrive(each);
    await h.act(B, { action: 'merge', into: C });
    await h.act(A, { action: 'split', fingerprint: 'v1:A2' });
    const before = await h.counts();
    expect(await h.regroupAll((result) => result)).toEqual([]);
    expect(await h.counts()).toEqual(before);
  });

  it('by new rules keeps to it, also for what comes later, and it can still be undone', async () => {
    const h = harness();
    for (const each of [crash('A'), crash('B'), crash('B'), crash('C')]) await h.arrive(each);
    await h.act(B, { action: 'merge', into: C });
    expect(await h.regroupAll(renewed)).toEqual([]);
    await h.arrive(renewed(crash('B')));
    expect(await h.counts()).toEqual({ [A]: [1, 1], [B]: [0, 0], [C]: [4, 4] });
    await h.act(B, { action: 'undo' });
    expect(await h.counts()).toEqual({ [A]: [1, 1], [B]: [3, 3], [C]: [1, 1] });
  });

  it('tells all uploads of a crash where it went', async () => {
    const h = harness();
    const more = { host: 'web-1', crashKey: '1795313468-6.12.117' };
    const both = [1, 2].map((index) => h.send(index, crash('A'), more, '[  100.000001] Kernel panic - not syncing\n'));
    for (const request of both) await triageBatch([request], h.triageDeps);
    expect(await h.counts()).toEqual({ [A]: [1, 1] });
    await h.regroupAll(() => crash('B'), [uploadId(1), uploadId(2)]);
    expect(await h.counts()).toMatchObject({ [B]: [1, 1] });
    for (const index of [1, 2]) expect(h.notes.get(uploadId(index))).toBe(B);
  });
});
