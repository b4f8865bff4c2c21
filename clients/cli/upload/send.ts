/**
 * Sends a dump: the log first and alone, then the chunks that are missing, some at the same time. What was sent before, by
 * this program or by the agent, is found again by the resume key.
 */
import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ChunkAnswers, LogAnswer, MAX_LOG_BYTES, UploadStatus } from '../../../shared/contract/uploads.ts';
import type { CreateUpload, PresignedPut, UploadPolicy } from '../../../shared/contract/uploads.ts';
import { ConflictError, FormatError, FormatErrorCode, InputError, TransientError } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { Busy, isBusyStatus, withRetries } from '../service/client.ts';
import type { ServiceClient } from '../service/client.ts';
import { hashChunk, readRange } from './chunks.ts';
import type { HashedChunk } from './chunks.ts';
import { identifyDump } from './find.ts';
import type { FoundDump } from './find.ts';
import { putBytes } from './put.ts';

/** Chunks that are offered in one request, at most. */
const OFFER = 16;
const MAX_ROUNDS = 4;
const KEY_PREFIX: Readonly<Record<UploadPolicy, string>> = { log: 'l1', hot: 'h1', kernel: 'k1', all: 'd1' };

export interface SendOptions {
  readonly host?: string | undefined;
  readonly policy: UploadPolicy;
  readonly parallel: number;
  /** Called with how much of the dump is there. */
  readonly onProgress: (progress: { readonly doneBytes: number; readonly sizeBytes: number }) => void;
}

export interface SendResult {
  readonly status: UploadStatus;
  readonly sentBytes: number;
  readonly sha256: string | undefined;
}

type Net = Pick<CliContext, 'sleep' | 'signal'>;

/** What is the same for every chunk of one upload. */
interface Sending {
  readonly client: ServiceClient;
  readonly net: Net;
  readonly file: FileHandle;
  readonly name: string;
  readonly status: UploadStatus;
  readonly options: SendOptions;
  sentBytes: number;
  doneBytes: number;
}

export async function sendDump(
  found: FoundDump,
  options: SendOptions,
  client: ServiceClient,
  net: Net,
): Promise<SendResult> {
  const identity = await identifyDump(found.dump);
  if (identity.sizeBytes === 0) throw new InputError(`${found.dump} is empty`);
  const { release, crashSeconds } = identity;
  const logOnly = options.policy === 'log';
  const create: CreateUpload = {
    sizeBytes: logOnly ? 0 : identity.sizeBytes,
    fileName: basename(found.dump).slice(0, 255),
    capturedAt: new Date(crashSeconds === undefined ? identity.modifiedMs : crashSeconds * 1000).toISOString(),
    policy: options.policy,
    // A part of the dump is another upload than the whole, which may follow one day.
    resumeKey: identity.resumeKey.replace(/^d1/, KEY_PREFIX[options.policy]),
    agent: 'purgatory-cli',
    ...(release === undefined ? {} : { kernelRelease: release }),
    ...(crashSeconds === undefined ? {} : { crashKey: [crashSeconds, release].filter(Boolean).join('-') }),
    ...(options.host === undefined ? {} : { host: options.host }),
  };
  let status = await client.post('uploads', create, UploadStatus);
  if (status.state !== 'open') return { status, sentBytes: 0, sha256: undefined };
  if (!status.logReceived && found.log !== undefined) {
    await sendLog(await readFile(found.log), status.id, client, net);
    status = await client.get(`uploads/${status.id}`, UploadStatus);
  }
  if (status.sizeBytes === 0 || status.policy === 'log') {
    const complete = await client.post(`uploads/${status.id}/complete`, {}, UploadStatus);
    return { status: complete, sentBytes: 0, sha256: undefined };
  }
  const file = await open(found.dump, 'r');
  try {
    const sending: Sending = { client, net, file, name: found.dump, status, options, sentBytes: 0, doneBytes: 0 };
    const sha256 = await sendChunks(sending);
    if ((await identifyDump(found.dump)).resumeKey !== identity.resumeKey) {
      throw new InputError(`${found.dump} changed while it was being sent; run again`);
    }
    return { status: await complete(sending, sha256), sentBytes: sending.sentBytes, sha256 };
  } finally {
    await file.close();
  }
}

/**
 * Sends a log alone: a console's, pstore's, a serial line's. The same log again is the same upload.
 *
 * @throws {InputError} for an empty one
 */
export async function sendLogAlone(
  path: string,
  { host }: Pick<SendOptions, 'host'>,
  client: ServiceClient,
  net: Net,
): Promise<SendResult> {
  const { mtime } = await stat(path);
  const log = await readFile(path);
  if (log.length === 0) throw new InputError(`${path} is empty`);
  const create: CreateUpload = {
    ...{ sizeBytes: 0, policy: 'log', agent: 'purgatory-cli' },
    fileName: basename(path).slice(0, 255),
    capturedAt: mtime.toISOString(),
    resumeKey: `c1-${createHash('sha256').update(log).digest('hex').slice(0, 40)}`,
    ...(host === undefined ? {} : { host }),
  };
  const status = await client.post('uploads', create, UploadStatus);
  if (status.state !== 'open') return { status, sentBytes: 0, sha256: undefined };
  if (!status.logReceived) await sendLog(log, status.id, client, net);
  const complete = await client.post(`uploads/${status.id}/complete`, {}, UploadStatus);
  return { status: complete, sentBytes: 0, sha256: undefined };
}

