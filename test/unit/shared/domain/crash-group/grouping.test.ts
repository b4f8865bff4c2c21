/** What people do to groups, each refusal and each field that becomes another; and what is told of a group. */
import { describe, expect, it } from '@jest/globals';
import { actionActivity, notesActivity, withActivity } from '../../../../../shared/domain/crash-group/activity.ts';
import { changedEvent, openedEvent, regressedEvent } from '../../../../../shared/domain/crash-group/events.ts';
import {
  givenBack,
  homeOf,
  lastUndone,
  mergeInto,
  splitOff,
  unmerge,
} from '../../../../../shared/domain/crash-group/grouping.ts';
import { snapshot } from '../../../../../shared/domain/crash-group/snapshot.ts';
import {
  applyAction,
  emptied,
  isEmptied,
  isQuiet,
  onRecurrence,
} from '../../../../../shared/domain/crash-group/status.ts';
import { toldBy, untoldNew, untoldRegression } from '../../../../../shared/domain/crash-group/untold.ts';
import type { Activity, CrashGroup, CrashStatus, Occurrence } from '../../../../../shared/contract/crashes.ts';

const AT = new Date('2026-11-23T12:00:00.000Z');
const SINCE = '2026-11-20T00:00:00.000Z';
const at = AT.toISOString();
const doing = { by: 'rae', at: AT };
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `c${index}`);

function group(id: string, more: Partial<CrashGroup> = {}): CrashGroup {
  return {
    ...{ id, title: `title of ${id}`, altTitles: [], kind: 'bug', fingerprint: `v1:${id}`, fingerprints: [`v1:${id}`] },
    ...{ culprit: [], status: { state: 'open', since: SINCE }, count: 3, hostCount: 2, sampleHosts: ['web-1'] },
    ...{ kernels: {}, models: {}, days: {}, firstSeen: SINCE, lastSeen: SINCE, findings: [] },
    ...more,
  };
}
const resolved: CrashStatus = { state: 'resolved', since: SINCE, by: 'ada' };
const merged = { into: 'z', at: SINCE, by: 'ada', was: { state: 'open', since: SINCE }, addedTitle: true } as const;
const occurrence = (uploadId: string, more: Partial<Occurrence> = {}): Occurrence =>
  ({ uploadId, host: 'web-1', capturedAt: at, fingerprint: 'v1:a', kind: 'bug', ...more }) as Occurrence;

