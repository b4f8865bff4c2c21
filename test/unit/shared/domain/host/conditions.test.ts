/** A host's shares and silences, and the states of its uploads, at their bounds. */
import { describe, expect, it } from '@jest/globals';
import { hostQuota, quotaExceeded, shareText, spanOf } from '../../../../../shared/domain/host/quota.ts';
import { checkSilenceEnd, isInForce, silencedBy } from '../../../../../shared/domain/host/silence.ts';
import { changeWords, routeDifference } from '../../../../../shared/domain/alert-routes/difference.ts';
import { heldState } from '../../../../../shared/domain/upload/held.ts';
import { logUnreadable, uploadAborted, uploadCompleted } from '../../../../../shared/domain/upload/events.ts';
import { isAnalysed, isLogAlone, isUnfinished, isWhole } from '../../../../../shared/domain/upload/state.ts';
import type { AlertRoutes } from '../../../../../shared/contract/alert-routes.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const at = (ms: number): string => new Date(NOW.getTime() + ms).toISOString();
const DAY = 86_400_000;

describe('the share of a host', () => {
  it.each([
    ['uploads', 3600, '7 uploads an hour'],
    ['logs', 60, '7 logs a minute'],
    ['groups', 86_400, '7 new crash groups a day'],
  ] as const)('of %s is counted in spans', (name, spanSeconds, text) => {
    const quota = hostQuota(name, 7);
    expect(quota).toEqual({ name, limit: 7, spanSeconds });
    expect(shareText(quota)).toBe(text);
    const span = spanOf(quota, NOW);
    const start = new Date(span * spanSeconds * 1000);
    expect([spanOf(quota, start), spanOf(quota, new Date(start.getTime() - 1))]).toEqual([span, span - 1]);
    expect(spanOf(quota, new Date(start.getTime() + spanSeconds * 1000 - 1))).toBe(span);
    const event = quotaExceeded('web-1', quota, NOW);
    expect(event).toEqual({
      name: 'quota.exceeded',
      detail: {
        ...{ version: 1, id: `quota.exceeded:web-1:${name}:${span}`, occurredAt: NOW.toISOString() },
        ...{ host: 'web-1', quota: name, limit: 7, spanSeconds },
      },
    });
    expect(quotaExceeded('web-1', quota, NOW, 'u1').detail).toMatchObject({ correlationId: 'u1' });
  });
});

describe('a silence', () => {
  it('ends at its own moment', () => {
    expect([isInForce({ until: at(1) }, NOW), isInForce({ until: at(0) }, NOW)]).toEqual([true, false]);
    const silent = silencedBy(
      [
        { host: 'a', until: at(1) },
        { host: 'b', until: at(0) },
      ],
      NOW,
    );
    expect(['a', 'b', 'c'].map(silent)).toEqual([true, false, false]);
  });

  it('lasts thirty days and a minute at most, and begins before it ends', () => {
    const problem = (ms: number): string => {
      try {
        checkSilenceEnd(at(ms), NOW);
      } catch (error) {
        expect(error).toMatchObject({ field: 'until' });
        return (error as Error).message;
      }
      return 'none';
    };
    expect([problem(1), problem(30 * DAY + 60_000)]).toEqual(['none', 'none']);
    expect([problem(0), problem(-1)]).toEqual(['this is in the past', 'this is in the past']);
    expect(problem(30 * DAY + 60_001)).toBe('a silence lasts 30 days at most: say it again then');
  });
});

describe('a held host', () => {
  const hold = { until: at(1), seenAt: at(-120_000) };
  it.each<[string, Parameters<typeof heldState>[0], 'open' | 'sealed', string]>([
    ['seen two minutes ago', hold, 'open', 'held'],
    ['seen a moment before', { ...hold, seenAt: at(-120_001) }, 'open', 'silent'],
    ['whose time is up', { ...hold, until: at(0) }, 'open', 'over'],
    ['whose upload is done', hold, 'sealed', 'over'],
    ['that was let go', { ...hold, releasedAt: at(-1) }, 'sealed', 'released'],
  ])('%s', (_name, of, state, held) => {
    expect(heldState(of, { state }, NOW)).toBe(held);
  });
});

