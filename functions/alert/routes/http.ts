/** Posting JSON to services outside. */
import { lookup } from 'node:dns';
import type { LookupAddress, LookupAllOptions } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { TransientError } from '../../../shared/errors.ts';
import { checkPostAddress, isPublicAddress } from '../../../shared/public-address.ts';
import { MaybeSentError } from './maybe-sent.ts';

const TIMEOUT_MS = 8_000;
/** More of an answer is not read: none of these services says more. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

let allowsPrivate = false;

/** Lets alerts be posted to private addresses and by plain http: for an installation whose receivers are there, and for tests. */
export function allowPrivateAddresses(allow: boolean): void {
  allowsPrivate = allow;
}

/**
 * Posts a JSON text. Redirects are not followed: the address is the operator's, another one is not. The name is resolved once, and
 * what it resolves to is what is connected to: an address that is not public is refused, also when the name was public before.
 *
 * @throws {MaybeSentError} where all of it was sent and no answer came
 * @throws {TransientError} unless the service answers 2xx in time; the message holds no part of the address but its host,
 *   because some services' addresses are secrets
 * @throws {InputError} for an address that nothing may be posted to
 */
export async function postJson(url: string, body: string, options: PostOptions = {}): Promise<string> {
  if (!allowsPrivate) checkPostAddress(url);
  const { host } = new URL(url);
  const { status, text } = await post(url, body, options).catch((cause: unknown) => {
    if (cause instanceof UnansweredError) throw new MaybeSentError(`${host}: no answer`, { cause });
    const why = cause instanceof PrivateAddressError ? cause.message : 'no connection';
    throw new TransientError(`${host}: ${why}`, { cause });
  });
  if (status < 200 || status > 299) throw new TransientError(`${host}: HTTP ${status}: ${text.slice(0, 200)}`);
  return text;
}

class PrivateAddressError extends Error {}
class UnansweredError extends Error {}

type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: Error | null, found: LookupAddress[]) => void,
) => void;

/** Resolves a name by `resolve`, and answers nothing where one of its addresses is not public. */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const fail = (failure: Error): void => {
        callback(failure, '', 0);
      };
      const [first] = found;
      if (error !== null) fail(error);
      else if (first === undefined) fail(new Error(`${hostname} has no address`));
      else if (!allowsPrivate && !found.every(({ address }) => isPublicAddress(address)))
        fail(new PrivateAddressError(`${hostname} leads to an address that is not public`));
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

async function post(
  url: string,
  body: string,
  { headers, timeoutMs = TIMEOUT_MS }: PostOptions,
): Promise<{ readonly status: number; readonly text: string }> {
  const begin = url.startsWith('http:') ? requestPlain : request;
  return await new Promise((resolve, reject) => {
    const sent = begin(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'purgatory',
          ...headers,
        },
        lookup: publicLookup((name, how, answer) => {
          lookup(name, how, (error, found) => {
            // What it answers with an error is none of the addresses that its type says.
            answer(error, error === null ? found : []);
          });
        }),
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        const done = (): void => {
          resolve({ status: response.statusCode ?? 0, text: text.slice(0, MAX_ANSWER_BYTES) });
        };
        response.on('data', (piece: string) => {
          text += piece;
          if (text.length > MAX_ANSWER_BYTES) response.destroy();
        });
        // What was said so far counts, as long as the status is there.
        response.on('end', done).on('error', done).on('close', done);
      },
    );
    sent.on('error', (cause) => {
      reject(sent.writableFinished ? new UnansweredError('no answer', { cause }) : cause);
    });
    sent.end(body);
  });
}
