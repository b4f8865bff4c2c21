import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { findBuildId, kernelBuildId } from '../../../../shared/authenticode/image/build-id.ts';
import { unpackKernel } from '../../../../shared/authenticode/image/unpack-kernel.ts';
import { openImage } from '../../../../shared/authenticode/image-view.ts';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { writeVmlinux } from '../../../support/vmlinux-writer.ts';

const OWN = '11'.repeat(20);
const VDSO = '22'.repeat(20);

function note(id: string): Buffer {
  return Buffer.concat([Buffer.from('040000001400000003000000474e5500', 'hex'), Buffer.from(id, 'hex')]);
}

/** An ELF file within the kernel, with a build-id of its own. */
const vdso = writeVmlinux({ sections: [{ name: '.note', address: 0x100n, bytes: note(VDSO), note: true }] });
const kernel = writeVmlinux({
  sections: [
    { name: '.rodata', address: 0xffff_ffff_8200_0000n, bytes: vdso },
    { name: '.notes', address: 0xffff_ffff_8300_0000n, bytes: note(OWN), note: true },
  ],
});
const flat = Buffer.concat([Buffer.alloc(4096, 0xaa), vdso, Buffer.alloc(512), note(OWN), Buffer.alloc(64)]);

describe('kernelBuildId', () => {
  it("is that of the kernel, not of a vDSO's before it", () => {
    expect(kernelBuildId(kernel)).toBe(OWN);
    expect(kernelBuildId(flat)).toBe(OWN);
  });

  it('is none where only other files have one, and whatever the headers claim', () => {
    expect(kernelBuildId(flat.subarray(0, 4096 + vdso.length))).toBeUndefined();
    const lying = Buffer.from(kernel);
    lying.fill(0xff, 64, 64 + 56 * 3);
    expect(kernelBuildId(lying)).toBe(OWN);
    expect(kernelBuildId(kernel.subarray(0, 70))).toBeUndefined();
  });
});

describe('an Image of riscv64', () => {
  it('is its kernel as it stands, whose build-id is found', async () => {
    const image = Buffer.from(flat);
    image.write('RSC\x05', 0x38, 'latin1');
    const source = memorySource(image);
    expect(Buffer.from(await unpackKernel(source)).equals(image)).toBe(true);
    const view = await openImage(source);
    expect(await findBuildId(source, view.head, view.headers)).toBe(OWN);
  });
});

describe('a zboot image', () => {
  const payload = gzipSync(flat);
  const head = Buffer.alloc(4096);
  head.write('MZ', 0, 'latin1');
  head.write('zimg', 4, 'latin1');
  head.writeUInt32LE(4096, 8);
  head.writeUInt32LE(payload.length, 12);
  const image = Buffer.concat([head, payload]);

  it('unpacks to its kernel, whose build-id is found', async () => {
    const source = memorySource(image);
    expect(Buffer.from(await unpackKernel(source)).equals(flat)).toBe(true);
    const view = await openImage(source);
    expect(await findBuildId(source, view.head, view.headers)).toBe(OWN);
  });

  it('is an error where there is no kernel in it', async () => {
    await expect(unpackKernel(memorySource(Buffer.alloc(4096, 1)))).rejects.toMatchObject({ code: 'unsupported' });
  });
});
