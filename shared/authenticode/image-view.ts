/** An image as its verifiers see it: headers and certificate table at hand, digests made once and only when asked for. */
import type { ByteRange, ByteSource } from '../bytes/byte-source.ts';
import { readOne } from '../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../errors.ts';
import { hasModuleSignature } from './image/module-signature.ts';
import type { KernelImageView } from './kernel/pefile.ts';
import { digestRanges } from './pe/digest.ts';
import {
  DATA_DIRECTORY_BYTES,
  IMAGE_DIRECTORY_ENTRY_SECURITY,
  parsePeHeaders,
  readHead,
  type PeHeaders,
} from './pe/headers.ts';

/** Modules are verified in memory; the kernel has no room for larger ones. */
const MAX_MODULE_BYTES = 1024 ** 3;
/** A table of signatures is some KiB; page hashes make it some MiB. */
const MAX_CERTIFICATE_TABLE_BYTES = 16 * 1024 * 1024;

export interface ImageView extends KernelImageView {
  readonly source: ByteSource;
  /** Undefined where the file is no PE image: `problem` says why. */
  readonly headers: PeHeaders | undefined;
  readonly problem: FormatError | undefined;
}

/**
 * Opens an image for verification: reads its headers and certificate table, nothing else.
 *
 * @throws {FormatError} limit, where they, or a signed module, are larger than what is read of any: consumers read them, so nothing can be
 * said of those
 */
export async function openImage(source: ByteSource): Promise<ImageView> {
  if (source.sizeBytes > MAX_MODULE_BYTES && (await hasModuleSignature(source)))
    throw tooLarge('module', 'file', source.sizeBytes, MAX_MODULE_BYTES);
  const head = await readHead(source);
  let headers: PeHeaders | undefined;
  let problem: FormatError | undefined;
  try {
    headers = parsePeHeaders(head, source.sizeBytes);
  } catch (error) {
    if (!(error instanceof FormatError) || error.code === FormatErrorCode.Limit) throw error;
    problem = error;
  }
  const digests = new Map<string, Promise<Uint8Array>>();
  return {
    source,
    sizeBytes: source.sizeBytes,
    head,
    headers,
    problem,
    certificateTable: await readCertificateTable(source, headers),
    digest(hash, ranges) {
      const key = `${hash} ${ranges.map(({ offset, length }) => `${offset}+${length}`).join(' ')}`;
      const digest = digests.get(key) ?? oneDigest(source, ranges, hash);
      digests.set(key, digest);
      return digest;
    },
  };
}

async function oneDigest(source: ByteSource, ranges: readonly ByteRange[], hash: string): Promise<Uint8Array> {
  const digests = await digestRanges(source, ranges, [hash]);
  return digests.get(hash) ?? new Uint8Array(0);
}

async function readCertificateTable(
  source: ByteSource,
  headers: PeHeaders | undefined,
): Promise<Uint8Array | undefined> {
  if (headers === undefined) return undefined;
  // Where the entry stands whatever NumberOfRvaAndSizes says: the kernel does not ask it. Firmware asks the headers first.
  const entry = headers.dataDirectoriesOffset + IMAGE_DIRECTORY_ENTRY_SECURITY * DATA_DIRECTORY_BYTES;
  if (entry + DATA_DIRECTORY_BYTES > headers.head.length) return undefined;
  const view = new DataView(headers.head.buffer, headers.head.byteOffset, headers.head.length);
  const offset = view.getUint32(entry, true);
  const length = view.getUint32(entry + 4, true);
  if (length === 0 || offset + length > source.sizeBytes) return undefined;
  if (length > MAX_CERTIFICATE_TABLE_BYTES)
    throw tooLarge('pe', 'certificate table', length, MAX_CERTIFICATE_TABLE_BYTES);
  return readOne(source, { offset, length });
}

function tooLarge(format: string, field: string, bytes: number, most: number): FormatError {
  return new FormatError(FormatErrorCode.Limit, { format, field }, `${bytes} bytes, of which ${most} at most are read`);
}
