import { describe, expect, it } from '@jest/globals';
import { harness, person } from './harness.ts';

describe('/v1/wanted-policy', () => {
  const DEFAULT = { new: 'all', recurring: 'all', known: 'all', knownAfterReports: 3 };

  it('asks for all until an admin says otherwise', async () => {
    const h = harness();
    expect((await h.call(person('responder'), 'GET', '/v1/wanted-policy')).json).toEqual(DEFAULT);
    const set = { recurring: 'hot', known: 'log' };
    expect((await h.call(person('admin'), 'PUT', '/v1/wanted-policy', set)).status).toBe(200);
    expect((await h.call(person('responder'), 'GET', '/v1/wanted-policy')).json).toEqual({ ...DEFAULT, ...set });
  });

  it('is for admins to set alone', async () => {
    expect((await harness().call(person('responder'), 'PUT', '/v1/wanted-policy', {})).status).toBe(403);
  });

  it('refuses what makes no sense', async () => {
    for (const wrong of [{ new: 'some' }, { knownAfterReports: 0 }, { old: 'log' }]) {
      expect((await harness().call(person('admin'), 'PUT', '/v1/wanted-policy', wrong)).status).toBe(400);
    }
  });
});
