/** What came of a comparison of the kernel's code: the places that differ, and the state of every byte. */
import { hex } from '../../bytes/cursor.ts';
import { differingBits } from '../../bytes/differing-bits.ts';
import type { IntegrityInfo } from '../../contract/report.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { architectureOf } from '../arch/index.ts';
import { parseHex } from '../formats/vmcoreinfo.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { PatchMap } from './patch-sites.ts';
import {
  compareBytes,
  MAX_LISTED,
  MAX_SHOWN_BYTES,
  TextState,
  type ByteState,
  type ComparedCode,
  type SignedText,
} from './signed-text.ts';

type TextInfo = NonNullable<IntegrityInfo['text']>;
type TextDifference = TextInfo['differences'][number];

/** Differing bytes this close together are one place. */
const GAP_BYTES = 8;
/** More than damage does: then the kernel rewrites its code in a way that is not known here, or the image is another's. */
const MAX_PLACES = 4096;

export interface Comparison {
  /** Where the code begins in memory. */
  readonly start: bigint;
  /** The image's code, moved as KASLR moved it. */
  readonly expected: Uint8Array;
  /** What the kernel rewrites itself, by offset in the code. */
  readonly map: PatchMap;
  /** Pages of memory's code, in order; undefined where the dump has none. */
  readonly pages: readonly (Uint8Array | undefined)[];
}

/** Offsets in the code, the end excluded. */
interface Place {
  readonly from: number;
  to: number;
}

/** The kernel's code, compared with the image that it was loaded from. */
export class ComparedText implements SignedText {
  readonly info: TextInfo;
  readonly #comparison: Omit<Comparison, 'pages'>;
  readonly #pageBytes: number;
  /** 1 of each page that was there. */
  readonly #present: Uint8Array;
  readonly #places: readonly Place[];
  /** Offsets within places of what the kernel rewrote: it lies between bytes that nothing explains. */
  readonly #explained: ReadonlySet<number>;

  /** @throws {FormatError} where so much differs that it is no damage */
  constructor(kernel: Kernel, comparison: Comparison) {
    const { pages, ...rest } = comparison;
    const { places, explained, checkedBytes, rewritten, absent } = findPlaces(kernel, comparison);
    this.#comparison = rest;
    this.#pageBytes = kernel.memory.pageSizeBytes;
    this.#present = Uint8Array.from(pages, (page) => (page === undefined ? 0 : 1));
    this.#places = places;
    this.#explained = explained;
    const more = places.length - MAX_LISTED;
    this.info = {
      checkedBytes,
      differences: places.slice(0, MAX_LISTED).map(({ from, to }) => describe(kernel, comparison, from, to)),
      ...(more > 0 ? { more } : {}),
      note: noteOf({ rewritten, absent, more }),
    };
  }

  get notes(): readonly string[] {
    return ['compared with the image, byte for byte', this.info.note?.replace(/\.$/, '') ?? ''];
  }

  compare(address: bigint, code: Uint8Array): ComparedCode {
    return compareBytes(address, code, (at, byte) => this.#stateAt(at - this.#comparison.start, byte));
  }

  #stateAt(offset: bigint, byte: number): ByteState {
    const { expected, map } = this.#comparison;
    if (offset < 0n || offset >= BigInt(expected.length)) return { state: TextState.Unknown };
    const at = Number(offset);
    if (this.#present[Math.floor(at / this.#pageBytes)] !== 1) return { state: TextState.Unknown };
    if (map.isMarked(at)) return { state: TextState.Rewritten };
    if (expected[at] === byte) return { state: TextState.Same };
    if (this.#explained.has(at)) return { state: TextState.Rewritten };
    return this.#places.some(({ from, to }) => from <= at && at < to)
      ? { state: TextState.Changed, expected: expected[at] }
      : { state: TextState.Rewritten };
  }
}

/** What KASLR added to every address. */
export function kaslrOffset(kernel: Kernel): bigint | undefined {
  return parseHex(kernel.info.get('KERNELOFFSET'));
}

export function textProblem(field: string, what: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format: 'vmlinux', field }, what);
}

function findPlaces(kernel: Kernel, { expected, map, pages }: Comparison) {
  const page = kernel.memory.pageSizeBytes;
  const places: Place[] = [];
  const near = new Set<number>();
  const rewrites = architectureOf(kernel.machine).code.rewrites?.(kaslrOffset(kernel) ?? 0n);
  let checkedBytes = 0;
  let rewritten = 0;
  let absent = 0;
  for (const [index, bytes] of pages.entries()) {
    const base = index * page;
    if (bytes === undefined) {
      absent += 1;
      continue;
    }
    const skipped = map.count(base, base + bytes.length);
    rewritten += skipped;
    checkedBytes += bytes.length - skipped;
    for (let i = 0; i < bytes.length; i++) {
      const at = base + i;
      if (bytes[i] === expected[at] || map.isMarked(at)) continue;
      const explained = rewrites?.(expected, at, bytes, i) ?? 0;
      const last = places.at(-1);
      if (explained > 0) {
        const next = (i | (explained - 1)) + 1;
        // Only what comes so soon can come to lie within a place: few, however much of the code was rewritten.
        if (last !== undefined && at - last.to <= GAP_BYTES) for (let own = i; own < next; own++) near.add(base + own);
        i = next - 1;
        continue;
      }
      if (last !== undefined && at - last.to <= GAP_BYTES) last.to = at + 1;
      else if (places.push({ from: at, to: at + 1 }) > MAX_PLACES) {
        const what = `more than ${MAX_PLACES} places differ: not damage, but another way of rewriting code`;
        throw textProblem('text', what);
      }
    }
  }
  return { places, explained: near, checkedBytes, rewritten, absent };
}

function noteOf(counts: { readonly rewritten: number; readonly absent: number; readonly more: number }): string {
  const parts = [`${counts.rewritten} bytes that the kernel rewrites itself are left out`];
  if (counts.absent > 0) parts.push(`${counts.absent} pages are not in the dump`);
  if (counts.more > 0) parts.push(`${counts.more} more places differ`);
  return `${parts.join('; ')}.`;
}

function describe(kernel: Kernel, { start, expected, pages }: Comparison, from: number, to: number): TextDifference {
  const page = kernel.memory.pageSizeBytes;
  const end = Math.min(to, from + MAX_SHOWN_BYTES);
  const found = Buffer.alloc(end - from);
  for (let at = from; at < end; at++) found[at - from] = pages[Math.floor(at / page)]?.[at % page] ?? 0;
  const wanted = Buffer.from(expected.subarray(from, end));
  const place = kernel.symbolize(start + BigInt(from));
  const lengthBytes = to - from;
  return {
    address: hex(start + BigInt(from)),
    ...(place === undefined ? {} : { symbol: place.symbol, offset: place.offset }),
    expected: wanted.toString('hex'),
    found: found.toString('hex'),
    ...(lengthBytes > MAX_SHOWN_BYTES ? { lengthBytes } : {}),
    flippedBits: differingBits(wanted, found),
  };
}