describe('an upload', () => {
  const announced = { policy: 'all', sizeBytes: 1 } as const;

  it('is a log alone where it says so, or where its dump is empty and there is a log', () => {
    expect(isLogAlone({ ...announced, policy: 'log' })).toBe(true);
    expect(isLogAlone(announced)).toBe(false);
    expect(isLogAlone({ ...announced, sizeBytes: 0 })).toBe(true);
    expect(isLogAlone({ ...announced, sizeBytes: 0, fileName: 'vmcore' })).toBe(false);
    expect(isLogAlone({ ...announced, sizeBytes: 0, fileName: 'vmcore', logReceived: true })).toBe(true);
    expect(isLogAlone({ ...announced, fileName: 'vmcore', logReceived: true })).toBe(false);
  });

  it('is whole, analysed, unfinished by its states alone', () => {
    const states = ['open', 'complete', 'sealed', 'aborted'] as const;
    const whole = (policy: 'all' | 'kernel' | 'hot' | 'log') => states.filter((state) => isWhole({ state, policy }));
    expect([whole('all'), whole('kernel'), whole('hot'), whole('log')]).toEqual([
      ...[['complete', 'sealed'], ['complete', 'sealed'], [], []],
    ]);
    const analyses = ['waiting', 'running', 'done', 'unreadable'] as const;
    expect(analyses.filter((analysis) => isAnalysed({ analysis }))).toEqual(['done', 'unreadable']);
    const unfinished = (state: (typeof states)[number], analysis: 'waiting' | 'done', more: object = {}) =>
      isUnfinished({ ...announced, state, analysis, ...more });
    expect([unfinished('sealed', 'waiting'), unfinished('sealed', 'done')]).toEqual([true, false]);
    expect(unfinished('sealed', 'waiting', { policy: 'log' })).toBe(false);
    expect([unfinished('complete', 'done'), unfinished('open', 'waiting'), unfinished('aborted', 'waiting')]).toEqual([
      ...[true, false, false],
    ]);
  });

  it('is told of with all that is known of it, and the same each time', () => {
    const upload = { id: 'u1', host: 'web-1', sizeBytes: 9, chunkCount: 1, policy: 'all', updatedAt: at(5) } as const;
    const told = {
      ...{ version: 1, id: 'upload.completed:u1', occurredAt: at(5), correlationId: 'u1', uploadId: 'u1' },
      ...{ host: 'web-1', sizeBytes: 9, chunkCount: 1, policy: 'all', logReceived: false },
    };
    expect(uploadCompleted(upload)).toEqual({ name: 'upload.completed', detail: told });
    const more = { kernelRelease: '6.12', sha256: 'ab', logReceived: true };
    expect(uploadCompleted({ ...upload, ...more, completedAt: at(3) }).detail).toEqual({
      ...{ ...told, ...more, occurredAt: at(3) },
    });
    const ended = { version: 1, occurredAt: at(1), correlationId: 'u1', uploadId: 'u1', host: 'web-1', reason: 'r' };
    expect(uploadAborted(upload, 'r', at(1))).toEqual({
      ...{ name: 'upload.aborted', detail: { ...ended, id: 'upload.aborted:u1' } },
    });
    expect(logUnreadable(upload, 'r', at(1))).toEqual({
      ...{ name: 'log.unreadable', detail: { ...ended, id: 'log.unreadable:u1' } },
    });
  });
});

describe('another document of alert routes', () => {
  const routes = (...names: readonly (readonly [name: string, more?: object])[]): AlertRoutes => ({
    routes: names.map(([name, more]) => ({ name, type: 'sns', enabled: true, ...more })),
  });

  it('is told by what was added, removed, and changed field by field', () => {
    const difference = routeDifference(
      routes(['mail'], ['night', { when: 1 }], ['same']),
      routes(['same'], ['night', { enabled: false, when: 2, only: 3 }], ['chat']),
    );
    expect(difference).toEqual({
      ...{ added: ['chat'], removed: ['mail'], changed: [{ name: 'night', fields: ['enabled', 'only', 'when'] }] },
    });
    expect(changeWords(difference)).toBe('added chat; removed mail; changed night (enabled, only, when)');
  });

  it('that is the same changes nothing, in whatever order', () => {
    const none = routeDifference(routes(['a'], ['b']), routes(['b'], ['a']));
    expect(none).toEqual({ added: [], removed: [], changed: [] });
    expect(changeWords(none)).toBe('set them again as they were');
    expect(changeWords({ added: ['a', 'b'], removed: [], changed: [] })).toBe('added a, b');
  });
});
