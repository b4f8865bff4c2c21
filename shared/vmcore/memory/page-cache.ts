import type { PageResult, PhysicalMemory } from '../formats/dump.ts';

/**
 * Pages kept after they were read, within a bound: two generations, the older one dropped whole when the younger is full.
 * Cheaper than an exact LRU list, and what is used stays.
 */
export class PageCache {
  readonly memory: PhysicalMemory;
  readonly #generationPages: number;
  #young = new Map<number, PageResult>();
  #old = new Map<number, PageResult>();

  constructor(memory: PhysicalMemory, limitBytes = 48 * 2 ** 20) {
    this.memory = memory;
    this.#generationPages = Math.max(64, Math.floor(limitBytes / memory.pageSizeBytes / 2));
  }

  /** The page if it is here; never reads. */
  peek(pfn: number): PageResult | undefined {
    const found = this.#young.get(pfn);
    if (found !== undefined) return found;
    const older = this.#old.get(pfn);
    if (older !== undefined) this.keep(pfn, older);
    return older ?? this.memory.peekPage?.(pfn);
  }

  /** Keeps a page, unless the dump does. One that is pending is not kept: it may have arrived when it is asked for again. */
  keep(pfn: number, page: PageResult): void {
    if (this.memory.peekPage !== undefined) return;
    if (page.bytes === undefined && page.absence === 'pending') return;
    this.#young.set(pfn, page);
    if (this.#young.size > this.#generationPages) {
      this.#old = this.#young;
      this.#young = new Map();
    }
  }
}
