/**
 * Sends a dump: the log first and alone, then the chunks that are missing, some at the same time. What was sent before, by
 * this program or by the agent, is found again by the resume key.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ChunkAnswers, UploadStatus } from '../../../shared/contract/uploads.ts';
import type { CreateUpload, PresignedPut, UploadPolicy } from '../../../shared/contract/uploads.ts';
import { ConflictError, InputError } from '../../../shared/errors.ts';
import { withRetries } from '../service/client.ts';
import type { ServiceClient } from '../service/client.ts';
import { hashChunk, readRange } from './chunks.ts';
import type { HashedChunk } from './chunks.ts';
import { identifyDump } from './find.ts';
import type { FoundDump } from './find.ts';
import { sendCrashKernelLog, sendLog } from './logs.ts';
import { put } from './put.ts';
import type { Net, SendResult } from './result.ts';
import { readNamed } from '../files.ts';

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
  const crashKernelLog = found.crashKernelLog === undefined ? undefined : await readNamed(found.crashKernelLog);
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
    await sendLog(await readNamed(found.log), status.id, client, net);
    status = await client.get(`uploads/${status.id}`, UploadStatus);
  }
  const crashKernelLogRefused = await sendCrashKernelLog(crashKernelLog, status.id, client, net);
  if (status.sizeBytes === 0 || status.policy === 'log') {
    const complete = await client.post(`uploads/${status.id}/complete`, {}, UploadStatus);
    return { status: complete, sentBytes: 0, sha256: undefined, crashKernelLogRefused };
  }
  const file = await open(found.dump, 'r');
  try {
    const sending: Sending = { client, net, file, name: found.dump, status, options, sentBytes: 0, doneBytes: 0 };
    const sha256 = await sendChunks(sending);
    if ((await identifyDump(found.dump)).resumeKey !== identity.resumeKey) {
      throw new InputError(`${found.dump} changed while it was being sent; run again`);
    }
    const completed = await complete(sending, sha256);
    return { status: completed, sentBytes: sending.sentBytes, sha256, crashKernelLogRefused };
  } finally {
    await file.close();
  }
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
