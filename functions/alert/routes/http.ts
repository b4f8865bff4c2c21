/** Posting JSON to services outside. */
import { TransientError } from '../../../shared/errors.ts';

const TIMEOUT_MS = 8_000;

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/**
 * Posts a JSON text. Redirects are not followed: the address is the operator's, another one is not.
 *
 * @throws {TransientError} unless the service answers 2xx in time; the message holds no part of the address but its host,
 *   because some services' addresses are secrets
 */
export async function postJson(url: string, body: string, options: PostOptions = {}): Promise<string> {
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'purgatory', ...options.headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
  } catch (cause) {
    throw new TransientError(`${host}: no answer`, { cause });
  }
  const answer = await response.text().catch(() => '');
  if (!response.ok) throw new TransientError(`${host}: HTTP ${response.status}: ${answer.slice(0, 200)}`);
  return answer;
}
