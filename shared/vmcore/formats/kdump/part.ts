import { copyBytes } from '../../../bytes/plain-bytes.ts';
import type { ByteRange, ByteSource } from '../../../bytes/byte-source.ts';
import { PendingBytesError, readOne } from '../../../bytes/pending.ts';
import { messageOf } from '../../../errors.ts';
import { Codec, decompressPage, decompressPages, prepareCodec } from '../../../codecs/page-codec.ts';
import { PageAbsence } from '../dump.ts';
import type { PageResult, PageRun } from '../dump.ts';
import { firstOther, type Bitmap } from './bitmap.ts';
import { PAGE_DESC_BYTES, PageDescTable } from './page-desc.ts';
import type { PageDesc } from './page-desc.ts';

/** Where things stand in a kdump-compressed file. */
export interface KdumpLayout {
  readonly pageSizeBytes: number;
  /** One more than the highest page frame number. */
  readonly maxPfn: number;
  /** The page frames whose descriptors this file holds; all of them unless the set is split. */
  readonly startPfn: number;
  readonly endPfn: number;
  readonly bitmap1Offset: number;
  readonly bitmap2Offset: number;
  readonly descOffset: number;
}

/** What one file needs of its bytes, told apart for the statistics. */
export interface PartSources {
  /** Bitmaps and descriptors. */
  readonly index: ByteSource;
  readonly pages: ByteSource;
}

/** A page of the file, which may be several of the memory: pages of zeros share one. */
interface StoredPage {
  readonly desc: PageDesc;
  readonly codec: Codec;
  readonly pfns: number[];
}

const EXISTS_BLOCK_BYTES = 4096;
const KNOWN_BLOCK_BYTES = 1024 * 1024;
const MAX_EXISTS_BLOCKS = 1024;

/** One kdump-compressed file: whole, or a part of a split set. */
export class KdumpPart {
  readonly layout: KdumpLayout;
  /** The ways in which the pages read so far were stored. */
  readonly codecs = new Set<Codec>();
  /** Whether a page was asked for that the file ends before. */
  lostPages = false;
  readonly #sources: PartSources;
  readonly #dumped: Bitmap;
  readonly #descs: PageDescTable;
  readonly #existsBlocks = new Map<number, Uint8Array>();
  /** Pages of zeros share one stored page: its offset, once seen. */
  #zeroPage: { readonly offset: number; readonly result: PageResult } | undefined;

  constructor(sources: PartSources, layout: KdumpLayout, dumped: Bitmap, dumpedPages: number) {
    this.#sources = sources;
    this.layout = layout;
    this.#dumped = dumped;
    this.#descs = new PageDescTable(sources.index, layout.descOffset, dumpedPages);
  }

  presentPages(): AsyncIterable<readonly number[]> {
    return this.#dumped.setBits(this.layout.startPfn, this.layout.endPfn);
  }

  /** The page frames of the 1st bitmap. */
  async *knownMemory(): AsyncIterable<PageRun> {
    const { bitmap1Offset, maxPfn } = this.layout;
    let startPfn: number | undefined;
    for (let first = 0; first < maxPfn; first += KNOWN_BLOCK_BYTES * 8) {
      const length = Math.min(KNOWN_BLOCK_BYTES, Math.ceil((maxPfn - first) / 8));
      const bytes = await readOne(this.#sources.index, { offset: bitmap1Offset + first / 8, length });
      const end = Math.min(first + length * 8, maxPfn);
      for (let pfn = first; pfn < end; pfn++) {
        const at = (pfn - first) / 8;
        if (Number.isInteger(at) && pfn + 8 <= end) {
          // Memory comes in long stretches, and so do the holes between them.
          const other = Math.min(firstOther(bytes, at, startPfn === undefined ? 0 : 0xff), (end - first) >>> 3);
          if (other > at) {
            pfn = first + other * 8 - 1;
            continue;
          }
        }
        const byte = bytes[Math.floor(at)] ?? 0;
        const isKnown = (byte & (1 << (pfn & 7))) !== 0;
        if (isKnown) startPfn ??= pfn;
        else if (startPfn !== undefined) {
          yield { startPfn, endPfn: pfn };
          startPfn = undefined;
        }
      }
    }
    if (startPfn !== undefined) yield { startPfn, endPfn: maxPfn };
  }

  /** The pages at `pfns`, which lie in this part: at most one round for descriptors and one for pages. */
  async readPages(pfns: readonly number[]): Promise<readonly PageResult[]> {
    try {
      const view = await this.#dumped.look(pfns);
      const answers = new Map<number, PageResult>();
      const dumped = pfns.filter((pfn) => view.has(pfn));
      const absent = pfns.filter((pfn) => !view.has(pfn));
      const [descs] = await Promise.all([
        this.#descs.read(dumped.map((pfn) => view.rank(pfn))),
        this.#explainAbsent(absent, answers),
      ]);
      await this.#readStored(dumped, descs, answers);
      return pfns.map((pfn) => answers.get(pfn) ?? { absence: PageAbsence.NoMemory });
    } catch (error) {
      if (!(error instanceof PendingBytesError)) throw error;
      return pfns.map(() => ({ absence: PageAbsence.Pending, detail: error.message }));
    }
  }

  async #readStored(
    pfns: readonly number[],
    descs: readonly (PageDesc | 'lost' | undefined)[],
    answers: Map<number, PageResult>,
  ): Promise<void> {
    const wanted: StoredPage[] = [];
    const byOffset = new Map<number, StoredPage>();
    pfns.forEach((pfn, i) => {
      const desc = descs[i];
      const answer = this.#judge(desc);
      if (answer !== undefined) answers.set(pfn, answer);
      else if (typeof desc === 'object' && desc.codec !== undefined) {
        const same = byOffset.get(desc.offset);
        if (same?.desc.sizeBytes === desc.sizeBytes && same.codec === desc.codec) {
          same.pfns.push(pfn);
          return;
        }
        const page = { desc, codec: desc.codec, pfns: [pfn] };
        wanted.push(page);
        byOffset.set(desc.offset, page);
      }
    });
    for (const codec of new Set(wanted.map((page) => page.codec))) {
      await prepareCodec(codec);
      this.codecs.add(codec);
    }
    const ranges: ByteRange[] = wanted.map(({ desc }) => ({ offset: desc.offset, length: desc.sizeBytes }));
    const bytes = await this.#sources.pages.read(ranges);
    const together = decompressPages(
      wanted.map(({ codec }, i) => ({ codec, bytes: bytes[i] })),
      this.layout.pageSizeBytes,
    );
    wanted.forEach((page, i) => {
      const decoded = together[i];
      const result = decoded ? { bytes: decoded } : this.#decode(page.codec, page.desc, bytes[i]);
      if (page.pfns.length > 1) this.#rememberZeros(page.desc, result);
      for (const pfn of page.pfns) answers.set(pfn, result);
    });
  }

