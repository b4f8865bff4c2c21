import { describe, expect, it } from '@jest/globals';
import { heldFor, isSettled, mayRelease } from '../../../../clients/web/src/logic/held.ts';
import { Role } from '../../../../shared/contract/roles.ts';
import { UploadRoutes } from '../../../../shared/contract/api/uploads.ts';

describe('a held host in the console', () => {
  it.each([
    [600_000, '10:00 min'],
    [65_000, '1:05 min'],
    [400, '0:01 min'],
    [0, '0:00 min'],
    [-5000, '0:00 min'],
  ])('has %d ms left: %s', (left, text) => {
    const now = new Date('2026-11-23T12:00:00.000Z');
    expect(heldFor(new Date(now.getTime() + left).toISOString(), now)).toBe(text);
  });

  it('is let go by those whom the service lets', () => {
    const admitted: readonly string[] = UploadRoutes.release.admits;
    for (const role of Role.options) expect([role, mayRelease([role])]).toEqual([role, admitted.includes(role)]);
  });

  it('is looked for as long as its upload is open', () => {
    expect(isSettled({ analysis: 'done', state: 'open' })).toBe(false);
    expect(isSettled({ analysis: 'done', state: 'complete' })).toBe(true);
    expect(isSettled({ analysis: 'running', state: 'complete' })).toBe(false);
    expect(isSettled({ analysis: 'waiting', state: 'open', logOnly: true, title: null })).toBe(true);
  });
});
