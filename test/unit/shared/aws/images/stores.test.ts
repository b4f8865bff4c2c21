/** Two who write to the register, the list of revocations or the policy at the same moment: one of them is told. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { judgeKernel } from '../../../../../shared/aws/images/kernel-state.ts';
import { ImageRegister } from '../../../../../shared/aws/images/register.ts';
import { RevocationStore } from '../../../../../shared/aws/images/revocations.ts';
import type { RevocationRecord, RevocationTarget } from '../../../../../shared/contract/revocations.ts';
import { registeredDigests } from '../../../../../shared/domain/image/revocations.ts';
import type { StoredImage } from '../../../../../shared/domain/image/record.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = '2026-11-23T12:00:00.000Z';
const idOf = (number: number): string => `01JD${String(number).padStart(22, '0')}`;
const D1 = '1'.repeat(64);
const image = (number: number, over: Partial<StoredImage> = {}): StoredImage => ({
  ...{
    id: idOf(number),
    name: 'vmlinuz',
    state: 'pending',
    kind: 'authenticode',
    requestedBy: 'rae',
    requesterSubject: 'rae',
  },
  ...{ requestedAt: AT, expiresAt: AT, consumers: ['uefi'], approvalsNeeded: 1, approvals: [], provisional: false },
  ...{ problems: [], changes: [], revision: 0, digest: D1 },
  ...over,
});
const record = (target: RevocationTarget, version: number): RevocationRecord => ({
  ...{ target, reason: 'bad', by: 'root', at: AT, version },
});
const conflict = expect.objectContaining({ code: 'conflict' });

let dynamo: ReturnType<typeof memoryDynamo>;
let register: ImageRegister;
let revocations: RevocationStore;
beforeEach(() => {
  dynamo = memoryDynamo();
  register = new ImageRegister(dynamo.client, 'images');
  revocations = new RevocationStore(dynamo.client, 'images');
});

describe('the register', () => {
  it('takes a change of what was read last, and of nothing older', async () => {
    await register.create(image(1));
    const read = await register.require(idOf(1));
    const outcomes = await Promise.allSettled([
      register.update({ ...read, state: 'signed' }),
      register.update({ ...read, state: 'refused', reason: 'late' }),
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { state: 'signed', revision: 1 } },
      { status: 'rejected', reason: conflict },
    ]);
    expect(await register.require(idOf(1))).toMatchObject({ state: 'signed', revision: 1 });
    await expect(register.create(image(1))).rejects.toBeDefined();
    await expect(register.update(image(2))).rejects.toEqual(conflict);
    expect(await register.get(idOf(2))).toBeUndefined();
  });

  it('is listed whole also where the table answers it in many pages', async () => {
    for (const number of [1, 2, 3, 4, 5]) await register.create(image(number));
    dynamo.pageItems = 2;
    expect((await register.byDigest(D1)).map(({ id }) => id)).toEqual([5, 4, 3, 2, 1].map(idOf));
  });

  it('has every image of a build-id, newest first: a revocation leaves none out, however often it was wrapped anew', async () => {
    const buildId = 'ab'.repeat(20);
    const ids = Array.from({ length: 130 }, (_, number) => number);
    for (const number of ids) {
      const digest = number.toString(16).padStart(64, '0');
      const signed = image(number, { digest, state: 'signed', image: { kind: 'uki', sizeBytes: 1, buildId } });
      await register.create(signed);
      await register.index(signed);
    }
    dynamo.pageItems = 50;
    expect((await register.byBuildId(buildId)).map(({ id }) => id)).toEqual(ids.toReversed().map(idOf));
    expect(await registeredDigests(register).ofBuild(buildId)).toHaveLength(130);
    expect(await register.byBuildId('cd'.repeat(20))).toEqual([]);
  });
});

describe('the list of revocations', () => {
  const targets: RevocationTarget[] = [1, 2, 3, 4, 5].map((n) => ({ kind: 'release', release: `6.12.${n}` }));
  const [first, second] = targets as [RevocationTarget, RevocationTarget];

  it('has one revocation a version, whoever asks at once', async () => {
    const before = await revocations.list();
    const outcomes = await Promise.allSettled(
      [first, second].map((target) => revocations.add(before, record(target, 1))),
    );
    expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: conflict }]);
    const list = await revocations.list();
    const again = await Promise.allSettled(
      [second, targets[2] ?? second].map((target) => revocations.add(list, record(target, 2))),
    );
    expect(again.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await revocations.list()).toMatchObject({
      version: 2,
      revocations: [{ target: first }, { target: second }],
    });
  });

  it('has a target once, and notes nothing of one that is not in it', async () => {
    await revocations.add(await revocations.list(), record(first, 1));
    await expect(revocations.add(await revocations.list(), record(first, 2))).rejects.toEqual(conflict);
    expect((await revocations.list()).version).toBe(1);
    await expect(revocations.note({ ...record(second, 1), complete: true })).rejects.toBeDefined();
    await revocations.note({ ...record(first, 1), complete: true });
    expect((await revocations.list()).revocations).toMatchObject([{ target: first, complete: true }]);
  });

  it('is whole also where the table answers it in many pages', async () => {
    for (const [at, target] of targets.entries())
      await revocations.add(await revocations.list(), record(target, at + 1));
    for (const pageItems of [1, 2, 100]) {
      dynamo.pageItems = pageItems;
      const { version, revocations: found } = await revocations.list();
      expect([version, found.map(({ target }) => target)]).toEqual([5, targets]);
    }
  });
});

describe('a kernel', () => {
  const judge = (images: readonly StoredImage[], found: readonly RevocationRecord[], holds = true) =>
    judgeKernel('aa', images, found, () => Promise.resolve(holds));
  const signed = image(1, { state: 'signed' });
  const shown = { at: AT, by: 'root', reason: 'bad' };

  it('is signed by an image that is, not by one that waits; without any it depends on the fleet', async () => {
    expect(await judge([signed, image(2)], [])).toEqual({ state: 'signed', images: [signed] });
    expect(await judge([image(2)], [])).toEqual({ state: 'unsigned', images: [] });
    expect(await judge([image(2)], [], false)).toEqual({ state: 'unknown', images: [] });
  });

  it.each<[string, RevocationTarget, boolean]>([
    ['its build-id', { kind: 'build-id', buildId: 'aa' }, true],
    ['another build-id', { kind: 'build-id', buildId: 'bb' }, false],
    ['an image of it', { kind: 'image', digest: D1 }, true],
    ['another image', { kind: 'image', digest: '2'.repeat(64) }, false],
  ])('is judged by a revocation of %s', async (_name, target, isRevoked) => {
    const verdict = await judge([signed], [record(target, 1)]);
    expect(verdict).toEqual(
      isRevoked ? { state: 'revoked', images: [signed], revocation: shown } : { state: 'signed', images: [signed] },
    );
  });

  it('is revoked where one of its images was marked so, and where nothing of it is registered', async () => {
    const marked = image(2, { revoked: { ...shown, reason: 'earlier' } });
    expect(await judge([signed, marked], [])).toMatchObject({ state: 'revoked', revocation: { reason: 'earlier' } });
    expect(await judge([], [record({ kind: 'build-id', buildId: 'aa' }, 1)])).toMatchObject({
      state: 'revoked',
      images: [],
    });
  });
});
