/** EFI zboot images, as linux v6.12 drivers/firmware/efi/libstub/Makefile.zboot makes them; the code that unpacks is left out. */
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { buildPe, code } from './pe-writer.ts';

export interface ZbootSpec {
  readonly packedAs?: string;
  /** Of zstd; loosely packed leaves room for a signature. */
  readonly level?: number;
  /** Behind the payload, and counted as its bytes. */
  readonly spareBytes?: number;
  /** What the word behind the payload says; else what is right. */
  readonly statedBytes?: number;
}

const BLOCK = 0x200;

/** An arm64 `Image` with an EFI stub. */
export function arm64Image(sizeBytes = 0x10000): Uint8Array {
  // Words in no order, so that packing well and packing badly differ.
  let state = 1;
  const words = Array.from({ length: 0x400 }, () => (state = (state * 48271) % 0x7fffffff));
  const data = Buffer.alloc(sizeBytes);
  for (let at = 0; at < sizeBytes; at += 4) {
    state = (state * 48271) % 0x7fffffff;
    data.writeUInt32LE(words[state & 0x3ff] ?? 0, at);
  }
  const image = Buffer.from(
    buildPe({
      machine: 0xaa64,
      sections: [
        { name: '.text', data: code(0x1000), executable: true },
        { name: '.data', data },
      ],
    }),
  );
  image.write('ARM\x64', 0x38, 'latin1');
  image.write('Linux version 6.12.9-test (builder@host) (gcc) #1 SMP\n\0', 0x2100, 'latin1');
  return image;
}

export function buildZboot(kernel: Uint8Array, spec: ZbootSpec = {}): Buffer {
  const { packedAs = 'zstd', level = 1, spareBytes = 0, statedBytes = kernel.length } = spec;
  const frame =
    packedAs === 'gzip'
      ? gzipSync(kernel)
      : zstdCompressSync(kernel, { params: { [constants.ZSTD_c_compressionLevel]: level } });
  const word = Buffer.alloc(4);
  word.writeUInt32LE(statedBytes);
  const payload = Buffer.concat([frame, Buffer.alloc(spareBytes), ...(packedAs === 'gzip' ? [] : [word])]);
  const constantsOfCode = Buffer.from('constants of the code that unpacks');
  const data = Buffer.concat([
    payload,
    constantsOfCode,
    Buffer.alloc(BLOCK - ((payload.length + constantsOfCode.length) % BLOCK)),
  ]);
  const image = Buffer.from(
    buildPe({
      machine: 0xaa64,
      sections: [
        { name: '.text', data: code(BLOCK), executable: true },
        { name: '.rodata', data },
      ],
    }),
  );
  image.write('MZ\0\0zimg', 0, 'latin1');
  image.writeUInt32LE(0x1000 + BLOCK, 8);
  image.writeUInt32LE(frame.length + spareBytes, 12);
  image.fill(0, 16, 0x38).write(packedAs, 24, 'latin1');
  return image;
}
