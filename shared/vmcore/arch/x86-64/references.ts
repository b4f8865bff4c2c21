import { LittleEndian } from '../../../bytes/little-endian.ts';
/** Every place in x86-64 code that could be a 32-bit displacement from the next instruction. */
export function x86References(start: bigint, code: Uint8Array): bigint[] {
  const view = new LittleEndian(code);
  const found: bigint[] = [];
  for (let at = 1; at + 4 <= code.length; at++) {
    // ModRM with mod 0 and r/m 5 is what addresses from the instruction pointer; an operand of 0, 1 or 4 bytes may follow.
    if (((code[at - 1] ?? 0) & 0xc7) !== 0x05) continue;
    const displacement = BigInt(view.i32(at));
    for (const operand of [4n, 5n, 8n]) found.push(BigInt.asUintN(64, start + BigInt(at) + operand + displacement));
  }
  return found;
}

/** Code of the kernel's own model is in the topmost 2 GiB, and names what is there by 32 bits of which the highest is the sign. */
export function x86Mentions(start: bigint, code: Uint8Array, address: bigint): boolean {
  if (BigInt.asUintN(64, BigInt.asIntN(32, address)) === address) {
    const low = Number(BigInt.asUintN(32, address));
    const view = new LittleEndian(code);
    for (let at = 0; at + 4 <= code.length; at++) if (view.u32(at) === low) return true;
  }
  return x86References(start, code).includes(address);
}
