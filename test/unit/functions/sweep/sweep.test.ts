import { describe, expect, it } from '@jest/globals';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { announcedBetween } from '../../../../shared/aws/uploads/span.ts';
import { ulid } from '../../../../shared/aws/uploads/ulid.ts';
import { Events } from '../../../../shared/contract/events.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import { ConflictError } from '../../../../shared/errors.ts';
import { ABANDONED, LOG_GIVEN_UP, sweep } from '../../../../functions/sweep/sweep.ts';
import type { SweepDeps } from '../../../../functions/sweep/sweep.ts';
import { late } from '../../../support/late.ts';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function uploadOf(ageMs: number, changes: Partial<StoredUpload> = {}): StoredUpload {
  const created = new Date(NOW - ageMs);
  return {
    id: ulid(created),
    host: 'fs-17.eu',
    state: 'open',
    analysis: 'waiting',
    policy: 'all',
    sizeBytes: 100,
    chunkBytes: 8 * 2 ** 20,
    chunkCount: 1,
    fileName: 'vmcore',
    title: 'kernel BUG in foo',
    createdBy: 'fs-17.eu',
    createdAt: created.toISOString(),
    updatedAt: created.toISOString(),
    wanted: [],
    ...changes,
  };
}

function harness(uploads: StoredUpload[], options: { outbox?: PurgatoryEvent[]; logs?: boolean } = {}) {
  const clock = { now: NOW };
  const published: PurgatoryEvent[] = [];
  const triaged: string[] = [];
  const noted: string[] = [];
  const removals: number[] = [];
  const outbox = [...(options.outbox ?? [])];
  const sorted = () => [...uploads].sort((a, b) => (a.id < b.id ? 1 : -1));
  const deps: SweepDeps = {
    uploads: {
      announcedBetween: (from, to) =>
        announcedBetween(
          {
            list: ({ limit, cursor = 'Z' }) => {
              const found = sorted().filter(({ id }) => id < cursor);
              const page = found.slice(0, Math.min(limit, 2));
              const next = page.at(-1)?.id;
              return Promise.resolve({ uploads: page, ...(found.length > page.length && next ? { next } : {}) });
            },
          },
          from,
          to,
        ),
      change: (id, changes, from) => {
        const index = uploads.findIndex((upload) => upload.id === id);
        const upload = uploads[index];
        if (upload === undefined || (from !== undefined && !from.includes(upload.state))) {
          return Promise.reject(new ConflictError('the upload is elsewhere'));
        }
        const next = { ...upload, ...(changes as Partial<StoredUpload>) };
        uploads[index] = next;
        return Promise.resolve(next);
      },
      giveUpLog: (id, logReason) => {
        const index = uploads.findIndex((upload) => upload.id === id);
        const upload = uploads[index];
        if (upload === undefined || upload.title !== undefined) return Promise.resolve(false);
        uploads[index] = { ...upload, title: null, kind: 'unknown', logReason };
        return Promise.resolve(true);
      },
    },
    upToDate: (events) => Promise.resolve(events),
    outbox: {
      pending: () => Promise.resolve([...outbox]),
      remove: (event) => {
        outbox.splice(outbox.indexOf(event), 1);
        return Promise.resolve();
      },
    },
    bus: {
      publish: (events) => {
        published.push(...events);
        return Promise.resolve();
      },
    },
    hasLog: () => Promise.resolve(options.logs ?? true),
    removeUnusedSymbols: () => {
      removals.push(clock.now);
      return Promise.resolve(2);
    },
    triageAgain: (id) => {
      triaged.push(id);
      return Promise.resolve();
    },
    note: (what, uploadId) => noted.push(`${what}: ${uploadId}`),
    now: () => new Date(clock.now),
  };
  return { removals, clock, deps, published, triaged, noted, outbox, uploads };
}

