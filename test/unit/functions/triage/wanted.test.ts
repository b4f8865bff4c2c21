import { describe, expect, it } from '@jest/globals';
import { triageBatch } from '../../../../functions/triage/triage.ts';
import { WantedPolicy } from '../../../../shared/contract/upload-policy.ts';
import { crash, harness, noCrash, uploadId } from './harness.ts';

const GPF = 'general protection fault in ext4_mb_new_blocks';
const POLICY = WantedPolicy.parse({ recurring: 'hot', known: 'log', knownAfterReports: 2 });

type Harness = ReturnType<typeof harness>;

function limited(): Harness {
  const h = harness();
  h.policy.wanted = POLICY;
  return h;
}

const may = { mayBeLimited: true };
const policyOf = (h: Harness, index: number) =>
  (h.notes.get(uploadId(index)) as { limit?: { policy: string } } | undefined)?.limit?.policy ?? 'as asked';

/** The only group. */
async function groupOf(h: Harness) {
  const [group] = (await h.crashes.read.list({})).crashes;
  if (group === undefined) throw new Error('there is no group');
  return group;
}

async function report(h: Harness, ...indices: number[]): Promise<void> {
  const { id } = await groupOf(h);
  for (const index of indices) {
    await h.crashes.refine(id, { uploadId: uploadId(index), fingerprints: [], findings: [] });
  }
}

describe('how much of a dump is wanted', () => {
  it('is all of the crash that opens a group, hot pages of further ones, the log once there are reports', async () => {
    const h = limited();
    await triageBatch([h.send(1, crash(GPF), may)], h.deps);
    await triageBatch([h.send(2, crash(GPF), may)], h.deps);
    await report(h, 1);
    await triageBatch([h.send(3, crash(GPF), may)], h.deps);
    await report(h, 2);
    await triageBatch([h.send(4, crash(GPF), may)], h.deps);
    expect([1, 2, 3, 4].map((index) => policyOf(h, index))).toEqual(['as asked', 'hot', 'hot', 'log']);
  });

  it('is one whole dump of a fleet that panics at once', async () => {
    const h = limited();
    await triageBatch(
      [1, 2, 3].map((index) => h.send(index, crash(GPF), may)),
      h.deps,
    );
    expect([1, 2, 3].map((index) => policyOf(h, index))).toEqual(['as asked', 'hot', 'hot']);
  });

  it('is no more than the host would send, and left alone for who may not be limited', async () => {
    const h = limited();
    await triageBatch([h.send(1, crash(GPF), may)], h.deps);
    await triageBatch([h.send(2, crash(GPF), { ...may, policy: 'log' }), h.send(3, crash(GPF))], h.deps);
    expect([2, 3].map((index) => policyOf(h, index))).toEqual(['as asked', 'as asked']);
  });

  it('is decided once: a log that is looked at again changes nothing', async () => {
    const h = limited();
    await triageBatch([h.send(1, crash(GPF), may)], h.deps);
    const again = h.send(2, crash(GPF), may);
    await triageBatch([again], h.deps);
    await report(h, 1, 3);
    await triageBatch([again], h.deps);
    expect(h.notes.get(uploadId(2))).not.toHaveProperty('limit');
  });

  it('stays all for the one that opened the group when it was killed before it could say so', async () => {
    const h = limited();
    const request = h.send(1, crash(GPF), may);
    const note = h.deps.uploads.noteTriage.bind(h.deps.uploads);
    h.deps.uploads.noteTriage = () => Promise.reject(new Error('killed'));
    await triageBatch([request], h.deps);
    h.deps.uploads.noteTriage = note;
    await triageBatch([request], h.deps);
    expect(policyOf(h, 1)).toBe('as asked');
    expect(h.notes.get(uploadId(1))).toMatchObject({ title: GPF });
  });

  it('is all again when a resolved problem comes back', async () => {
    const h = limited();
    await triageBatch([h.send(1, crash(GPF), may)], h.deps);
    await report(h, 1, 2);
    const { id } = await groupOf(h);
    await h.crashes.act(id, { action: 'resolve' }, 'ada');
    h.clock.now += 60_000;
    await triageBatch([h.send(3, crash(GPF), may)], h.deps);
    await triageBatch([h.send(4, crash(GPF), may)], h.deps);
    expect([3, 4].map((index) => policyOf(h, index))).toEqual(['as asked', 'hot']);
  });

  it('is all of what shows no crash', async () => {
    const h = limited();
    await triageBatch([h.send(1, noCrash, may)], h.deps);
    expect(policyOf(h, 1)).toBe('as asked');
  });

  it('counts the report of a dump whose log was found in it', async () => {
    const h = limited();
    for (const index of [1, 2]) await triageBatch([h.send(index, crash(GPF), { analysis: 'done' })], h.deps);
    await triageBatch([h.send(3, crash(GPF), may)], h.deps);
    expect(policyOf(h, 3)).toBe('log');
  });
});

/** What the host says of all that it sends of one crash. */
const ONE = { host: 'fs-17.eu', crashKey: '1763863868-6.12.117' };

describe('a crash of which hot pages come first and the whole dump after the reboot', () => {
  it('counts once, and its own report makes its problem no better known', async () => {
    const h = harness();
    h.policy.wanted = WantedPolicy.parse({ recurring: 'hot', known: 'log', knownAfterReports: 1 });
    await triageBatch([h.send(1, crash(GPF), { ...may, ...ONE, policy: 'hot' })], h.deps);
    await report(h, 1);
    h.clock.now += 60_000;
    await triageBatch([h.send(2, crash(GPF), { ...may, ...ONE, sameCrashAs: uploadId(1) })], h.deps);
    expect(await groupOf(h)).toMatchObject({ count: 1, hostCount: 1 });
    expect(h.names()).toEqual(['crash.opened']);
    expect(h.notes.get(uploadId(2))).toMatchObject({ title: GPF, crashId: (await groupOf(h)).id });
    expect(policyOf(h, 2)).toBe('as asked');
  });

  it('stays in its group when the second log shows less than the first', async () => {
    const h = harness();
    await triageBatch([h.send(1, crash(GPF), ONE)], h.deps);
    await triageBatch([h.send(2, crash('another title'), { ...ONE, sameCrashAs: uploadId(1) })], h.deps);
    expect(await groupOf(h)).toMatchObject({ title: GPF, count: 1 });
    expect((await h.crashes.read.list({})).crashes).toHaveLength(1);
  });

  it('counts once when both logs are looked at together', async () => {
    const h = harness();
    const requests = [h.send(1, crash(GPF), ONE), h.send(2, crash(GPF), { ...ONE, sameCrashAs: uploadId(1) })];
    await triageBatch(requests, h.deps);
    expect(await groupOf(h)).toMatchObject({ count: 1 });
    for (const index of [1, 2]) expect(h.notes.get(uploadId(index))).toMatchObject({ title: GPF });
  });
});
