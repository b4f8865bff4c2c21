import { copyBytes } from '../../../bytes/plain-bytes.ts';
import type { ByteSource } from '../../../bytes/byte-source.ts';
import { readOne } from '../../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import type { SourceParts } from '../container.ts';
import type { DumpNote } from '../dump.ts';
import { MAX_NOTE_BYTES, noteText, readNotes, vmcoreinfoTexts } from '../elf-notes.ts';
import { Bitmap } from './bitmap.ts';
import { DumpFlag, FORMAT, HEADER_BYTES, SUB_HEADER_BYTES, readKdumpHeader, readKdumpSubHeader } from './header.ts';
import type { Extent, KdumpHeader, KdumpSubHeader } from './header.ts';
import { PAGE_DESC_BYTES } from './page-desc.ts';
import { KdumpPart } from './part.ts';

export interface OpenedPart {
  readonly name: string;
  readonly header: KdumpHeader;
  readonly subHeader: KdumpSubHeader;
  readonly pages: KdumpPart;
  readonly notes: readonly DumpNote[];
  readonly vmcoreinfo: readonly string[];
  readonly eraseinfo: string | undefined;
  /** The header says so, or the table of descriptors is not whole. */
  readonly incomplete: boolean;
  readonly problems: readonly string[];
}

/** The bitmap that a header claims takes this much at most: pages of 4 KiB for 64 TiB, or more than any file has. */
const MAX_BITMAP_BYTES = 2 * 1024 * 1024 * 1024;
/** Bits are counted at opening where that takes one round: it tells at once whether the file is cut. */
const COUNT_AT_OPEN_BYTES = 8 * 1024 * 1024;

export async function openPart(source: SourceParts): Promise<OpenedPart> {
  const { index } = source;
  const headerBytes = await readOne(index, { offset: 0, length: Math.min(HEADER_BYTES, index.sizeBytes) });
  const header = readKdumpHeader(headerBytes);
  const block = header.blockSizeBytes;
  const subHeaderBytes = await readOne(index, { offset: block, length: SUB_HEADER_BYTES });
  const subHeader = readKdumpSubHeader(subHeaderBytes, header.version, block);

  const bitmapBytes = (header.bitmapBlocks / 2) * block;
  const bitmap1Offset = (1 + header.subHeaderBlocks) * block;
  const bitmap2Offset = bitmap1Offset + bitmapBytes;
  const descOffset = bitmap2Offset + bitmapBytes;
  const maxPfn = pageFrames(header, subHeader, bitmapBytes);
  requireBitmaps(index, header, bitmapBytes, descOffset);

  const [startPfn, endPfn] = subHeader.split ? splitRange(subHeader, maxPfn) : [0, maxPfn];
  const layout = { pageSizeBytes: block, maxPfn, startPfn, endPfn, bitmap1Offset, bitmap2Offset, descOffset };
  const dumped = new Bitmap(index, bitmap2Offset, endPfn, startPfn);
  const small = bitmapBytes <= COUNT_AT_OPEN_BYTES;
  const dumpedPages = small ? await dumped.total() : endPfn - startPfn;
  const tableEnd = descOffset + dumpedPages * PAGE_DESC_BYTES;
  const problems: string[] = [];
  const text = await readTexts(index, subHeader, problems);
  return {
    name: index.name,
    header,
    subHeader,
    pages: new KdumpPart(source, layout, dumped, dumpedPages),
    ...text,
    incomplete: (header.status & DumpFlag.Incomplete) !== 0 || (small && tableEnd > index.sizeBytes),
    problems,
  };
}

/** One more than the highest page frame number; both bitmaps have a bit for each. */
function pageFrames(header: KdumpHeader, subHeader: KdumpSubHeader, bitmapBytes: number): number {
  const claimed = subHeader.maxMapnr ?? BigInt(header.maxMapnr32);
  if (claimed === 0n || claimed > BigInt(bitmapBytes) * 8n) {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: FORMAT, field: 'header.max_mapnr' },
      `${claimed} page frames, the bitmaps have bits for ${bitmapBytes * 8}`,
    );
  }
  return Number(claimed);
}

function requireBitmaps(source: ByteSource, header: KdumpHeader, bitmapBytes: number, end: number): void {
  const place = { format: FORMAT, field: 'header.bitmap_blocks' };
  if (bitmapBytes > MAX_BITMAP_BYTES) {
    throw new FormatError(
      FormatErrorCode.Limit,
      place,
      `${header.bitmapBlocks} blocks of bitmap are more than is read`,
    );
  }
  if (end > source.sizeBytes) {
    throw new FormatError(
      FormatErrorCode.Truncated,
      place,
      `the bitmaps end at ${end}, the file at ${source.sizeBytes}: no page of it can be found`,
    );
  }
}

function splitRange(subHeader: KdumpSubHeader, maxPfn: number): readonly [number, number] {
  const { startPfn, endPfn } = subHeader;
  // A part can be empty: makedumpfile divides by blocks of memory, and a small dump has fewer than parts.
  if (startPfn > endPfn || endPfn > BigInt(maxPfn)) {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: FORMAT, field: 'sub_header.start_pfn' },
      `the part claims page frames ${startPfn} to ${endPfn} of ${maxPfn}`,
    );
  }
  return [Number(startPfn), Number(endPfn)];
}

type PartTexts = Pick<OpenedPart, 'notes' | 'vmcoreinfo' | 'eraseinfo'>;

/** Notes, VMCOREINFO and the list of what was erased. Without them a dump can still be read: what is wrong is noted. */
async function readTexts(source: ByteSource, subHeader: KdumpSubHeader, problems: string[]): Promise<PartTexts> {
  const usable = (extent: Extent | undefined, what: string): Extent => {
    if (extent === undefined) return { offset: 0, sizeBytes: 0 };
    if (extent.sizeBytes <= MAX_NOTE_BYTES && extent.offset <= source.sizeBytes - extent.sizeBytes) return extent;
    problems.push(`${what}: ${extent.sizeBytes} bytes at offset ${extent.offset} are outside the file`);
    return { offset: 0, sizeBytes: 0 };
  };
  const extents = [
    usable(subHeader.notes, 'notes'),
    usable(subHeader.vmcoreinfo, 'vmcoreinfo'),
    usable(subHeader.eraseinfo, 'eraseinfo'),
  ];
  const [noteBytes, infoBytes, eraseBytes] = await source.read(
    extents.map(({ offset, sizeBytes }) => ({ offset, length: sizeBytes })),
  );
  if (noteBytes === undefined || infoBytes === undefined) problems.push('the notes have not arrived yet');

  const { notes, problem } = readNotes(copyBytes(noteBytes ?? new Uint8Array(0)));
  if (problem !== undefined) problems.push(problem);
  const own = noteText(infoBytes ?? new Uint8Array(0));
  const erased = noteText(eraseBytes ?? new Uint8Array(0));
  return {
    notes,
    vmcoreinfo: [...new Set([...(own === '' ? [] : [own]), ...vmcoreinfoTexts(notes)])],
    eraseinfo: erased === '' ? undefined : erased,
  };
}
