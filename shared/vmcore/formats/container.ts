import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DumpHeader, DumpNote, PageResult, PageRun } from './dump.ts';

/** One file of a dump, its bytes counted apart: those that say where the pages are, and the pages. */
export interface SourceParts {
  readonly index: ByteSource;
  readonly pages: ByteSource;
}

/** What a container format makes of its files; {@link openDump} puts caches, counters and checks around it. */
export interface OpenedContainer {
  /** As `DumpInfo.format` names it. */
  readonly format: string;
  readonly compression: string;
  readonly incomplete: boolean;
  readonly dumpLevel: number | undefined;
  /** As the container names the machine; empty where it does not. */
  readonly machineName: string;
  readonly header: DumpHeader;
  readonly vmcoreinfo: readonly string[];
  readonly notes: readonly DumpNote[];
  readonly eraseinfo: string | undefined;
  readonly problems: readonly string[];
  readonly pageSizeBytes: number;
  readonly maxPfn: number;
  readonly loadPages: (pfns: readonly number[]) => Promise<readonly PageResult[]>;
  readonly presentPages: () => AsyncIterable<readonly number[]> | Iterable<readonly number[]>;
  /** Those of them that are not known to be zeros, where the container tells without reading: what is searched for is not in the others. */
  readonly pagesWithContent?: () => Iterable<readonly number[]>;
  /** The same in pages of another size, where the container itself does not say how large they are. */
  readonly withPageSize?: (pageSizeBytes: number) => OpenedContainer;
  readonly knownMemory: () => AsyncIterable<PageRun> | Iterable<PageRun>;
}
