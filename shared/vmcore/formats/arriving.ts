/** What the service has to know of a dump's file while it still arrives. */
import type { ByteRange, ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { EHDR_BYTES, PHDR_BYTES, PT_LOAD, readElfHeader, readProgramHeaders } from './elf/header.ts';
import { Container, IDENTIFY_BYTES, identify } from './identify.ts';

/**
 * Whether bits of a file make sense without the rest. A compressed one is read from its start, a flattened one says only in
 * each record where the next begins.
 *
 * @throws {PendingBytesError} when not even its head has arrived
 */
export async function isReadInBits(source: ByteSource): Promise<boolean> {
  const head = await readOne(source, { offset: 0, length: Math.min(IDENTIFY_BYTES, source.sizeBytes) });
  const kind = identify(head);
  return kind === undefined || kind === Container.Kdump || kind === Container.Elf || kind === Container.Lime;
}

export interface PhysicalPlace {
  readonly physicalAddress: bigint;
  readonly lengthBytes: number;
}

/** Where in memory ranges of an ELF dump's file were, as `/proc/vmcore` has it; nothing for what is no memory. */
export async function physicalPlaces(source: ByteSource, ranges: readonly ByteRange[]): Promise<PhysicalPlace[]> {
  const head = await readOne(source, { offset: 0, length: Math.min(IDENTIFY_BYTES, source.sizeBytes) });
  if (identify(head) !== Container.Elf) return [];
  const header = readElfHeader(head.subarray(0, EHDR_BYTES));
  // The crash kernel has one for each stretch of memory: hundreds at most, and never more than 16 bits count.
  const length = (header.programHeaderCount ?? 0) * PHDR_BYTES;
  const bytes = await readOne(source, { offset: header.programHeaderOffset, length });
  const places: PhysicalPlace[] = [];
  for (const { type, offset, fileBytes, physicalAddress } of readProgramHeaders(bytes, header.programHeaderOffset)) {
    if (type !== PT_LOAD) continue;
    for (const range of ranges) {
      const start = max(BigInt(range.offset), offset);
      const end = min(BigInt(range.offset + range.length), offset + fileBytes);
      if (end > start) {
        places.push({ physicalAddress: physicalAddress + start - offset, lengthBytes: Number(end - start) });
      }
    }
  }
  return places;
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
