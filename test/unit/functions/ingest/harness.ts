/** The upload API over stores in memory: `as` calls it, `put` sends bytes where it said. */
import { createHash } from 'node:crypto';
import { ingestApp } from '../../../../functions/ingest/app.ts';
import type { IngestDeps } from '../../../../functions/ingest/ports.ts';
import { assumePrincipal } from '../../../../shared/aws/http/authenticate.ts';
import { dynamoQuotas } from '../../../../shared/aws/uploads/quotas.ts';
import { dynamoRefusals } from '../../../../shared/aws/uploads/refusals.ts';
import { AnswerStore } from '../../../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../../../shared/aws/uploads/chunks.ts';
import { s3UploadLogs } from '../../../../shared/aws/uploads/logs.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { HeldHosts } from '../../../../shared/aws/uploads/held.ts';
import { questionTrail } from '../../../../shared/aws/uploads/questions.ts';
import { dynamoWantedPolicy } from '../../../../shared/aws/uploads/wanted-policy.ts';
import { ulid } from '../../../../shared/aws/uploads/ulid.ts';
import type { PurgatoryEvent } from '../../../../shared/contract/events.ts';
import type { Principal, Role } from '../../../../shared/contract/roles.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { memoryS3 } from '../../../support/memory-s3.ts';

export const NOW = new Date('2026-11-23T12:00:00.000Z');
export const MIB = 1024 * 1024;

export const hostOf = (host: string): Principal => ({ kind: 'host', host, expiresAt: new Date(NOW.getTime() + 1e6) });
export const person = (...roles: Role[]): Principal => ({
  kind: 'person',
  subject: 'u1',
  name: 'ada@example.com',
  roles: new Set(roles),
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Answer {
  readonly status: number;
  // The body is whatever the API says; tests look into it.
  readonly json: never;
  readonly text: string;
  readonly headers: Headers;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function harness() {
  const dynamo = memoryDynamo();
  const s3 = memoryS3();
  const events: PurgatoryEvent[] = [];
  const failures: unknown[] = [];
  const correlated: string[] = [];
  const state: { failBus: boolean; sleptMs: number; now: number; onSleep?: () => void | Promise<void> } = {
    failBus: false,
    sleptMs: 0,
    now: NOW.getTime(),
  };
  const tableName = 'uploads';
  const deps: Mutable<IngestDeps> = {
    uploads: new UploadStore(dynamo.client, tableName, () => NOW),
    wantedPolicy: dynamoWantedPolicy(dynamo.client, tableName),
    chunks: new ChunkStore({ dynamo: dynamo.client, tableName, s3: s3.client, bucket: 'dumps' }),
    answers: new AnswerStore({ dynamo: dynamo.client, tableName, s3: s3.client, bucket: 'dumps' }),
    logs: s3UploadLogs(s3.client, 'dumps'),
    held: new HeldHosts({ dynamo: dynamo.client, tableName }),
    trail: questionTrail({ dynamo: dynamo.client, tableName }, 365),
    presigner: {
      put: ({ key, sizeBytes, sha256 }) =>
        Promise.resolve({
          url: `https://dumps.example/${key}?length=${sizeBytes}&sha256=${sha256}`,
          headers: { 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64') },
          expiresAt: NOW.toISOString(),
        }),
    },
    quotas: dynamoQuotas(dynamo.client, tableName, () => new Date(state.now)),
    refusals: dynamoRefusals(dynamo.client, tableName),
    limits: { uploadsPerHour: 1000, logsPerMinute: 1000, longPolls: 1000 },
    bus: {
      publish: (sent) => {
        if (state.failBus) return Promise.reject(new Error('the bus is down'));
        events.push(...sent);
        return Promise.resolve();
      },
    },
    newId: ulid,
    correlate: (uploadId) => correlated.push(uploadId),
    now: () => new Date(state.now),
    sleep: (ms) => {
      state.sleptMs += ms;
      return Promise.resolve(state.onSleep?.());
    },
    count: () => undefined,
  };
  const app = ingestApp(deps, { onFailure: (error) => failures.push(error) });

  async function call(
    principal: Principal | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const event = principal === undefined ? {} : assumePrincipal({}, principal);
    const response = await app.request(
      path,
      {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      },
      { event },
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      text,
      json: (isJson ? JSON.parse(text) : undefined) as never,
      headers: response.headers,
    };
  }

  /** Sends bytes to an address that the API answered. */
  function put(url: string, bytes: Uint8Array): void {
    const { pathname, searchParams } = new URL(url);
    if (searchParams.get('sha256') !== sha256(bytes)) throw new Error('not the bytes that were announced');
    s3.objects.set(pathname.slice(1), { bytes });
  }

  return { deps, dynamo, s3, events, failures, correlated, state, call, put };
}
export type Harness = ReturnType<typeof harness>;
