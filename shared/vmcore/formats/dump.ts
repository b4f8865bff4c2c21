import type { ReadStats } from '../../bytes/counting-source.ts';
import type { DumpInfo } from '../../contract/report.ts';

/** Why a physical page has no bytes. An excluded page is not a corrupt one: reports say which. */
export const PageAbsence = {
  /** makedumpfile left it out (`-d`), or it is a hole of the file: it was there, by policy it is not here. */
  Excluded: 'excluded',
  /** No RAM there as far as the dump says. */
  NoMemory: 'no-memory',
  /** The dump breaks off before it: an incomplete or cut file. */
  Lost: 'lost',
  /** Its bytes are in the file and make no sense: bad compression, bad offset. */
  Corrupt: 'corrupt',
  /** Its bytes exist but have not arrived yet: an upload still under way. */
  Pending: 'pending',
  /** It is there, and whoever opened the dump shows it to nobody: memory of users, a key. */
  Withheld: 'withheld',
} as const;
export type PageAbsence = (typeof PageAbsence)[keyof typeof PageAbsence];

/** The bytes of one page, or why there are none. `detail` is for people. */
export type PageResult =
  | { readonly bytes: Uint8Array }
  | { readonly bytes?: undefined; readonly absence: PageAbsence; readonly detail?: string };

export interface ReadPagesOptions {
  /** Page frames whose bytes are used up at once, those of large tables: nothing keeps them, and copies them for that. */
  readonly passing?: ReadonlySet<number>;
}

/** Physical memory by page frame number. One call is one round of reads, whatever the number of pages. */
export interface PhysicalMemory {
  /** 4096, 16384 or 65536. */
  readonly pageSizeBytes: number;
  /** One more than the highest page frame number the dump knows of. */
  readonly maxPfn: number;
  /** Answers `pfns[i]` at index i; never throws for what is wrong with one page. The bytes are not to be written to. */
  readPages(pfns: readonly number[], options?: ReadPagesOptions): Promise<readonly PageResult[]>;
  /** The page, if it can be had without reading: decoded before and still cached, or known to be absent. */
  peekPage?(pfn: number): PageResult | undefined;
}

/** The page frames `startPfn` .. `endPfn` - 1. */
export interface PageRun {
  readonly startPfn: number;
  readonly endPfn: number;
}

/** One ELF note, as `struct elf64_note` frames it. */
export interface DumpNote {
  /** `CORE`, `VMCOREINFO`, `QEMU`, … without the NUL. */
  readonly name: string;
  readonly type: number;
  readonly desc: Uint8Array;
}

/** What the header of a dump says of the kernel; every field can be absent or wrong: VMCOREINFO is preferred. */
export interface DumpHeader {
  readonly release?: string;
  readonly version?: string;
  readonly machine?: string;
  readonly nodename?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
  readonly physBase?: bigint;
  readonly cpus?: number;
}

export const Machine = { X86_64: 'x86_64', Aarch64: 'aarch64', Riscv64: 'riscv64' } as const;
export type Machine = (typeof Machine)[keyof typeof Machine];

/** What reading took so far, with the part that went into finding pages: bitmaps, page descriptors, program headers. */
export interface DumpReadStats extends ReadStats {
  readonly indexBytes: number;
}

/** A dump of any container format, opened: what every layer above works on. */
export interface Dump {
  /** A snapshot: what was read counts up while the dump is worked on. */
  readonly info: DumpInfo;
  /** Undefined where the container does not say: VMCOREINFO or the pages must. */
  readonly machine: Machine | undefined;
  readonly header: DumpHeader;
  /** Texts of the VMCOREINFO notes found, most trusted first; empty when there is none. */
  readonly vmcoreinfo: readonly string[];
  /** Every ELF note in file order: one NT_PRSTATUS (name `CORE`, type 1) a CPU that was saved. */
  readonly notes: readonly DumpNote[];
  /** What makedumpfile says that it erased (`--config`, `--eppic`). */
  readonly eraseinfo?: string | undefined;
  /** What is wrong with the container but did not keep it from being opened, for people. */
  readonly problems: readonly string[];
  readonly memory: PhysicalMemory;
  readonly readStats: DumpReadStats;
  /** Every page frame number that the dump holds bytes for, ascending, in batches. */
  presentPages(): AsyncIterable<readonly number[]>;
  /** Every page frame that is memory as far as the dump says, there or left out, ascending, in runs that do not touch. */
  knownMemory(): AsyncIterable<PageRun>;
  /** Lets go of files that opening it made or opened. Sources passed in are the caller's to close. */
  close(): Promise<void>;
}
