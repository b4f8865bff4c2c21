import type { Dump, PageResult, PhysicalMemory } from '../formats/dump.ts';

export interface RecordedDump {
  /** The same dump; who reads pages from this one is watched. */
  readonly dump: Dump;
  /** The page frames whose bytes were handed out so far. */
  readonly touched: ReadonlySet<number>;
}

/** Remembers which pages of a dump are used. */
export function recordPages(dump: Dump): RecordedDump {
  const touched = new Set<number>();
  const { memory } = dump;
  const note = (pfn: number | undefined, page: PageResult | undefined): void => {
    if (pfn !== undefined && page?.bytes !== undefined) touched.add(pfn);
  };
  const recorded: PhysicalMemory = {
    pageSizeBytes: memory.pageSizeBytes,
    maxPfn: memory.maxPfn,
    async readPages(pfns, options) {
      const pages = await memory.readPages(pfns, options);
      pfns.forEach((pfn, i) => {
        note(pfn, pages[i]);
      });
      return pages;
    },
    peekPage(pfn) {
      const page = memory.peekPage?.(pfn);
      note(pfn, page);
      return page;
    },
  };
  return { dump: withMemory(dump, recorded), touched };
}

/** The same dump over another memory. */
export function withMemory(dump: Dump, memory: PhysicalMemory): Dump {
  const { machine, header, vmcoreinfo, notes, eraseinfo, problems } = dump;
  return {
    get info() {
      return dump.info;
    },
    get readStats() {
      return dump.readStats;
    },
    machine,
    header,
    vmcoreinfo,
    notes,
    eraseinfo,
    problems,
    memory,
    presentPages: () => dump.presentPages(),
    knownMemory: () => dump.knownMemory(),
    close: () => dump.close(),
  };
}
