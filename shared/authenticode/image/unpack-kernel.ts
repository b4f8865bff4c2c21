/** The kernel within an image: what a bzImage, a zboot image or a UKI carries, unpacked. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { openImage } from '../image-view.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { sectionRange } from '../pe/sections.ts';
import { compressionOf, isArm64Image, isBzImage, isRiscvImage, isZboot } from './magic.ts';
import { unpackUntil } from './unpack.ts';

/** Kernels of today unpack to some 60 MB. */
export const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
export const MAX_PACKED_BYTES = 256 * 1024 * 1024;

/** The bytes of the kernel as it is packed: the image itself, or the section of a UKI. Undefined where it is another kind, or too large. */
export async function readPackedKernel(
  source: ByteSource,
  head: Uint8Array,
  headers: PeHeaders | undefined,
): Promise<Uint8Array | undefined> {
  const linux = headers?.sections.find(({ name }) => name === '.linux');
  if (linux !== undefined) {
    const range = sectionRange(linux);
    if (range.offset + range.length > source.sizeBytes || range.length > MAX_PACKED_BYTES) return undefined;
    return readOne(source, range);
  }
  if (![isBzImage, isZboot, isArm64Image, isRiscvImage].some((is) => is(head))) return undefined;
  if (source.sizeBytes > MAX_PACKED_BYTES) return undefined;
  return readOne(source, { offset: 0, length: source.sizeBytes });
}

/** The compressed kernel within a bzImage (payload_offset, payload_length) or a zboot image (offset and size at 8). */
function payloadOf(kernel: Uint8Array): Uint8Array | undefined {
  const view = new DataView(kernel.buffer, kernel.byteOffset, kernel.length);
  if (isBzImage(kernel) && kernel.length > 0x250) {
    const setupSectors = view.getUint8(0x1f1) || 4;
    const offset = (setupSectors + 1) * 512 + view.getUint32(0x248, true);
    const length = view.getUint32(0x24c, true);
    return offset + length <= kernel.length ? kernel.subarray(offset, offset + length) : undefined;
  }
  if (isZboot(kernel)) {
    const offset = view.getUint32(8, true);
    const length = view.getUint32(12, true);
    return offset + length <= kernel.length ? kernel.subarray(offset, offset + length) : undefined;
  }
  return undefined;
}

/**
 * The kernel of an image, as it is put into memory: an ELF file (x86) or a flat `Image` (arm64, riscv64). Takes bzImage,
 * zboot, `Image`, a UKI that holds one of them, and any of them compressed whole.
 *
 * @throws {FormatError} unsupported for anything else, limit for one that is too large
 */
export async function unpackKernel(source: ByteSource): Promise<Uint8Array> {
  const { head, headers } = await openImage(source);
  const isWhole = compressionOf(head) !== undefined && source.sizeBytes <= MAX_PACKED_BYTES;
  const packed = isWhole
    ? await readOne(source, { offset: 0, length: source.sizeBytes })
    : await readPackedKernel(source, head, headers);
  const kernel = packed && (isWhole ? await unpackAll(packed) : await unpackPacked(packed));
  if (kernel === undefined) {
    const place = { format: 'image', field: 'kernel' };
    const wanted = 'it holds no kernel packed with gzip, xz, zstd or LZ4';
    throw new FormatError(FormatErrorCode.Unsupported, place, wanted);
  }
  return kernel;
}

/** Unpacks what {@link readPackedKernel} read; undefined where it is packed in another way. @throws {FormatError} limit */
export async function unpackPacked(kernel: Uint8Array): Promise<Uint8Array | undefined> {
  const payload = payloadOf(kernel);
  return payload === undefined ? kernel : unpackAll(payload);
}

/** The content of a packed payload; undefined where it is packed in a way that is not known. @throws {FormatError} limit */
export async function unpackAll(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  await unpackUntil(packed, MAX_UNPACKED_BYTES, (chunk) => {
    // A decoder may use its buffer again.
    pieces.push(Buffer.from(chunk));
    return false;
  });
  return pieces.length === 0 ? undefined : Buffer.concat(pieces);
}
