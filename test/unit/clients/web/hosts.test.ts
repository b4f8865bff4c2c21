import { describe, expect, it } from '@jest/globals';
import { ApiError, mayPass } from '../../../../clients/web/src/logic/api.ts';
import { drawn, seen } from '../../../support/drawn.ts';

const HOST = {
  ...{ host: 'fs-17', enrolledAt: '2026-11-20T00:00:00.000Z', enrolledBy: 'ada' },
  ...{ tokenExpiresAt: '2999-01-01T00:00:00.000Z' },
};

describe('the page of a host', () => {
  it('says until when it may send, as what it is enrolled, and what sends for it', async () => {
    const lastCrash = { uploadId: '01KD0000000000000000000001', title: 'BUG', at: HOST.enrolledAt, agent: 'agent/1' };
    const page = seen(
      await drawn('screens/host', 'HostFacts', { host: { ...HOST, tags: ['storage', 'eu'], lastCrash } }),
    );
    for (const words of ['good for', 'storage eu', 'by ada', 'agent/1']) expect(page).toContain(words);
    expect(page).not.toContain('revoked');
  });

  it('says who revoked it, and that it has no tags', async () => {
    const revoked = { revokedAt: '2026-11-21T00:00:00.000Z', revokedBy: 'eve' };
    const page = seen(await drawn('screens/host', 'HostFacts', { host: { ...HOST, ...revoked } }));
    expect(page).toMatch(/tags ?none/);
    expect(page).toMatch(/revoked.*by eve/);
  });

  it('asks whether the name is right where nothing is known of it', async () => {
    const page = async (isKnown: boolean) => seen(await drawn('screens/host', 'NotEnrolled', { isKnown }));
    expect(await page(false)).toMatch(/No host of this name is enrolled.*Is the name right\?/);
    expect(await page(true)).not.toContain('Is the name right');
  });
});

describe('what could not be loaded', () => {
  const drawnFailure = async (error: Error, value?: string) =>
    await drawn('ui/parts', 'Await', {
      loaded: { state: 'failed', error, value, reload: () => undefined },
      what: 'the crash',
      children: (text: string) => text,
    });

  it('is offered again unless it can never be had', async () => {
    for (const status of [400, 403, 404]) expect(mayPass(new ApiError(status, undefined))).toBe(false);
    for (const status of [401, 409, 429, 500, 503]) expect(mayPass(new ApiError(status, undefined))).toBe(true);
    expect(mayPass(new TypeError('Failed to fetch'))).toBe(true);
    expect(await drawnFailure(new TypeError('Failed to fetch'))).toContain('Try again');
    const gone = await drawnFailure(new ApiError(404, undefined), 'what was there before');
    expect(seen(gone)).toContain('Could not load the crash: the server answered 404');
    expect(gone).not.toContain('Try again');
    expect(gone).toContain('what was there before');
  });
});
