/**
 * The RISC-V filter of xz (0x0B; xz-file-format 5.3.2): the targets of JAL, and of AUIPC with the instruction behind it, stand in the
 * file as absolute addresses with the bytes the other way round, and are put back here.
 */
import type { Filter } from './bcj.ts';

/** A pair of instructions must be whole before it can be changed. */
const PAIR_BYTES = 8;
const JAL_TO_RA = 0xef;
const AUIPC = 0x17;

export class RiscvFilter implements Filter {
  #position = 0;
  #carry: Uint8Array = new Uint8Array(0);

  push(bytes: Uint8Array): Uint8Array {
    const data = Buffer.concat([this.#carry, bytes]);
    const done = convert(data, this.#position);
    this.#carry = data.subarray(done);
    this.#position += done;
    return data.subarray(0, done);
  }

  end(): Uint8Array {
    return this.#carry;
  }
}

/** Answers how many bytes are done. */
function convert(data: Buffer, position: number): number {
  let at = 0;
  while (at + PAIR_BYTES <= data.length) {
    const first = data[at] ?? 0;
    if (first === JAL_TO_RA) at += jal(data, at, position + at);
    else if ((first & 0x7f) === AUIPC) at += auipc(data, at, position + at);
    else at += 2;
  }
  return at;
}

/** JAL with x1 or x5 as the link register. Answers how far to go on. */
function jal(data: Buffer, at: number, position: number): number {
  const [b1 = 0, b2 = 0, b3 = 0] = data.subarray(at + 1, at + 4);
  if ((b1 & 0x0d) !== 0) return 2;
  const address = ((((b1 & 0xf0) << 13) | (b2 << 9) | (b3 << 1)) - position) | 0;
  data[at + 1] = (b1 & 0x0f) | ((address >>> 8) & 0xf0);
  data[at + 2] = ((address >>> 16) & 0x0f) | ((address >>> 7) & 0x10) | ((address << 4) & 0xe0);
  data[at + 3] = ((address >>> 4) & 0x7f) | ((address >>> 13) & 0x80);
  return 4;
}

function auipc(data: Buffer, at: number, position: number): number {
  const instruction = data.readUInt32LE(at);
  const second = data.readUInt32LE(at + 4);
  if ((instruction & 0xe80) !== 0) {
    // The pair as it is in code: it was not changed when it was packed, but for one that looks like a changed one.
    if ((((instruction << 8) ^ (second - 3)) & 0xf8003) !== 0) return 6;
    data.writeUInt32LE((AUIPC | (2 << 7) | (second << 12)) >>> 0, at);
    data.writeUInt32LE(((instruction & 0xfffff000) + (second >>> 20)) >>> 0, at + 4);
    return PAIR_BYTES;
  }
  const register = instruction >>> 27;
  if (((instruction - 0x3117) << 18) >>> 0 >= (register & 0x1d)) return 4;
  const address = (data.readUInt32BE(at + 4) - position) >>> 0;
  data.writeUInt32LE((AUIPC | (register << 7) | ((address + 0x800) & 0xfffff000)) >>> 0, at);
  data.writeUInt32LE(((instruction >>> 12) | (address << 20)) >>> 0, at + 4);
  return PAIR_BYTES;
}
