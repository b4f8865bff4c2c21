/** What the stores of images answer: page by page, by every key that they are found by, and what a condition refuses. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeStore } from '../../../../../shared/aws/images/changes/store.ts';
import type { StoredChange } from '../../../../../shared/aws/images/changes/store.ts';
import { ImageKeys, ImageObjectKeys, nameLine } from '../../../../../shared/aws/images/items.ts';
import { kernelRegister } from '../../../../../shared/aws/images/kernel-register.ts';
import { ImageRegister } from '../../../../../shared/aws/images/register.ts';
import type { StoredSignature } from '../../../../../shared/aws/images/register.ts';
import { SigningSettings } from '../../../../../shared/aws/images/settings.ts';
import { Sightings } from '../../../../../shared/aws/images/sightings.ts';
import { signAuthenticode, signModule } from '../../../../../shared/authenticode/sign/signed-data.ts';
import { DEFAULT_POLICY } from '../../../../../shared/domain/image/policy.ts';
import type { StoredImage } from '../../../../../shared/domain/image/record.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';
import { makeTestAuthority } from '../../../../support/signing-keys.ts';

const AT = '2026-11-23T12:00:00.000Z';
const NOW = new Date(AT);
const BUILD = 'ab'.repeat(20);
const idOf = (number: number): string => `01JD${String(number).padStart(22, '0')}`;
const image = (number: number, over: Partial<StoredImage> = {}): StoredImage => ({
  ...{ id: idOf(number), name: 'vmlinuz-6.12.1', state: 'pending', kind: 'authenticode', requestedBy: 'rae' },
  ...{ requesterSubject: 'rae', requestedAt: AT, expiresAt: AT, consumers: ['uefi'], approvalsNeeded: 1 },
  ...{ approvals: [], provisional: false, problems: [], changes: [], revision: 0 },
  ...over,
});
const conflict = expect.objectContaining({ code: 'conflict' });

let dynamo: ReturnType<typeof memoryDynamo>;
let register: ImageRegister;
beforeEach(() => {
  dynamo = memoryDynamo();
  register = new ImageRegister(dynamo.client, 'images');
});

/** Ids, page by page; each in brackets. */
async function pages(
  page: (cursor: string | undefined) => Promise<{ readonly images: readonly StoredImage[]; readonly next?: string }>,
): Promise<number[][]> {
  const found: number[][] = [];
  let cursor: string | undefined;
  do {
    const { images, next } = await page(cursor);
    found.push(images.map(({ id }) => Number(id.slice(4))));
    cursor = next;
  } while (cursor !== undefined);
  return found;
}

