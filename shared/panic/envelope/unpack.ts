/** Compressed logs: gzip, zstd and xz by their first bytes. A log that is cut is read as far as it goes. */
import { Readable } from 'node:stream';
import { constants, createGunzip, createZstdDecompress, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { unpackXz } from '../../codecs/xz.ts';

/** A log that grows beyond this is cut: what is meant to fill memory does not. */
const MAX_UNPACKED = 256 * 1024 * 1024;
const MAX_PACKED_XZ = 64 * 1024 * 1024;

const MAGICS = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
] as const;
export type Packing = (typeof MAGICS)[number][0];
export const MAGIC_BYTES = 6;

/** How the bytes are packed, by the first {@link MAGIC_BYTES}; undefined where they are not. */
export function packingOf(bytes: Uint8Array): Packing | undefined {
  return MAGICS.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0];
}

const GZIP_LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };

export function unpack(bytes: Uint8Array, packing: Packing): Uint8Array {
  try {
    if (packing === 'gzip') return gunzipSync(bytes, { ...GZIP_LENIENT, maxOutputLength: MAX_UNPACKED });
    if (packing === 'zstd') return zstdDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED });
  } catch {
    return bytes;
  }
  return unpackedXz(bytes);
}

function unpackedXz(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    unpackXz(bytes, (chunk) => {
      chunks.push(Uint8Array.from(chunk));
      length += chunk.length;
      return length >= MAX_UNPACKED;
    });
  } catch {
    // What came before the damage is read.
  }
  return Buffer.concat(chunks);
}

/** The same for a log that comes in pieces. */
export async function* unpackStream(log: AsyncIterable<Uint8Array>, packing: Packing): AsyncGenerator<Uint8Array> {
  if (packing === 'xz') {
    yield unpackedXz(await gather(log));
    return;
  }
  const unpacker = packing === 'gzip' ? createGunzip(GZIP_LENIENT) : createZstdDecompress();
  const source = Readable.from(log);
  // A log that is cut or damaged is read as far as it goes: the error ends it.
  source.on('error', (error) => unpacker.destroy(error));
  const packed = source.pipe(unpacker);
  let length = 0;
  try {
    for await (const chunk of packed) {
      const bytes = chunk as Uint8Array;
      length += bytes.length;
      yield bytes;
      if (length >= MAX_UNPACKED) return;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
  } finally {
    source.destroy();
  }
}

function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code.startsWith('ZSTD_') || code === 'ERR_BUFFER_TOO_LARGE';
}

async function gather(log: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of log) {
    chunks.push(Uint8Array.from(chunk));
    length += chunk.length;
    if (length >= MAX_PACKED_XZ) break;
  }
  return Buffer.concat(chunks);
}
