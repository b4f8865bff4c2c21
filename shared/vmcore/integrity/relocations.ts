/**
 * The relocations behind an x86 kernel: where KASLR adds its offset. Lists of 32-bit addresses (sign-extended), each begun by a
 * zero, read from the end: those of 32-bit values, then, in kernels whose per-CPU section begins at zero, those that are
 * subtracted from, then those of 64-bit values. See v6.12 arch/x86/boot/compressed/misc.c `handle_relocations()`,
 * arch/x86/tools/relocs.c `emit_relocs()`.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { KernelFile } from './kernel-file.ts';

const ENTRY_BYTES = 4;

/** A piece of the kernel that is made as it is in memory. */
export interface Piece {
  readonly address: bigint;
  readonly bytes: Uint8Array;
}

/**
 * Applies what is within `piece`.
 *
 * @param inMemory the 32-bit value that the crashed kernel has at an address; it tells what the second list is
 */
export function relocate(
  file: KernelFile,
  piece: Piece,
  offset: bigint,
  inMemory: (address: bigint) => number | undefined,
): void {
  const add = Number(BigInt.asIntN(32, offset));
  const view = new LittleEndian(piece.bytes);
  const out = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.length);
  const within = (list: readonly number[] | undefined, valueBytes: number): number[] =>
    (list ?? [])
      .map((entry) => Number(BigInt.asUintN(64, BigInt(entry)) - piece.address))
      .filter((at) => at >= 0 && at + valueBytes <= piece.bytes.length);
  const add32 = (places: readonly number[], delta: number): void => {
    for (const at of places) out.writeInt32LE((view.i32(at) + delta) | 0, at);
  };
  const [plain, second, third] = readLists(file.trailer);
  const candidates = within(second, 4);
  const probe = candidates.find((at) => inMemory(piece.address + BigInt(at)) !== undefined);
  const subtracts = probe !== undefined && inMemory(piece.address + BigInt(probe)) === ((view.i32(probe) - add) | 0);
  add32(within(plain, 4), add);
  if (subtracts) add32(candidates, -add);
  for (const at of within(subtracts ? third : second, 8)) {
    out.writeBigUInt64LE(BigInt.asUintN(64, view.u64(at) + offset), at);
  }
}

/** From the end: at most three lists. */
function readLists(trailer: Uint8Array): number[][] {
  const whole = trailer.length - (trailer.length % ENTRY_BYTES);
  const view = new LittleEndian(trailer);
  const lists: number[][] = [];
  let list: number[] = [];
  for (let at = whole - ENTRY_BYTES; at >= 0 && lists.length < 3; at -= ENTRY_BYTES) {
    const entry = view.i32(at);
    if (entry !== 0) list.push(entry);
    else {
      lists.push(list);
      list = [];
    }
  }
  return lists;
}
