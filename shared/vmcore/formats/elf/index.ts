import { copyBytes } from '../../../bytes/plain-bytes.ts';
import type { ByteRange } from '../../../bytes/byte-source.ts';
import { ExtentList, ExtentMap } from '../../../bytes/extent-map.ts';
import { readAll, readOne } from '../../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import type { OpenedContainer, SourceParts } from '../container.ts';
import type { DumpNote } from '../dump.ts';
import { MAX_NOTE_BYTES, noteText, readNotes, vmcoreinfoTexts } from '../elf-notes.ts';
import {
  DUMP_ELF_INCOMPLETE,
  EHDR_BYTES,
  FORMAT,
  PHDR_BYTES,
  PT_LOAD,
  PT_NOTE,
  XNUM_SECTION_BYTES,
  readElfHeader,
  readExtendedCount,
  readProgramHeaders,
  requireCount,
} from './header.ts';
import type { ElfHeader } from './header.ts';
import type { ElfMemory } from './pages.ts';
import { segmentContainer } from '../segments.ts';
import { claimedPageSize, parseVmcoreInfo } from '../vmcoreinfo.ts';

/** Program headers are read this many at a time: 3.5 MiB. */
const HEADERS_PER_READ = 65_536;
/** No machine has physical addresses wider than this; what claims one (kcore's vmalloc) is no physical memory. */
const MAX_PHYSICAL_BITS = 52n;
/** Before they were merged: one for each CPU. */
const MAX_NOTE_SEGMENTS = 16_384;
const ERASEINFO_NOTE = 'ERASEINFO';
/** `XEN_ELFNOTE_CRASH_INFO` and the registers of Xen (xen/include/public/elfnote.h): the whole machine crashed, not the guest alone. */
const XEN_NOTE = 'Xen';
const UNDER_XEN =
  'this dump is of a machine that ran Xen: addresses in it are Xen’s, and what the kernel of a paravirtual domain had can’t be found by them';
const NT_PRSTATUS = 1;
const NT_AUXV = 6;
const NT_FILE = 0x46494c45;

/** Opens an ELF64 core file of a kernel: `/proc/vmcore`, `makedumpfile -E`, qemu's `dump-guest-memory`. */
export async function openElf(source: SourceParts): Promise<OpenedContainer> {
  const { index } = source;
  const header = readElfHeader(await readOne(index, { offset: 0, length: Math.min(EHDR_BYTES, index.sizeBytes) }));
  refuseXenCore(header);
  const segments = await readSegments(source, header);
  const problems = [...segments.problems];
  const { notes, problem } = await readAllNotes(source, segments.noteRanges);
  if (problem !== undefined) problems.push(problem);
  if (notes.some(({ name }) => name === XEN_NOTE)) problems.push(UNDER_XEN);
  requireKernel(notes);

  const vmcoreinfo = vmcoreinfoTexts(notes);
  const pageSizeBytes = vmcoreinfo.map(claimedPageSize).find((size) => size !== undefined) ?? 4096;
  const release = vmcoreinfo
    .map((text) => parseVmcoreInfo(text).get('OSRELEASE')?.trim())
    .find((value) => value !== undefined);
  // Each processor that was saved has left its registers.
  const cpus = notes.filter(({ name, type }) => name === 'CORE' && type === NT_PRSTATUS).length;
  return segmentContainer(source.pages, segments, pageSizeBytes, {
    format: FORMAT,
    incomplete: (header.flags & DUMP_ELF_INCOMPLETE) !== 0,
    machineName: header.machineName,
    header: {
      machine: header.machineName,
      ...(release === undefined ? {} : { release }),
      ...(cpus === 0 ? {} : { cpus }),
    },
    vmcoreinfo,
    notes,
    eraseinfo: eraseinfoOf(notes),
    problems,
  });
}

interface Segments extends ElfMemory {
  readonly noteRanges: readonly ByteRange[];
  /** A segment passes the end of the file. */
  readonly cut: boolean;
  readonly problems: readonly string[];
}

