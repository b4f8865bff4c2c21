/**
 * The kernel in an EFI zboot image (linux v6.1 to v6.18 drivers/firmware/efi/libstub/zboot-header.S, zboot.lds, Makefile.zboot):
 *
 *     0 "MZ"  4 "zimg"  8 u32 place of the payload  12 u32 its size  24 how it is packed, as text, to 0x38
 *     the payload, then a u32 of how large it is unpacked (of gzip that is its own last word, and counted)
 *
 * Where the payload begins and ends is built into the code that unpacks it, and what follows can't move: another kernel has to be packed
 * into the very same room. Nobody asks what fills it up behind the first frame of zstd: code up to 6.14 unpacks that frame alone, later
 * code and kexec-tools take a skippable frame for what it is.
 */
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { memorySource } from '../../bytes/byte-source.ts';
import { concatSource, streamSource } from '../../bytes/concat-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode, InputError } from '../../errors.ts';
import { contentEnd, unsignedHead } from '../pe/edit.ts';
import { parsePeHeaders, type PeHeaders } from '../pe/headers.ts';
import { lastSectionByte } from '../pe/rules.ts';
import { ascii } from './magic.ts';
import { MAX_PACKED_BYTES, unpackAll } from './unpack-kernel.ts';

const PLACE = 8;
const SIZE = 12;
const PACKED_AS = { offset: 24, length: 32 } as const;
const SIZE_WORD_BYTES = 4;
/** `zstd -22 --ultra`, as the kernel's build packs. */
const LEVEL = 22;
/** RFC 8878, 3.1.2: magic number and size, then what is skipped. */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_HEADER_BYTES = 8;

const BUILD =
  'sign the Image (purgatory sign Image), have the build make vmlinuz.efi of it, and sign that without --inner';

const compress = promisify(zstdCompress);

export interface InnerKernel {
  /** As a file of its own: without the zeros for what it takes in memory. */
  readonly inner: ByteSource;
  /** The image, unsigned, with another kernel in the place of this one. @throws {InputError} where that has no room */
  readonly around: (kernel: ByteSource) => Promise<ByteSource>;
}

/**
 * @throws {InputError} for one that is packed in a way that can't be done again here
 * @throws {FormatError} where the payload is not where, or not as large as, the image says
 */
export async function openZboot(source: ByteSource, headers: PeHeaders): Promise<InnerKernel> {
  const room = roomOf(headers);
  const packed = await readOne(source, { offset: room.offset, length: room.length + SIZE_WORD_BYTES });
  const unpacked = await unpackAll(packed.subarray(0, room.length));
  const stated = wordAt(packed, room.length);
  if (unpacked?.length !== stated) {
    throw bad('size', `it says that it unpacks to ${stated} bytes, and unpacks to ${unpacked?.length ?? 0}`);
  }
  return {
    inner: memorySource(withoutMemory(unpacked), `${source.name}:kernel`),
    around: async (kernel) => withPayload(source, headers, await packInto(room.length, kernel, unpacked.length)),
  };
}

/** Where the payload is, and how long; the word of its size follows. */
function roomOf({ head, fileSizeBytes, sizeOfHeaders }: PeHeaders): {
  readonly offset: number;
  readonly length: number;
} {
  const packedAs = ascii(head, PACKED_AS.offset, PACKED_AS.length).split('\0', 1)[0] ?? '';
  if (!packedAs.startsWith('zstd')) {
    const why =
      packedAs === 'gzip'
        ? 'what Node has of gzip packs looser than gzip -9, so that there is never room for the signature'
        : 'there is nothing here that packs so';
    throw new InputError(
      `the kernel in this EFI zboot image is packed with ${JSON.stringify(packedAs)}: ${why}. Its place can't grow: ${BUILD}`,
      { field: 'image' },
    );
  }
  const [offset, length] = [wordAt(head, PLACE), wordAt(head, SIZE)];
  if (offset < sizeOfHeaders || offset + length + SIZE_WORD_BYTES > fileSizeBytes) {
    throw bad('payload', `${length} bytes at ${offset} are not in the file of ${fileSizeBytes} bytes`);
  }
  if (length > MAX_PACKED_BYTES) {
    throw new FormatError(FormatErrorCode.Limit, { format: 'zboot', field: 'payload' }, `${length} bytes`);
  }
  return { offset, length };
}

/** Newer builds pad the Image with zeros to what it takes in memory: those are no part of it as a file. */
function withoutMemory(unpacked: Uint8Array): Uint8Array {
  const headers = parsePeHeaders(unpacked, unpacked.length);
  const table = headers.certificateDirectory;
  const end = table === undefined || table.sizeBytes === 0 ? lastSectionByte(headers) : table.offset + table.sizeBytes;
  if (end >= unpacked.length || unpacked.subarray(end).some((byte) => byte !== 0)) return unpacked;
  return unpacked.subarray(0, end);
}

/** The payload and the word behind it, exactly as long as before. */
async function packInto(roomBytes: number, kernel: ByteSource, memoryBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of streamSource(kernel)) pieces.push(Buffer.from(chunk));
  const content = Buffer.concat([...pieces, Buffer.alloc(Math.max(memoryBytes - kernel.sizeBytes, 0))]);
  for (const checked of [0, 1]) {
    const params = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: checked };
    const frame = await compress(content, { params, pledgedSrcSize: content.length });
    const left = roomBytes - frame.length;
    if (left < 0) throw noRoom(roomBytes, frame.length);
    // Too little for a frame that is skipped: with a checksum of four bytes it is another little.
    if (left > 0 && left < SKIPPABLE_HEADER_BYTES) continue;
    const packed = Buffer.concat([frame, skipped(left), word(content.length)]);
    const again = await unpackAll(packed.subarray(0, roomBytes));
    if (again === undefined || Buffer.compare(again, content) !== 0) throw bad('payload', 'it does not unpack again');
    return packed;
  }
  throw noRoom(roomBytes, roomBytes);
}

function noRoom(roomBytes: number, packedBytes: number): InputError {
  const sizes = `it packs to ${packedBytes} bytes, ${roomBytes} are there`;
  return new InputError(
    `the signed kernel has no room in its EFI zboot image, whose payload can't grow: ${sizes}. ${BUILD}`,
    {
      field: 'image',
    },
  );
}

function skipped(bytes: number): Uint8Array {
  if (bytes === 0) return new Uint8Array(0);
  return Buffer.concat([
    word(SKIPPABLE_MAGIC),
    word(bytes - SKIPPABLE_HEADER_BYTES),
    new Uint8Array(bytes - SKIPPABLE_HEADER_BYTES),
  ]);
}

async function withPayload(source: ByteSource, headers: PeHeaders, payload: Uint8Array): Promise<ByteSource> {
  const head = await unsignedHead(source, headers);
  const offset = wordAt(head, PLACE);
  const end = offset + payload.length;
  return concatSource(source.name, [
    head,
    { source, offset: head.length, length: offset - head.length },
    payload,
    { source, offset: end, length: contentEnd(headers) - end },
  ]);
}

function wordAt(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(offset, true);
}

function word(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function bad(field: string, problem: string): FormatError {
  return new FormatError(FormatErrorCode.BadValue, { format: 'zboot', field }, problem);
}
