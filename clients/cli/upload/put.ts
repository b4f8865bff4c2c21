/**
 * One presigned PUT of a part of a file. By node:https, not fetch: S3 wants a length and no chunked encoding, of a body
 * that is streamed because a chunk may be larger than memory.
 */
import { request as httpRequest } from 'node:http';
import type { ClientRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { PresignedPut } from '../../../shared/contract/uploads.ts';
import { FormatError, FormatErrorCode, TransientError, messageOf } from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { Busy, isBusyStatus } from '../service/client.ts';

const IDLE_MS = 60_000;

export interface PutAnswer {
  readonly status: number;
  /** S3's own code, such as `BadDigest`. */
  readonly code: string | undefined;
}

/**
 * Puts a body where the service said.
 *
 * @throws {FormatError} bad-value, where the store got other bytes than were announced
 * @throws {TransientError} where another try may help, with an address that is asked for anew
 */
export async function put(
  address: PresignedPut,
  body: AsyncIterable<Uint8Array>,
  length: number,
  net: Pick<CliContext, 'signal'>,
): Promise<void> {
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

/** @throws {TransientError} when there is no answer */
export async function putBytes(
  put: PresignedPut,
  body: AsyncIterable<Uint8Array>,
  length: number,
  signal: AbortSignal,
): Promise<PutAnswer> {
  const url = new URL(put.url);
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
    method: 'PUT',
    headers: { ...put.headers, 'content-length': String(length) },
    signal,
    timeout: IDLE_MS,
  });
  request.on('timeout', () => request.destroy(new Error('nothing moved for a minute')));
  const answered = new Promise<PutAnswer>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        if (text.length < 65_536) text += part;
      });
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, code: /<Code>([A-Za-z0-9]+)<\/Code>/.exec(text)?.[1] });
      });
    });
  });
  void feed(request, body);
  try {
    return await answered;
  } catch (cause) {
    signal.throwIfAborted();
    throw new TransientError(`the object store does not answer: ${messageOf(cause)}`, { cause });
  } finally {
    request.destroy();
  }
}

/** Settles when more can be written, or nothing any more. */
function drained(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      request.off('drain', settle).off('close', settle);
      resolve();
    };
    request.on('drain', settle).on('close', settle);
  });
}

/** Writes the body as fast as it is taken. Stops when the answer came before the end: a refusal. */
async function feed(request: ClientRequest, body: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const bytes of body) {
      if (request.destroyed) return;
      if (!request.write(bytes)) await drained(request);
    }
    request.end();
  } catch (error) {
    request.destroy(new Error(messageOf(error), { cause: error }));
  }
}
