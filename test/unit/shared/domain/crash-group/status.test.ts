import { describe, expect, it } from '@jest/globals';
import type { CrashStatus } from '../../../../../shared/contract/crashes.ts';
import { applyAction, onRecurrence } from '../../../../../shared/domain/crash-group/status.ts';

const at = '2026-11-23T12:00:00.000Z';
const seen = { capturedAt: '2026-11-24T00:00:00.000Z', kernelRelease: '6.12.5', count: 7 };
const by = 'ada';

describe('onRecurrence', () => {
  it.each<[string, CrashStatus, string]>([
    ['an open group', { state: 'open', since: at }, 'unchanged'],
    ['an acknowledged group', { state: 'acknowledged', since: at, by }, 'unchanged'],
    ['one resolved in this release', { state: 'resolved', since: at, by, release: '6.12.5' }, 'regressed'],
    ['one resolved in an older release', { state: 'resolved', since: at, by, release: '6.12.4' }, 'regressed'],
    ['one resolved in a newer release', { state: 'resolved', since: at, by, release: '6.12.6' }, 'unchanged'],
    ['one resolved without a release', { state: 'resolved', since: at, by }, 'regressed'],
    ['one resolved after the capture', { state: 'resolved', since: '2026-11-25T00:00:00Z', by }, 'unchanged'],
    ['one ignored for good', { state: 'ignored', since: at, by }, 'unchanged'],
    ['one ignored until later', { state: 'ignored', since: at, by, until: '2026-11-25T00:00:00Z' }, 'unchanged'],
    ['one ignored until before', { state: 'ignored', since: at, by, until: '2026-11-23T13:00:00Z' }, 'reopened'],
    ['one ignored until a count not reached', { state: 'ignored', since: at, by, untilCount: 8 }, 'unchanged'],
    ['one ignored until a count reached', { state: 'ignored', since: at, by, untilCount: 7 }, 'reopened'],
  ])('%s is %s', (_name, status, outcome) => {
    expect(onRecurrence(status, seen)).toBe(outcome);
  });

  it('leaves a resolved group alone when the release of the occurrence is not known', () => {
    const status: CrashStatus = { state: 'resolved', since: at, by, release: '6.12.4' };
    expect(onRecurrence(status, { ...seen, kernelRelease: undefined })).toBe('unchanged');
  });
});

describe('applyAction', () => {
  const now = new Date(at);

  it('keeps the release a group was resolved in', () => {
    expect(applyAction({ action: 'resolve', release: '6.13' }, by, now)).toEqual({
      state: 'resolved',
      since: at,
      by,
      release: '6.13',
    });
  });

  it('opens a group again with no trace of who had closed it', () => {
    expect(applyAction({ action: 'reopen' }, by, now)).toEqual({ state: 'open', since: at });
  });
});
