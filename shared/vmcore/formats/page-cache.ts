import { ownBytes } from '../../bytes/plain-bytes.ts';
import type { PageResult, PhysicalMemory, ReadPagesOptions } from './dump.ts';

/** The bytes of a page may be a piece of what was read or decoded with it. */
export type LoadPages = (pfns: readonly number[]) => Promise<readonly PageResult[]>;

export interface PageCacheOptions {
  readonly pageSizeBytes: number;
  readonly maxPfn: number;
  /** Decoded pages kept, in bytes. */
  readonly cacheBytes: number;
}

/** What an absent page costs in the cache: far less than its size, but not nothing. */
const ABSENT_COST_BYTES = 128;

/**
 * Physical memory over `load`, with the pages used last kept at hand: two generations, the older one dropped whole when the younger has
 * half of the room. Every read of a few bytes asks here, so that keeping an exact order of use would cost more than it saves.
 */
export class CachedPages implements PhysicalMemory {
  readonly pageSizeBytes: number;
  readonly maxPfn: number;
  readonly #load: LoadPages;
  readonly #generationBytes: number;
  #young = new Map<number, PageResult>();
  #old = new Map<number, PageResult>();
  #youngBytes = 0;

  constructor(load: LoadPages, options: PageCacheOptions) {
    this.#load = load;
    this.pageSizeBytes = options.pageSizeBytes;
    this.maxPfn = options.maxPfn;
    this.#generationBytes = options.cacheBytes / 2;
  }

  peekPage(pfn: number): PageResult | undefined {
    const page = this.#young.get(pfn);
    if (page !== undefined) return page;
    const older = this.#old.get(pfn);
    if (older !== undefined) this.#keep(pfn, older);
    return older;
  }

  async readPages(pfns: readonly number[], { passing }: ReadPagesOptions = {}): Promise<readonly PageResult[]> {
    const answers = new Array<PageResult | undefined>(pfns.length);
    const wanted = new Set<number>();
    pfns.forEach((pfn, i) => {
      const cached = this.peekPage(pfn);
      if (cached === undefined) wanted.add(pfn);
      else answers[i] = cached;
    });

    const missing = [...wanted];
    const loaded = new Map<number, PageResult>();
    if (missing.length > 0) {
      const pages = await this.#load(missing);
      missing.forEach((pfn, i) => {
        const page = pages[i];
        if (page === undefined) return;
        const isPassing = passing?.has(pfn) === true;
        const answer = isPassing ? page : owned(page);
        loaded.set(pfn, answer);
        if (!isPassing) this.#keep(pfn, answer);
      });
    }
    return pfns.map((pfn, i) => answers[i] ?? loaded.get(pfn) ?? { absence: 'no-memory' });
  }

  #keep(pfn: number, page: PageResult): void {
    // What has not arrived yet can arrive: it is asked for again.
    if (page.bytes === undefined && page.absence === 'pending') return;
    if (this.#young.has(pfn)) return;
    const cost = this.#cost(page);
    if (this.#youngBytes + cost > this.#generationBytes) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngBytes = 0;
    }
    this.#young.set(pfn, page);
    this.#youngBytes += cost;
  }

  #cost(page: PageResult): number {
    return page.bytes === undefined ? ABSENT_COST_BYTES : this.pageSizeBytes;
  }
}

/** The page with memory of its own: kept as a piece, it would keep all that it is a piece of. */
function owned(page: PageResult): PageResult {
  return page.bytes === undefined ? page : { bytes: ownBytes(page.bytes) };
}
