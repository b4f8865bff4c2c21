/**
 * The console's requests. Addresses are relative to the page: the API has the same origin, under a prefix that the page
 * does not know. The session is an HttpOnly cookie; what changes something carries a header that no form can send.
 */
import type { Problem } from '../../../../shared/contract/problem.ts';

/** An answer that is not 2xx, with the problem document where there was one. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? problem?.title ?? `the server answered ${String(status)}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

async function answer(response: Response): Promise<unknown> {
  if (response.ok) return response.status === 204 ? undefined : await response.json();
  const problem = response.headers.get('content-type')?.includes('json')
    ? ((await response.json().catch(() => undefined)) as Problem | undefined)
    : undefined;
  throw new ApiError(response.status, problem);
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

/** What changes something carries the header that no form of another site can send. */
export async function send<T>(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<T> {
  const response = await fetch(`v1/${path}`, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'x-purgatory-csrf': '1' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
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
