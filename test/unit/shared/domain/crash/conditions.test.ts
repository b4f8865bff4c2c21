/** What is decided about single crashes, at the bounds of each decision. */
import { describe, expect, it } from '@jest/globals';
import { crashNoteOf } from '../../../../../shared/domain/crash/crash-note.ts';
import { settle } from '../../../../../shared/domain/crash/identity.ts';
import type { KnownCrash, ReadLog } from '../../../../../shared/domain/crash/identity.ts';
import { LOOP_PANICS, loopOf } from '../../../../../shared/domain/crash/loop.ts';
import { kernelTime, trueCrashTime } from '../../../../../shared/domain/crash/time.ts';
import { goesOn, weightOf } from '../../../../../shared/domain/crash/weight.ts';
import type { Occurrence } from '../../../../../shared/contract/crashes.ts';
import { PanicKind } from '../../../../../shared/contract/triage.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;
const before = (ms: number): string => new Date(NOW.getTime() - ms).toISOString();

describe('a loop of crashes', () => {
  const panic = (id: string, agoMs: number, more: Partial<Occurrence> = {}): Occurrence =>
    ({ uploadId: id, crashId: 'c', capturedAt: before(agoMs), kind: 'bug', panicked: true, ...more }) as Occurrence;
  const panics = (count: number, everyMs = MINUTE): Occurrence[] =>
    Array.from({ length: count }, (_, index) => panic(`u${index}`, index * everyMs));

  it('is five panics within an hour', () => {
    expect(loopOf(panics(LOOP_PANICS - 1), NOW)).toBeUndefined();
    expect(loopOf(panics(LOOP_PANICS).toReversed(), NOW)).toEqual({
      ...{ count: 5, firstSeen: before(4 * MINUTE), lastSeen: NOW.toISOString(), last: panic('u0', 0) },
    });
    expect(loopOf(panics(5, 15 * MINUTE), NOW)).toBeUndefined();
    expect(loopOf(panics(5, 15 * MINUTE - 1), NOW)).toMatchObject({ count: 5 });
    expect(loopOf([], NOW)).toBeUndefined();
  });

  it('counts each panic once, and nothing that a host lives on after, or that is of no group', () => {
    expect(loopOf([...panics(4), panic('u3', 3 * MINUTE)], NOW)).toBeUndefined();
    expect(loopOf([...panics(4), panic('w', 1, { kind: 'warning', panicked: false })], NOW)).toBeUndefined();
    expect(loopOf([...panics(4), panic('w', 1, { kind: 'warning', panicked: true })], NOW)).toMatchObject({ count: 5 });
    expect(loopOf([...panics(4), panic('w', 1, { kind: 'bug', panicked: false })], NOW)).toMatchObject({ count: 5 });
    expect(loopOf([...panics(4), panic('w', 1, { crashId: undefined })], NOW)).toBeUndefined();
  });

  it('is no news a day later', () => {
    const day = 24 * 60 * MINUTE;
    const late = (agoMs: number) =>
      loopOf(
        panics(5).map((each, index) => ({ ...each, capturedAt: before(agoMs + index) })),
        NOW,
      );
    expect(late(day)).toMatchObject({ count: 5 });
    expect(late(day + 1)).toBeUndefined();
  });
});

describe('the time of a crash', () => {
  const ahead = (ms: number): string => before(-ms);
  it('is the kernel’s, where that can be true, then the file’s, then the upload’s, then now', () => {
    const createdAt = before(1000);
    expect(trueCrashTime({ crashedAt: before(9), capturedAt: before(8), createdAt }, NOW)).toBe(before(9));
    expect(trueCrashTime({ crashedAt: 'x', capturedAt: before(8), createdAt }, NOW)).toBe(before(8));
    expect(trueCrashTime({ crashedAt: '1970-01-02T00:00:00Z', createdAt }, NOW)).toBe(createdAt);
    expect(trueCrashTime({ createdAt: ahead(6 * MINUTE) }, NOW)).toBe(NOW.toISOString());
  });

  it('may be five minutes ahead', () => {
    expect(kernelTime({ crashedAt: ahead(5 * MINUTE) }, NOW)).toBe(ahead(5 * MINUTE));
    expect(kernelTime({ crashedAt: ahead(5 * MINUTE + 1) }, NOW)).toBeUndefined();
    expect(kernelTime({}, NOW)).toBeUndefined();
  });
});

describe('what a log is worth', () => {
  const of = (more: Partial<Parameters<typeof weightOf>[0]> = {}): number =>
    weightOf({ fingerprint: null, kind: 'bug', panicked: false, corrupted: false, source: 'log', ...more } as never);

  it('is told by the kernel’s end first, then by where it is from, then by how whole it is', () => {
    const order = [
      of({ kind: 'none' }),
      of({ kind: 'unknown' }),
      of({ kind: 'warning' }),
      of({ corrupted: true, partial: 'size' as never }),
      of({ corrupted: true }),
      of(),
      of({ panicked: true }),
      of({ source: 'dump', corrupted: true, partial: 'size' as never }),
      of({ source: 'dump' }),
      of({ source: 'dump', panicked: true }),
    ];
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
    expect([of({ kind: 'unknown', panicked: true }) >> 4, of({ kind: 'warning', panicked: true }) >> 4]).toEqual([
      3, 3,
    ]);
  });

  it('of a warning is that of one after which the kernel goes on', () => {
    expect(PanicKind.options.filter(goesOn)).toEqual(
      PanicKind.options.filter((kind) =>
        ['warning', 'lockdep', 'ubsan', 'kcsan', 'kmsan', 'memory-leak', 'atomic-sleep'].includes(kind),
      ),
    );
  });
});