async function readSegments({ index }: SourceParts, header: ElfHeader): Promise<Segments> {
  const count = await programHeaderCount({ index }, header);
  const stored = new ExtentList();
  const memory = new ExtentList();
  const noteRanges: ByteRange[] = [];
  const problems: string[] = [];
  let cut = false;
  for (let first = 0; first < count; first += HEADERS_PER_READ) {
    const length = Math.min(HEADERS_PER_READ, count - first) * PHDR_BYTES;
    const offset = header.programHeaderOffset + first * PHDR_BYTES;
    const bytes = await readOne(index, { offset, length });
    for (const segment of readProgramHeaders(bytes, offset)) {
      const end = segment.offset + segment.fileBytes;
      const fits = end <= BigInt(index.sizeBytes);
      if (segment.type === PT_NOTE) {
        if (fits && noteRanges.length < MAX_NOTE_SEGMENTS)
          noteRanges.push({ offset: Number(segment.offset), length: Number(segment.fileBytes) });
        else if (!fits) problems.push(`the notes at offset ${segment.offset} are outside the file`);
      }
      if (segment.type !== PT_LOAD) continue;
      const memoryBytes = segment.memoryBytes > segment.fileBytes ? segment.memoryBytes : segment.fileBytes;
      if (segment.physicalAddress + memoryBytes > 1n << MAX_PHYSICAL_BITS || end > 1n << MAX_PHYSICAL_BITS) continue;
      cut ||= !fits;
      const start = Number(segment.physicalAddress);
      memory.add(start, Number(memoryBytes), 0);
      stored.add(start, Number(segment.fileBytes), Number(segment.offset));
    }
  }
  return { memory: ExtentMap.build(memory), stored: ExtentMap.build(stored), noteRanges, cut, problems };
}

async function programHeaderCount({ index }: Pick<SourceParts, 'index'>, header: ElfHeader): Promise<number> {
  if (header.programHeaderCount !== undefined) return header.programHeaderCount;
  const section = await readOne(index, { offset: header.sectionHeaderOffset, length: XNUM_SECTION_BYTES });
  return requireCount(readExtendedCount(section));
}

async function readAllNotes(
  { index }: SourceParts,
  ranges: readonly ByteRange[],
): Promise<{ notes: readonly DumpNote[]; problem: string | undefined }> {
  const total = ranges.reduce((sum, { length }) => sum + length, 0);
  if (total > MAX_NOTE_BYTES) return { notes: [], problem: `the notes claim ${total} bytes: they are not read` };
  const segments = (await readAll(index, ranges)).map((bytes) => readNotes(copyBytes(bytes)));
  const problem = segments.map((segment) => segment.problem).find((text) => text !== undefined);
  return { notes: segments.flatMap((segment) => segment.notes), problem };
}

/** `xl dump-core` has no segments: a guest's pages are in sections, in an order of its own (Xen docs/misc/dump-core-format.txt). */
function refuseXenCore({ programHeaderCount, sectionHeaderOffset }: ElfHeader): void {
  if (programHeaderCount !== 0 || sectionHeaderOffset === 0) return;
  throw new FormatError(
    FormatErrorCode.Unsupported,
    { format: FORMAT, field: 'e_phnum' },
    'a core without segments, as `xl dump-core` makes it of a Xen guest, is not read: let kdump within the guest save it, or use crash',
  );
}

/** What makedumpfile left out or wrote over on purpose. */
function eraseinfoOf(notes: readonly DumpNote[]): string | undefined {
  const note = notes.find(({ name }) => name === ERASEINFO_NOTE);
  const text = note && noteText(note.desc);
  return text === '' ? undefined : text;
}

/** A process leaves its auxiliary vector and its mapped files in its core; no kernel does. */
function requireKernel(notes: readonly DumpNote[]): void {
  if (!notes.some(({ name, type }) => name === 'CORE' && (type === NT_AUXV || type === NT_FILE))) return;
  throw new FormatError(
    FormatErrorCode.Unsupported,
    { format: FORMAT, field: 'notes' },
    'this is the core of a process in user space, not a dump of a kernel',
  );
}
