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
