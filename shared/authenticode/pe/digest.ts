/**
 * The Authenticode digest of an image: of all its bytes but the checksum, the certificate table and its entry in the
 * headers (Microsoft "Windows Authenticode Portable Executable Signature Format"; edk2 DxeImageVerificationLib HashPeImage).
 */
import { createHash, type Hash } from 'node:crypto';
import type { ByteRange, ByteSource } from '../../bytes/byte-source.ts';
import { readOne } from '../../bytes/pending.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { DATA_DIRECTORY_BYTES, type PeHeaders } from './headers.ts';

export const DIGEST_ALGORITHMS = ['sha256', 'sha384', 'sha512', 'sha1'] as const;
export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/**
 * What is digested, in order. As firmware does it: sections by place in the file, those at one place in table order; what
 * lies between sections is left out, and as many bytes as are left are taken from after the *sum* of all sizes.
 *
 * @throws {FormatError} bad-value where a range leaves the file
 */
export function authenticodeRanges(headers: PeHeaders): readonly ByteRange[] {
  const { checksumOffset, sizeOfHeaders, certificateDirectory, fileSizeBytes } = headers;
  const afterChecksum = checksumOffset + 4;
  const ranges: ByteRange[] = [{ offset: 0, length: checksumOffset }];
  if (certificateDirectory === undefined) ranges.push({ offset: afterChecksum, length: sizeOfHeaders - afterChecksum });
  else {
    const afterEntry = certificateDirectory.entryOffset + DATA_DIRECTORY_BYTES;
    ranges.push(
      { offset: afterChecksum, length: certificateDirectory.entryOffset - afterChecksum },
      { offset: afterEntry, length: sizeOfHeaders - afterEntry },
    );
  }
  let hashed = sizeOfHeaders;
  for (const section of [...headers.sections].sort((a, b) => a.rawOffset - b.rawOffset)) {
    if (section.rawSize === 0) continue;
    ranges.push({ offset: section.rawOffset, length: section.rawSize });
    hashed += section.rawSize;
  }
  if (fileSizeBytes > hashed) {
    ranges.push({ offset: hashed, length: fileSizeBytes - hashed - (certificateDirectory?.sizeBytes ?? 0) });
  }
  for (const { offset, length } of ranges) {
    if (length < 0 || offset + length > fileSizeBytes) {
      throw new FormatError(
        FormatErrorCode.BadValue,
        { format: 'pe', field: 'digest', offset },
        length < 0
          ? `it ends ${-length} bytes before there: headers, sections and certificate table lie over one another`
          : `${length} bytes to digest from there, the file has ${fileSizeBytes}`,
      );
    }
  }
  return ranges;
}

/** Bytes fetched at a time: they stay in the processor's cache between reading and digesting. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Digests ranges of a source, then `tail`, with several algorithms in one pass, fetching the next piece while one is digested.
 *
 * @throws {TransientError} when bytes have not arrived yet
 */
export async function digestRanges<A extends string>(
  source: ByteSource,
  ranges: readonly ByteRange[],
  algorithms: readonly A[],
  tail: Uint8Array = new Uint8Array(0),
): Promise<ReadonlyMap<A, Uint8Array>> {
  const hashes = new Map<A, Hash>(algorithms.map((algorithm) => [algorithm, createHash(algorithm)]));
  const pieces = chunks(ranges);
  const largest = ranges.reduce((most, { length }) => Math.max(most, length), 0);
  const fetch = pieceReader(source, Math.min(largest, CHUNK_BYTES));
  let next = pieces.next();
  let fetching = next.done === true ? undefined : fetch(next.value);
  while (fetching !== undefined) {
    const bytes = await fetching;
    next = pieces.next();
    fetching = next.done === true ? undefined : fetch(next.value);
    // A failed read is reported where it is awaited, one turn later.
    fetching?.catch(() => undefined);
    for (const hash of hashes.values()) hash.update(bytes);
  }
  return new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.update(tail).digest()]));
}

/** Into two buffers in turn, where the source can: one is filled while the other is digested. */
function pieceReader(source: ByteSource, largestBytes: number): (piece: ByteRange) => Promise<Uint8Array> {
  if (source.readInto === undefined) return (piece) => readOne(source, piece);
  // Of thousands of modules each is small: a MiB for each would be most of the work.
  const buffers = [new Uint8Array(largestBytes), new Uint8Array(largestBytes)] as const;
  let turn: 0 | 1 = 0;
  return async ({ offset, length }) => {
    const target = buffers[turn].subarray(0, length);
    turn = turn === 0 ? 1 : 0;
    await source.readInto?.(offset, target);
    return target;
  };
}

function* chunks(ranges: readonly ByteRange[]): Generator<ByteRange> {
  for (const { offset, length } of ranges) {
    for (let done = 0; done < length; done += CHUNK_BYTES) {
      yield { offset: offset + done, length: Math.min(CHUNK_BYTES, length - done) };
    }
  }
}
