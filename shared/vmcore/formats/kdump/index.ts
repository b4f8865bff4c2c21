import { FormatError, FormatErrorCode } from '../../../errors.ts';
import { Codec } from '../../../codecs/page-codec.ts';
import { PageAbsence } from '../dump.ts';
import type { PageResult } from '../dump.ts';
import type { OpenedContainer, SourceParts } from '../container.ts';
import { FORMAT, DumpFlag } from './header.ts';
import { openPart } from './open-part.ts';
import type { OpenedPart } from './open-part.ts';
import { codecOf } from './page-desc.ts';
import { orderParts } from './split.ts';

/** Opens a kdump-compressed dump: one file, or all parts of a split set in any order. */
export async function openKdump(parts: readonly SourceParts[]): Promise<OpenedContainer> {
  const opened = orderParts(await Promise.all(parts.map((part) => openPart(part))));
  const [first] = opened;
  if (first === undefined)
    throw new FormatError(FormatErrorCode.Truncated, { format: FORMAT, field: 'set' }, 'no part');

  const { header, subHeader } = first;
  const withNotes = opened.find((part) => part.notes.length > 0) ?? first;
  const withInfo = opened.find((part) => part.vmcoreinfo.length > 0) ?? first;
  return {
    format: FORMAT,
    get compression() {
      return compressionNames(opened);
    },
    get incomplete() {
      return opened.some((part) => part.incomplete || part.pages.lostPages);
    },
    dumpLevel: subHeader.dumpLevel,
    machineName: header.machine,
    header: {
      ...(header.release === '' ? {} : { release: header.release }),
      ...(header.kernelVersion === '' ? {} : { version: header.kernelVersion }),
      ...(header.machine === '' ? {} : { machine: header.machine }),
      ...(header.nodename === '' ? {} : { nodename: header.nodename }),
      ...(header.timestamp > 0 ? { timestamp: header.timestamp } : {}),
      physBase: subHeader.physBase,
      ...(header.cpus > 0 ? { cpus: header.cpus } : {}),
    },
    vmcoreinfo: withInfo.vmcoreinfo,
    notes: withNotes.notes,
    eraseinfo: first.eraseinfo,
    problems: opened.flatMap((part) => part.problems),
    pageSizeBytes: header.blockSizeBytes,
    maxPfn: first.pages.layout.maxPfn,
    loadPages: (pfns) => loadPages(opened, pfns),
    presentPages: () => presentPages(opened),
    // Each part of a split set has the whole 1st bitmap.
    knownMemory: () => first.pages.knownMemory(),
  };
}

/** Each part is asked for its own pages, all at the same time. */
async function loadPages(parts: readonly OpenedPart[], pfns: readonly number[]): Promise<readonly PageResult[]> {
  const answers = pfns.map((): PageResult => ({ absence: PageAbsence.NoMemory }));
  await Promise.all(
    parts.map(async ({ pages }) => {
      const { startPfn, endPfn } = pages.layout;
      const own = pfns.flatMap((pfn, i) => (pfn >= startPfn && pfn < endPfn ? [i] : []));
      if (own.length === 0) return;
      const results = await pages.readPages(own.map((i) => pfns[i] ?? 0));
      own.forEach((i, k) => {
        answers[i] = results[k] ?? { absence: PageAbsence.NoMemory };
      });
    }),
  );
  return answers;
}

async function* presentPages(parts: readonly OpenedPart[]): AsyncIterable<readonly number[]> {
  for (const { pages } of parts) yield* pages.presentPages();
}

/** The codec of the header's status, and what else pages turned out to be stored in. Raw pages are in every dump. */
function compressionNames(parts: readonly OpenedPart[]): string {
  const names = new Set<Codec>();
  for (const { header, pages } of parts) {
    const claimed = codecOf(header.status & ~(DumpFlag.Incomplete | DumpFlag.ExcludedVmemmap));
    if (claimed !== undefined) names.add(claimed);
    for (const codec of pages.codecs) names.add(codec);
  }
  names.delete(Codec.None);
  return names.size === 0 ? Codec.None : [...names].join('+');
}
