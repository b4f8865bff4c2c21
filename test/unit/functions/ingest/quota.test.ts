import { describe, expect, it } from '@jest/globals';
import { mayHoldPoll } from '../../../../functions/ingest/quota.ts';
import { dynamoRefusals } from '../../../../shared/aws/uploads/refusals.ts';
import { hostQuota } from '../../../../shared/domain/host/quota.ts';
import { harness, hostOf, NOW, person, sha256 } from './harness.ts';

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
    // One write that is refused, and one that counts the refusal and says whether it was told.
    expect(calls.filter(([, count]) => count !== 0)).toEqual([['UpdateCommand', 10]]);
    expect(h.events.filter(({ name }) => name === 'quota.exceeded')).toMatchObject([
      { detail: { host: 'web-1', quota: 'uploads', limit: 1, spanSeconds: 3600 } },
    ]);
  });

  it('leave what they refused for the operator to see: who, which, since when, how often', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, uploadsPerHour: 1, logsPerMinute: 1 };
    const list = dynamoRefusals(h.dynamo.client, 'uploads');
    const announceBy = (host: string) => h.call(hostOf(host), 'POST', '/v1/uploads', announce);
    const at = () => new Date(h.state.now).toISOString();
    await announceBy('web-1');
    const since = at();
    await announceBy('web-1');
    h.state.now += 60_000;
    const lastAt = at();
    await announceBy('web-1');
    h.state.now += 2 * 3_600_000;
    for (let i = 0; i < 2; i++) await announceBy('web-2');
    const web2 = { host: 'web-2', quota: 'uploads', limit: 1, spanSeconds: 3600, since: at(), lastAt: at(), count: 1 };
    const web1 = { host: 'web-1', quota: 'uploads', limit: 1, spanSeconds: 3600, since, lastAt, count: 2 };
    expect(await list.list({ limit: 10 })).toEqual({ refusals: [web2, web1] });

    // One entry a host and quota, however many spans; whoever was refused last comes first.
    for (let i = 0; i < 2; i++) await announceBy('web-1');
    h.state.now += 3_600_000;
    for (let i = 0; i < 2; i++) await announceBy('web-1');
    const first = await list.list({ limit: 1 });
    expect(first).toEqual({ refusals: [{ ...web1, lastAt: at(), count: 4 }], next: expect.any(String) });
    expect((await list.list({ limit: 1, cursor: first.next })).refusals).toEqual([web2]);
    // Forgotten a week after the last.
    const item = [...h.dynamo.items.values()].find(({ sk, pk }) => sk === 'REFUSED#uploads' && pk === 'QUOTA#web-1');
    expect(item?.['expiresAt']).toBe(Math.floor(h.state.now / 1000) + 7 * 86_400);
    expect(h.events.filter(({ name }) => name === 'quota.exceeded')).toHaveLength(4);
  });

  it('are told once more where the bus did not take the event, and refuse all the same', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, uploadsPerHour: 1 };
    await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce);
    h.state.failBus = true;
    expect((await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce)).status).toBe(500);
    h.state.failBus = false;
    expect((await h.call(hostOf('web-1'), 'POST', '/v1/uploads', announce)).status).toBe(429);
    expect(h.events.filter(({ name }) => name === 'quota.exceeded')).toHaveLength(1);
  });

  it('leave no entry of a host that was deleted meanwhile', async () => {
    const h = harness();
    const refusals = dynamoRefusals(h.dynamo.client, 'uploads');
    await refusals.noteTold('web-1', hostQuota('uploads', 1), NOW);
    expect(h.dynamo.items.size).toBe(0);
  });

  it('are not what a long poll that is not held counts as', async () => {
    const h = harness();
    h.deps.limits = { ...h.deps.limits, longPolls: 1 };
    expect([await mayHoldPoll(h.deps), await mayHoldPoll(h.deps)]).toEqual([true, false]);
    expect(await dynamoRefusals(h.dynamo.client, 'uploads').list({ limit: 10 })).toEqual({ refusals: [] });
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

  it('is not held where nobody can say how many are: that is pressure', async () => {
    const { deps } = harness();
    const quotas = { take: () => Promise.reject(new Error('throttled')) };
    expect(await mayHoldPoll(deps)).toBe(true);
    expect(await mayHoldPoll({ ...deps, quotas })).toBe(false);
  });
});