describe('a merge', () => {
  it('says of both what was done, when, by whom and why', () => {
    const { from, into } = mergeInto(group('a'), group('b', { altTitles: ['x'], absorbed: ['y'] }), {
      ...doing,
      reason: 'the same list',
    });
    expect(from).toMatchObject({
      status: { state: 'resolved', since: at, by: 'rae', emptied: true },
      merged: {
        into: 'b',
        at,
        by: 'rae',
        was: { state: 'open', since: SINCE },
        addedTitle: true,
        reason: 'the same list',
      },
      activity: [{ at, by: 'rae', what: 'merged', crashId: 'b', reason: 'the same list' }],
    });
    expect(into).toMatchObject({
      ...{ altTitles: ['x', 'title of a'], absorbed: ['y', 'a'], status: { state: 'open' } },
      activity: [{ at, by: 'rae', what: 'took in', crashId: 'a', reason: 'the same list' }],
    });
    const plain = mergeInto(group('a'), group('b'), doing);
    expect([plain.from.merged, plain.from.activity?.[0]]).toEqual([
      { into: 'b', at, by: 'rae', was: { state: 'open', since: SINCE }, addedTitle: true },
      { at, by: 'rae', what: 'merged', crashId: 'b' },
    ]);
  });

  it.each<[string, Partial<CrashGroup>]>([
    ['its own title', { title: 'title of a' }],
    ['one of its others', { altTitles: ['title of a'] }],
  ])('adds no title that is %s already', (_name, more) => {
    const { from, into } = mergeInto(group('a'), group('b', more), doing);
    expect([from.merged?.addedTitle, into.altTitles]).toEqual([false, more.altTitles ?? []]);
    expect(unmerge(from, into, doing).into.altTitles).toEqual(more.altTitles ?? []);
  });

  it.each<[string, CrashGroup, CrashGroup, object]>([
    ['itself', group('a'), group('a'), { field: 'into', message: 'a crash can not be merged into itself' }],
    [
      'one that is merged',
      group('a', { merged }),
      group('b'),
      { message: 'a was merged into z already: undo that first' },
    ],
    ['into one that is', group('a'), group('b', { merged }), { message: 'b was merged into z: name that one' }],
    [
      'an open one into a resolved one',
      group('a'),
      group('b', { status: resolved }),
      { message: 'b is resolved, and nobody would hear of a any more: reopen it first' },
    ],
    [
      'into one that took in fifty',
      group('a'),
      group('b', { absorbed: ids(50) }),
      { message: '50 crashes were merged into b already' },
    ],
  ])('is refused: %s', (_name, from, into, error) => {
    expect(() => mergeInto(from, into, doing)).toThrow(expect.objectContaining(error));
  });

  it('may be of two that are resolved, and into one that took in forty-nine', () => {
    const both = mergeInto(group('a', { status: resolved }), group('b', { status: resolved }), doing);
    expect(both.from.merged?.was).toEqual(resolved);
    expect(mergeInto(group('a'), group('b', { absorbed: ids(49) }), doing).into.absorbed).toHaveLength(50);
  });

  it('is undone to what was before, and told', () => {
    const { from, into } = mergeInto(group('a', { status: resolved }), group('b', { status: resolved }), doing);
    const back = unmerge(from, into, { ...doing, reason: 'no' });
    expect([back.from.status, back.from.merged, back.into.altTitles, back.into.absorbed]).toEqual([
      ...[resolved, undefined, [], []],
    ]);
    expect([back.from.activity?.[0], back.into.activity?.[0]]).toEqual([
      { at, by: 'rae', what: 'unmerged', crashId: 'b', reason: 'no' },
      { at, by: 'rae', what: 'gave back', crashId: 'a', reason: 'no' },
    ]);
    expect([lastUndone(back.from), lastUndone(from), lastUndone(group('a'))]).toEqual(['b', undefined, undefined]);
    expect([givenBack(back.into), givenBack(into), givenBack(group('b'))]).toEqual([['a'], [], []]);
    expect(() => unmerge(group('a'), into, doing)).toThrow('a is not merged into b');
    expect(() => unmerge(from, group('c'), doing)).toThrow('a is not merged into c');
  });
});

describe('a split', () => {
  const whole = (more: Partial<CrashGroup> = {}): CrashGroup =>
    group('a', { fingerprints: ['v1:a', 'v1:p', 'v1:q'], ...more });
  const part = group('p');

  it('takes one fingerprint away, and says so of both', () => {
    const untold = untoldNew(AT);
    const done = splitOff(whole({ untold }), part, { ...doing, reason: 'two bugs' });
    expect(done.from).toMatchObject({
      ...{ fingerprints: ['v1:a', 'v1:q'], splits: ['p'] },
      activity: [{ at, by: 'rae', what: 'split off', crashId: 'p', reason: 'two bugs' }],
    });
    expect(done.part).toMatchObject({
      ...{ untold, split: { from: 'a', at, by: 'rae', reason: 'two bugs' } },
      activity: [{ at, by: 'rae', what: 'was split off', crashId: 'a', reason: 'two bugs' }],
    });
    expect(splitOff(whole({ splits: ['x'] }), part, doing).from.splits).toEqual(['x', 'p']);
    expect(splitOff(whole(), part, doing).part.split).toEqual({ from: 'a', at, by: 'rae' });
    expect(splitOff(whole({ splits: ids(49) }), part, doing).from.splits).toHaveLength(50);
  });

  it.each<[string, CrashGroup, CrashGroup, object]>([
    ['of one that is merged', whole({ merged }), part, { message: 'a was merged into z: undo that first' }],
    ['by a fingerprint of others', whole(), group('r'), { field: 'fingerprint' }],
    ['by its own', whole(), group('x', { fingerprint: 'v1:a' }), { field: 'fingerprint' }],
    [
      'of one that fifty were split off',
      whole({ splits: ids(50) }),
      part,
      { message: '50 crashes were split off a already' },
    ],
  ])('is refused: %s', (_name, from, of, error) => {
    expect(() => splitOff(from, of, doing)).toThrow(expect.objectContaining(error));
  });

  it('is the home of crashes with its fingerprint, that were of what it was split off', () => {
    const splits = [
      { id: 'p', split: { from: 'a', at, by: 'rae' }, fingerprints: ['v1:p'] },
      { id: 'q', fingerprints: ['v1:q'] },
    ];
    const home = (fingerprint: string | null, own?: string) => homeOf({ home: own, fingerprint }, 'a', splits);
    expect([home('v1:p'), home('v1:p', 'a'), home('v1:p', 'b')]).toEqual(['p', 'p', 'b']);
    expect([home('v1:q'), home('v1:x'), home(null), home(null, 'b')]).toEqual(['a', 'a', 'a', 'b']);
  });
});

