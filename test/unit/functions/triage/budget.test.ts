import { describe, expect, it } from '@jest/globals';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import type { TriageRequest } from '../../../../functions/triage/request.ts';
import { isPermanent } from '../../../../shared/aws/runtime/queue-consumer.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { FormatError } from '../../../../shared/errors.ts';
import type { UploadFacts } from '../../../../functions/triage/occurrence.ts';
import { late } from '../../../support/late.ts';
import { crash, harness, noCrash, settled, uploadId } from './harness.ts';

const GPF = 'general protection fault in ext4_mb_new_blocks';
const FUNCTION_MS = 60_000;
const MAX_RECEIVES = 6;

type Harness = ReturnType<typeof harness>;

const batchOf = (h: Harness, count: number, result: TriageResult = crash(GPF)): TriageRequest[] =>
  Array.from({ length: count }, (_, index) => h.send(index, result));

/** The logs under these keys give what `first` says and then nothing more: S3 is silent. */
function stall(h: Harness, keys: ReadonlySet<string>, first = ''): void {
  const open = h.deps.logs.open.bind(h.deps.logs);
  h.deps.logs = { open: openStalled };
  async function* openStalled(key: string): AsyncGenerator<Uint8Array> {
    if (!keys.has(key)) {
      yield* open(key);
      return;
    }
    yield Buffer.from(first);
    await new Promise(() => undefined);
  }
}

describe('a log that is slow', () => {
  it('holds back none of the others, and is read in part', async () => {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const requests = batchOf(h, 100);
    const slow = requests[3]?.key ?? '';
    stall(h, new Set([slow]), slow);
    const batch = triageBatch(requests, h.deps);
    await settled();
    await h.pass(1_000);

    expect(h.names()).toEqual(['crash.opened']);
    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ count: 99 }]);

    await h.pass(9_000);
    const outcome = await batch;
    expect(outcome.failures.size).toBe(0);
    expect(outcome).toMatchObject({ added: 100, inPart: 1 });
    expect((await h.crashes.read.occurrence(uploadId(3)))?.partial).toBe('time');
    const [group] = (await h.crashes.read.list({})).crashes;
    expect(group).toMatchObject({ count: 100 });
    expect(group).not.toHaveProperty('partial');
  });

  it('is read again with more time where it showed nothing, and then kept as read in part', async () => {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const request = h.send(1, noCrash);
    stall(h, new Set([request.key]), request.key);
    const first = triageBatch([request], h.deps);
    await settled();
    await h.pass(10_000);
    expect((await first).failures.size).toBe(0);
    expect(h.resent).toEqual([{ ...request, careful: true }]);
    expect(await h.crashes.read.occurrence(uploadId(1))).toBeUndefined();

    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const second = triageBatch([{ ...request, careful: true }], h.deps);
    await settled();
    await h.pass(10_000);
    expect(await h.crashes.read.occurrence(uploadId(1))).toBeUndefined();
    await h.pass(20_000);
    expect(await second).toMatchObject({ withoutCrash: 1, inPart: 1 });
    expect((await h.crashes.read.occurrence(uploadId(1)))?.title).toMatch(/in the part of the log that was read/);
  });

  it('is handed back unharmed where there was no time to begin it', async () => {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const requests = batchOf(h, 100);
    stall(h, new Set(requests.map(({ key }) => key)));
    h.deps.readPanic = async (log) => {
      for await (const piece of log) expect(piece).toBeDefined();
      return { ...crash(GPF), partial: 'time' };
    };
    let waiting = requests;
    for (let call = 1; waiting.length > 0; call++) {
      h.state.endsAt = h.clock.now + FUNCTION_MS;
      h.resent.length = 0;
      const batch = triageBatch(waiting, h.deps);
      const state = { isOver: false };
      void batch.then(() => (state.isOver = true));
      await settled();
      for (let second = 0; second < FUNCTION_MS / 1000 && !state.isOver; second++) await h.pass(1_000);
      expect(state.isOver).toBe(true);
      expect(h.clock.now).toBeLessThan(h.state.endsAt);
      // Nothing failed: what was not begun comes again as a new message.
      expect((await batch).failures.size).toBe(0);
      waiting = waiting.filter(({ key }) => h.resent.some((again) => again.key === key));
      if (call > 4) throw new Error(`${waiting.length} messages do not get their turn`);
    }
    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ count: 100, partial: true }]);
  });
});

