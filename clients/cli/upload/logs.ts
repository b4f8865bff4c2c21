/** Sends logs: that of the kernel that crashed, and what the crash kernel said of itself while it saved the dump. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  LogAnswer,
  MAX_CRASH_KERNEL_LOG_BYTES,
  MAX_LOG_BYTES,
  UploadStatus,
} from '../../../shared/contract/uploads.ts';
import type { CreateUpload } from '../../../shared/contract/uploads.ts';
import { InputError, PurgatoryError } from '../../../shared/errors.ts';
import { withRetries } from '../service/client.ts';
import type { ServiceClient } from '../service/client.ts';
import { put } from './put.ts';
import type { Net, SendResult } from './result.ts';
import { readNamed } from '../files.ts';

/**
 * Sends a log alone: a console's, pstore's, a serial line's. The same log again is the same upload.
 *
 * @throws {InputError} for an empty one
 */
export async function sendLogAlone(
  paths: { readonly log: string; readonly crashKernelLog?: string | undefined },
  { host }: { readonly host?: string | undefined },
  client: ServiceClient,
  net: Net,
): Promise<SendResult> {
  const { mtime } = await stat(paths.log);
  const log = await readNamed(paths.log);
  if (log.length === 0) throw new InputError(`${paths.log} is empty`);
  const crashKernelLog = paths.crashKernelLog === undefined ? undefined : await readNamed(paths.crashKernelLog);
  const create: CreateUpload = {
    ...{ sizeBytes: 0, policy: 'log', agent: 'purgatory-cli' },
    fileName: basename(paths.log).slice(0, 255),
    capturedAt: mtime.toISOString(),
    resumeKey: `c1-${createHash('sha256').update(log).digest('hex').slice(0, 40)}`,
    ...(host === undefined ? {} : { host }),
  };
  const status = await client.post('uploads', create, UploadStatus);
  if (status.state !== 'open') return { status, sentBytes: 0, sha256: undefined };
  if (!status.logReceived) await sendLog(log, status.id, client, net);
  const crashKernelLogRefused = await sendCrashKernelLog(crashKernelLog, status.id, client, net);
  const complete = await client.post(`uploads/${status.id}/complete`, {}, UploadStatus);
  return { status: complete, sentBytes: 0, sha256: undefined, crashKernelLogRefused };
}

/** Sends the end of a kernel's log, where a panic is. */
export async function sendLog(whole: Buffer, id: string, client: ServiceClient, net: Net): Promise<void> {
  await sendEnd(whole, MAX_LOG_BYTES, `uploads/${id}/log`, client, net);
}

/**
 * Sends the end of what the crash kernel said, as the agent does. It adds to a report and decides nothing: whatever keeps it from being
 * taken, as an older service that has no place for it, holds nothing else up.
 *
 * @returns why it was not taken; undefined where it was, or where there is none
 */
export async function sendCrashKernelLog(
  whole: Buffer | undefined,
  id: string,
  client: ServiceClient,
  net: Net,
): Promise<string | undefined> {
  if (whole === undefined) return undefined;
  try {
    await sendEnd(whole, MAX_CRASH_KERNEL_LOG_BYTES, `uploads/${id}/crash-kernel-log`, client, net);
    return undefined;
  } catch (error) {
    net.signal.throwIfAborted();
    if (!(error instanceof PurgatoryError)) throw error;
    return error.message;
  }
}

async function sendEnd(whole: Buffer, most: number, path: string, client: ServiceClient, net: Net): Promise<void> {
  const log = whole.subarray(Math.max(0, whole.length - most));
  if (log.length === 0) return;
  const sha256 = createHash('sha256').update(log).digest('hex');
  await withRetries(net, async () => {
    const answer = await client.post(path, { sizeBytes: log.length, sha256 }, LogAnswer);
    if (answer.status === 'put') await put(answer.put, pieces(log), log.length, net);
  });
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  await Promise.resolve();
}
