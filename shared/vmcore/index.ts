import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import type { Report } from '../contract/report.ts';
import { triage } from '../panic/index.ts';
import { physicalPlaces } from './formats/arriving.ts';
import type { PhysicalPlace } from './formats/arriving.ts';
import { openDump } from './formats/index.ts';
import type { OpenDumpOptions } from './formats/index.ts';
import { examineKernel, type ExamineOptions } from './report/examine.ts';
import { openKernel } from './kernel/kernel.ts';
import { pageOwners } from './memory-use/page-owner.ts';
import { Sections } from './report/sections.ts';

export { isReadInBits } from './formats/arriving.ts';
export type { FlattenedIndexStore } from './formats/open-file.ts';
export type { ExamineOptions } from './report/examine.ts';

export interface ExamineDumpOptions extends ExamineOptions {
  /** Where compressed dumps are decompressed to, where the index of a flattened one is kept, and the like. */
  readonly container?: OpenDumpOptions;
}

/**
 * Reads a dump, all parts of a split set together, and makes the whole report from it with no debuginfo.
 *
 * @throws {FormatError} where the sources are no dump at all; what is wrong inside one is in the report's `unavailable`
 * @throws {TransientError} where a source can't be read now
 *
 * @example
 * const report = await examineDump([await fileSource('/var/crash/vmcore')]);
 */
export async function examineDump(sources: readonly ByteSource[], options: ExamineDumpOptions = {}): Promise<Report> {
  const dump = await openDump(sources, options.container);
  try {
    return await examineKernel(dump, { triage: (log) => triage(log), ...options });
  } finally {
    await dump.close();
  }
}

/** A stretch of physical memory within a page, and what the page belonged to, where that is known. */
export interface OwnedPlace extends PhysicalPlace {
  readonly owner?: string;
}

/**
 * Where in memory ranges of an ELF dump's file were, as `/proc/vmcore` has it, page by page, and whose those pages were; nothing
 * for what is no memory.
 *
 * @param limit places that are told one by one; the rest is left out
 */
export async function ownedPlaces(
  source: ByteSource,
  ranges: readonly ByteRange[],
  limit = 1024,
): Promise<OwnedPlace[]> {
  const places = await physicalPlaces(source, ranges);
  if (places.length === 0) return [];
  const dump = await openDump([source]);
  try {
    const sections = new Sections();
    const kernel = await sections.run('kernel', () => openKernel(dump, sections));
    const pages = byPage(places, dump.memory.pageSizeBytes).slice(0, limit);
    const frameOf = ({ physicalAddress }: PhysicalPlace): number =>
      Number(physicalAddress / BigInt(dump.memory.pageSizeBytes));
    const owners = kernel === undefined ? new Map<number, string>() : await pageOwners(kernel, pages.map(frameOf));
    return pages.map((place) => {
      const owner = owners.get(frameOf(place));
      return owner === undefined ? place : { ...place, owner };
    });
  } finally {
    await dump.close();
  }
}

function byPage(places: readonly PhysicalPlace[], pageBytes: number): PhysicalPlace[] {
  return places.flatMap(({ physicalAddress, lengthBytes }) => {
    const pages: PhysicalPlace[] = [];
    const end = physicalAddress + BigInt(lengthBytes);
    for (let from = physicalAddress; from < end;) {
      const next = (from / BigInt(pageBytes) + 1n) * BigInt(pageBytes);
      const to = next < end ? next : end;
      pages.push({ physicalAddress: from, lengthBytes: Number(to - from) });
      from = to;
    }
    return pages;
  });
}
