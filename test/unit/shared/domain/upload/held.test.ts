import { describe, expect, it } from '@jest/globals';
import type { UploadState } from '../../../../../shared/contract/uploads.ts';
import { heldState, type Hold } from '../../../../../shared/domain/upload/held.ts';

const NOW = new Date('2026-11-23T12:05:00.000Z');
const hold: Hold = { until: '2026-11-23T12:10:00.000Z', seenAt: '2026-11-23T12:04:40.000Z' };
const released = { releasedAt: '2026-11-23T12:04:50.000Z' };

describe('heldState', () => {
  it.each<[string, Partial<Hold>, UploadState, string]>([
    ['a host that was heard of a moment ago', {}, 'open', 'held'],
    ['one that has been silent for two minutes', { seenAt: '2026-11-23T12:03:00.000Z' }, 'open', 'held'],
    ['one that has been silent for longer', { seenAt: '2026-11-23T12:02:59.999Z' }, 'open', 'silent'],
    ['one whose time is up', { until: '2026-11-23T12:05:00.000Z' }, 'open', 'over'],
    ['one whose upload is closed', {}, 'complete', 'over'],
    ['one that was let go', released, 'open', 'released'],
    ['one that was let go, and has closed its upload', released, 'sealed', 'released'],
  ])('of %s', (_of, more, state, expected) => {
    expect(heldState({ ...hold, ...more }, { state }, NOW)).toBe(expected);
  });
});
