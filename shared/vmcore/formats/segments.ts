import type { ByteSource } from '../../bytes/byte-source.ts';
import type { OpenedContainer } from './container.ts';
import { ElfPages, type ElfMemory } from './elf/pages.ts';

type Described = Omit<
  OpenedContainer,
  | 'compression'
  | 'dumpLevel'
  | 'pageSizeBytes'
  | 'maxPfn'
  | 'loadPages'
  | 'presentPages'
  | 'knownMemory'
  | 'withPageSize'
>;

/** A container whose pages lie in its file as they were in memory, in stretches: ELF, LiME, plain memory. */
export function segmentContainer(
  source: ByteSource,
  segments: ElfMemory & { readonly cut: boolean },
  pageSizeBytes: number,
  described: Described,
): OpenedContainer {
  const pages = new ElfPages(source, segments, pageSizeBytes);
  return {
    ...described,
    compression: 'none',
    get incomplete() {
      return described.incomplete || segments.cut || pages.lostPages;
    },
    dumpLevel: undefined,
    pageSizeBytes,
    maxPfn: Math.ceil(segments.memory.end / pageSizeBytes),
    loadPages: (pfns) => pages.readPages(pfns),
    presentPages: () => pages.presentPages(),
    knownMemory: () => pages.knownMemory(),
    withPageSize: (bytes) => segmentContainer(source, segments, bytes, described),
  };
}
