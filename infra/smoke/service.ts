/** The calls of Purgatory's own API that a smoke test makes, as an admin and as a host. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { DumpDetail } from '../../shared/contract/dumps.ts';
import { Erasure } from '../../shared/contract/erasures.ts';
import { HostToken } from '../../shared/contract/roles.ts';
import { ChunkAnswers, LogAnswer, UploadStatus } from '../../shared/contract/uploads.ts';
import type { PresignedPut } from '../../shared/contract/uploads.ts';

const TIMEOUT_MS = 60_000;
const ATTEMPTS = 6;
const Anything = z.unknown();

export class Service {
  readonly url: URL;
  readonly #token: string;

  constructor(url: URL, token: string) {
    this.url = url;
    this.#token = token;
  }

  enrol = (host: string) => this.#call('POST', 'v1/hosts', HostToken, { host, days: 1 });
  dump = (id: string) => this.#call('GET', `v1/dumps/${id}`, DumpDetail);
  report = (id: string) => this.#call('GET', `v1/dumps/${id}/report`, Anything);
  resolve = (crashId: string) => this.#call('POST', `v1/crashes/${crashId}/actions`, Anything, { action: 'resolve' });
  erase = (host: string) => this.#call('POST', 'v1/erasures', Erasure, { host });

  /** Sends a log and a dump as its host would; answers the id of the upload. */
  async send(log: Uint8Array, dump: Uint8Array): Promise<string> {
    const request = { sizeBytes: dump.length, fileName: 'vmcore', policy: 'all' };
    const { id, chunkBytes } = await this.#call('POST', 'v1/uploads', UploadStatus, request);
    const offered = await this.#call('POST', `v1/uploads/${id}/log`, LogAnswer, {
      sizeBytes: log.length,
      sha256: sha256(log),
    });
    if (offered.status === 'put') await put(offered.put, log);
    for (let index = 0; index * chunkBytes < dump.length; index++) {
      const chunk = dump.subarray(index * chunkBytes, (index + 1) * chunkBytes);
      const body = { chunks: [{ index, sha256: sha256(chunk) }] };
      const { chunks } = await this.#call('POST', `v1/uploads/${id}/chunks`, ChunkAnswers, body);
      for (const answer of chunks) if (answer.status === 'put') await put(answer.put, chunk);
    }
    await this.#call('POST', `v1/uploads/${id}/complete`, UploadStatus, { sha256: sha256(dump) });
    return id;
  }

  async #call<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(new URL(path, this.url), {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          'content-type': 'application/json',
          accept: 'application/json',
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return schema.parse(JSON.parse(text));
      const isBusy = response.status === 429 || response.status >= 500;
      if (!isBusy || attempt === ATTEMPTS)
        throw new Error(`${method} /${path} answered ${response.status}: ${text.slice(0, 300)}`);
      await sleep(1000 * Number(response.headers.get('retry-after') ?? 2));
    }
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function put({ url, headers }: PresignedPut, body: Uint8Array): Promise<void> {
  const response = await fetch(url, { method: 'PUT', headers, body: Buffer.from(body) });
  if (!response.ok)
    throw new Error(`S3 refused an upload: HTTP ${response.status}: ${(await response.text()).slice(0, 300)}`);
}