describe('what an upload notes of its crash', () => {
  const group = { id: 'c1', title: 'new', kind: 'bug' } as const;
  it.each<[string, Parameters<typeof crashNoteOf>[0], string | undefined, object | undefined]>([
    ['nothing where there is no upload', undefined, undefined, undefined],
    ['nothing where it is known', { crashId: 'c1', title: 'new' }, undefined, undefined],
    ['nothing of a title where its log was not read', { crashId: 'c1', title: null }, undefined, undefined],
    ['another crash', { crashId: 'c0', title: 'new' }, undefined, { crashId: 'c1', sameCrashAs: undefined }],
    ['another upload', { crashId: 'c1', title: 'new' }, 'u1', { crashId: 'c1', sameCrashAs: 'u1' }],
    ['none any more', { crashId: 'c1', sameCrashAs: 'u1' }, undefined, { crashId: 'c1', sameCrashAs: undefined }],
    [
      'another title',
      { crashId: 'c1', title: 'old' },
      undefined,
      { crashId: 'c1', sameCrashAs: undefined, title: 'new', kind: 'bug' },
    ],
  ])('%s', (_name, noted, sameCrashAs, note) => {
    expect(crashNoteOf(noted, group, sameCrashAs)).toEqual(note);
  });
});

describe('which uploads are of one crash', () => {
  const word = (text: string) => ({ digest: text.padEnd(32, '0'), stamped: true });
  const log = (uploadId: string, words: readonly string[], more: Partial<ReadLog> = {}): ReadLog => ({
    ...{ uploadId, evidence: { words: words.map(word) }, weight: 1, fromDump: false },
    ...more,
  });
  const after = (...logs: readonly ReadLog[]) => {
    let crashes: readonly KnownCrash[] = [];
    let last: ReturnType<typeof settle> | undefined;
    for (const each of logs) {
      last = settle(crashes, each);
      ({ crashes } = last);
    }
    if (last === undefined) throw new Error('no log');
    return last;
  };

  it('are those that share a word; the one with the better log is what it is counted under', () => {
    expect(after(log('a', ['x']))).toMatchObject({ occurrenceId: 'a', uploads: ['a'], isNew: true, crashesOfHost: 1 });
    expect(after(log('a', ['x']), log('b', ['y']))).toMatchObject({ occurrenceId: 'b', isNew: true, crashesOfHost: 2 });
    const same = after(log('a', ['x'], { weight: 5 }), log('b', ['x', 'y'], { weight: 9 }));
    expect(same).toMatchObject({ occurrenceId: 'a', uploads: ['a', 'b'], isNew: false, crashesOfHost: 1 });
    expect(same.crashes[0]?.weight).toBe(9);
  });

  it('are brought together by one that is of both: under the better of them, of equal ones the first by name', () => {
    const keyed = (uploadId: string, words: readonly string[], weight: number): ReadLog => ({
      ...log(uploadId, words, { weight }),
      evidence: { crashKey: '1764468000-6.12', crashTime: 1_764_468_000, words: words.map(word) },
    });
    const both = after(keyed('a', [], 1), log('b', ['x'], { weight: 5 }), keyed('c', ['x'], 1));
    expect(both).toMatchObject({ occurrenceId: 'b', isNew: false, crashesOfHost: 1 });
    expect([...both.uploads].sort()).toEqual(['a', 'b', 'c']);
    expect(after(keyed('b', [], 1), log('a', ['x']), keyed('c', ['x'], 1)).occurrenceId).toBe('a');
  });

  it('are not brought together where two of them speak against each other', () => {
    const apart = after(log('a', ['x'], { weight: 1 }), log('b', ['y'], { weight: 5 }), log('c', ['x', 'y']));
    expect(apart).toMatchObject({ occurrenceId: 'a', uploads: ['a', 'c'], crashesOfHost: 2 });
  });

  it('stay as they are when a log comes again', () => {
    const again = after(log('a', ['x'], { weight: 4 }), log('a', ['x'], { weight: 4 }));
    expect(again).toMatchObject({ occurrenceId: 'a', uploads: ['a'], isNew: false, crashesOfHost: 1 });
  });

  it('are those that the dump’s own log says, whatever was sent beside it', () => {
    const beside = [log('a', ['x']), log('b', ['y']), log('b', ['x'], { fromDump: true })] as const;
    expect(after(...beside)).toMatchObject({ occurrenceId: 'a', crashesOfHost: 1 });
    const shared = after(log('b', ['x', 'y']), log('b', ['x'], { fromDump: true }));
    expect(shared.crashes[0]?.uploads[0]?.words.map(({ digest }) => digest[0]).sort()).toEqual(['x', 'y']);
    const nothing = after(log('b', ['y']), log('b', [], { fromDump: true }));
    expect(nothing.crashes[0]?.uploads[0]?.words).toHaveLength(1);
  });

  it('are remembered of 64 crashes, and of 16 uploads each', () => {
    const many = Array.from({ length: 65 }, (_, index) => log(`u${index}`, [`w${index}-`]));
    const crashes = after(...many);
    expect([crashes.crashesOfHost, crashes.crashes[0]?.id]).toEqual([64, 'u1']);
    const uploads = after(...Array.from({ length: 17 }, (_, index) => log(`u${index}`, ['x'])));
    expect([uploads.uploads.length, uploads.uploads.at(-1), uploads.occurrenceId]).toEqual([16, 'u16', 'u0']);
  });
});
