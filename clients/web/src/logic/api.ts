/**
 * The console's requests. Addresses are relative to the page: the API has the same origin, under a prefix that the page
 * does not know. The session is an HttpOnly cookie; what changes something carries a header that no form can send.
 */
import { TOTAL_BYTES_HEADER } from '../../../../shared/contract/headers.ts';
import type { Problem } from '../../../../shared/contract/problem.ts';
import type { Report } from '../../../../shared/contract/report.ts';

/** An answer that is not 2xx, with the problem document where there was one. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;
  /** In how many seconds to ask again, where the service says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: Problem | undefined, retryAfterSeconds?: number) {
    super(problem?.detail ?? problem?.title ?? `the server answered ${String(status)}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Whether the same request may go well another time: of what is not there, not allowed or no address, it never does. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof ApiError) || ![400, 403, 404].includes(error.status);
}

/** Tells `signed-out` when the session is over: whoever is asked for something else than who one is. */
export const sessionEvents = new EventTarget();

async function answer(response: Response): Promise<unknown> {
  if (response.status === 401 && !response.url.endsWith('/v1/session'))
    sessionEvents.dispatchEvent(new Event('signed-out'));
  if (response.ok) return response.status === 204 ? undefined : await response.json();
  const problem = response.headers.get('content-type')?.includes('json')
    ? ((await response.json().catch(() => undefined)) as Problem | undefined)
    : undefined;
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  throw new ApiError(response.status, problem, seconds > 0 ? seconds : undefined);
}

/** `T` is what the contract promises for `path`; the server validated it with the same schemas. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`v1/${path}`, {
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
  });
  return (await answer(response)) as T;
}

/** As {@link get}, of what is no JSON. */
export async function getText(path: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`v1/${path}`, { headers: { accept: 'text/plain' }, credentials: 'same-origin', signal });
  return response.ok ? await response.text() : ((await answer(response)) as string);
}

/** What changes something carries the header that no form of another site can send. */
export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`v1/${path}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-purgatory-csrf': '1' },
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer(response)) as T;
}

export function query(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** How many pieces of a report are under way at the same time. */
const PIECES_AT_ONCE = 3;

/** More than the caller wants to load. */
export class ReportTooLarge extends Error {
  /** Packed. */
  readonly sizeBytes: number;

  constructor(sizeBytes: number) {
    super('the report is too large to be loaded here');
    this.name = 'ReportTooLarge';
    this.sizeBytes = sizeBytes;
  }
}

/**
 * A report, however large. What is too large for one answer lies in the bucket, at another origin, where this page may not
 * go: it is fetched in pieces, and unpacked here.
 *
 * @throws {ReportTooLarge} where it has more than `mostBytes`, packed
 */
export async function getReport(
  id: string,
  signal: AbortSignal,
  onProgress: (loaded: number, total: number) => void,
  mostBytes = Infinity,
): Promise<Report> {
  const path = `v1/dumps/${encodeURIComponent(id)}/report`;
  const options = { credentials: 'same-origin', signal } as const;
  const response = await fetch(path, { ...options, headers: { accept: 'application/json' }, redirect: 'manual' });
  if (response.type !== 'opaqueredirect') return (await answer(response)) as Report;

  async function piece(offset: number): Promise<{ bytes: ArrayBuffer; total: number; etag: string | null }> {
    const found = await fetch(`${path}/packed?offset=${String(offset)}`, options);
    if (!found.ok) await answer(found);
    const total = Number(found.headers.get(TOTAL_BYTES_HEADER));
    return { bytes: await found.arrayBuffer(), total, etag: found.headers.get('etag') };
  }

  const first = await piece(0);
  if (first.total > mostBytes) throw new ReportTooLarge(first.total);
  const length = first.bytes.byteLength;
  const pieces = [first.bytes];
  let loaded = length;
  onProgress(loaded, first.total);
  const offsets = Array.from({ length: Math.ceil(first.total / length) - 1 }, (_, index) => (index + 1) * length);
  for (let at = 0; at < offsets.length; at += PIECES_AT_ONCE) {
    const found = await Promise.all(offsets.slice(at, at + PIECES_AT_ONCE).map(piece));
    for (const { bytes, etag } of found) {
      if (etag !== first.etag) throw new Error('the report was made anew while it was loaded: load it again');
      pieces.push(bytes);
      loaded += bytes.byteLength;
    }
    onProgress(loaded, first.total);
  }
  const unpacked = new Blob(pieces).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(unpacked).json()) as Report;
}
