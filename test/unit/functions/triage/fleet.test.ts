import { describe, expect, it } from '@jest/globals';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { crash, harness } from './harness.ts';

const HOSTS = 10_000;
const BATCH = 100;
/** Batches at work at the same time: as many Lambdas. */
const CONCURRENT = 10;

describe('ten thousand hosts that panic with one title within five minutes', () => {
  it('are one group, told of once, counted exactly, with no hot partition', async () => {
    const h = harness();
    const title = 'kernel BUG in foo';
    const batches: ReturnType<typeof h.send>[][] = [];
    for (let start = 0; start < HOSTS; start += BATCH) {
      batches.push(Array.from({ length: BATCH }, (_, index) => h.send(start + index, crash(title))));
    }
    const failures = new Map<string, unknown>();
    for (let start = 0; start < batches.length; start += CONCURRENT) {
      const wave = batches.slice(start, start + CONCURRENT);
      h.clock.now += (300_000 * CONCURRENT) / batches.length;
      for (const outcome of await Promise.all(wave.map((batch) => triageBatch(batch, h.deps)))) {
        for (const [id, error] of outcome.failures) failures.set(id, error);
      }
    }
    expect([...failures]).toEqual([]);

    const { crashes } = await h.crashes.read.list({});
    expect(crashes).toHaveLength(1);
    expect(crashes[0]).toMatchObject({ count: HOSTS, hostCount: HOSTS });
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(1);
    expect(h.names().filter((name) => name === 'crash.spiking' || name === 'crash.regressed')).toEqual([]);

    // Every occurrence, host, and what a host's crashes are known by, has a partition of its own: three writes for each host.
    const partitions = [...h.dynamo.writes];
    const own = partitions.filter(([pk]) => /^[UHI]#/.test(pk));
    expect(own).toHaveLength(3 * HOSTS);
    expect(Math.max(...own.map(([, count]) => count))).toBe(1);
    // All the rest, group, counters, rates and outbox, is a few writes a batch …
    const shared = partitions.filter(([pk]) => !/^[UHI]#/.test(pk));
    const total = shared.reduce((sum, [, count]) => sum + count, 0);
    expect(total).toBeLessThan(HOSTS / 5);
    // … and in five minutes no partition takes more than one write a second, of the thousand that it could.
    expect(Math.max(...shared.map(([, count]) => count))).toBeLessThan(300);
  });
});
