const OPCODE = 0x7f;
const AUIPC = 0x17;
const OP_IMM = 0x13;
const LOAD = 0x03;
const STORE = 0x23;

/** `auipc rd, …` with the `addi`, load or store that follows from the same register (RISC-V unprivileged ISA, 2.4 to 2.6). */
export function riscvReferences(start: bigint, code: Uint8Array): bigint[] {
  const words = Buffer.from(code.buffer, code.byteOffset, code.byteLength);
  const bases = new Map<number, bigint>();
  const found: bigint[] = [];
  // Instructions of two bytes stand between those of four.
  for (let at = 0; at + 4 <= code.length; at += isCompressed(code, at) ? 2 : 4) {
    if (isCompressed(code, at)) continue;
    const word = words.readInt32LE(at);
    const opcode = word & OPCODE;
    if (opcode === AUIPC) {
      bases.set((word >>> 7) & 31, BigInt.asUintN(64, start + BigInt(at) + BigInt(word & ~0xfff)));
      continue;
    }
    const base = bases.get((word >>> 15) & 31);
    if (base === undefined) continue;
    if (opcode === STORE) found.push(base + BigInt(((word >> 25) << 5) | ((word >>> 7) & 31)));
    else if (opcode === LOAD || (opcode === OP_IMM && ((word >>> 12) & 7) === 0)) found.push(base + BigInt(word >> 20));
  }
  return found.map((address) => BigInt.asUintN(64, address));
}

function isCompressed(code: Uint8Array, at: number): boolean {
  return ((code[at] ?? 0) & 3) !== 3;
}
