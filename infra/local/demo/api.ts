/** The few calls of Purgatory's own API that the demo makes. */
import type * as z from 'zod';
import { DumpDetail } from '../../../shared/contract/dumps.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { Report } from '../../../shared/contract/report.ts';
import { HostToken } from '../../../shared/contract/roles.ts';
import { SetupError } from '../setup/report.mjs';

const TIMEOUT_MS = 60_000;

export class DemoApi {
  readonly #url: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  enrol(host: string): Promise<HostToken> {
    return this.call('POST', 'v1/hosts', HostToken, { host });
  }

  dump(id: string): Promise<DumpDetail> {
    return this.call('GET', `v1/dumps/${id}`, DumpDetail);
  }

  report(id: string): Promise<Report> {
    return this.call('GET', `v1/dumps/${id}/report`, Report);
  }

  /** @throws {SetupError} where it does not answer as it should */
  async call<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new SetupError(`${method} /${path} answered ${response.status}: ${reasonOf(text)}`);
    return schema.parse(text === '' ? undefined : JSON.parse(text));
  }
}

function reasonOf(text: string): string {
  try {
    const problem = Problem.safeParse(JSON.parse(text));
    if (problem.success) return [problem.data.title, problem.data.detail].filter(Boolean).join(': ');
  } catch {
    // Not JSON: shown as it is.
  }
  return text.slice(0, 500);
}
