/**
 * The reports that are kept of a log: the first few, the newest few, and one of each header. Forty warnings do not crowd out the
 * panic that comes after them.
 */
import type { Collector } from './report.ts';

const MAX_REPORTS = 32;
const FIRST = 8;
const NEWEST = 12;

export class KeptReports {
  #all: Collector[] = [];

  get list(): readonly Collector[] {
    return this.#all;
  }

  add(collector: Collector, line: number): void {
    this.#all.push(collector);
    if (this.#all.length > MAX_REPORTS) this.#dropOne(line);
  }

  #dropOne(line: number): void {
    const at = this.#leastAt(line);
    this.#all[at]?.close();
    this.#all.splice(at, 1);
  }

  #leastAt(line: number): number {
    const refuted = this.#all.findIndex((each) => each.isRefuted(line));
    if (refuted >= 0) return refuted;
    const newest = this.#all.length - NEWEST;
    const said = new Set<string>();
    for (const [i, each] of this.#all.entries()) {
      if (i >= FIRST && i < newest && said.has(each.said)) return i;
      said.add(each.said);
    }
    return FIRST;
  }
}
