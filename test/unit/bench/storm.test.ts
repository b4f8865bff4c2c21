import { describe, expect, it } from '@jest/globals';
import { standardDeployment } from '../../bench/storm/deployment.ts';
import { flow, stagesOf } from '../../bench/storm/flow.ts';
import { AGENT } from '../../bench/storm/sources.ts';
import { storm } from '../../bench/storm/storm.ts';

const deployment = standardDeployment();

describe('a storm of a hundred hosts, one route of three hung, one message in ten delivered twice', () => {
  it.each([1, 2])('is counted exactly and told once a problem, in time (seed %i)', async (seed) => {
    const result = await storm({ hosts: 100, seed, seconds: 20, large: 0.05, deployment });
    expect(result.broken).toEqual([]);
    expect(result.newAlertSeconds).toBeLessThan(60);
    expect(result.countedSeconds.p99).toBeLessThan(60);
  });

  it('is the same storm for the same seed', async () => {
    const once = await storm({ hosts: 20, seed: 7, seconds: 5, deployment });
    expect(await storm({ hosts: 20, seed: 7, seconds: 5, deployment })).toEqual(once);
  });

  it('comes through an API that refuses most of it at first', async () => {
    const narrow = { ...deployment, limits: { create: { rate: 5, burst: 5 }, log: { rate: 5, burst: 5 } } };
    const result = await storm({ hosts: 60, seed: 3, seconds: 3, deployment: narrow });
    expect(result.broken).toEqual([]);
    expect(Object.keys(result.heldUp)).toContain('API: create of 5 a second');
  });
});

describe('flow', () => {
  const use = { ingestMs: 100, triageMsALog: 50, writes: 10 };

  it('lets through what no stage holds up', () => {
    const calm = flow(1000, 300, stagesOf(deployment, use));
    expect(calm.firstLimit).toBeUndefined();
    expect(calm.lastCounted).toBe(299);
    expect(calm.waiting).toEqual({});
  });

  it('names the narrowest stage, and takes as long as that one does, and as the last refused host waits before it asks again', () => {
    const result = flow(1_000_000, 300, [
      { name: 'wide', rate: () => 10_000 },
      { name: 'ingest', rate: () => 500 },
    ]);
    expect(result.firstLimit).toBe('ingest');
    const lastThrough = 1_000_000 / 500 - 1;
    expect(result.lastCounted).toBe(lastThrough + (AGENT.maxRetryMs * 2) / 1000);
    expect(result.lastCounted).toBeGreaterThanOrEqual(result.lastStored);
    expect(result.waitSeconds.p50).toBeGreaterThan(800);
  });
});
