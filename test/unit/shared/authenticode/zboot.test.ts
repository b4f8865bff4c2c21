import { beforeAll, describe, expect, it } from '@jest/globals';
import { unpackKernel } from '../../../../shared/authenticode/image/unpack-kernel.ts';
import { openZboot } from '../../../../shared/authenticode/image/zboot.ts';
import { parsePeHeaders } from '../../../../shared/authenticode/pe/headers.ts';
import { applySignature, planSigning } from '../../../../shared/authenticode/sign/sign-image.ts';
import { signAuthenticode } from '../../../../shared/authenticode/sign/signed-data.ts';
import { certificateRecord } from '../../../../shared/authenticode/trust-files.ts';
import { verifyImage } from '../../../../shared/authenticode/verify.ts';
import { memorySource, type ByteSource } from '../../../../shared/bytes/byte-source.ts';
import { bytesOf } from '../../../support/signed-images.ts';
import { makeTestAuthority, type TestAuthority } from '../../../support/signing-keys.ts';
import { arm64Image, buildZboot, type ZbootSpec } from '../../../support/zboot-writer.ts';

const image = arm64Image();
let authority: TestAuthority;
beforeAll(async () => {
  authority = await makeTestAuthority();
});

const open = (zboot: Uint8Array) => openZboot(memorySource(zboot, 'vmlinuz.efi'), parsePeHeaders(zboot, zboot.length));

async function sign(source: ByteSource): Promise<ByteSource> {
  const plan = await planSigning(source);
  return applySignature(plan, await signAuthenticode(plan.digest, authority.identity), 'replace');
}

async function signBoth(zboot: Uint8Array): Promise<Buffer> {
  const { inner, around } = await open(zboot);
  return bytesOf(await sign(await around(await sign(inner))));
}

const verify = (bytes: Uint8Array) =>
  verifyImage(memorySource(bytes), { policy: { db: [certificateRecord(authority.root)], dbx: [] } });
/** Where the payload is, and the word behind it. */
const roomOf = (zboot: Buffer) => ({ from: zboot.readUInt32LE(8), to: zboot.readUInt32LE(8) + zboot.readUInt32LE(12) });
const zeros = (bytes: number): Uint8Array => new Uint8Array(bytes);