it('is handed back as one that failed where the queue does not take it again', async () => {
  const h = harness();
  h.state.endsAt = h.clock.now + FUNCTION_MS;
  h.state.queueFault = new Error('the queue is down');
  const request = h.send(1, noCrash);
  stall(h, new Set([request.key]), request.key);
  const batch = triageBatch([request], h.deps);
  await settled();
  await h.pass(10_000);
  const { failures } = await batch;
  expect(failures.get(request.messageId)).toMatchObject({ code: 'transient', retryAfterSeconds: 1 });
});

describe('a table that does not answer in time', () => {
  const OTHER = 'KASAN: use-after-free in tcp_ack';

  /** Ten logs of one group and two of another, whose uploads nothing can be noted of. */
  function slowTable() {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const requests = [...batchOf(h, 10), h.send(10, crash(OTHER)), h.send(11, crash(OTHER))];
    const slow = requests.slice(10);
    const answer = Promise.withResolvers<never>();
    const { uploads } = h.deps;
    const answering = new Set(requests.slice(0, 10).map(({ uploadId: id }) => id));
    h.deps.uploads = {
      ...uploads,
      noteTriage: (id, note) => (answering.has(id) ? uploads.noteTriage(id, note) : answer.promise),
    };
    const mend = (): void => {
      h.deps.uploads = uploads;
    };
    return { h, requests, slow, mend, answer };
  }

  it('costs nothing but time: before the function is stopped, what is not written comes again as new messages', async () => {
    const { h, requests, slow, mend } = slowTable();
    const batch = triageBatch(requests, h.deps);
    await settled();
    await h.pass(FUNCTION_MS - 3_000);
    expect(h.resent).toEqual([]);
    await h.pass(1_000);
    const { failures, added } = await batch;
    expect(failures.size).toBe(0);
    expect(added).toBeGreaterThanOrEqual(10);
    expect(h.resent.map(({ key }) => key)).toEqual(slow.map(({ key }) => key));
    expect(h.resent.map(({ careful }) => careful)).toEqual([false, false]);

    mend();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    expect((await triageBatch(slow, h.deps)).failures.size).toBe(0);
    const { crashes } = await h.crashes.read.list({});
    expect(crashes.map(({ title, count }) => [title, count]).toSorted()).toEqual([
      [OTHER, 2],
      [GPF, 10],
    ]);
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(2);
  });

  it('hears nothing of a log any more once it was handed back, and keeps those apart that want care', async () => {
    const { h, requests, answer } = slowTable();
    const wanting = requests.map((request, at) => (at === 11 ? { ...request, careful: true } : request));
    const batch = triageBatch(wanting, h.deps);
    await settled();
    await h.pass(FUNCTION_MS - 2_000);
    const { failures } = await batch;
    expect(h.resent.map(({ careful }) => careful)).toEqual([false, true]);

    answer.reject(new Error('the table answers at last'));
    await settled();
    expect([h.resent.length, failures.size]).toEqual([2, 0]);
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('the queue is down'))],
    ['does not answer either', () => new Promise<never>(() => undefined)],
  ])('has what is not written handed back as failed where the queue %s', async (_, sendAgain) => {
    const { h, requests, slow } = slowTable();
    h.deps.sendAgain = sendAgain;
    const batch = triageBatch(requests, h.deps);
    await settled();
    await h.pass(FUNCTION_MS - 2_000);
    await h.pass(1_000);
    const { failures } = await batch;
    expect([...failures.keys()]).toEqual(slow.map(({ messageId }) => messageId));
    expect([...failures.values()].every((error) => !isPermanent(error))).toBe(true);
  });

  it('has a log come again whose new message the queue has not taken when the function ends', async () => {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const { readPanic } = h.deps;
    h.deps.readPanic = async (log, limits) => {
      const result = await readPanic(log, limits);
      h.clock.now = h.state.endsAt - 2_000;
      return result;
    };
    const asked: Parameters<typeof h.deps.sendAgain>[0][] = [];
    h.deps.sendAgain = (request) => {
      asked.push(request);
      return new Promise(() => undefined);
    };
    const [request] = batchOf(h, 1);
    if (request === undefined) throw new Error('no request');
    const batch = triageBatch([request], h.deps);
    await settled();
    expect(asked).toHaveLength(1);
    await h.pass(1_000);
    await h.pass(1_000);
    expect([...(await batch).failures.keys()]).toEqual([request.messageId]);
  });

  it('sends no log again twice', async () => {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const { readPanic } = h.deps;
    const [late, stuck] = batchOf(h, 2);
    if (late === undefined || stuck === undefined) throw new Error('no requests');
    const { uploads } = h.deps;
    h.deps.uploads = {
      ...uploads,
      get: (id) => (id === stuck.uploadId ? new Promise(() => undefined) : uploads.get(id)),
    };
    h.deps.readPanic = async (log, limits) => {
      const result = await readPanic(log, limits);
      h.clock.now = h.state.endsAt - 4_000;
      return result;
    };
    const batch = triageBatch([late, stuck], h.deps);
    await settled();
    await h.pass(1_000);
    expect(h.resent.map(({ key }) => key)).toEqual([late.key]);
    await h.pass(1_000);
    expect((await batch).failures.size).toBe(0);
    expect(h.resent.map(({ key }) => key)).toEqual([late.key, stuck.key]);
  });

  it('looks up no further hosts when there is no time to write of them', async () => {
    const h = harness();
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const { readPanic } = h.deps;
    h.deps.readPanic = async (log, limits) => {
      const result = await readPanic(log, limits);
      h.clock.now = h.state.endsAt - 4_000;
      return result;
    };
    const [request] = batchOf(h, 1);
    if (request === undefined) throw new Error('no request');
    expect((await triageBatch([request], h.deps)).failures.size).toBe(0);
    expect(h.resent).toEqual([{ ...request, careful: false }]);
    // Where a log belongs, and who is silent, is asked by queries.
    expect(h.dynamo.calls.get('QueryCommand')).toBeUndefined();
    expect((await h.crashes.read.list({})).crashes).toEqual([]);
  });
});

