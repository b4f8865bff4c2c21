import { ownBytes } from '../../../bytes/plain-bytes.ts';
import type { ByteRange, ByteSource } from '../../../bytes/byte-source.ts';
import type { ExtentMap } from '../../../bytes/extent-map.ts';
import { PageAbsence } from '../dump.ts';
import type { PageResult, PageRun } from '../dump.ts';
import { inBatches } from '../page-batches.ts';

/** The segments, by physical address. They may overlap: kexec-tools describes the kernel's text twice. */
export interface ElfMemory {
  /** All that the file describes (p_memsz). */
  readonly memory: ExtentMap;
  /** What it has bytes for (p_filesz), and where. */
  readonly stored: ExtentMap;
}

/** A piece of a page: bytes `at` .. in the page are at `range` in the file. */
interface Piece {
  readonly at: number;
  readonly range: ByteRange;
}

/** The pages of an ELF core file. */
export class ElfPages {
  /** Whether a page was asked for that the file ends before. */
  lostPages = false;
  readonly #source: ByteSource;
  readonly #segments: ElfMemory;
  readonly #pageSizeBytes: number;

  constructor(source: ByteSource, segments: ElfMemory, pageSizeBytes: number) {
    this.#source = source;
    this.#segments = segments;
    this.#pageSizeBytes = pageSizeBytes;
  }

  async readPages(pfns: readonly number[]): Promise<readonly PageResult[]> {
    const plans = pfns.map((pfn) => this.#plan(pfn));
    const read = await this.#source.read(plans.flatMap(({ pieces }) => pieces.map((piece) => piece.range)));
    let next = 0;
    return plans.map(({ pieces, absent }) => {
      if (absent !== undefined) return absent;
      const bytes = read.slice(next, next + pieces.length);
      next += pieces.length;
      return this.#assemble(pieces, bytes);
    });
  }

  presentPages(): Iterable<readonly number[]> {
    return inBatches(this.#storedRuns());
  }

  *#storedRuns(): Generator<PageRun> {
    let from = 0;
    for (const { start, lengthBytes, target } of this.#segments.stored) {
      if (target >= this.#source.sizeBytes) continue;
      const inFile = Math.min(lengthBytes, this.#source.sizeBytes - target);
      const startPfn = Math.max(from, Math.floor(start / this.#pageSizeBytes));
      const endPfn = Math.ceil((start + inFile) / this.#pageSizeBytes);
      if (endPfn <= startPfn) continue;
      yield { startPfn, endPfn };
      from = endPfn;
    }
  }

  /** The memory that segments describe, with bytes or without. */
  *knownMemory(): Iterable<PageRun> {
    let open: { startPfn: number; endPfn: number } | undefined;
    for (const { start, lengthBytes } of this.#segments.memory) {
      const startPfn = Math.floor(start / this.#pageSizeBytes);
      const endPfn = Math.ceil((start + lengthBytes) / this.#pageSizeBytes);
      if (open !== undefined && startPfn <= open.endPfn) open.endPfn = Math.max(open.endPfn, endPfn);
      else {
        if (open !== undefined) yield open;
        open = { startPfn, endPfn };
      }
    }
    if (open !== undefined) yield open;
  }

  #plan(pfn: number): { readonly pieces: readonly Piece[]; readonly absent?: PageResult } {
    const start = pfn * this.#pageSizeBytes;
    const stored = this.#segments.stored.find(start, this.#pageSizeBytes);
    if (stored.length === 0) {
      const known = this.#segments.memory.find(start, this.#pageSizeBytes);
      return { pieces: [], absent: { absence: known.length === 0 ? PageAbsence.NoMemory : PageAbsence.Excluded } };
    }
    const pieces = stored.map((extent) => ({
      at: extent.start - start,
      range: { offset: extent.target, length: extent.lengthBytes },
    }));
    if (pieces.some(({ range }) => range.offset + range.length > this.#source.sizeBytes)) {
      this.lostPages = true;
      const detail = `the file ends before it, at ${this.#source.sizeBytes}`;
      return { pieces: [], absent: { absence: PageAbsence.Lost, detail } };
    }
    return { pieces };
  }

  #assemble(pieces: readonly Piece[], bytes: readonly (Uint8Array | undefined)[]): PageResult {
    const [only] = bytes;
    const isWhole = pieces.length === 1 && only?.length === this.#pageSizeBytes;
    if (isWhole) return { bytes: ownBytes(only) };
    const page = new Uint8Array(this.#pageSizeBytes);
    for (const [i, piece] of pieces.entries()) {
      const part = bytes[i];
      if (part === undefined) return { absence: PageAbsence.Pending };
      page.set(part, piece.at);
    }
    return { bytes: page };
  }
}