describe('the kernel in an EFI zboot image', () => {
  it('is signed in its place: firmware takes the image, kexec the kernel that is unpacked from it', async () => {
    const zboot = buildZboot(image);
    const signed = await signBoth(zboot);
    const outer = await verify(signed);
    expect(outer.problems).toEqual([]);
    expect(outer.verdicts.find(({ consumer }) => consumer === 'uefi')).toMatchObject({ accepts: true });
    const kernel = await unpackKernel(memorySource(signed));
    const { verdicts } = await verify(kernel);
    expect(verdicts.find(({ consumer }) => consumer === 'kexec-6.12')?.withKexecFile).toMatchObject({ accepts: true });
    expect(kernel.subarray(0x1000, image.length)).toEqual(Buffer.from(image.subarray(0x1000)));
  });

  it('changes nothing of the image but payload, checksum and signature, and says how large the kernel is now', async () => {
    const zboot = buildZboot(image);
    const signed = await signBoth(zboot);
    const { from, to } = roomOf(zboot);
    expect(roomOf(signed)).toEqual({ from, to });
    expect(signed.readUInt32LE(to)).toBe((await unpackKernel(memorySource(signed))).length);
    const blank = (bytes: Buffer): Buffer => {
      const copy = Buffer.from(bytes.subarray(0, zboot.length)).fill(0, from, to + 4);
      const { checksumOffset, certificateDirectory: { entryOffset = 0 } = {} } = parsePeHeaders(copy, copy.length);
      return copy.fill(0, checksumOffset, checksumOffset + 4).fill(0, entryOffset, entryOffset + 8);
    };
    expect(blank(signed).equals(blank(zboot))).toBe(true);
  });

  it('is taken without the zeros for what it needs in memory, and keeps as many of them as it leaves free', async () => {
    const zboot = buildZboot(Buffer.concat([image, zeros(0x8000)]));
    const { inner } = await open(zboot);
    expect(await bytesOf(inner)).toEqual(Buffer.from(image));
    const kernel = await unpackKernel(memorySource(await signBoth(zboot)));
    expect(kernel).toHaveLength(image.length + 0x8000);
    const { certificateDirectory: { offset = 0, sizeBytes = 0 } = {} } = parsePeHeaders(kernel, kernel.length);
    expect([offset, sizeBytes > 1000]).toEqual([image.length, true]);
    expect(kernel.subarray(offset + sizeBytes).every((byte) => byte === 0)).toBe(true);
    // A second time it is the signed kernel that is found there.
    expect((await open(await signBoth(zboot))).inner.sizeBytes).toBe(offset + sizeBytes);
  });

  it('keeps bytes behind it that are no zeros: such a kernel is refused when it is to be signed', async () => {
    const { inner } = await open(buildZboot(Buffer.concat([image, zeros(0x100).fill(1)])));
    await expect(planSigning(inner)).rejects.toThrow(/trailing-data/);
  });

  it('gets no signature where there is no room, and is told how to be built', async () => {
    const { inner, around } = await open(buildZboot(image, { level: 22 }));
    await expect(around(await sign(inner))).rejects.toThrow(/packs to \d+ bytes, \d+ are there.*sign the Image/);
  });

  it.each([
    [0, true],
    [1, false],
    [3, false],
    // With a checksum.
    [4, true],
    [7, false],
    [8, true],
    [9, true],
    [300, true],
  ])('fills the room to the last byte where %i are left over: %s', async (spareBytes, fits) => {
    const zboot = buildZboot(image, { level: 22, spareBytes });
    const { inner, around } = await open(zboot);
    if (!fits) {
      await expect(around(inner)).rejects.toThrow(/no room/);
      return;
    }
    const again = await bytesOf(await around(inner));
    expect(again).toHaveLength(zboot.length);
    expect(await unpackKernel(memorySource(again))).toEqual(Buffer.from(image));
    const { from, to } = roomOf(again);
    // RFC 8878: behind the frame of the kernel nothing but one that is skipped, up to the word of its size.
    const packed = again.subarray(from, to);
    if (spareBytes >= 8) {
      expect(packed.readUInt32LE(packed.length - spareBytes)).toBe(0x184d2a50);
      expect(packed.readUInt32LE(packed.length - spareBytes + 4)).toBe(spareBytes - 8);
    }
  });

  it.each<[string, ZbootSpec, RegExp]>([
    ['gzip', { packedAs: 'gzip' }, /packed with "gzip".*looser than gzip -9.*sign the Image/],
    ['xz', { packedAs: 'xzkern' }, /packed with "xzkern".*nothing here that packs so.*sign the Image/],
    ['a size that is not its own', { statedBytes: 5 }, /zboot: size: .*unpacks to 5 bytes, and unpacks to \d{5}/],
  ])('is not looked for in one with %s', async (_what, spec, says) => {
    await expect(open(buildZboot(image, spec))).rejects.toThrow(says);
  });

  it.each([
    ['behind the file', 0xfffffff0, undefined],
    ['in the headers', 0x10, undefined],
    ['larger than the file', undefined, 0xffffffff],
    ['cut', undefined, 100],
    ['nothing', undefined, 0],
  ])('is not read from a payload that is %s', async (_what, place, size) => {
    const zboot = buildZboot(image);
    if (place !== undefined) zboot.writeUInt32LE(place, 8);
    if (size !== undefined) zboot.writeUInt32LE(size, 12);
    await expect(open(zboot)).rejects.toThrow(expect.objectContaining({ name: 'FormatError' }));
  });
});