describe('what people did', () => {
  const entry = (what: Activity['what'], more: Partial<Activity> = {}): Activity => ({ at, by: 'rae', what, ...more });

  it('is kept newest first, thirty entries of it', () => {
    const old = Array.from({ length: 30 }, (_, index) => entry('note', { detail: String(index) }));
    const next = withActivity(group('a', { activity: old }), entry('resolved'), entry('reopened'));
    expect(next.activity?.map(({ what, detail }) => detail ?? what)).toEqual([
      ...['resolved', 'reopened'],
      ...Array.from({ length: 28 }, (_, index) => String(index)),
    ]);
    expect(withActivity(group('a'), entry('note')).activity).toHaveLength(1);
  });

  it.each([
    [{ action: 'acknowledge' }, entry('acknowledged')],
    [{ action: 'acknowledge', reason: 'r' }, entry('acknowledged', { reason: 'r' })],
    [{ action: 'resolve' }, entry('resolved')],
    [{ action: 'resolve', release: '6.12.3' }, entry('resolved', { detail: 'in 6.12.3' })],
    [{ action: 'ignore' }, entry('ignored', { detail: 'for good' })],
    [{ action: 'ignore', until: at }, entry('ignored', { detail: 'until 2026-11-23 12:00 UTC' })],
    [{ action: 'ignore', untilCount: 5 }, entry('ignored', { detail: 'until seen 5 times' })],
    [
      { action: 'ignore', until: at, untilCount: 5 },
      entry('ignored', { detail: 'until 2026-11-23 12:00 UTC or until seen 5 times' }),
    ],
    [{ action: 'reopen' }, entry('reopened')],
  ] as const)('%j is told', (action, told) => {
    expect(actionActivity(action, 'rae', AT)).toEqual(told);
  });

  it('to notes is told where they became others; a note is not repeated', () => {
    const notes = (before: object, after: object) => notesActivity(before, after, 'rae', AT);
    expect(notes({}, { owner: 'fs', tracker: 'T-1', note: 'long' })).toEqual([
      ...[entry('owner', { detail: 'fs' }), entry('tracker', { detail: 'T-1' }), entry('note')],
    ]);
    expect(notes({ owner: 'fs' }, { owner: '' })).toEqual([entry('owner', { detail: 'taken away' })]);
    expect(notes({ note: 'x' }, { note: '' })).toEqual([entry('note', { detail: 'taken away' })]);
    expect(notes({ owner: 'fs' }, { owner: 'fs' })).toEqual([]);
    expect(notes({}, { owner: '' })).toEqual([]);
    expect(notes({ owner: 'fs' }, {})).toEqual([]);
    expect(notes({}, { owner: 'x'.repeat(301) })).toEqual([entry('owner', { detail: 'x'.repeat(300) })]);
  });

  it.each([
    [{ action: 'acknowledge' }, { state: 'acknowledged', since: at, by: 'rae' }],
    [
      { action: 'acknowledge', reason: 'r' },
      { state: 'acknowledged', since: at, by: 'rae', reason: 'r' },
    ],
    [{ action: 'resolve' }, { state: 'resolved', since: at, by: 'rae' }],
    [
      { action: 'resolve', release: '6.1' },
      { state: 'resolved', since: at, by: 'rae', release: '6.1' },
    ],
    [{ action: 'ignore' }, { state: 'ignored', since: at, by: 'rae' }],
    [
      { action: 'ignore', until: at, untilCount: 2, reason: 'r' },
      { state: 'ignored', since: at, by: 'rae', until: at, untilCount: 2, reason: 'r' },
    ],
    [
      { action: 'reopen', reason: 'r' },
      { state: 'open', since: at },
    ],
  ] as const)('%j makes a status', (action, status) => {
    expect(applyAction(action, 'rae', AT)).toEqual(status);
  });
});

