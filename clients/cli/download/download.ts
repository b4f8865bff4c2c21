/**
 * Downloads a sealed dump by ranged GETs, several at a time, into a sparse file beside the wanted name. Which blocks are
 * there is kept in a journal, so that an interrupted download goes on; only a file of the right digest gets its name.
 */
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { DumpDownload } from '../../../shared/contract/dumps.ts';
import { AccessError, FormatError, FormatErrorCode, InputError, TransientError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { Busy, isBusyStatus, retryAfter, withRetries } from '../service/client.ts';
import { isZero } from '../upload/chunks.ts';

const BLOCK_BYTES = 8 * 2 ** 20;
/** Runs of zeros of this size become holes. */
const HOLE_BYTES = 65_536;
const TIMEOUT_MS = 300_000;

export interface DownloadOptions {
  readonly parallel: number;
  /** Where the dump is to be had: asked again when an address has expired. */
  readonly locate: () => Promise<DumpDownload>;
  readonly onProgress: (progress: { readonly doneBytes: number; readonly sizeBytes: number }) => void;
}

export interface DownloadResult {
  readonly sizeBytes: number;
  readonly fetchedBytes: number;
  readonly sha256: string;
  /** Absent where the service knows no digest to compare with. */
  readonly verified: boolean;
}

export type Net = Pick<CliContext, 'fetch' | 'sleep' | 'signal'>;

/** @throws {FormatError} when what came is not what the service has */
export async function downloadDump(target: string, options: DownloadOptions, net: Net): Promise<DownloadResult> {
  let place = await options.locate();
  const part = `${target}.part`;
  const journalPath = `${target}.part.journal`;
  const { sizeBytes } = place;
  const identity = `${sizeBytes} ${place.sha256 ?? '-'} ${BLOCK_BYTES}`;
  const done = await readJournal(journalPath, part, identity, sizeBytes);
  const file = await open(part, done.size > 0 ? 'r+' : 'w+', 0o600);
  const journal = await open(journalPath, done.size > 0 ? 'a' : 'w', 0o600);
  let fetchedBytes = 0;
  let doneBytes = 0;
  try {
    await file.truncate(sizeBytes);
    if (done.size === 0) await journal.write(`${identity}\n`);
    const blocks = Array.from({ length: Math.ceil(sizeBytes / BLOCK_BYTES) }, (_, index) => index);
    for (const index of done) doneBytes += blockLength(index, sizeBytes);
    await eachLimited(
      blocks.filter((index) => !done.has(index)),
      options.parallel,
      async (index) => {
        const length = blockLength(index, sizeBytes);
        const bytes = await withRetries(net, async () => {
          const tried = place;
          try {
            return await fetchRange(tried.url, index * BLOCK_BYTES, length, net);
          } catch (error) {
            // Expired: ask for another address, once for all who find it so.
            if (error instanceof AccessError && tried === place) place = await options.locate();
            if (error instanceof AccessError) throw new TransientError(error.message, { cause: error });
            throw error;
          }
        });
        await writeSparse(file, bytes, index * BLOCK_BYTES);
        // The journal must not know of a block before the disk does.
        await file.datasync();
        await journal.write(`${index}\n`);
        fetchedBytes += length;
        doneBytes += length;
        options.onProgress({ doneBytes, sizeBytes });
      },
    );
    const sha256 = await digestOf(file, sizeBytes, net.signal);
    if (place.sha256 !== undefined && place.sha256 !== sha256) {
      await rm(journalPath, { force: true });
      throw new FormatError(
        FormatErrorCode.BadValue,
        { format: target, field: 'sha256' },
        `expected ${place.sha256}, got ${sha256}; run again to fetch it anew`,
      );
    }
    await rename(part, target);
    await rm(journalPath, { force: true });
    return { sizeBytes, fetchedBytes, sha256, verified: place.sha256 !== undefined };
  } finally {
    await Promise.all([file.close(), journal.close()]);
  }
}

function blockLength(index: number, sizeBytes: number): number {
  return Math.min(BLOCK_BYTES, sizeBytes - index * BLOCK_BYTES);
}

/** The blocks that are there; none where the journal is of another dump, or its file is gone. */
async function readJournal(path: string, part: string, identity: string, sizeBytes: number): Promise<Set<number>> {
  try {
    const [head, ...lines] = (await readFile(path, 'utf8')).split('\n');
    if (head !== identity || (await stat(part)).size !== sizeBytes) return new Set();
    // The last line may be cut: only what a line feed ends counts.
    const indices = lines
      .slice(0, -1)
      .filter((line) => /^[0-9]+$/.test(line))
      .map(Number);
    return new Set(indices.filter((index) => index * BLOCK_BYTES < sizeBytes));
  } catch {
    return new Set();
  }
}

/** @throws {TransientError} for what may pass; {AccessError} where the address is not good any more */
export async function fetchRange(url: string, offset: number, length: number, net: Net): Promise<Uint8Array> {
  const response = await get(url, { range: `bytes=${offset}-${offset + length - 1}` }, net);
  const { status } = response;
  if (status === 206 || (status === 200 && offset === 0)) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length === length) return bytes;
    throw new TransientError(`${bytes.length} of ${length} bytes came`);
  }
  return await refuse(response);
}

/** @param lengthBytes how long it has to be, where that is known */
export async function fetchWhole(url: string, lengthBytes: number | undefined, net: Net): Promise<Uint8Array> {
  const response = await get(url, {}, net);
  if (response.status !== 200) return await refuse(response);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (lengthBytes === undefined || bytes.length === lengthBytes) return bytes;
  throw new TransientError(`${bytes.length} of ${lengthBytes} bytes came`);
}

async function get(url: string, headers: Record<string, string>, net: Net): Promise<Response> {
  return await net.fetch(url, {
    headers,
    signal: AbortSignal.any([net.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    redirect: 'error',
  });
}

/** @throws what an answer means that has not what was asked for */
async function refuse(response: Response): Promise<never> {
  const { status } = response;
  await response.body?.cancel();
  if (status === 403 || status === 400) throw new AccessError('forbidden', `the object store answered ${status}`);
  if (isBusyStatus(status)) throw new Busy(`the object store answered ${status}`, retryAfter(response));
  throw new InputError(`the object store answered ${status}`);
}

/** Writes what is not zero: the rest of the file is a hole already. */
export async function writeSparse(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  let start = -1;
  for (let at = 0; at <= bytes.length; at += HOLE_BYTES) {
    const hole = at >= bytes.length || isZero(bytes.subarray(at, at + HOLE_BYTES));
    if (!hole && start < 0) start = at;
    if (hole && start >= 0) {
      await writeAll(file, bytes.subarray(start, Math.min(at, bytes.length)), offset + start);
      start = -1;
    }
  }
  if (start >= 0) await writeAll(file, bytes.subarray(start), offset + start);
}

export async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
  }
}

export async function digestOf(file: FileHandle, sizeBytes: number, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(4 * 2 ** 20);
  for (let at = 0; at < sizeBytes;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest('hex');
}

/** Runs `task` for every item, at most `limit` at a time; the first failure stops the rest. */
export async function eachLimited<T>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failed) return;
      try {
        await task(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  const failure = workers.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
