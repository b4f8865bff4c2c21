/**
 * The arm64 filter of xz (0x0A; xz-file-format 5.3.2): the targets of BL and ADRP stand in the file as absolute addresses, and are
 * made relative again here.
 */
import type { Filter } from './bcj.ts';

const INSTRUCTION_BYTES = 4;

export class Arm64Filter implements Filter {
  #position = 0;
  #carry: Uint8Array = new Uint8Array(0);

  push(bytes: Uint8Array): Uint8Array {
    const data = Buffer.concat([this.#carry, bytes]);
    const done = data.length - (data.length % INSTRUCTION_BYTES);
    for (let at = 0; at < done; at += INSTRUCTION_BYTES) {
      const changed = relative(data.readUInt32LE(at), this.#position + at);
      if (changed !== undefined) data.writeUInt32LE(changed, at);
    }
    this.#carry = data.subarray(done);
    this.#position += done;
    return data.subarray(0, done);
  }

  end(): Uint8Array {
    return this.#carry;
  }
}

/** Undefined for an instruction that the filter leaves alone. */
function relative(instruction: number, position: number): number | undefined {
  // BL: 26 bits, in instructions.
  if (instruction >>> 26 === 0x25) {
    return (0x94000000 | ((instruction - (position >>> 2)) & 0x03ffffff)) >>> 0;
  }
  // ADRP: 21 bits, in pages, of which the filter touches those within 512 MiB either way.
  if ((instruction & 0x9f000000) >>> 0 !== 0x90000000) return undefined;
  const pages = ((instruction >>> 29) & 3) | ((instruction >>> 3) & 0x1ffffc);
  if (((pages + 0x020000) & 0x1c0000) !== 0) return undefined;
  const target = (pages - (position >>> 12)) | 0;
  const sign = (target & 0x020000) === 0 ? 0 : 0xe00000;
  return ((instruction & 0x9000001f) | ((target & 3) << 29) | ((target & 0x03fffc) << 3) | sign) >>> 0;
}