describe('a crash of a group', () => {
  const later = new Date(AT.getTime() + 1).toISOString();
  it.each<[string, CrashStatus, Partial<Parameters<typeof onRecurrence>[1]>, string]>([
    ['open', { state: 'open', since: at }, {}, 'unchanged'],
    ['acknowledged', { state: 'acknowledged', since: at, by: 'a' }, {}, 'unchanged'],
    ['resolved, seen at that moment', { ...resolved, since: at }, {}, 'unchanged'],
    ['resolved, seen after it', { ...resolved, since: at }, { capturedAt: later }, 'regressed'],
    ['resolved in a release, seen in none', { ...resolved, release: '6.12.3' }, { capturedAt: later }, 'unchanged'],
    [
      'resolved in a release, seen in one before',
      { ...resolved, release: '6.12.3' },
      { kernelRelease: '6.12.2' },
      'unchanged',
    ],
    ['resolved in a release, seen in it', { ...resolved, release: '6.12.3' }, { kernelRelease: '6.12.3' }, 'regressed'],
    ['ignored for good', { state: 'ignored', since: at, by: 'a' }, { count: 99 }, 'unchanged'],
    ['ignored until a moment later', { state: 'ignored', since: at, by: 'a', until: later }, {}, 'unchanged'],
    ['ignored until that moment', { state: 'ignored', since: at, by: 'a', until: at }, {}, 'reopened'],
    ['ignored until one more', { state: 'ignored', since: at, by: 'a', untilCount: 6 }, {}, 'unchanged'],
    ['ignored until so many', { state: 'ignored', since: at, by: 'a', untilCount: 5 }, {}, 'reopened'],
  ])('%s', (_name, status, recurrence, outcome) => {
    expect(onRecurrence(status, { capturedAt: at, count: 5, ...recurrence })).toBe(outcome);
  });

  it('is quiet where it is resolved or ignored; emptied is what regrouping left', () => {
    expect((['open', 'acknowledged', 'resolved', 'ignored'] as const).map((state) => isQuiet({ state }))).toEqual([
      ...[false, false, true, true],
    ]);
    expect(emptied(AT)).toEqual({ state: 'resolved', since: at, by: 'regroup', emptied: true });
    expect([isEmptied(emptied(AT)), isEmptied(resolved), isEmptied({ state: 'open', since: at })]).toEqual([
      ...[true, false, false],
    ]);
  });
});