describe('sweep', () => {
  it('gives up what is not complete after a week, with the reason', async () => {
    const uploads = [uploadOf(7 * DAY + MINUTE), uploadOf(6 * DAY), uploadOf(8 * DAY, { state: 'sealed' })];
    const h = harness(uploads);
    expect(await sweep(h.deps)).toMatchObject({ abandoned: 1 });
    expect(h.uploads.map(({ state, reason }) => [state, reason])).toEqual([
      ['aborted', ABANDONED],
      ['open', undefined],
      ['sealed', undefined],
    ]);
    expect(h.published).toMatchObject([{ name: 'upload.aborted', detail: { reason: ABANDONED } }]);
    expect(h.noted).toEqual([`abandoned: ${uploads[0]?.id ?? ''}`]);
  });

  it('fails where nobody could be told that an upload was given up, and notes nothing of it', async () => {
    const h = harness([uploadOf(7 * DAY + MINUTE)]);
    const bus = { publish: () => Promise.reject(new Error('the bus is gone')) };
    await expect(sweep({ ...h.deps, bus })).rejects.toThrow('the bus is gone');
    expect(h.noted).toEqual([]);
  });

  it('leaves events alone that whoever wrote them may be about to send', async () => {
    const h = harness([]);
    const asked: number[] = [];
    h.deps.outbox.pending = (olderThanMs) => Promise.resolve(void asked.push(olderThanMs)).then(() => []);
    expect(await sweep(h.deps)).toMatchObject({ events: 0 });
    expect(asked).toEqual([MINUTE]);
  });

  it('has told and noted all when it ends, however slow those are that it tells', async () => {
    const event = { name: 'upload.aborted', detail: { id: 'x' } } as PurgatoryEvent;
    const lost = uploadOf(DAY / 2 + 6 * 60 * MINUTE, { state: 'complete', title: undefined, logSent: 3 });
    const again = uploadOf(20 * MINUTE, { state: 'complete', title: undefined, analysis: 'done' });
    const h = harness([uploadOf(7 * DAY + MINUTE), lost, again], { outbox: [event] });
    const { uploads, outbox, bus, triageAgain } = h.deps;
    const slow = late(uploads);
    const slowly: SweepDeps['uploads'] = {
      announcedBetween: (...of) => uploads.announcedBetween(...of),
      change: (...of) => slow.change(...of),
      giveUpLog: (...of) => slow.giveUpLog(...of),
    };
    const { triageAgain: send } = late({ triageAgain });
    await sweep({ ...h.deps, uploads: slowly, outbox: late(outbox), bus: late(bus), triageAgain: send });
    expect(h.published.map(({ name }) => name).sort()).toEqual([
      'log.unreadable',
      'upload.aborted',
      'upload.aborted',
      'upload.completed',
      'upload.completed',
    ]);
    expect([h.triaged, h.outbox]).toEqual([[again.id], []]);
    expect(h.uploads.map(({ state, logSent, logReason }) => [state, logSent, logReason])).toEqual([
      ['aborted', undefined, undefined],
      ['complete', 3, LOG_GIVEN_UP],
      ['complete', 1, undefined],
    ]);
  });

  it('sends events that a killed function left behind, and forgets them then', async () => {
    const event = { name: 'upload.aborted', detail: { id: 'x' } } as PurgatoryEvent;
    const h = harness([], { outbox: [event] });
    expect(await sweep(h.deps)).toMatchObject({ events: 1 });
    expect(h.published).toEqual([event]);
    expect(h.outbox).toEqual([]);
  });

  it.each([
    ['neither examined nor sealed', { state: 'complete' }, 1],
    ['sealed and not examined', { state: 'sealed' }, 1],
    ['examined and not sealed', { state: 'complete', analysis: 'done' }, 1],
    ['stuck in its analysis', { state: 'sealed', analysis: 'running' }, 1],
    ['finished', { state: 'sealed', analysis: 'done' }, 0],
    ['unreadable', { state: 'sealed', analysis: 'unreadable' }, 0],
    ['examined and not sealed, sent in part', { state: 'complete', analysis: 'done', policy: 'hot' }, 1],
    ['a log alone', { state: 'sealed', sizeBytes: 0, fileName: undefined }, 0],
    ['still arriving', { state: 'open' }, 0],
    ['given up', { state: 'aborted' }, 0],
  ] as const)('sends a dump that is %s again where there is something left to do', async (_name, changes, dumps) => {
    const h = harness([uploadOf(30 * MINUTE, changes)]);
    expect(await sweep(h.deps)).toMatchObject({ dumps });
    expect(h.published.map(({ name }) => name)).toEqual(dumps === 0 ? [] : ['upload.completed']);
  });

  it('leaves alone what has only just come', async () => {
    const h = harness([uploadOf(5 * MINUTE, { state: 'complete', title: undefined })]);
    expect(await sweep(h.deps)).toMatchObject({ dumps: 0, logs: 0 });
  });

  it('sends a log that nobody reads a few times, ever more seldom, and then gives it up and says so', async () => {
    const uploads = [uploadOf(0, { title: undefined })];
    const h = harness(uploads);
    const sentAt: number[] = [];
    const givenUpAt: number[] = [];
    // Every five minutes of a day, as the schedule has it.
    for (let age = 0; age < DAY; age += 5 * MINUTE) {
      h.clock.now = NOW + age;
      const { logs, unreadable } = await sweep(h.deps);
      if (logs > 0) sentAt.push(age / MINUTE);
      if (unreadable > 0) givenUpAt.push(age / MINUTE);
    }
    expect(sentAt).toEqual([15, 60, 360]);
    expect(givenUpAt).toEqual([720]);
    expect(uploads[0]).toMatchObject({ title: null, kind: 'unknown', logReason: LOG_GIVEN_UP });
    expect(h.published).toMatchObject([{ name: 'log.unreadable', detail: { reason: LOG_GIVEN_UP } }]);
  });

  it('counts a log as sent before it is: a fault in between sends it too seldom, never too often', async () => {
    const uploads = [uploadOf(16 * MINUTE, { title: undefined })];
    const h = harness(uploads);
    const deps = { ...h.deps, triageAgain: () => Promise.reject(new Error('the queue is down')) };
    await expect(sweep(deps)).rejects.toThrow('the queue is down');
    expect(uploads[0]?.logSent).toBe(1);
    expect(await sweep(h.deps)).toMatchObject({ logs: 0 });
  });

  it('gives no log up that somebody has read in this very moment', async () => {
    const uploads = [uploadOf(13 * 60 * MINUTE, { title: undefined, logSent: 3 })];
    const h = harness(uploads);
    const deps = { ...h.deps, uploads: { ...h.deps.uploads, giveUpLog: () => Promise.resolve(false) } };
    expect(await sweep(deps)).toMatchObject({ unreadable: 0, logs: 0 });
    expect(h.published).toEqual([]);
  });

  it('has a log triaged of which nobody has told', async () => {
    const lost = uploadOf(30 * MINUTE, { title: undefined });
    const h = harness([lost, uploadOf(40 * MINUTE, { title: null }), uploadOf(50 * MINUTE)]);
    expect(await sweep(h.deps)).toMatchObject({ logs: 1 });
    expect(h.triaged).toEqual([lost.id]);
    expect(await sweep(harness([lost], { logs: false }).deps)).toMatchObject({ logs: 0 });
  });

  it('does not give up an upload whose host came back in this very moment', async () => {
    const h = harness([uploadOf(8 * DAY), uploadOf(7 * DAY + MINUTE)]);
    const change: SweepDeps['uploads']['change'] = (id, changes, from) => {
      // Completed between the listing and the write.
      const at = h.uploads.findIndex((upload) => upload.id === id);
      const [upload] = h.uploads.slice(at, at + 1);
      if (at === 0 && upload !== undefined) h.uploads[0] = { ...upload, state: 'complete' };
      return h.deps.uploads.change(id, changes, from);
    };
    expect(await sweep({ ...h.deps, uploads: { ...h.deps.uploads, change } })).toMatchObject({ abandoned: 1 });
    expect(h.uploads.map(({ state }) => state)).toEqual(['complete', 'aborted']);
    expect(h.published.map(({ detail }) => detail.correlationId)).toEqual([h.uploads[1]?.id]);
    expect(h.noted).toEqual([`abandoned: ${h.uploads[1]?.id ?? ''}`]);
  });

  it('ends with an error where the table fails: the next run goes on', async () => {
    const h = harness([uploadOf(8 * DAY)]);
    const change = () => Promise.reject(new Error('throttled'));
    await expect(sweep({ ...h.deps, uploads: { ...h.deps.uploads, change } })).rejects.toThrow('throttled');
    expect(h.published).toEqual([]);
  });

  it.each(['complete', 'sealed', 'aborted'] as const)('never gives up what is %s', async (state) => {
    const h = harness([uploadOf(8 * DAY, { state, analysis: 'done' })]);
    let asked = 0;
    const change = () => {
      asked += 1;
      return Promise.reject(new ConflictError('not open'));
    };
    expect(await sweep({ ...h.deps, uploads: { ...h.deps.uploads, change } })).toMatchObject({ abandoned: 0 });
    expect(asked).toBe(0);
  });

  it('tells of both in the shape of the contract, under the ids that their first telling had', async () => {
    const stale = uploadOf(8 * DAY);
    const h = harness([
      uploadOf(60 * MINUTE, {
        state: 'complete',
        completedAt: new Date(NOW - 20 * MINUTE).toISOString(),
        kernelRelease: '6.12.117',
        sha256: 'a'.repeat(64),
        logReceived: true,
      }),
      uploadOf(50 * MINUTE, { state: 'complete' }),
      stale,
    ]);
    await sweep(h.deps);
    for (const event of h.published) expect(Events[event.name].parse(event.detail)).toEqual(event.detail);
    const [first, second] = h.uploads;
    const common = { version: 1, host: 'fs-17.eu', sizeBytes: 100, chunkCount: 1, policy: 'all' };
    expect(h.published.map(({ detail }) => detail)).toEqual([
      {
        version: 1,
        id: `upload.aborted:${stale.id}`,
        occurredAt: new Date(NOW).toISOString(),
        correlationId: stale.id,
        uploadId: stale.id,
        host: 'fs-17.eu',
        reason: 'abandoned: not complete after 7 days',
      },
      {
        ...common,
        id: `upload.completed:${second?.id ?? ''}`,
        occurredAt: second?.updatedAt,
        correlationId: second?.id,
        uploadId: second?.id,
        logReceived: false,
      },
      {
        ...common,
        id: `upload.completed:${first?.id ?? ''}`,
        occurredAt: first?.completedAt,
        correlationId: first?.id,
        uploadId: first?.id,
        kernelRelease: '6.12.117',
        sha256: 'a'.repeat(64),
        logReceived: true,
      },
    ]);
    expect(h.noted.filter((note) => note.startsWith('dump sent again'))).toHaveLength(2);
  });

  it('lets a dump alone that was completed only just now, however long it took to come', async () => {
    const completed = (ageMs: number) =>
      ({ state: 'complete', completedAt: new Date(NOW - ageMs).toISOString() }) as const;
    const h = harness([
      uploadOf(10 * 60 * MINUTE, completed(15 * MINUTE)),
      uploadOf(9 * 60 * MINUTE, completed(15 * MINUTE + 1)),
    ]);
    expect(await sweep(h.deps)).toMatchObject({ dumps: 1 });
    expect(h.published.map(({ detail }) => detail.correlationId)).toEqual([h.uploads[1]?.id]);
  });

  it.each([
    ['an empty file', { sizeBytes: 0, fileName: 'vmcore' }, 1],
    ['no file at all', { sizeBytes: 0, fileName: undefined }, 0],
    ['a dump without a name', { sizeBytes: 100, fileName: undefined }, 1],
    ['a log, whatever else was announced', { policy: 'log', sizeBytes: 100 }, 0],
  ] as const)('sends %s that is sealed to the analyser again: %#', async (_what, changes, dumps) => {
    const h = harness([uploadOf(30 * MINUTE, { state: 'sealed', ...changes })]);
    expect(await sweep(h.deps)).toMatchObject({ dumps });
  });

  it('has no log triaged of an upload that was given up', async () => {
    const h = harness([
      uploadOf(30 * MINUTE, { title: undefined, state: 'aborted' }),
      uploadOf(40 * MINUTE, { title: undefined }),
    ]);
    expect(await sweep(h.deps)).toMatchObject({ logs: 1 });
    expect(h.noted).toEqual([`log sent again: ${h.uploads[1]?.id ?? ''}`]);
  });

  it('keeps leftover events where the bus does not take them', async () => {
    const event = { name: 'upload.aborted', detail: { id: 'x' } } as PurgatoryEvent;
    const h = harness([], { outbox: [event] });
    const bus = { publish: () => Promise.reject(new Error('the bus is down')) };
    await expect(sweep({ ...h.deps, bus })).rejects.toThrow('the bus is down');
    expect(h.outbox).toEqual([event]);
  });
});

describe('lines of kernels that nobody runs', () => {
  it('are removed once a day, after everything else', async () => {
    const h = harness([]);
    for (const time of ['02:55:00', '03:00:10', '03:05:10', '12:00:00']) {
      h.clock.now = Date.parse(`2026-11-23T${time}.000Z`);
      expect([time, (await sweep(h.deps)).symbols]).toEqual([time, time === '03:00:10' ? 2 : 0]);
    }
    expect(h.removals).toHaveLength(1);
  });
});