  /** The answer that the descriptor alone gives, if it does. */
  #judge(desc: PageDesc | 'lost' | undefined): PageResult | undefined {
    if (desc === undefined) return { absence: PageAbsence.Pending };
    if (desc === 'lost') {
      this.lostPages = true;
      return { absence: PageAbsence.Lost, detail: 'the dump breaks off before it was written' };
    }
    if (desc.offset === this.#zeroPage?.offset && desc.codec === Codec.None) return this.#zeroPage.result;
    const { pageSizeBytes, maxPfn, descOffset } = this.layout;
    if (desc.codec === undefined) return corrupt(`its descriptor has flags 0x${desc.flags.toString(16)}`);
    if (desc.sizeBytes === 0 || desc.sizeBytes > pageSizeBytes || desc.offset < descOffset) {
      return corrupt(`its descriptor claims ${desc.sizeBytes} bytes at offset ${desc.offset}`);
    }
    const end = desc.offset + desc.sizeBytes;
    if (end <= this.#sources.pages.sizeBytes) return undefined;
    // Behind the end, but where a page of the whole dump could be: the file was cut. Elsewhere no page ever was.
    const farthest = descOffset + (maxPfn + 1) * (PAGE_DESC_BYTES + pageSizeBytes);
    if (end > farthest) return corrupt(`its descriptor points outside the file, to offset ${desc.offset}`);
    this.lostPages = true;
    return { absence: PageAbsence.Lost, detail: `the file ends before it, at ${this.#sources.pages.sizeBytes}` };
  }

  #decode(codec: Codec, desc: PageDesc, bytes: Uint8Array | undefined): PageResult {
    if (bytes === undefined) return { absence: PageAbsence.Pending };
    try {
      return { bytes: decompressPage(codec, bytes, this.layout.pageSizeBytes) };
    } catch (error) {
      return corrupt(`${desc.sizeBytes} bytes at offset ${desc.offset}: ${messageOf(error)}`);
    }
  }

  #rememberZeros(desc: PageDesc, result: PageResult): void {
    if (desc.codec === Codec.None && result.bytes?.every((byte) => byte === 0) === true) {
      this.#zeroPage = { offset: desc.offset, result };
    }
  }

  /** Pages without bytes: the 1st bitmap tells those left out from those that never were. */
  async #explainAbsent(pfns: readonly number[], answers: Map<number, PageResult>): Promise<void> {
    const blockOf = (pfn: number): number => Math.floor(pfn / 8 / EXISTS_BLOCK_BYTES);
    const missing = [...new Set(pfns.map(blockOf))].filter((block) => !this.#existsBlocks.has(block));
    const ranges = missing.map((block) => {
      const start = block * EXISTS_BLOCK_BYTES;
      const length = Math.min(EXISTS_BLOCK_BYTES, Math.ceil(this.layout.maxPfn / 8) - start);
      return { offset: this.layout.bitmap1Offset + start, length };
    });
    const read = await this.#sources.index.read(ranges);
    missing.forEach((block, i) => {
      const bytes = read[i];
      if (bytes !== undefined) this.#existsBlocks.set(block, copyBytes(bytes));
    });
    for (const pfn of pfns) {
      const byte = this.#existsBlocks.get(blockOf(pfn))?.[Math.floor(pfn / 8) % EXISTS_BLOCK_BYTES];
      if (byte === undefined) answers.set(pfn, { absence: PageAbsence.Pending });
      else answers.set(pfn, { absence: byte & (1 << (pfn & 7)) ? PageAbsence.Excluded : PageAbsence.NoMemory });
    }
    if (this.#existsBlocks.size > MAX_EXISTS_BLOCKS) this.#existsBlocks.clear();
  }
}

function corrupt(detail: string): PageResult {
  return { absence: PageAbsence.Corrupt, detail };
}
