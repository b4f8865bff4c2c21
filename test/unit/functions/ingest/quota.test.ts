import { describe, expect, it } from '@jest/globals';
import { harness, hostOf, person, sha256 } from './harness.ts';

const announce = { sizeBytes: 0, fileName: 'dmesg.txt', policy: 'log' };
const LINES = { accept: 'text/plain' };
const log = { sizeBytes: 3, sha256: sha256(Buffer.from('log')) };

describe('the quotas of a host', () => {
  it('refuse the upload that is one too many, say when there is more, and then let it through', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, uploadsPerHour: 3 };
    const web = hostOf('web-1');
    for (let i = 0; i < 3; i++) expect((await h.call(web, 'POST', '/v1/uploads', announce)).status).toBe(201);
    h.state.now += 50 * 60_000;
    const refused = await h.call(web, 'POST', '/v1/uploads', announce, LINES);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('600');
    expect(refused.text.split('\n')).toEqual([
      'problem 429',
      'code quota',
      'title Too many requests',
      'detail this host has had its 3 uploads an hour',
      '',
    ]);
    h.state.now += 600_000;
    expect((await h.call(web, 'POST', '/v1/uploads', announce)).status).toBe(201);
  });

  it('are each host’s own, and none for people', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, uploadsPerHour: 1 };
    expect((await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce)).status).toBe(201);
    expect((await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce)).status).toBe(429);
    expect((await h.call(hostOf('web-2'), 'POST', '/v1/uploads', announce)).status).toBe(201);
    for (let i = 0; i < 3; i++) {
      const body = { ...announce, host: 'web-1' };
      expect((await h.call(person('responder'), 'POST', '/v1/uploads', body)).status).toBe(201);
    }
  });

  it('are enforced before anything is done, and told once a span', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, uploadsPerHour: 1 };
    await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce);
    await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce);
    const before = new Map(h.dynamo.calls);
    for (let i = 0; i < 5; i++) await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce);
    const calls = [...h.dynamo.calls].map(([name, count]) => [name, count - (before.get(name) ?? 0)]);
    // One write that is refused, and one that says whether it was told already.
    expect(calls.filter(([, count]) => count !== 0)).toEqual([['UpdateCommand', 10]]);
    expect(h.events.filter(({ name }) => name === 'quota.exceeded')).toMatchObject([
      { detail: { host: 'web-1', quota: 'uploads', limit: 1, spanSeconds: 3600 } },
    ]);
  });

  it('bound the logs of a minute', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, logsPerMinute: 1 };
    const { json } = await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce);
    const { id } = json as { id: string };
    expect((await h.call(hostOf('web-1'), 'POST', `/v1/uploads/${id}/log`, log)).status).toBe(200);
    const refused = await h.call(hostOf('web-1'), 'POST', `/v1/uploads/${id}/log`, log);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });
});

describe('a long poll', () => {
  it('is not held where as many are held as may be: the host is told when to ask again', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, longPolls: 1 };
    const { json } = await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce);
    const { id } = json as { id: string };
    const path = `/v1/uploads/${id}?wait=20`;
    expect((await h.call(hostOf('web-1'), 'GET', path, undefined, LINES)).text).not.toMatch(/poll-after/);
    expect(h.state.sleptMs).toBe(20_000);
    h.state.sleptMs = 0;
    expect((await h.call(hostOf('web-1'), 'GET', path, undefined, LINES)).text).toMatch(/^poll-after 15$/m);
    expect(h.state.sleptMs).toBeLessThanOrEqual(1_000);
  });
});
