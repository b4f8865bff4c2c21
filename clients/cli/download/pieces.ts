/**
 * Downloads a dump of which only a part was sent: its manifest, then each object that it names, every one checked by its
 * SHA-256, into a sparse file of the dump's size. What was never sent is a hole, and reads as zeros.
 */
import { createHash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { DumpDownload } from '../../../shared/contract/dumps.ts';
import { Manifest } from '../../../shared/contract/manifest.ts';
import { AccessError, FormatError, FormatErrorCode, TransientError } from '../../../shared/errors.ts';
import { withRetries } from '../service/client.ts';
import { digestOf, eachLimited, fetchWhole, writeAll, writeSparse } from './download.ts';
import type { DownloadOptions, DownloadResult, Net } from './download.ts';

/** One object, and where in the dump its bytes belong. */
interface Piece {
  readonly key: string;
  readonly lengthBytes: number;
  readonly sha256: string;
  readonly ranges: readonly (readonly [offset: number, length: number])[];
}

export interface PiecesResult extends DownloadResult {
  /** Bytes of the dump that there are. */
  readonly presentBytes: number;
}

type Place = (file: FileHandle, bytes: Uint8Array, piece: Piece) => Promise<void>;

/** @throws {FormatError} when what came is not what the manifest says */
export async function downloadPieces(
  target: string,
  first: DumpDownload,
  options: DownloadOptions,
  net: Net,
): Promise<PiecesResult> {
  let known = first;
  const { sizeBytes, presentBytes = 0 } = first;
  const fetchAt = (urlOf: (download: DumpDownload) => string | undefined, lengthBytes?: number): Promise<Uint8Array> =>
    withRetries(net, async () => {
      const tried = known;
      const url = urlOf(tried);
      if (url === undefined) throw new TransientError('the service names no address for a piece');
      try {
        return await fetchWhole(url, lengthBytes, net);
      } catch (error) {
        if (!(error instanceof AccessError)) throw error;
        // Expired: ask for other addresses, once for all who find them so.
        if (tried === known) known = await options.locate();
        throw new TransientError(error.message, { cause: error });
      }
    });
  const manifest = readManifest(await fetchAt(({ url }) => url), sizeBytes);
  const part = `${target}.part`;
  const file = await open(part, 'w+', 0o600);
  let fetchedBytes = 0;
  try {
    await file.truncate(sizeBytes);
    const chunks = chunkPieces(manifest);
    const bodies = manifest.pieces ?? [];
    const total = [...bodies, ...chunks].reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
    const inChunks = new Set(manifest.chunks.map(({ index }) => index));
    const isSettled = (offset: number): boolean => inChunks.has(Math.floor(offset / manifest.chunkBytes));
    const take = async (piece: Piece, place: Place): Promise<void> => {
      const bytes = await fetchAt(({ pieces }) => pieces?.[piece.key], piece.lengthBytes);
      checkDigest(bytes, piece);
      await place(file, bytes, piece);
      fetchedBytes += bytes.length;
      options.onProgress({ doneBytes: fetchedBytes, sizeBytes: total });
    };
    // The body that counts most is written last.
    for (const body of bodies.toReversed()) {
      await take(body, (file, bytes, { ranges }) => placeRanges(file, bytes, ranges, manifest.chunkBytes, isSettled));
    }
    await eachLimited(chunks, options.parallel, (chunk) =>
      take(chunk, (file, bytes, { ranges: [range] }) => writeSparse(file, bytes, range?.[0] ?? 0)),
    );
    const sha256 = await digestOf(file, sizeBytes, net.signal);
    await rename(part, target);
    return { sizeBytes, presentBytes, fetchedBytes, sha256, verified: true };
  } finally {
    await file.close();
  }
}

function readManifest(bytes: Uint8Array, sizeBytes: number): Manifest {
  const refuse = (field: string, message: string, cause?: unknown) =>
    new FormatError(FormatErrorCode.BadValue, { format: 'manifest', field }, message, { cause });
  try {
    const manifest = Manifest.parse(JSON.parse(Buffer.from(bytes).toString()));
    if (manifest.sizeBytes !== sizeBytes) throw refuse('sizeBytes', `expected ${sizeBytes}, got ${manifest.sizeBytes}`);
    return manifest;
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw refuse('manifest', 'what the service has is no manifest', error);
  }
}

function chunkPieces({ chunks, chunkBytes }: Manifest): Piece[] {
  return chunks.flatMap(({ index, key, sha256, lengthBytes }): Piece[] =>
    key === undefined ? [] : [{ key, sha256, lengthBytes, ranges: [[index * chunkBytes, lengthBytes]] }],
  );
}

function checkDigest(bytes: Uint8Array, { key, sha256 }: Piece): void {
  const got = createHash('sha256').update(bytes).digest('hex');
  if (got === sha256) return;
  throw new FormatError(FormatErrorCode.BadValue, { format: key, field: 'sha256' }, `expected ${sha256}, got ${got}`);
}

/** Writes a body's ranges where no chunk says what is there. */
async function placeRanges(
  file: FileHandle,
  bytes: Uint8Array,
  ranges: Piece['ranges'],
  chunkBytes: number,
  isSettled: (offset: number) => boolean,
): Promise<void> {
  let at = 0;
  for (const [offset, length] of ranges) {
    const end = offset + length;
    for (let from = offset; from < end;) {
      const to = Math.min(end, (Math.floor(from / chunkBytes) + 1) * chunkBytes);
      // Zeros as well: a body that counts more may have them where one that counts less had something else.
      if (!isSettled(from)) await writeAll(file, bytes.subarray(at + from - offset, at + to - offset), from);
      from = to;
    }
    at += length;
  }
}
