import { describe, expect, it } from '@jest/globals';
import { compareReleases, isAtOrAbove } from '../../../../shared/contract/kernel-release.ts';

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
