/**
 * The build-id of the kernel in an image: what VMCOREINFO says in a dump, so that the image can be found that ran.
 *
 * It stands in an ELF note (name "GNU", type 3). A kernel carries others as well: those of the vDSOs that it maps into processes,
 * which are ELF files within it. An ELF kernel says where its own notes are; of a flat one the note counts that is within no other file.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { isBzImage, isZboot } from './magic.ts';
import { MAX_UNPACKED_BYTES, readPackedKernel, unpackPacked } from './unpack-kernel.ts';

const WINDOW_BYTES = 4 * 1024 * 1024;
/** namesz 4, descsize 20, type 3 (NT_GNU_BUILD_ID), "GNU\0". */
const NOTE = Buffer.from('040000001400000003000000474e5500', 'hex');
const BUILD_ID_BYTES = 20;
const ELF_MAGIC = Buffer.from('7f454c46', 'hex');
const ELFCLASS64 = 2;
const EHDR_BYTES = 64;
const PHDR_BYTES = 56;
const PT_NOTE = 4;
/** vDSOs take a few pages. */
const MAX_VDSO_BYTES = 1024 * 1024;

/** Lower-case hex; undefined where there is none that can be found. */
export async function findBuildId(
  source: ByteSource,
  head: Uint8Array,
  headers: PeHeaders | undefined,
): Promise<string | undefined> {
  const kernel = await readPackedKernel(source, head, headers);
  if (kernel !== undefined) {
    const unpacked = await unpackPacked(kernel);
    return unpacked === undefined ? undefined : kernelBuildId(unpacked);
  }
  return isPacked(head, headers) ? undefined : scanSource(source);
}

/** Of a kernel that is packed and could not be read nothing can be found. */
function isPacked(head: Uint8Array, headers: PeHeaders | undefined): boolean {
  return isBzImage(head) || isZboot(head) || headers?.sections.some(({ name }) => name === '.linux') === true;
}

async function scanSource(source: ByteSource): Promise<string | undefined> {
  const overlap = NOTE.length + BUILD_ID_BYTES;
  for (let offset = 0; offset < Math.min(source.sizeBytes, MAX_UNPACKED_BYTES); offset += WINDOW_BYTES) {
    const length = Math.min(WINDOW_BYTES + overlap, source.sizeBytes - offset);
    const found = noteIn(asBuffer(await readOne(source, { offset, length })), 0);
    if (found !== undefined) return found.id;
  }
  return undefined;
}

/** The build-id of an unpacked kernel: an ELF file, or a flat `Image`. */
export function kernelBuildId(kernel: Uint8Array): string | undefined {
  const bytes = asBuffer(kernel);
  if (bytes.indexOf(ELF_MAGIC) === 0) {
    for (const { offset, length } of noteSegments(bytes)) {
      const found = noteIn(bytes.subarray(offset, offset + length), 0);
      if (found !== undefined) return found.id;
    }
  }
  for (let found = noteIn(bytes, 0); found !== undefined; found = noteIn(bytes, found.at + 1)) {
    if (!isInsideElf(bytes, found.at)) return found.id;
  }
  return undefined;
}

function noteIn(bytes: Buffer, from: number): { readonly id: string; readonly at: number } | undefined {
  const at = bytes.indexOf(NOTE, from);
  if (at < 0 || at + NOTE.length + BUILD_ID_BYTES > bytes.length) return undefined;
  return { at, id: bytes.toString('hex', at + NOTE.length, at + NOTE.length + BUILD_ID_BYTES) };
}

/** PT_NOTE segments of a 64-bit little-endian ELF file, as far as they are within it. */
function noteSegments(bytes: Buffer): { offset: number; length: number }[] {
  const segments: { offset: number; length: number }[] = [];
  if (bytes.length < EHDR_BYTES || bytes[4] !== ELFCLASS64) return segments;
  const at = Number(bytes.readBigUInt64LE(32));
  const count = bytes.readUInt16LE(56);
  for (let i = 0; i < count; i++) {
    const header = at + i * PHDR_BYTES;
    if (header + PHDR_BYTES > bytes.length) break;
    const [offset, length] = [Number(bytes.readBigUInt64LE(header + 8)), Number(bytes.readBigUInt64LE(header + 32))];
    if (bytes.readUInt32LE(header) === PT_NOTE && offset + length <= bytes.length) segments.push({ offset, length });
  }
  return segments;
}

/** Whether an ELF file that begins shortly before, and not at the very start, reaches over `at`. */
function isInsideElf(bytes: Buffer, at: number): boolean {
  for (let start = bytes.lastIndexOf(ELF_MAGIC, at); start > 0 && at - start < MAX_VDSO_BYTES;) {
    const end = start + elfBytes(bytes.subarray(start, start + EHDR_BYTES));
    if (at < end) return true;
    start = bytes.lastIndexOf(ELF_MAGIC, start - 1);
  }
  return false;
}

/** To the end of the section headers, which linkers put last. */
function elfBytes(header: Buffer): number {
  if (header.length < EHDR_BYTES) return 0;
  return header[4] === ELFCLASS64
    ? Number(header.readBigUInt64LE(40)) + header.readUInt16LE(58) * header.readUInt16LE(60)
    : header.readUInt32LE(32) + header.readUInt16LE(46) * header.readUInt16LE(48);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
