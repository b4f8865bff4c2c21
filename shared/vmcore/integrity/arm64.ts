/**
 * What an arm64 kernel rewrites in its own code. Its image has no section headers, and often no symbols for its tables: that of the
 * alternatives is found by its shape; static keys and tracing are known by what they write.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { KernelFile } from './kernel-file.ts';
import { alternatives, type PatchMap, type Tables } from './patch-sites.ts';

/** `struct alt_instr { s32 orig_offset; s32 alt_offset; u16 cpufeature; u8 orig_len; u8 alt_len; }` (v6.12 arch/arm64/include/asm/alternative.h). */
const ENTRY_BYTES = 12;
/** No kernel has fewer; by chance nothing else looks so for so long. */
const MIN_ENTRIES = 256;
const WORD_BYTES = 4;

const ALTERNATIVES = {
  symbols: ['__alt_instructions', '__alt_instructions_end'],
  section: '.altinstructions',
  struct: 'alt_instr',
  where: 'orig_offset',
  length: 'orig_len',
} as const;

/** Marks what tables tell of; the rest is told by {@link isRewritten} and {@link isAddress}. @returns names of the tables that were not found */
export function markArm64Sites(tables: Tables): string[] {
  const { file, map } = tables;
  const isFound = file.isFlat ? markAlternatives(file, map.range, map) : alternatives(tables, ALTERNATIVES);
  return isFound ? [] : ['alternatives'];
}

/** @returns whether the table was found */
export function markAlternatives(file: KernelFile, text: { start: bigint; end: bigint }, map: PatchMap): boolean {
  const image = file.bytes(0n, file.sizeBytes);
  if (image === undefined) return false;
  const view = new LittleEndian(image);
  const isEntry = (at: number): boolean => {
    const original = at + view.i32(at);
    if (original < Number(text.start) || original >= image.length || original % WORD_BYTES !== 0) return false;
    const length = view.u8(at + 10);
    const other = view.u8(at + 11);
    if (length % WORD_BYTES !== 0 || (other !== 0 && other !== length)) return false;
    // Some replace nothing; but so does every stretch of zeros, wherever it points.
    if (length === 0 && original >= Number(text.end)) return false;
    const replacement = at + WORD_BYTES + view.i32(at + 4);
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
    map.mark(BigInt(at + view.i32(at)), view.u8(at + 10));
  }
  return true;
}

const NOP = 0xd503201f;
/** `mov x9, x30`: the first of the two that the tracer writes at a function's entry. */
const SAVE_LINK = 0xaa1e03e9;

const isBranch = (word: number): boolean => (word & 0xfc000000) >>> 0 === 0x14000000;
const isCall = (word: number): boolean => (word & 0xfc000000) >>> 0 === 0x94000000;

/** A static key turned, a function's entry made ready to be traced, a constant filled in: no damage turns one of these into the other. */
export function isRewritten(expected: number, found: number): boolean {
  if (expected === NOP) return isBranch(found) || isCall(found) || found === SAVE_LINK;
  return (isBranch(expected) && found === NOP) || isRuntimeConstant(expected, found);
}

/** `movz`, `movk` of 0x0123456789abcdef, sixteen bits each, lowest first. */
const PLACEHOLDER = [0xcdef, 0x89ab, 0x4567, 0x0123];
/** `ubfm wN, wM, #immr, #31`: `lsr` by #12, and the mask of 32 bits, as the image has them; what is filled in. */
const SHIFT = { placeholder: 0x530c7c00, filled: 0x3f0000 };
const MASK = { placeholder: 0x53007c00, filled: 0xfc00 };
const OPERANDS = 0x3ff;

/** What is known only once the kernel runs (v6.12 arch/arm64/include/asm/runtime-const.h): the same instruction, another number. */
function isRuntimeConstant(expected: number, found: number): boolean {
  const isMove = (expected & 0x1f800000) === 0x12800000;
  if (isMove)
    return ((expected ^ found) & ~0x1fffe0) === 0 && ((expected >>> 5) & 0xffff) === PLACEHOLDER[(expected >>> 21) & 3];
  const known = [SHIFT, MASK].find(({ placeholder }) => (expected & ~OPERANDS) >>> 0 === placeholder);
  return known !== undefined && ((expected ^ found) & ~known.filled) === 0;
}

const TWO_NOPS = (BigInt(NOP) << 32n) | BigInt(NOP);
/** The upper bits of an address in the image; and of any of the kernel's, whose own memory begins lower where addresses have 52 bits. */
const KERNEL_HALF = 0xffffn;
const KERNEL_OF_52_BITS = 0xfffn;

/**
 * Eight bytes that hold an address: one among the code, which KASLR moved by `offset`, or which the hypervisor maps elsewhere (then its
 * place in the page stays); or, where the image leaves it to the relocations, in place of nothing (no instruction is all zeros but the one that is never meant to run); the tracer's, in place of the
 * two no-ops before a function (v6.12 arch/arm64/kernel/ftrace.c, "ops").
 */
export function isAddress(expected: bigint, found: bigint, offset: bigint): boolean {
  if (expected === TWO_NOPS) return found >> 52n === KERNEL_OF_52_BITS;
  if (expected === 0n || found === BigInt.asUintN(64, expected + offset)) return true;
  return expected >> 48n === KERNEL_HALF && (expected & 0xfffn) === (found & 0xfffn);
}
