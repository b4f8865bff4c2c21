import { LittleEndian } from '../../bytes/little-endian.ts';
import type { VirtualMemory, VirtualRange } from '../memory/virtual-memory.ts';
import type { Kernel } from '../kernel/kernel.ts';

/** The lowest word of every task's stack (include/uapi/linux/magic.h). */
export const STACK_END_MAGIC = 0x57ac_6e9dn;

/** `sdei`: of events that an arm64 machine's firmware delivers; `efi`: of EFI's runtime services. */
export type StackKind = 'task' | 'irq' | 'exception' | 'nmi' | 'entry' | 'overflow' | 'sdei' | 'efi';

export interface StackRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly kind: StackKind;
}

/** The bytes of one task's stack, page by page: one that is missing leaves the others. */
export class StackImage {
  readonly start: bigint;
  readonly sizeBytes: number;
  /** The first address beyond it. */
  readonly end: bigint;
  readonly #pageBytes: number;
  readonly #pages: readonly (LittleEndian | undefined)[];
  /** The same pages as words of 32 bits, two for each of the machine's. */
  readonly #halves: readonly (Uint32Array | undefined)[];

  constructor(start: bigint, sizeBytes: number, pageBytes: number, pages: readonly (Uint8Array | undefined)[]) {
    this.start = start;
    this.sizeBytes = sizeBytes;
    this.#pageBytes = pageBytes;
    this.#pages = pages.map((page) => page && new LittleEndian(page));
    this.#halves = this.#pages.map((page) => page?.words());
    this.end = start + BigInt(sizeBytes);
  }

  get readable(): boolean {
    return this.#pages.some((page) => page !== undefined);
  }

  has(address: bigint): boolean {
    return address >= this.start && address < this.end;
  }

  word(address: bigint): bigint | undefined {
    if (!this.has(address)) return undefined;
    return this.wordAt(Number(address - this.start));
  }

  /** The word at an offset from the lowest address. */
  wordAt(offset: number): bigint | undefined {
    const page = this.#pages[Math.floor(offset / this.#pageBytes)];
    const at = offset % this.#pageBytes;
    return page === undefined || at + 8 > page.length ? undefined : page.u64(at);
  }

  /** The words of the stack from one address up to another, lowest first, with where they lie: a frame may be on another stack. */
  wordsBetween(from: bigint, to: bigint): { readonly at: bigint; readonly word: bigint }[] {
    const words: { at: bigint; word: bigint }[] = [];
    const end = to < this.end ? to : this.end;
    for (let at = (from > this.start ? from : this.start) & ~7n; at < end; at += 8n) {
      const word = this.word(at);
      if (word !== undefined) words.push({ at, word });
    }
    return words;
  }

  /** Offset of the lowest word that is not zero, past `from`: the deepest that the stack ever was. */
  deepest(from: number): number | undefined {
    for (let at = from; at + 8 <= this.sizeBytes; at += 8) {
      const halves = this.#halves[Math.floor(at / this.#pageBytes)];
      // What a page held that is not here nobody knows, and so not how deep the stack was.
      if (halves === undefined) return undefined;
      const half = (at % this.#pageBytes) / 4;
      if ((halves[half] ?? 0) !== 0 || (halves[half + 1] ?? 0) !== 0) return at;
    }
    return undefined;
  }

  /** Calls `visit` with every word whose upper half is one of `uppers`: what may be an address of code. */
  scan(uppers: readonly number[], visit: (word: bigint) => void): void {
    this.#halves.forEach((halves, i) => {
      const page = this.#pages[i];
      if (halves === undefined || page === undefined) return;
      for (let upper = 1; upper < halves.length; upper += 2) {
        if (uppers.includes(halves[upper] ?? 0)) visit(page.u64((upper - 1) * 4));
      }
    });
  }
}

/** Reads many stacks in one round. */
export async function readStacks(
  memory: VirtualMemory,
  starts: readonly bigint[],
  sizeBytes: number,
): Promise<StackImage[]> {
  const pageBytes = Math.min(memory.pageSizeBytes, sizeBytes);
  const pages = Math.ceil(sizeBytes / pageBytes);
  const ranges: VirtualRange[] = [];
  for (const start of starts) {
    for (let i = 0; i < pages; i++) ranges.push({ address: start + BigInt(i * pageBytes), length: pageBytes });
  }
  const results = await memory.read(ranges);
  return starts.map((start, i) => {
    const own = results.slice(i * pages, (i + 1) * pages).map((result) => result.bytes);
    return new StackImage(start, sizeBytes, pageBytes, own);
  });
}

/** Whether an address lies on some task's stack, though it may be of a task that is not in the dump. */
export async function isOnTaskStack(memory: VirtualMemory, address: bigint, threadBytes: number): Promise<boolean> {
  const start = address - (address % BigInt(threadBytes));
  const word = await memory.word(start);
  return word !== undefined && BigInt.asUintN(32, word) === STACK_END_MAGIC;
}

const DEFAULT_THREAD_BYTES = 16_384;
const MAX_THREAD_BYTES = 256 * 1024;

/**
 * THREAD_SIZE, which is in no table: from the union that holds a stack where BTF has it, else from how much room the first
 * task's stack has, else from how deep stacks are.
 *
 * @param depths distances from the lowest address of stacks to their saved stack pointers
 */
export function threadSize(kernel: Kernel, depths: readonly number[]): number {
  const union = kernel.hasTypes ? kernel.types.find('thread_union')?.field('stack')?.sizeBytes : undefined;
  if (union !== undefined && isThreadSize(union)) return union;
  for (const [from, to] of [
    ['__start_init_stack', '__end_init_stack'],
    ['__start_init_task', '__end_init_task'],
  ] as const) {
    const start = kernel.symbol(from);
    const end = kernel.symbol(to);
    if (start !== undefined && end !== undefined && isThreadSize(Number(end - start))) return Number(end - start);
  }
  const [stack] = kernel.kallsyms?.find('init_stack') ?? [];
  const room = stack === undefined ? 0 : (kernel.kallsyms?.sizeOf(stack) ?? 0);
  if (isThreadSize(room)) return room;
  const least = Math.max(DEFAULT_THREAD_BYTES, kernel.memory.pageSizeBytes);
  // A task that sleeps stands in the upper part of its stack, so the deepest of all gives the power of two.
  const deepest = depths.filter((depth) => depth > 0 && depth < MAX_THREAD_BYTES).reduce((a, b) => Math.max(a, b), 0);
  return Math.max(least, 2 ** Math.ceil(Math.log2(Math.max(deepest, 1))));
}

function isThreadSize(bytes: number): boolean {
  return bytes >= 4096 && bytes <= MAX_THREAD_BYTES && Number.isInteger(Math.log2(bytes));
}
