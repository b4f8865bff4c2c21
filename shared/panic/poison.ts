/**
 * Patterns that the kernel writes into memory so that it is noticed when it is used all the same: freed, never set up, taken off
 * a list (v6.12 include/linux/poison.h). Both the log's registers and the dump's are held against them.
 */
import type { FindingCode } from '../contract/finding-codes.ts';

export interface Poison {
  /** As a pointer of 64 bits. */
  readonly value: bigint;
  readonly meaning: string;
  readonly code: Extract<FindingCode, 'use-after-free' | 'uninitialized-memory' | 'list-poison' | 'corrupted-object'>;
  /** What is close enough for a member of the thing that the poison was taken for: bytes before and after the value. */
  readonly reach: { readonly before: bigint; readonly after: bigint };
}

const fill = (byte: number, code: Poison['code'], meaning: string): Poison => ({
  value: BigInt(`0x${byte.toString(16).padStart(2, '0').repeat(8)}`),
  code,
  meaning,
  reach: { before: 256n, after: 4096n },
});

const link = (value: bigint, meaning: string): Poison => ({
  value,
  code: 'list-poison',
  meaning,
  // Other poisons stand close by (TAIL_MAPPING at 0x400).
  reach: { before: 256n, after: 256n },
});

const NEXT = 'LIST_POISON1: next of an entry taken off its list';
const PREV = 'LIST_POISON2: prev of an entry taken off its list';

const FILL_POISONS: readonly Poison[] = [
  fill(0x6b, 'use-after-free', 'POISON_FREE: from a freed slab object'),
  fill(0x5a, 'uninitialized-memory', 'POISON_INUSE: from a slab object nobody has set up'),
  fill(0xaa, 'use-after-free', 'from memory that was poisoned when its page was freed'),
  fill(0xcc, 'use-after-free', 'from a freed page or a slab red zone'),
  fill(0xbb, 'corrupted-object', 'SLUB_RED_INACTIVE: from the red zone of a slab object'),
];

/** Based on CONFIG_ILLEGAL_POINTER_VALUE: that of ppc64 is an own one, and 32-bit machines have none, so that theirs look like null pointers. */
const LINK_POISONS: readonly Poison[] = [
  link(0xdead_0000_0000_0100n, NEXT),
  link(0xdead_0000_0000_0122n, PREV),
  link(0xdead_0000_0000_0200n, PREV),
  // Before v4.5.
  link(0xdead_0000_0010_0100n, NEXT),
  link(0xdead_0000_0020_0200n, PREV),
  link(0x5dea_dbee_f000_0100n, NEXT),
  link(0x5dea_dbee_f000_0122n, PREV),
  link(0xdead_0000_0000_0300n, 'TIMER_ENTRY_STATIC'),
];

function distance(value: bigint, poison: bigint): bigint {
  return value >= poison ? value - poison : poison - value;
}

/** The poison that a pointer is, or has a member's offset from; the nearest of several. */
export function poisonNear(value: bigint): Poison | undefined {
  return [...FILL_POISONS, ...LINK_POISONS]
    .filter((poison) => value >= poison.value - poison.reach.before && value < poison.value + poison.reach.after)
    .sort((a, b) => Number(distance(value, a.value) - distance(value, b.value)))[0];
}