describe('what is told of a group', () => {
  it('is cut to what an alert holds, hosts that caused it first, kernels by how often', () => {
    const large = group('a', {
      title: 't'.repeat(501),
      fingerprint: 'f'.repeat(129),
      sampleHosts: ['web-1', 'web-2', ...ids(12)],
      kernels: Object.fromEntries(ids(12).map((id, index) => [`${id}${'k'.repeat(130)}`, index])),
      culprit: ids(6).map((id) => `${id}${'x'.repeat(300)}`),
    });
    const said = snapshot(large, ['db-1', 'web-2']);
    expect([said.title.length, said.fingerprint.length, said.culprit.length, said.culprit[0]?.length]).toEqual([
      ...[500, 128, 5, 300],
    ]);
    expect([said.hosts.length, said.hosts.slice(0, 3)]).toEqual([10, ['db-1', 'web-2', 'web-1']]);
    expect([said.kernels.length, said.kernels[0]?.slice(0, 4), said.kernels[0]?.length]).toEqual([10, 'c11k', 128]);
  });

  it('has every field that the group has, and no other', () => {
    const plain = {
      ...{ crashId: 'a', title: 'title of a', kind: 'bug', fingerprint: 'v1:a', state: 'open', count: 3, hostCount: 2 },
      ...{ hosts: ['web-1'], kernels: [], culprit: [], firstSeen: SINCE, lastSeen: SINCE },
    };
    expect(snapshot(group('a'))).toEqual(plain);
    const more = { subsystem: 's', owner: 'o', fatal: true, partial: true, panicked: true } as const;
    expect(snapshot(group('a', more))).toEqual({ ...plain, ...more });
    const not = { fatal: false, partial: false, panicked: false } as unknown as Partial<CrashGroup>;
    expect(snapshot(group('a', not))).toEqual(plain);
  });

  it('when it is opened counts at least what opened it', () => {
    const two = [occurrence('u1'), occurrence('u2', { host: 'web-2' }), occurrence('u3', { host: 'web-3' })];
    const { name, detail } = openedEvent(group('a', { count: 1, hostCount: 1 }), two, at);
    expect([name, detail.id, detail.occurredAt, detail.version]).toEqual(['crash.opened', 'opened:a', at, 1]);
    expect(detail).toMatchObject({ count: 3, hostCount: 3, hosts: ['web-1', 'web-2', 'web-3'], added: 3 });
    expect(detail).toMatchObject({ uploadIds: ['u1', 'u2', 'u3'], correlationId: 'u1' });
    expect(openedEvent(group('a'), two.slice(0, 1), at).detail).toMatchObject({ count: 3, hostCount: 2 });
    expect(openedEvent(group('a'), [], at, SINCE).detail).toMatchObject({ id: `opened:a:${SINCE}`, added: 0 });
    expect(openedEvent(group('a'), [], at).detail).not.toHaveProperty('correlationId');
    const many = Array.from({ length: 101 }, (_, index) => occurrence(`u${index}`));
    expect(openedEvent(group('a'), many, at).detail.uploadIds).toHaveLength(100);
    expect(openedEvent(group('a'), many, at).detail.added).toBe(101);
  });

  it('when it regressed names the release that it is back in', () => {
    const by = occurrence('u1', { kernelRelease: '6.12.9' });
    const { name, detail } = regressedEvent(
      group('a', { status: resolved }),
      { at: SINCE, release: '6.12.3' },
      by,
      [by],
      at,
    );
    expect(name).toBe('crash.regressed');
    expect(detail).toMatchObject({
      ...{ id: `regressed:a:${SINCE}`, state: 'open', count: 4, correlationId: 'u1', kernelRelease: '6.12.9' },
      resolvedIn: '6.12.3',
    });
    const bare = regressedEvent(group('a'), { at: SINCE }, {}, [], at).detail;
    for (const field of ['correlationId', 'kernelRelease', 'resolvedIn']) expect(bare).not.toHaveProperty(field);
  });

  it('when its state was changed names what it was, and who did it', () => {
    const next = { ...group('a', { status: resolved }), version: 7 };
    expect(changedEvent(next, group('a'), 'rae', AT)).toMatchObject({
      name: 'crash.changed',
      detail: { id: 'changed:a:7', occurredAt: at, state: 'resolved', previousState: 'open', by: 'rae', version: 1 },
    });
  });
});

describe('what nobody was told', () => {
  it('of a new group is told by the first crash of a host that is heard', () => {
    expect(untoldNew(AT)).toEqual({ word: 'NEW', since: at });
    const untold = untoldNew(AT, SINCE);
    expect(untold).toEqual({ word: 'NEW', since: at, emptiedAt: SINCE });
    expect(toldBy(untold, group('a'), [], at)).toBeUndefined();
    expect(toldBy(untold, group('a'), [occurrence('u1'), occurrence('u2')], at)).toMatchObject({
      name: 'crash.opened',
      detail: { id: `opened:a:${SINCE}`, count: 5, untoldSince: at },
    });
  });

  it('of a regression is told by a crash that is one itself', () => {
    const untold = untoldRegression({ ...resolved, release: '6.12.3' }, AT);
    expect(untold).toEqual({ word: 'REGRESSED', since: at, resolvedAt: SINCE, release: '6.12.3' });
    expect(untoldRegression(resolved as never, AT)).not.toHaveProperty('release');
    const before = occurrence('u1', { kernelRelease: '6.12.2' });
    const back = occurrence('u2', { kernelRelease: '6.12.3' });
    expect(toldBy(untold, group('a'), [before], at)).toBeUndefined();
    expect(toldBy(untold, group('a'), [before, back], at)).toMatchObject({
      name: 'crash.regressed',
      detail: { id: `regressed:a:${SINCE}`, kernelRelease: '6.12.3', resolvedIn: '6.12.3', untoldSince: at, added: 2 },
    });
  });
});
