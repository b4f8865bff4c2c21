import type { PageTables } from './page-tables.ts';

/** What a page walk has come to: it needs an entry, or it has found the page, or there is none. */
export const WalkState = { Walking: 0, Found: 1, Unmapped: 2 } as const;
export type WalkState = (typeof WalkState)[keyof typeof WalkState];

/** The way of one virtual page through the page tables, one level a step: whoever drives it reads the memory. */
export class PageWalk {
  readonly page: number;
  state: WalkState = WalkState.Walking;
  /** Physical address of the entry that is needed next, or of the page itself once found. */
  address: number;
  #level = 0;
  readonly #tables: PageTables;

  constructor(tables: PageTables, page: number) {
    this.#tables = tables;
    this.page = page;
    this.address = this.#entryAddress(tables.root);
    if (!tables.translates(page)) this.state = WalkState.Unmapped;
  }

  /** Takes the entry at {@link address}, two little-endian halves, and goes one level down. */
  step(low: number, high: number): void {
    const target = this.#tables.target(low, high);
    const level = this.#tables.levels[this.#level];
    if (target < 0 || level === undefined) {
      this.state = WalkState.Unmapped;
      return;
    }
    const last = this.#level === this.#tables.levels.length - 1;
    if (last || this.#tables.isLarge(low)) {
      // A block mapped at a last level must not claim to be a table, and the other way round: both are corrupt.
      const sizePages = 2 ** (level.shift - this.#tables.pageShift);
      const pageBytes = 2 ** this.#tables.pageShift;
      const base = Math.floor(target / (sizePages * pageBytes)) * sizePages;
      this.address = (base + (this.page % sizePages)) * pageBytes;
      this.state = WalkState.Found;
      return;
    }
    this.#level++;
    this.address = this.#entryAddress(target);
  }

  #entryAddress(table: number): number {
    const level = this.#tables.levels[this.#level];
    if (level === undefined) return table;
    const index = Math.floor(this.page / 2 ** (level.shift - this.#tables.pageShift)) % level.entries;
    return table + index * 8;
  }
}