describe('what a group says of logs that were read in part', () => {
  it('is told with its opening, until one was read to its end', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash(GPF, { partial: 'size' }))], h.deps);
    expect(h.published[0]?.detail).toMatchObject({ partial: true });
    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ partial: true }]);
    await triageBatch([h.send(2, crash(GPF, { partial: 'size' }))], h.deps);
    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ partial: true }]);
    await triageBatch([h.send(3, crash(GPF))], h.deps);
    expect((await h.crashes.read.list({})).crashes[0]).not.toHaveProperty('partial');
  });
});

describe('what a group says of machines that died', () => {
  it('is told with its opening, and from the first that did', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash(GPF, { panicked: false }))], h.deps);
    expect(h.published[0]?.detail).not.toHaveProperty('panicked');
    await triageBatch([h.send(2, crash(GPF))], h.deps);
    await triageBatch([h.send(3, crash(GPF, { panicked: false }))], h.deps);
    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ panicked: true }]);
    await triageBatch([h.send(4, crash('WARNING in acme_reset', { kind: 'warning' }))], h.deps);
    expect(h.published.find(({ detail }) => 'kind' in detail && detail.kind === 'warning')?.detail).toMatchObject({
      panicked: true,
    });
  });
});

describe('a log that is long', () => {
  it('is read at its ends, and kept as read in part', async () => {
    const h = harness();
    const open = h.deps.logs.open.bind(h.deps.logs);
    h.deps.logs = {
      async *open(key, ends) {
        ends?.onCut?.();
        yield* open(key, ends);
      },
    };
    expect(await triageBatch([h.send(1, crash(GPF))], h.deps)).toMatchObject({ added: 1, inPart: 1 });
    expect((await h.crashes.read.occurrence(uploadId(1)))?.partial).toBe('size');
  });

  it('is said to be late rather than long where its reader stopped for the time', async () => {
    const h = harness();
    h.deps.logs = {
      async *open(key, ends) {
        await Promise.resolve();
        ends?.onCut?.();
        yield Buffer.from(key);
      },
    };
    const { readPanic } = h.deps;
    const stops: (boolean | undefined)[] = [];
    h.deps.readPanic = async (log, limits) => {
      const result = await readPanic(log, limits);
      stops.push(limits?.shouldStop?.());
      h.clock.now += 10_000;
      stops.push(limits?.shouldStop?.());
      return { ...result, partial: 'time' };
    };
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    await triageBatch([h.send(1, crash(GPF))], h.deps);
    expect(stops).toEqual([false, true]);
    expect((await h.crashes.read.occurrence(uploadId(1)))?.partial).toBe('time');
  });
});

