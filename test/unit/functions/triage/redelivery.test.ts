/** Triage behind its queue: what it reports as failed comes again, and nothing else does. */
import { describe, expect, it } from '@jest/globals';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import type { TriageRequest } from '../../../../functions/triage/request.ts';
import { memoryQueue } from '../../../support/memory-queue.ts';
import { crash, harness, noCrash } from './harness.ts';

const HOSTS = 7;

/** Seven hosts, two problems and a log without a crash, in one batch; `fault` is called before each call of the table. */
async function storm(fault: (call: number, name: string) => void) {
  const h = harness();
  const queue = memoryQueue<TriageRequest>();
  for (let host = 1; host <= HOSTS; host++) {
    queue.send(h.send(host, host === HOSTS ? noCrash : crash(host % 2 === 0 ? 'A' : 'B')));
  }
  let calls = 0;
  h.dynamo.onCommand = (name) => {
    fault((calls += 1), name);
  };
  const { deliveries, dead } = await queue.drain(async (batch) => {
    // A minute between two deliveries.
    h.clock.now += 60_000;
    const { failures } = await triageBatch(
      batch.map(({ messageId, body, receives }) => ({ ...body, messageId, receives })),
      h.deps,
    );
    return { batchItemFailures: [...failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  });
  delete h.dynamo.onCommand;
  const { crashes } = await h.crashes.read.list({});
  return { h, calls, deliveries, dead, counts: crashes.map(({ title, count }) => `${title} ${count}`).sort() };
}

describe('a batch of which a part failed', () => {
  it('needs one delivery where nothing fails', async () => {
    const { deliveries, counts } = await storm(() => undefined);
    expect([deliveries, counts]).toEqual([1, ['A 3', 'B 3']]);
  });

  it('counts each host once, whichever call of the table is the one that fails', async () => {
    const { calls } = await storm(() => undefined);
    for (let failing = 1; failing <= calls; failing++) {
      const { h, dead, counts } = await storm((call) => {
        if (call === failing) throw new Error('throttled');
      });
      expect({ failing, dead, counts }).toEqual({ failing, dead: [], counts: ['A 3', 'B 3'] });
      expect((await h.crashes.read.occurrences('none', {})).occurrences).toHaveLength(1);
      expect(await h.crashes.outbox.pending(-1)).toEqual([]);
      expect(h.names().filter((name) => name === 'crash.opened').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('hands back every message of a group that could not be written, and no other', async () => {
    const h = harness();
    const requests = [h.send(1, crash('A')), h.send(2, crash('A')), h.send(3, crash('A')), h.send(4, noCrash)];
    h.dynamo.onCommand = (name) => {
      if (name === 'TransactWriteCommand') throw new Error('throttled');
    };
    const { failures, withoutCrash } = await triageBatch(requests, h.deps);
    const failed = [...failures.keys()].sort();
    expect(failed.slice(0, 3)).toEqual(['message-1', 'message-2', 'message-3']);
    expect(failed.length + withoutCrash).toBe(4);
  });
});