describe('the register', () => {
  it('is read newest first, page by page, each image once', async () => {
    for (const number of [1, 2, 3, 4, 5]) await register.create(image(number));
    const listed = await pages((cursor) => register.list({ limit: 2, cursor }));
    expect(listed.flat()).toEqual([5, 4, 3, 2, 1]);
    expect(listed.slice(0, 2)).toEqual([
      [5, 4],
      [3, 2],
    ]);
    expect(await register.list({ limit: 9 })).not.toHaveProperty('next');
    expect((await register.list({ limit: 9, cursor: idOf(3) })).images.map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
  });

  it.each(['x', idOf(1).toLowerCase(), `${idOf(1)}0`, `x${idOf(1)}`, idOf(1).slice(1), ''])(
    'takes %j for no cursor',
    async (cursor) => {
      await expect(register.list({ limit: 1, cursor })).rejects.toMatchObject({
        ...{ code: 'input', field: 'cursor', message: 'not a cursor' },
      });
    },
  );

  it('finds what was asked for as parts of a release, oldest first', async () => {
    for (const number of [1, 2, 3]) await register.create(image(number, { partOf: idOf(9) }));
    await register.create(image(4, { partOf: idOf(8) }));
    await register.create(image(5));
    const found = await pages((after) => register.ofPart(idOf(9), { limit: 2, after }));
    expect(found.flat()).toEqual([1, 2, 3]);
    expect(await register.ofPart(idOf(7), { limit: 2 })).toEqual({ images: [] });
    // One whose own item was not written is not there yet.
    dynamo.onCommand = (name, input) => {
      const sk = (input as { Item?: { sk?: string } }).Item?.sk;
      if (name === 'PutCommand' && sk === 'IMAGE') throw new Error('the table is busy');
    };
    await expect(register.create(image(6, { partOf: idOf(9) }))).rejects.toThrow('busy');
    delete dynamo.onCommand;
    expect((await register.ofPart(idOf(9), { limit: 9 })).images).toHaveLength(3);
  });

  it('finds the last of a name’s line that was signed, by when it was', async () => {
    const signed = (number: number, name: string, signedAt?: string) =>
      image(number, { name, state: 'signed', ...(signedAt === undefined ? {} : { signedAt }) });
    const all = [
      signed(1, 'vmlinuz-6.12.1', '2026-11-23T12:00:02.000Z'),
      signed(2, 'vmlinuz-6.12.9', '2026-11-23T12:00:01.000Z'),
      signed(3, 'vmlinuz-6.13.1', '2026-11-23T12:00:03.000Z'),
      signed(4, 'vmlinuz-6.12.3'),
    ];
    for (const each of all) {
      await register.create(each);
      await register.index(each);
    }
    expect((await register.lastSigned('vmlinuz-6.12.77'))?.id).toBe(idOf(1));
    expect((await register.lastSigned('vmlinuz-6.13'))?.id).toBeUndefined();
    expect((await register.lastSigned('vmlinuz-6.13.2'))?.id).toBe(idOf(3));
    expect(await register.lastSigned('other')).toBeUndefined();
  });

  it('finds kernels by their build-id, and no signed policies of one', async () => {
    const kernel = { kind: 'uki', sizeBytes: 1, buildId: BUILD } as const;
    const all = [image(1, { image: kernel }), image(2, { image: kernel, kind: 'pcr-policies' }), image(3)];
    for (const each of all) {
      await register.create(each);
      await register.index(each);
    }
    expect((await register.byBuildId(BUILD)).map(({ id }) => id)).toEqual([idOf(1)]);
  });

  it('says which image there is not, and passes on what is no conflict', async () => {
    await expect(register.require(idOf(1))).rejects.toMatchObject({
      ...{ code: 'not-found', message: `there is no image ${idOf(1)}` },
    });
    await register.create(image(1));
    await expect(register.create(image(1))).rejects.toMatchObject({
      message: `image ${idOf(1)} was changed meanwhile`,
    });
    dynamo.onCommand = () => {
      throw new Error('the table is gone');
    };
    await expect(register.update(image(1))).rejects.toThrow('the table is gone');
  });

  it.each<[string, string]>([
    ['vmlinuz-6.12.118-1-amd64', 'vmlinuz-6.12*-amd64'],
    ['vmlinuz-6.12.117-2-amd64', 'vmlinuz-6.12*-amd64'],
    ['vmlinuz-6.12+1', 'vmlinuz-6.12*'],
    ['vmlinuz-6.12~3', 'vmlinuz-6.12*'],
    ['vmlinuz-6.12', 'vmlinuz-6.12'],
    ['vmlinuz-6.12.1rc', 'vmlinuz-6.12.1rc'],
    ['grubx64.efi', 'grubx64.efi'],
  ])('takes %s for one of the line %s', (name, line) => {
    expect(nameLine(name)).toBe(line);
  });

  it('has keys that are told apart', () => {
    expect(ImageKeys.signature('d', 'c', 'authenticode')).toEqual({ pk: 'SIG#d', sk: 'c' });
    expect(ImageKeys.signature('d', 'c', 'appended')).toEqual({ pk: 'SIG#d', sk: 'c#appended' });
    expect(ImageKeys.logEntry(7)).toEqual({ pk: 'LOG', sk: 'E#000000000000007' });
    expect(ImageObjectKeys.revocations(7, 'dbx.esl')).toBe('revocations/00000007/dbx.esl');
    expect([ImageObjectKeys.upload('i'), ImageObjectKeys.signature('i'), ImageObjectKeys.log('n')]).toEqual([
      ...['images/i/image', 'images/i/signature.p7s', 'log/n'],
    ]);
  });
});

describe('signatures', () => {
  const digest = '1'.repeat(64);
  const certificateSha256 = '2'.repeat(64);
  const of = (kind: StoredSignature['kind'], signature: Uint8Array, imageId = idOf(1)): StoredSignature => ({
    ...{ digest, certificateSha256, kind, imageId, signature },
  });

  it('are kept once for each kind: whoever comes second is given the first', async () => {
    const { identity } = await makeTestAuthority();
    const bytes = Buffer.from(digest, 'hex');
    const authenticode = Buffer.from(await signAuthenticode(bytes, identity));
    const module = Buffer.from(await signModule(bytes, identity));
    expect(await register.signature(digest, certificateSha256, 'authenticode')).toBeUndefined();
    const first = of('authenticode', authenticode);
    expect(await register.keepSignature(first)).toBe(first);
    expect(await register.keepSignature(of('authenticode', Buffer.from('other'), idOf(2)))).toEqual(first);
    expect(await register.signature(digest, certificateSha256, 'appended')).toBeUndefined();
    await register.keepSignature(of('appended', module, idOf(3)));
    expect(await register.signature(digest, certificateSha256, 'appended')).toEqual(of('appended', module, idOf(3)));
    expect(await register.signature(digest, certificateSha256, 'authenticode')).toEqual(first);
    expect(await register.signature(digest, '3'.repeat(64), 'authenticode')).toBeUndefined();
  });

  it('of another kind under the key of this one, as earlier versions kept them, are none of it', async () => {
    const { identity } = await makeTestAuthority();
    const module = Buffer.from(await signModule(Buffer.from(digest, 'hex'), identity));
    await register.keepSignature(of('authenticode', module));
    expect(await register.signature(digest, certificateSha256, 'authenticode')).toBeUndefined();
  });

  it('are not taken for kept where the table fails', async () => {
    dynamo.onCommand = () => {
      throw new Error('the table is gone');
    };
    await expect(register.keepSignature(of('appended', Buffer.of(1)))).rejects.toThrow('the table is gone');
  });
});

describe('sightings', () => {
  it('are of a kernel’s hosts by name, counted, and forgotten after 400 days', async () => {
    const sightings = new Sightings(dynamo.client, 'images');
    for (const host of ['c', 'a', 'b']) await sightings.record(host, BUILD, NOW);
    await sightings.record('a', BUILD, new Date(NOW.getTime() + 1000));
    await sightings.record('z', 'cd'.repeat(20), NOW);
    const names = async (limit: number, after?: string) =>
      (await sightings.hosts(BUILD, limit, after)).map(({ host, lastSeen }) => `${host} ${lastSeen.slice(17, 19)}`);
    expect(await names(9)).toEqual(['a 01', 'b 00', 'c 00']);
    expect(await names(2)).toEqual(['a 01', 'b 00']);
    expect(await names(2, 'b')).toEqual(['c 00']);
    expect(await sightings.count(BUILD)).toEqual({ count: 3, more: false });
    dynamo.pageItems = 2;
    expect(await sightings.count(BUILD)).toEqual({ count: 2, more: true });
    const written: unknown[] = [];
    dynamo.onCommand = (_name, input) => written.push((input as { Item?: { expiresAt?: number } }).Item?.expiresAt);
    await sightings.record('d', BUILD, new Date(NOW.getTime() + 999));
    expect(written).toEqual([NOW.getTime() / 1000 + 400 * 86_400]);
  });
});

describe('whether a fleet signs its kernels', () => {
  const signed = image(2, { state: 'signed', image: { kind: 'uki', sizeBytes: 1, buildId: BUILD } });

  it.each<[string, StoredImage[], boolean]>([
    ['nothing', [], false],
    ['one that waits', [{ ...signed, state: 'pending' }], false],
    ['a boot loader', [image(1, { state: 'signed', image: { kind: 'shim', sizeBytes: 1 } })], false],
    ['signed policies', [{ ...signed, kind: 'pcr-policies' }], false],
    ['a signed kernel among others', [image(1), signed, image(3)], true],
  ])('%s', async (_name, images, holds) => {
    for (const each of images) await register.create(each);
    expect(await kernelRegister(dynamo.client, 'images', () => NOW).holdsKernels()).toBe(holds);
  });

  it('is asked of the table again after five minutes', async () => {
    let now = NOW.getTime();
    const asked = kernelRegister(dynamo.client, 'images', () => new Date(now));
    expect(await asked.holdsKernels()).toBe(false);
    await register.create(signed);
    now += 300_000;
    expect(await asked.holdsKernels()).toBe(false);
    now += 1;
    expect(await asked.holdsKernels()).toBe(true);
  });
});

describe('settings', () => {
  it('are the defaults until somebody sets them; each change is of what was read', async () => {
    const settings = new SigningSettings(dynamo.client, 'images');
    expect(await settings.policy()).toEqual(DEFAULT_POLICY);
    const first = await settings.replacePolicy({ ...DEFAULT_POLICY, requestHours: 5 });
    expect([first.version, (await settings.policy()).requestHours]).toEqual([1, 5]);
    await expect(settings.replacePolicy(DEFAULT_POLICY)).rejects.toEqual(conflict);
    const second = await settings.replacePolicy({ ...first, requestHours: 6 });
    await expect(settings.replacePolicy(first)).rejects.toMatchObject({
      ...{ code: 'conflict', message: 'the policy was changed meanwhile: read it again' },
    });
    expect(await settings.policy()).toEqual(second);
    dynamo.onCommand = () => {
      throw new Error('the table is gone');
    };
    await expect(settings.replacePolicy(second)).rejects.toThrow('the table is gone');
  });
});

describe('changes', () => {
  const change = (number: number, over: Partial<StoredChange> = {}): StoredChange =>
    ({
      ...{ id: idOf(number), content: '1'.repeat(64), state: 'pending', reason: 'so', proposedBy: 'ada' },
      ...{ proposal: { kind: 'revocation', target: { kind: 'release', release: '6.1' }, reason: 'bad' } },
      ...{ proposerSubject: 'ada', proposedAt: AT, expiresAt: AT, approvalsNeeded: 1, approvals: [], emergency: false },
      ...{ changes: [], warnings: [], revision: 0 },
      ...over,
    }) as StoredChange;

  it('are read newest first, page by page', async () => {
    const store = new ChangeStore(dynamo.client, 'images');
    for (const number of [1, 2, 3]) await store.create(change(number));
    const first = await store.page({ limit: 2 });
    expect([first.changes.map(({ id }) => id), first.next]).toEqual([[idOf(3), idOf(2)], idOf(2)]);
    const rest = await store.page({ limit: 2, before: idOf(2) });
    expect([rest.changes.map(({ id }) => id), rest.next]).toEqual([[idOf(1)], undefined]);
  });

  it('take one step at a time, by who read the one before', async () => {
    const store = new ChangeStore(dynamo.client, 'images');
    await store.create(change(1));
    await expect(store.create(change(1))).rejects.toEqual(conflict);
    const next = await store.update({ ...change(1), state: 'refused' });
    expect(next.revision).toBe(1);
    expect(await store.require(idOf(1))).toMatchObject({ state: 'refused', revision: 1 });
    await expect(store.update(change(1))).rejects.toMatchObject({
      ...{ code: 'conflict', message: `change ${idOf(1)} went on meanwhile: look at it again` },
    });
    await expect(store.require(idOf(2))).rejects.toMatchObject({ message: `there is no change ${idOf(2)}` });
    dynamo.onCommand = () => {
      throw new Error('the table is gone');
    };
    await expect(store.update(next)).rejects.toThrow('the table is gone');
  });
});