describe('a log that kills the function', () => {
  /** Calls triage as Lambda does: a call that dies has answered nothing, and all its messages come again. */
  async function deliver(h: Harness, requests: readonly TriageRequest[], poison: ReadonlySet<string>) {
    const receives = new Map<string, number>();
    const dead = new Map<string, unknown>();
    let waiting = [...requests];
    let [deaths, unreadable] = [0, 0];
    while (waiting.length > 0) {
      h.state.endsAt = h.clock.now + FUNCTION_MS;
      const batch: TriageRequest[] = [];
      for (const request of waiting) {
        const count = (receives.get(request.messageId) ?? 0) + 1;
        receives.set(request.messageId, count);
        if (count > MAX_RECEIVES) dead.set(request.messageId, 'no reason');
        else batch.push({ ...request, receives: count });
      }
      const { readPanic } = h.deps;
      const died = new Promise<'died'>((resolve) => {
        h.deps.readPanic = async (log, limits) => {
          let key = '';
          const pieces: Uint8Array[] = [];
          for await (const piece of log) {
            pieces.push(piece);
            key += Buffer.from(piece).toString();
          }
          if (poison.has(key.split('\n', 1)[0] ?? '')) {
            resolve('died');
            await new Promise(() => undefined);
          }
          return await readPanic(
            (async function* () {
              await Promise.resolve();
              yield* pieces;
            })(),
            limits,
          );
        };
      });
      const outcome = await Promise.race([triageBatch(batch, h.deps), died]);
      h.deps.readPanic = readPanic;
      await settled();
      h.clock.now += 120_000;
      if (outcome === 'died') {
        deaths += 1;
        waiting = batch;
        continue;
      }
      unreadable += outcome.unreadable;
      for (const [id, error] of outcome.failures) if (isPermanent(error)) dead.set(id, error);
      waiting = batch.filter(({ messageId }) => outcome.failures.has(messageId) && !dead.has(messageId));
    }
    return { dead, deaths, receives, unreadable };
  }

  it.each([1, 2])('is put aside alone with the reason, and listed: %i among a hundred', async (count) => {
    const h = harness();
    const requests = batchOf(h, 100);
    const poisonous = requests.slice(40, 40 + count);
    const { dead, deaths, unreadable } = await deliver(h, requests, new Set(poisonous.map(({ key }) => key)));

    expect(unreadable).toBe(count);
    // Once among all the others, then each twice by itself: no log is given up before.
    expect(deaths).toBe(1 + 2 * count);
    expect([...dead.keys()]).toEqual(poisonous.map(({ messageId }) => messageId));
    for (const reason of dead.values()) expect(reason).toBeInstanceOf(FormatError);
    expect((await h.crashes.read.list({})).crashes).toMatchObject([{ count: 100 - count }]);
    expect(h.names().filter((name) => name === 'crash.opened')).toHaveLength(1);
    for (const { uploadId: id } of poisonous) {
      expect(h.notes.get(id)).toMatchObject({ title: null, logReason: expect.stringMatching(/did not end/) });
      expect((await h.crashes.read.occurrence(id))?.title).toBe('the log could not be read');
    }
    expect(h.names().filter((name) => name === 'log.unreadable')).toHaveLength(count);
  });

  it('is listed under the crash that it turned out to be of while it was tried', async () => {
    const h = harness();
    const poison = h.send(2, crash(GPF), { logTries: 2 });
    const countLogTry = h.deps.uploads.countLogTry.bind(h.deps.uploads);
    h.deps.uploads = {
      ...h.deps.uploads,
      countLogTry: async (id, afresh) => {
        // Under that one first, and under yet another one by now.
        await h.deps.uploads.noteCrash(id, { sameCrashAs: uploadId(3), crashId: 'c1' });
        return await countLogTry(id, afresh);
      },
    };
    const { failures } = await triageBatch([poison], h.deps);
    expect([...failures.values()]).toEqual([expect.any(FormatError)]);
    for (const index of [2, 3]) expect(await h.crashes.read.occurrence(uploadId(index))).toBeUndefined();
    expect(h.notes.get(uploadId(2))).toMatchObject({ title: null, logReason: expect.stringMatching(/did not end/) });
  });

  it('is given up by when that is told, however slow its upload’s record is', async () => {
    const h = harness();
    const poison = h.send(2, crash(GPF), { logTries: 2 });
    h.deps.uploads = late(h.deps.uploads);
    let noted: unknown;
    const publish = h.deps.bus.publish.bind(h.deps.bus);
    h.deps.bus = {
      publish: (events) => {
        noted = h.notes.get(uploadId(2));
        return publish(events);
      },
    };
    await triageBatch([poison], h.deps);
    expect(noted).toMatchObject({ title: null, logReason: expect.stringMatching(/did not end/) });
  });

  it('is no suspect any more once it could be read, whatever fails after that', async () => {
    const h = harness();
    const request = h.send(2, crash(GPF), { logTries: 1 });
    h.dynamo.onCommand = () => {
      throw new Error('the table of crashes is gone');
    };
    const { failures } = await triageBatch([request], h.deps);
    expect([...failures.values()]).toEqual([new Error('the table of crashes is gone')]);
    expect(h.uploads.get(uploadId(2))?.logTries).toBeUndefined();
  });

  it('has another chance when somebody sends it again, also where another log of the upload was read', async () => {
    const h = harness();
    const [request] = batchOf(h, 1);
    if (request === undefined) throw new Error('no request');
    h.uploads.set(uploadId(0), { ...h.uploads.get(uploadId(0)), title: 'what the host sent' } as UploadFacts);
    await deliver(h, [request], new Set([request.key]));
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    // Twice: the first time a neighbour's host was looked up at the same time, say.
    for (const receives of [1, 2]) {
      expect((await triageBatch([{ ...request, receives }], h.deps)).failures.size).toBe(0);
    }
  });

  it('has another chance when somebody sends it again, and its good answer replaces the bad one', async () => {
    const h = harness();
    const [request] = batchOf(h, 1);
    if (request === undefined) throw new Error('no request');
    await deliver(h, [request], new Set([request.key]));
    h.state.endsAt = h.clock.now + FUNCTION_MS;
    const outcome = await triageBatch([{ ...request, receives: 1 }], h.deps);
    expect(outcome.failures.size).toBe(0);
    expect((await h.crashes.read.occurrence(uploadId(0)))?.title).toBe(GPF);
    expect(h.notes.get(uploadId(0))).toMatchObject({ title: GPF });
    expect(h.uploads.get(uploadId(0))?.logReason).toBeUndefined();
  });
});
