import { describe, expect, it } from '@jest/globals';
import { NotFoundError } from '../../../../shared/errors.ts';
import { dynamoRefusals } from '../../../../shared/aws/uploads/refusals.ts';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { crash, harness, noCrash, settled, uploadId } from './harness.ts';

const GPF = 'general protection fault in ext4_mb_new_blocks';

describe('triageBatch', () => {
  it('opens a group for a title that was never seen', async () => {
    const h = harness();
    const outcome = await triageBatch([h.send(1, crash(GPF))], h.deps);

    expect(outcome).toMatchObject({ added: 1, opened: 1, repeated: 0, withoutCrash: 0 });
    expect(h.names()).toEqual(['crash.opened']);
    const [opened] = h.published;
    expect(opened?.detail).toMatchObject({ title: GPF, count: 1, hostCount: 1, correlationId: uploadId(1) });
    const { crashes } = await h.crashes.read.list({});
    expect(crashes).toHaveLength(1);
    expect(crashes[0]).toMatchObject({
      title: GPF,
      count: 1,
      hostCount: 1,
      kernels: { '6.12.117': 1 },
      culprit: ['ext4_mb_new_blocks+0x31a'],
      status: { state: 'open' },
    });
    expect(h.notes.get(uploadId(1))).toMatchObject({ title: GPF, crashId: crashes[0]?.id });
  });

  it('says of a new group, and whenever it is seen again, what its first log shows of the cause', async () => {
    const h = harness();
    const likely = 'a null pointer (member at offset 0x18)';
    await triageBatch([h.send(1, crash(GPF, { likely }))], h.deps);
    const { crashes } = await h.crashes.read.list({});
    expect(crashes[0]?.likely).toBe(likely);
    h.clock.now += 60_000;
    await triageBatch([h.send(2, crash(GPF))], h.deps);
    expect(h.published.map((event) => 'likely' in event.detail && event.detail.likely)).toEqual([likely, likely]);
  });

  it('counts the same upload once however often its event comes', async () => {
    const h = harness();
    const request = h.send(1, crash(GPF));
    for (let delivery = 0; delivery < 5; delivery++) {
      expect((await triageBatch([request], h.deps)).failures.size).toBe(0);
    }
    await triageBatch([request, { ...request, messageId: 'twin' }], h.deps);

    const { crashes } = await h.crashes.read.list({});
    expect(crashes[0]?.count).toBe(1);
    expect(h.names()).toEqual(['crash.opened']);
  });

  it('puts a second host into the group and says that it recurred', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash(GPF))], h.deps);
    h.clock.now += 60_000;
    await triageBatch([h.send(2, crash(GPF)), h.send(3, crash(GPF, { kernelRelease: '6.12.111' }))], h.deps);

    expect(h.names()).toEqual(['crash.opened', 'crash.recurred']);
    expect(h.published[1]?.detail).toMatchObject({ count: 3, hostCount: 3, added: 2 });
    const { crashes } = await h.crashes.read.list({});
    expect(crashes[0]).toMatchObject({ count: 3, hostCount: 3, kernels: { '6.12.117': 2, '6.12.111': 1 } });
    const [group] = crashes;
    const page = await h.crashes.read.occurrences(group?.id ?? '', { limit: 2 });
    expect(page.occurrences).toHaveLength(2);
    const rest = await h.crashes.read.occurrences(group?.id ?? '', { limit: 2, cursor: page.next });
    expect(rest.occurrences.map((o) => o.uploadId)).toEqual([uploadId(1)]);
    expect(rest.next).toBeUndefined();
  });

  it('takes one bug under two titles for one group', async () => {
    const h = harness();
    const other = 'KASAN: use-after-free Read in ext4_mb_new_blocks';
    await triageBatch([h.send(1, crash(GPF, { altFingerprints: [`v1:${other}`] }))], h.deps);
    await triageBatch([h.send(2, crash(other))], h.deps);

    const { crashes } = await h.crashes.read.list({});
    expect(crashes).toHaveLength(1);
    expect(crashes[0]).toMatchObject({ title: GPF, altTitles: [other], count: 2 });
  });

  it('joins a group by an alternate and remembers the new fingerprint for later', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash('A'))], h.deps);
    await triageBatch([h.send(2, crash('B', { altFingerprints: ['v1:A'] }))], h.deps);
    await triageBatch([h.send(3, crash('B'))], h.deps);
    expect((await h.crashes.read.list({})).crashes.map((group) => group.count)).toEqual([3]);
  });

  it('keeps a log without a crash, listed, with no group and no event', async () => {
    const h = harness();
    const outcome = await triageBatch([h.send(1, noCrash)], h.deps);
    expect(outcome).toMatchObject({ withoutCrash: 1, added: 0 });
    expect(h.published).toEqual([]);
    expect((await h.crashes.read.occurrences('none', {})).occurrences).toMatchObject([
      { uploadId: uploadId(1), title: 'no crash found in the log' },
    ]);
    expect(h.notes.get(uploadId(1))).toEqual({ title: null, kind: 'none', crashId: undefined });
  });

  it('lets a crash found in the dump later give a group to an upload whose log had shown none', async () => {
    const h = harness();
    await triageBatch([h.send(1, noCrash)], h.deps);
    await triageBatch([h.send(1, crash(GPF))], h.deps);
    await triageBatch([h.send(1, noCrash)], h.deps);
    expect(h.names()).toEqual(['crash.opened']);
    expect((await h.crashes.read.occurrence(uploadId(1)))?.title).toBe(GPF);
    expect(h.notes.get(uploadId(1))).toMatchObject({ title: GPF });
  });

  it('lets the names of hosts be forgotten with their dumps, and keeps the numbers', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash(GPF)), h.send(2, noCrash)], h.deps);
    const expiries = [...h.dynamo.items.values()].filter(({ pk }) => /^[UH]#/.test(String(pk)));
    expect(expiries).toHaveLength(3);
    for (const item of expiries) expect(item['expiresAt']).toBe(h.clock.now / 1000 + 365 * 86_400);
    const group = [...h.dynamo.items.values()].find(({ sk }) => sk === 'META');
    expect(group).not.toHaveProperty('expiresAt');
  });

  it('opens no more groups for one host than it may, keeps what comes then, and groups it for another host', async () => {
    const h = harness();
    h.deps.newGroupsPerDay = 2;
    const outcome = await triageBatch(
      ['A', 'B', 'C', 'D'].map((title, index) => h.send(index, crash(title), { host: 'web-1' })),
      h.deps,
    );
    expect(outcome).toMatchObject({ opened: 2, added: 2, ungrouped: 2 });
    expect(outcome.failures.size).toBe(0);
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(2);
    expect(h.published.filter(({ name }) => name === 'quota.exceeded')).toMatchObject([
      { detail: { host: 'web-1', quota: 'groups', limit: 2 } },
    ]);
    expect((await dynamoRefusals(h.dynamo.client, 'uploads').list({ limit: 10 })).refusals).toMatchObject([
      { host: 'web-1', quota: 'groups', limit: 2, count: 2 },
    ]);
    const kept = (await h.crashes.read.occurrences('none', {})).occurrences;
    expect(kept.map(({ title }) => title).sort()).toEqual(['C', 'D']);

    // A known problem is counted whoever has it, and another host's new one is a group.
    const later = [h.send(11, crash('A'), { host: 'web-1' }), h.send(12, crash('C'), { host: 'web-2' })];
    expect(await triageBatch(later, h.deps)).toMatchObject({ added: 2, opened: 1, ungrouped: 0 });
    h.clock.now += 24 * 3_600_000;
    expect(await triageBatch([h.send(13, crash('E'), { host: 'web-1' })], h.deps)).toMatchObject({ opened: 1 });
  });

  it('places logs as they were asked for, whichever was read first', async () => {
    const h = harness();
    h.deps.newGroupsPerDay = 1;
    const host = 'host-1';
    const slow = h.send(1, crash('A'), { host });
    const { logs } = h.deps;
    h.deps.logs = {
      async *open(key, ends) {
        if (key === slow.key) await settled();
        yield* logs.open(key, ends);
      },
    };
    const requests = [slow, h.send(2, crash('B'), { host }), h.send(3, crash('A'), { host: 'host-3' })];
    expect(await triageBatch(requests, h.deps)).toMatchObject({ opened: 1, added: 2, ungrouped: 1 });

    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ title: 'A', count: 2 }]);
    const opened = h.published.filter(({ name }) => name === 'crash.opened');
    expect(opened).toMatchObject([{ detail: { correlationId: slow.uploadId, hosts: [host, 'host-3'] } }]);
  });

  it('fails only the message whose upload is unknown', async () => {
    const h = harness();
    const good = h.send(1, crash(GPF));
    const key = `uploads/${uploadId(9)}/log`;
    const bad = { messageId: 'bad', uploadId: uploadId(9), key, source: 'log' as const, receives: 1 };
    const outcome = await triageBatch([bad, good], h.deps);
    expect([...outcome.failures.keys()]).toEqual(['bad']);
    expect(outcome.failures.get('bad')).toBeInstanceOf(NotFoundError);
    expect(outcome.added).toBe(1);
  });

  describe('when it is killed between writing and telling', () => {
    it('tells on the next delivery', async () => {
      const h = harness();
      const request = h.send(1, crash(GPF));
      h.busFault.error = new Error('killed');
      expect((await triageBatch([request], h.deps)).failures.size).toBe(1);
      delete h.busFault.error;
      h.clock.now += 60_000;
      expect((await triageBatch([request], h.deps)).failures.size).toBe(0);

      expect(h.names()).toEqual(['crash.opened']);
      expect((await h.crashes.read.list({})).crashes[0]?.count).toBe(1);
      expect(await h.crashes.outbox.pending(-1)).toEqual([]);
    });

    it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])(
      'loses and doubles nothing when its %i-th call of the table is the last',
      async (call) => {
        const h = harness();
        const requests = [h.send(1, crash(GPF)), h.send(2, crash(GPF))];
        let calls = 0;
        h.dynamo.onCommand = () => {
          if (++calls === call) throw new Error('killed');
        };
        await triageBatch(requests, h.deps);
        h.clock.now += 60_000;
        await triageBatch(requests, h.deps);

        const { crashes } = await h.crashes.read.list({});
        expect(crashes).toMatchObject([{ count: 2, hostCount: 2 }]);
        expect(new Set(h.published.map((event) => event.detail.id)).size).toBeGreaterThanOrEqual(1);
        expect(h.names()).toContain('crash.opened');
        expect(await h.crashes.outbox.pending(-1)).toEqual([]);
      },
    );
  });

  describe('a group that somebody had closed', () => {
    async function closed(action: Parameters<ReturnType<typeof harness>['crashes']['act']>[1]) {
      const h = harness();
      await triageBatch([h.send(1, crash(GPF))], h.deps);
      const [group] = (await h.crashes.read.list({})).crashes;
      const id = group?.id ?? '';
      for (const event of (await h.crashes.act(id, action, 'ada')).events) await h.crashes.outbox.remove(event);
      h.clock.now += 3_600_000;
      return { h, id };
    }

    it('regresses in the release it was resolved in', async () => {
      const { h, id } = await closed({ action: 'resolve', release: '6.12.117' });
      await triageBatch([h.send(2, crash(GPF, { kernelRelease: '6.12.120' }))], h.deps);
      expect(h.names()).toEqual(['crash.opened', 'crash.regressed']);
      expect(h.published[1]?.detail).toMatchObject({
        kernelRelease: '6.12.120',
        resolvedIn: '6.12.117',
        state: 'open',
        count: 2,
      });
      const { hosts } = h.published[1]?.detail as { hosts: string[] };
      const [latest] = (await h.crashes.read.occurrences(id, {})).occurrences;
      expect(hosts).toHaveLength(2);
      expect(hosts[0]).toBe(latest?.host);
      expect(await h.crashes.groups.fleetReleases()).toEqual(['6.12.117', '6.12.120']);
      expect((await h.crashes.groups.mustGet(id)).status).toMatchObject({ state: 'open', regressed: true });
      expect((await h.crashes.read.list({ states: ['open'] })).crashes).toHaveLength(1);
    });

    it('stays resolved when a host on an older kernel has it', async () => {
      const { h, id } = await closed({ action: 'resolve', release: '6.12.118' });
      await triageBatch([h.send(2, crash(GPF))], h.deps);
      expect(h.names()).toEqual(['crash.opened', 'crash.recurred']);
      expect((await h.crashes.groups.mustGet(id)).status.state).toBe('resolved');
    });

    it('regresses once, however many hosts bring it back', async () => {
      const { h } = await closed({ action: 'resolve', release: '6.12.117' });
      await triageBatch([h.send(2, crash(GPF)), h.send(3, crash(GPF))], h.deps);
      await triageBatch([h.send(4, crash(GPF))], h.deps);
      expect(h.names()).toEqual(['crash.opened', 'crash.regressed', 'crash.recurred']);
    });

    it('opens again when the count it was ignored until is reached', async () => {
      const { h, id } = await closed({ action: 'ignore', untilCount: 3 });
      await triageBatch([h.send(2, crash(GPF))], h.deps);
      expect((await h.crashes.groups.mustGet(id)).status.state).toBe('ignored');
      await triageBatch([h.send(3, crash(GPF))], h.deps);
      const { status } = await h.crashes.groups.mustGet(id);
      expect(status.state).toBe('open');
      expect(status).not.toHaveProperty('regressed');
    });
  });

  it('tells once when a known group suddenly comes much more often', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash(GPF))], h.deps);
    h.clock.now += 3 * 24 * 3_600_000;
    for (let index = 2; index < 30; index++) await triageBatch([h.send(index, crash(GPF))], h.deps);
    expect(h.names().filter((name) => name === 'crash.spiking')).toHaveLength(1);
    const spiking = h.published.find((event) => event.name === 'crash.spiking');
    expect(spiking?.detail).toMatchObject({ lastHour: 10, count: 11 });
  });

  it('names what a host says of itself in one bounded line', async () => {
    const h = harness();
    const hostile = crash('x\u202e\n<script>'.padEnd(5000, 'y'), { kernelRelease: '6.1\u0000\n' });
    await triageBatch([h.send(1, hostile)], h.deps);
    const [group] = (await h.crashes.read.list({})).crashes;
    expect(group?.title).toHaveLength(300);
    expect(group?.title).toMatch(/^x <script>y+$/);
    expect(Object.keys(group?.kernels ?? {})).toEqual(['6.1']);
  });

  it('remembers other titles of a crash, each of bounded length', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash('A', { altTitles: ['B'.repeat(5000), 'C'] }))], h.deps);
    const [group] = (await h.crashes.read.list({})).crashes;
    expect((await h.crashes.groups.mustGet(group?.id ?? '')).altTitles).toEqual(['B'.repeat(300), 'C']);
  });

  it('counts no more than two hundred releases of a group by their names, and those by theirs for good', async () => {
    const h = harness();
    for (let index = 0; index < 203; index++) {
      await triageBatch([h.send(index, crash('A', { kernelRelease: `6.${index}` }))], h.deps);
    }
    await triageBatch([h.send(203, crash('A', { kernelRelease: '6.7' }))], h.deps);
    const [group] = (await h.crashes.read.list({})).crashes;
    expect(Object.keys(group?.kernels ?? {})).toHaveLength(201);
    expect(group?.kernels).toMatchObject({ '6.7': 2, '6.199': 1, other: 3 });
  });

  it('does not believe a clock that is ahead or stands at its epoch', async () => {
    const h = harness();
    await triageBatch(
      [
        h.send(1, crash('A'), { capturedAt: '2099-01-01T00:00:00Z' }),
        h.send(2, crash('B'), { capturedAt: '1970-01-01T00:00:03Z' }),
        h.send(3, crash('C'), { capturedAt: '2026-11-20T10:00:00+02:00' }),
      ],
      h.deps,
    );
    const seen = await Promise.all([1, 2, 3].map((index) => h.crashes.read.occurrence(uploadId(index))));
    expect(seen.map((occurrence) => occurrence?.capturedAt)).toEqual([
      '2026-11-23T02:11:08.000Z',
      '2026-11-23T02:11:08.000Z',
      '2026-11-20T08:00:00.000Z',
    ]);
  });
});
