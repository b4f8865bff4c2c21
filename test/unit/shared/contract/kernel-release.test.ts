import { describe, expect, it } from '@jest/globals';
import { compareReleases, isAtOrAbove, lastBefore } from '../../../../shared/contract/kernel-release.ts';

describe('compareReleases', () => {
  it.each([
    ['6.12.117+deb13-amd64', '6.12.111', 1],
    ['6.1.0', '6.12.0', -1],
    ['6.12.5-amd64', '6.12.5', 0],
    ['7.0.0-rc3', '7.0.0', -1],
    ['7.0.0-rc10', '7.0.0-rc9', 1],
    ['7.0-rc1', '6.19.3', 1],
    ['5.15.0-91-generic', '5.15.0-101-generic', -1],
    ['4.18.0-513.5.1.el8_9.x86_64', '4.18.0-513.18.1.el8_9.x86_64', -1],
    ['6.1.0-13-arm64', '6.1.0-13-amd64', 0],
    ['6.12', '6.12.0', 0],
    ['v6.12.3', '6.12.3', 0],
  ])('%s against %s is %i', (left, right, expected) => {
    expect(compareReleases(left, right)).toBe(expected);
    // Without the subtraction `-0` would fail toBe(0).
    expect(compareReleases(right, left)).toBe(0 - expected);
  });

  it('says nothing about what is no kernel release', () => {
    expect(compareReleases('my kernel', '6.12')).toBeUndefined();
    expect(compareReleases('6.12', '')).toBeUndefined();
  });

  it('counts a release it cannot compare as newer, so that a regression is not missed', () => {
    expect(isAtOrAbove('unknown', '6.12')).toBe(true);
  });
});

describe('lastBefore', () => {
  const seen = ['6.12.111', '6.12.9', 'not a kernel', '6.12.117+deb13-amd64', '7.0.1'];
  it.each([
    ['the newest of the older ones', ['6.12.117+deb13-amd64'], '6.12.111'],
    ['older than every affected one', ['7.0.1', '6.12.111'], '6.12.9'],
    ['nothing where nothing is older', ['6.12.9'], undefined],
    ['nothing where nothing is known to be affected', [], undefined],
    ['nothing where releases can not be compared', ['not a kernel'], undefined],
  ])('answers %s', (_name, affected, expected) => {
    expect(lastBefore(affected, seen)).toBe(expected);
  });
});
