import type { PageResult, PhysicalMemory } from './dump.ts';

export type LoadPages = (pfns: readonly number[]) => Promise<readonly PageResult[]>;

export interface PageCacheOptions {
  readonly pageSizeBytes: number;
  readonly maxPfn: number;
  /** Decoded pages kept, in bytes. */
  readonly cacheBytes: number;
}

/** What an absent page costs in the cache: far less than its size, but not nothing. */
const ABSENT_COST_BYTES = 128;

/** Physical memory over `load`, with the pages decoded last kept at hand. */
export class CachedPages implements PhysicalMemory {
  readonly pageSizeBytes: number;
  readonly maxPfn: number;
  readonly #load: LoadPages;
  readonly #limitBytes: number;
  // A Map iterates in insertion order: its first key is the one used longest ago.
  readonly #pages = new Map<number, PageResult>();
  #heldBytes = 0;

  constructor(load: LoadPages, options: PageCacheOptions) {
    this.#load = load;
    this.pageSizeBytes = options.pageSizeBytes;
    this.maxPfn = options.maxPfn;
    this.#limitBytes = options.cacheBytes;
  }

  peekPage(pfn: number): PageResult | undefined {
    const page = this.#pages.get(pfn);
    if (page !== undefined) {
      this.#pages.delete(pfn);
      this.#pages.set(pfn, page);
    }
    return page;
  }

  async readPages(pfns: readonly number[]): Promise<readonly PageResult[]> {
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
        loaded.set(pfn, page);
        this.#keep(pfn, page);
      });
    }
    return pfns.map((pfn, i) => answers[i] ?? loaded.get(pfn) ?? { absence: 'no-memory' });
  }

  #keep(pfn: number, page: PageResult): void {
    // What has not arrived yet can arrive: it is asked for again.
    if (page.bytes === undefined && page.absence === 'pending') return;
    if (this.#pages.has(pfn)) return;
    this.#pages.set(pfn, page);
    this.#heldBytes += this.#cost(page);
    for (const [oldest, old] of this.#pages) {
      if (this.#heldBytes <= this.#limitBytes) break;
      this.#pages.delete(oldest);
      this.#heldBytes -= this.#cost(old);
    }
  }

  #cost(page: PageResult): number {
    return page.bytes === undefined ? ABSENT_COST_BYTES : this.pageSizeBytes;
  }
}
