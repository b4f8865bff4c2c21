/** Requests to Purgatory's API: answers are checked against the contract, problems become the project's errors. */
import type * as z from 'zod';
import { Problem } from '../../../shared/contract/problem.ts';
import {
  AccessError,
  ConflictError,
  InputError,
  NotFoundError,
  PurgatoryError,
  TransientError,
  messageOf,
} from '../../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../exit-code.ts';

const TIMEOUT_MS = 60_000;
const MAX_ATTEMPTS = 5;

type Query = Readonly<Record<string, string | number | undefined>>;

export interface ServiceClient {
  readonly url: URL;
  /** @param path below `/v1/` */
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T>;
  /** Every POST of the API can be sent again: the service knows what it did. */
  post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  patch<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  put<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T>;
  delete(path: string): Promise<void>;
  text(path: string): Promise<string>;
}

type Net = Pick<CliContext, 'fetch' | 'sleep' | 'signal'>;

/**
 * @param token absent for what anyone may ask
 * @param toSignIn what a person does about a token that the service does not take
 */
export function serviceClient(
  url: URL,
  token: string | undefined,
  net: Net,
  toSignIn = 'sign in with `purgatory login`',
): ServiceClient {
  async function call(method: string, path: string, body?: unknown, query: Query = {}): Promise<Response> {
    const target = new URL(`v1/${path}`, url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.set(name, String(value));
    }
    const answer = withRetries(net, async () => {
      const response = await net.fetch(target, {
        method,
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        // A report may be a redirect to the bucket: fetch drops the token when the origin changes.
        ...(body === undefined ? {} : { body: JSON.stringify(body), redirect: 'error' as const }),
        signal: AbortSignal.any([net.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      if (!response.ok) throw await problemOf(response, url, toSignIn);
      return response;
    });
    return answer.catch((error: unknown) => {
      if (!(error instanceof NoAnswer)) throw error;
      const hint = 'is it the address of Purgatory, and to be reached from here?';
      throw new TransientError(`${url.href}: ${error.message}: ${hint}`, { cause: error });
    });
  }

  async function parsed<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    let document: unknown;
    try {
      document = await response.json();
    } catch (cause) {
      throw new TransientError(`${url.href} answered what is not JSON: is it the address of Purgatory?`, { cause });
    }
    const result = schema.safeParse(document);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    throw new TransientError(
      `${url.href} answered what this version does not understand (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
    );
  }

  return {
    url,
    get: async (path, schema, query) => parsed(await call('GET', path, undefined, query), schema),
    post: async (path, body, schema) => parsed(await call('POST', path, body), schema),
    patch: async (path, body, schema) => parsed(await call('PATCH', path, body), schema),
    put: async (path, body, schema) => parsed(await call('PUT', path, body), schema),
    async delete(path) {
      await call('DELETE', path);
    },
    text: async (path) => (await call('GET', path)).text(),
  };
}

/** Runs `attempt` until it gives an answer that a second try would not change. */
export async function withRetries<T>(net: Pick<Net, 'sleep' | 'signal'>, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      net.signal.throwIfAborted();
      const transient = error instanceof PurgatoryError ? error instanceof TransientError : isNetworkError(error);
      if (!transient) throw error;
      if (tries >= MAX_ATTEMPTS || error instanceof Hopeless) throw asTransient(error);
      const asked = error instanceof Busy ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
      await net.sleep(Math.min(Math.max(250 * 2 ** tries * (0.5 + Math.random() / 2), asked), 60_000));
    }
  }
}

/** An answer that asks to be called again. */
export class Busy extends TransientError {
  constructor(message: string, retryAfterSeconds?: number) {
    super(message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
  }
}

/** Out of reach in a way that trying again does not mend. */
class Hopeless extends TransientError {}

/** Nobody answered, or not in time. */
class NoAnswer extends TransientError {}

/** What fetch throws when there is no answer. */
function isNetworkError(error: unknown): boolean {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
  return name === 'TypeError' || name === 'TimeoutError' || name === 'AbortError';
}

function asTransient(error: unknown): TransientError {
  if (error instanceof TransientError) return error;
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return new NoAnswer(`no answer: ${networkReason(cause ?? error)}`, { cause: error });
}

/** Where a name has several addresses and none answers, Node's error has no words of its own, but one error for each. */
function networkReason(error: unknown): string {
  const said = messageOf(error);
  return said === '' && error instanceof AggregateError ? error.errors.map(messageOf).join(', ') : said;
}

export function isBusyStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

export function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return seconds > 0 ? seconds : undefined;
}

function firstFieldOf({ errors = [] }: Problem): { field?: string } {
  const [first] = errors;
  return first === undefined ? {} : { field: first.field };
}

async function problemOf(response: Response, url: URL, toSignIn: string): Promise<PurgatoryError> {
  const text = await response.text();
  let problem: Problem | undefined;
  try {
    problem = Problem.safeParse(JSON.parse(text)).data;
  } catch {
    // Not of the service itself: a proxy, or another server.
  }
  const detail = problem?.detail ?? problem?.title ?? '';
  // The detail of most problems names the fields already.
  const fields = (problem?.errors ?? [])
    .filter(({ message }) => !detail.includes(message))
    .map(({ field, message }) => `${field}: ${message}`);
  const said = [detail, ...fields].filter((part) => part !== '').join('; ');
  const message = said === '' ? `${url.href} answered ${response.status}` : said;
  switch (response.status) {
    case 400:
      return problem === undefined ? new Hopeless(message) : new UsageError(message, firstFieldOf(problem));
    case 401:
      return new AccessError('unauthenticated', `${message} (${toSignIn})`);
    case 403:
      return new AccessError('forbidden', message);
    case 404:
      return problem === undefined
        ? new Hopeless(`${message}: is it the address of Purgatory?`)
        : new NotFoundError(message);
    case 409:
      return new ConflictError(message, { fields: problem?.errors ?? [] });
    default:
      if (isBusyStatus(response.status)) return new Busy(message, retryAfter(response));
      return response.status >= 400 && problem !== undefined
        ? new InputError(message, firstFieldOf(problem))
        : new Hopeless(message);
  }
}
