/**
 * What an arm64 kernel rewrites in its own code. Its image has no section headers, and often no symbols for its tables: that of the
 * alternatives is found by its shape; static keys and tracing are known by what they write.
 */
import type { KernelFile } from './kernel-file.ts';
import type { PatchMap } from './patch-sites.ts';

/** `struct alt_instr { s32 orig_offset; s32 alt_offset; u16 cpufeature; u8 orig_len; u8 alt_len; }` (v6.12 arch/arm64/include/asm/alternative.h). */
const ENTRY_BYTES = 12;
/** No kernel has fewer; by chance nothing else looks so for so long. */
const MIN_ENTRIES = 256;
const WORD_BYTES = 4;

/** @returns whether the table was found */
export function markAlternatives(file: KernelFile, text: { start: bigint; end: bigint }, map: PatchMap): boolean {
  const image = file.bytes(0n, file.sizeBytes);
  if (image === undefined) return false;
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const isEntry = (at: number): boolean => {
    const original = at + view.getInt32(at, true);
    if (original < Number(text.start) || original >= image.length || original % WORD_BYTES !== 0) return false;
    const length = view.getUint8(at + 10);
    const other = view.getUint8(at + 11);
    if (length === 0 || length % WORD_BYTES !== 0 || (other !== 0 && other !== length)) return false;
    const replacement = at + WORD_BYTES + view.getInt32(at + 4, true);
    return replacement >= 0 && replacement < image.length;
  };
  let best = { from: 0, to: 0 };
  for (let at = Number(text.end); at + ENTRY_BYTES <= image.length;) {
    let to = at;
    while (to + ENTRY_BYTES <= image.length && isEntry(to)) to += ENTRY_BYTES;
    if (to - at > best.to - best.from) best = { from: at, to };
    at = Math.max(to, at + WORD_BYTES);
  }
  if (best.to - best.from < MIN_ENTRIES * ENTRY_BYTES) return false;
  for (let at = best.from; at < best.to; at += ENTRY_BYTES) {
    map.mark(BigInt(at + view.getInt32(at, true)), view.getUint8(at + 10));
  }
  return true;
}

const NOP = 0xd503201f;
/** `mov x9, x30`: the first of the two that the tracer writes at a function's entry. */
const SAVE_LINK = 0xaa1e03e9;

const isBranch = (word: number): boolean => (word & 0xfc000000) >>> 0 === 0x14000000;
const isCall = (word: number): boolean => (word & 0xfc000000) >>> 0 === 0x94000000;

/**
 * An address among the code, which KASLR moved: `offset` on it, or, where the image leaves it to the relocations, anything in place of
 * nothing (no instruction is all zeros but the one that is never meant to run).
 */
export function isMoved(expected: bigint, found: bigint, offset: bigint): boolean {
  return expected === 0n || found === BigInt.asUintN(64, expected + offset);
}

/** A static key turned, or a function's entry made ready to be traced: no damage turns one of these into the other. */
export function isRewritten(expected: number, found: number): boolean {
  if (expected === NOP) return isBranch(found) || isCall(found) || found === SAVE_LINK;
  return isBranch(expected) && found === NOP;
}