async function sendLog(whole: Buffer, id: string, client: ServiceClient, net: Net): Promise<void> {
  // A panic is at the end.
  const log = whole.subarray(Math.max(0, whole.length - MAX_LOG_BYTES));
  if (log.length === 0) return;
  const sha256 = createHash('sha256').update(log).digest('hex');
  await withRetries(net, async () => {
    const answer = await client.post(`uploads/${id}/log`, { sizeBytes: log.length, sha256 }, LogAnswer);
    if (answer.status === 'put') await put(answer.put, pieces(log), log.length, net);
  });
}

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* piecesOf(bytes);
  await Promise.resolve();
}

/** Reads the dump once from front to back; up to `parallel` chunks are under way while it goes on. */
async function sendChunks(sending: Sending): Promise<string> {
  const { status, options } = sending;
  const whole = createHash('sha256');
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let batch: HashedChunk[] = [];
  const flush = async (): Promise<void> => {
    const offered = batch;
    batch = [];
    if (offered.length === 0) return;
    const puts = await offer(sending, offered);
    for (const chunk of offered) {
      while (underWay.size >= options.parallel) await Promise.race(underWay);
      if (failures.length > 0) return;
      const task = sendChunk(sending, chunk, puts.get(chunk.index))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(task));
      underWay.add(task);
    }
  };
  // Few enough that their addresses do not grow old, and that the first is on its way soon.
  const most = Math.max(1, Math.min(OFFER, Math.floor((64 * 2 ** 20) / status.chunkBytes)));
  for (let index = 0; index < status.chunkCount && failures.length === 0; index++) {
    sending.net.signal.throwIfAborted();
    const offset = index * status.chunkBytes;
    const length = Math.min(status.chunkBytes, status.sizeBytes - offset);
    batch.push(await hashChunk(sending.file, sending.name, { index, offset, length }, whole));
    if (batch.length >= most) await flush();
  }
  await flush();
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
  return whole.digest('hex');
}

/** What to do for each chunk: where to put it, or nothing where it is there. */
async function offer(sending: Sending, chunks: readonly HashedChunk[]): Promise<Map<number, PresignedPut | undefined>> {
  const { chunks: answers } = await sending.client.post(
    `uploads/${sending.status.id}/chunks`,
    { chunks: chunks.map(({ index, sha256, zero }) => ({ index, sha256, ...(zero ? { zero } : {}) })) },
    ChunkAnswers,
  );
  return new Map(answers.map((answer) => [answer.index, answer.status === 'put' ? answer.put : undefined]));
}

async function sendChunk(sending: Sending, chunk: HashedChunk, first: PresignedPut | undefined): Promise<void> {
  let address = first;
  let tries = 0;
  if (first !== undefined) {
    await withRetries(sending.net, async () => {
      // An address is for one try: the next may find it expired, or the chunk there.
      if (tries++ > 0) address = (await offer(sending, [chunk])).get(chunk.index);
      if (address === undefined) return;
      await put(address, readRange(sending.file, sending.name, chunk), chunk.length, sending.net);
      sending.sentBytes += chunk.length;
    });
  }
  sending.doneBytes += chunk.length;
  sending.options.onProgress({ doneBytes: sending.doneBytes, sizeBytes: sending.status.sizeBytes });
}

async function put(address: PresignedPut, body: AsyncIterable<Uint8Array>, length: number, net: Net): Promise<void> {
  const { status, code } = await putBytes(address, body, length, net.signal);
  if (status < 300) return;
  const why = `the object store answered ${status}${code === undefined ? '' : ` ${code}`}`;
  if (code === 'BadDigest' || code === 'XAmzContentSHA256Mismatch') {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: 'dump', field: 'chunk' },
      `${why}: it changed while it was read`,
    );
  }
  if (isBusyStatus(status)) throw new Busy(why);
  // 403: the address has expired. 412: another sender was faster. Both are mended by offering again.
  throw new TransientError(why);
}

/** Says that all is there; sends again what the service misses. */
async function complete(sending: Sending, sha256: string): Promise<UploadStatus> {
  const { client, status } = sending;
  for (let round = 1; ; round++) {
    try {
      return await client.post(`uploads/${status.id}/complete`, { sha256 }, UploadStatus);
    } catch (error) {
      if (!(error instanceof ConflictError) || round >= MAX_ROUNDS) throw error;
      sending.doneBytes = 0;
      await sendChunks(sending);
    }
  }
}
