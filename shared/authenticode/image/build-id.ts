/**
 * The build-id of the kernel in an image: what VMCOREINFO says in a dump, so that the image can be found that ran.
 *
 * It stands in an ELF note (name "GNU", type 3). In an uncompressed kernel the note is looked for in its bytes; a bzImage and a
 * zboot image hold the kernel compressed: it is unpacked as far as needed, within limits.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import type { PeHeaders } from '../pe/headers.ts';
import { sectionRange } from '../pe/sections.ts';
import { isArm64Image, isBzImage, isZboot } from './identify.ts';
import { unpackUntil } from './unpack.ts';

/** Kernels of today unpack to some 60 MB. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
const MAX_PACKED_BYTES = 256 * 1024 * 1024;
const WINDOW_BYTES = 4 * 1024 * 1024;
/** namesz 4, descsize 20, type 3 (NT_GNU_BUILD_ID), "GNU\0". */
const NOTE = Buffer.from('040000001400000003000000474e5500', 'hex');
const BUILD_ID_BYTES = 20;

/** Lower-case hex; undefined where there is none that can be found. */
export async function findBuildId(
  source: ByteSource,
  head: Uint8Array,
  headers: PeHeaders | undefined,
): Promise<string | undefined> {
  const linux = headers?.sections.find(({ name }) => name === '.linux');
  if (linux !== undefined) {
    const range = sectionRange(linux);
    if (range.offset + range.length > source.sizeBytes || range.length > MAX_PACKED_BYTES) return undefined;
    const inner = await readOne(source, range);
    return inKernel(inner);
  }
  if (!isBzImage(head) && !isZboot(head) && !isArm64Image(head)) return scanSource(source);
  if (source.sizeBytes > MAX_PACKED_BYTES) return undefined;
  return inKernel(await readOne(source, { offset: 0, length: source.sizeBytes }));
}

async function inKernel(kernel: Uint8Array): Promise<string | undefined> {
  const payload = payloadOf(kernel);
  if (payload === undefined) return scan(kernel);
  let found: string | undefined;
  let carry: Uint8Array = new Uint8Array(0);
  await unpackUntil(payload, MAX_UNPACKED_BYTES, (chunk) => {
    const window = Buffer.concat([carry, chunk]);
    found = scan(window);
    carry = window.subarray(Math.max(0, window.length - NOTE.length - BUILD_ID_BYTES));
    return found !== undefined;
  });
  return found;
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

async function scanSource(source: ByteSource): Promise<string | undefined> {
  const overlap = NOTE.length + BUILD_ID_BYTES;
  for (let offset = 0; offset < Math.min(source.sizeBytes, MAX_UNPACKED_BYTES); offset += WINDOW_BYTES) {
    const length = Math.min(WINDOW_BYTES + overlap, source.sizeBytes - offset);
    const found = scan(await readOne(source, { offset, length }));
    if (found !== undefined) return found;
  }
  return undefined;
}

function scan(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const at = buffer.indexOf(NOTE);
  if (at < 0 || at + NOTE.length + BUILD_ID_BYTES > buffer.length) return undefined;
  return buffer.subarray(at + NOTE.length, at + NOTE.length + BUILD_ID_BYTES).toString('hex');
}
