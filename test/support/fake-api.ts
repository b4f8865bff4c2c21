/**
 * The upload API on loopback, for the clients' tests: what `functions/ingest` and S3 do, in memory, with faults to order.
 * Its answers are made by the contract's own line writers.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type * as z from 'zod';
import type { ByteRange } from '../../shared/bytes/byte-source.ts';
import {
  chunkAnswerLines,
  crashKernelLogAnswerLines,
  logAnswerLines,
  problemLines,
  rangesAnswerLines,
  statusLines,
} from '../../shared/contract/lines.ts';
import { KeepHeld } from '../../shared/contract/held.ts';
import type { Problem } from '../../shared/contract/problem.ts';
import {
  CompleteUpload,
  CreateUpload,
  OfferChunks,
  OfferRanges,
  PutCrashKernelLog,
  PutLog,
  ReportChanges,
} from '../../shared/contract/uploads.ts';
import type { LogAnswer, PresignedPut, UploadStatus } from '../../shared/contract/uploads.ts';

export const TOKEN = 'host-token.abc_DEF-123';

export interface StoredUpload {
  id: string;
  create: CreateUpload;
  state: UploadStatus['state'];
  policy: UploadStatus['policy'];
  chunks: Map<number, { sha256: string; bytes: Buffer | undefined }>;
  log: Buffer | undefined;
  crashKernelLog?: Buffer;
  sha256: string | undefined;
  /** Rounds of wants that the analyser has had, and the bytes that came for them, by offset. */
  served: number;
  /** Looks at the status until the analyser has had what came last. */
  lag: number;
  ranges: Map<number, Buffer>;
  recheck: ReportChanges | undefined;
  /** What a held host has said of itself, each time. */
  holds: KeepHeld[];
}

/** What a fault does with a request; `undefined` lets it pass. */
export type Fault = (request: {
  method: string;
  path: string;
  count: number;
}) => { status: number; body?: string; headers?: Record<string, string> } | 'cut' | undefined;

export interface FakeApi {
  readonly url: string;
  readonly uploads: StoredUpload[];
  /** Every request, `METHOD path`, in order. */
  readonly requests: string[];
  /** What stood behind the `?` of those that had one, in order. */
  readonly queries: string[];
  /** Bodies of the requests by PATCH and PUT, in order. */
  readonly patches: unknown[];
  /** Raw header values of every request: for what must not be there. */
  readonly headers: string[];
  fault: Fault | undefined;
  /** Further answers, by `METHOD path`: JSON, or bytes that can be had by range. */
  readonly documents: Map<string, unknown>;
  /** The policy that the service decides on once it has the log, and was waited for. */
  policyAfterLog: UploadStatus['policy'] | undefined;
  /** What the analyser wants, round by round; empty for a service that asks for nothing. */
  wants: ByteRange[][];
  /** Answers to a host that is held, one after the other: what people want to see, or that it may go. Undefined: a service of before. */
  held: (ByteRange[] | 'released')[] | undefined;
  /** Every answer to a host that is held has the round of the first: wants that were served come again. */
  repeatsRound: boolean;
  /** Whether it takes the log's offer with the upload's creation, and the recheck with its completion, as a newer service does. */
  takesMore: boolean;
  /** Whether it takes the crash kernel's own log, as a newer service does. */
  takesCrashKernelLog: boolean;
  /** Whether it tells what it has in ranges that overlap, in no order. */
  overlaps: boolean;
  /** Seconds after which it wants to be asked again, for as many answers. */
  pollAfter: number[];
  close(): Promise<void>;
}

const ULID_DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function fakeId(n: number): string {
  return `01HFAKE${'0'.repeat(18)}${ULID_DIGITS[n % 32] ?? '0'}`;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function ranges(indices: Iterable<number>): [number, number][] {
  const out: [number, number][] = [];
  for (const index of [...indices].sort((a, b) => a - b)) {
    const last = out.at(-1);
    if (last?.[1] === index - 1) last[1] = index;
    else out.push([index, index]);
  }
  return out;
}

/** The same chunks, most of them told twice: each range whole, without its ends, from its middle to its end, and up to its middle. */
function overlapping(told: readonly [number, number][]): [number, number][] {
  return told.flatMap(([first, last]): [number, number][] => {
    const middle = Math.floor((first + last) / 2);
    return last - first < 2
      ? [[first, last]]
      : [
          [middle, last],
          [first, last],
          [first + 1, last - 1],
          [first, middle],
        ];
  });
}

export async function startFakeApi(options: { chunkBytes?: number; anyToken?: boolean } = {}): Promise<FakeApi> {
  const chunkBytes = options.chunkBytes ?? 65_536;
  const seen = new Map<string, number>();
  const puts = new Map<string, { sha256: string; length: number; store: (body: Buffer) => void }>();

  function status(upload: StoredUpload): UploadStatus {
    const lengthOf = (index: number): number => Math.min(chunkBytes, upload.create.sizeBytes - index * chunkBytes);
    return {
      id: upload.id,
      host: 'web-1',
      state: upload.state,
      analysis: api.wants.length > 0 && upload.served >= api.wants.length ? 'done' : 'waiting',
      policy: upload.policy,
      ...(api.policyAfterLog === undefined || api.policyAfterLog === upload.policy ? {} : { policyPending: true }),
      sizeBytes: upload.create.sizeBytes,
      chunkBytes,
      chunkCount: Math.ceil(upload.create.sizeBytes / chunkBytes),
      received: api.overlaps ? overlapping(ranges(upload.chunks.keys())) : ranges(upload.chunks.keys()),
      receivedBytes: [...upload.chunks.keys()].reduce((sum, index) => sum + lengthOf(index), 0),
      logReceived: upload.log !== undefined,
      wanted: upload.log || upload.served > 0 ? (api.wants[upload.served] ?? []) : [],
      ...(api.wants.length === 0 ? {} : { wantedRound: upload.served + 1 }),
      createdAt: '2026-11-01T00:00:00Z',
      updatedAt: '2026-11-01T00:00:00Z',
    };
  }

  function presign(
    name: string,
    expected: { sha256: string; length: number },
    store: (body: Buffer) => void,
  ): PresignedPut {
    const key = `${name}-${puts.size}`;
    puts.set(key, { ...expected, store });
    const checksum = Buffer.from(expected.sha256, 'hex').toString('base64');
    return {
      url: `${api.url}/s3/${key}?X-Amz-Signature=secret&x=%20y`,
      headers: { 'x-amz-checksum-sha256': checksum },
      expiresAt: '2026-11-01T00:15:00Z',
    };
  }

  function crashKernelLogAnswer(upload: StoredUpload, log: z.infer<typeof PutLog>): LogAnswer {
    if (upload.crashKernelLog !== undefined) return { status: 'stored' };
    const put = presign('crash-kernel-log', { sha256: log.sha256, length: log.sizeBytes }, (bytes) => {
      upload.crashKernelLog = bytes;
    });
    return { status: 'put', put };
  }

  function logAnswer(upload: StoredUpload, log: z.infer<typeof PutLog>): LogAnswer {
    if (upload.log !== undefined) return { status: 'stored' };
    const put = presign('log', { sha256: log.sha256, length: log.sizeBytes }, (bytes) => {
      upload.log = bytes;
    });
    return { status: 'put', put };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? '';
    const [path = '', query] = (request.url ?? '').split('?', 2);
    if (query !== undefined) api.queries.push(query);
    const count = (seen.get(`${method} ${path}`) ?? 0) + 1;
    seen.set(`${method} ${path}`, count);
    api.requests.push(`${method} ${path}`);
    api.headers.push(...request.rawHeaders);
    const fault = api.fault?.({ method, path, count });
    if (fault === 'cut') {
      request.socket.destroy();
      return;
    }
    const send = (code: number, body: string, headers: Record<string, string> = {}): void => {
      response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', ...headers });
      response.end(body);
    };
    const refuse = (code: number, problem: Omit<Problem, 'status' | 'type'>): void => {
      const document: Problem = { type: 'about:blank', status: code, ...problem };
      if (request.headers.accept === 'text/plain') send(code, problemLines(document));
      else send(code, JSON.stringify(document), { 'content-type': 'application/problem+json' });
    };
    const body = await readBody(request);
    if (fault !== undefined) {
      send(fault.status, fault.body ?? 'fault', fault.headers);
      return;
    }

    const put = /^\/s3\/(.+)$/.exec(path)?.[1];
    if (put !== undefined) {
      const expected = puts.get(put);
      const checksum = expected && Buffer.from(expected.sha256, 'hex').toString('base64');
      if (expected === undefined || request.headers.authorization !== undefined)
        send(400, '<Code>InvalidRequest</Code>');
      else if (request.headers['transfer-encoding'] !== undefined) send(501, '<Code>NotImplemented</Code>');
      else if (Number(request.headers['content-length']) !== expected.length)
        send(403, '<Code>SignatureDoesNotMatch</Code>');
      else if (request.headers['x-amz-checksum-sha256'] !== checksum) send(403, '<Code>SignatureDoesNotMatch</Code>');
      else if (sha256(body) !== expected.sha256) send(400, '<Error><Code>BadDigest</Code></Error>');
      else {
        expected.store(body);
        send(200, '');
      }
      return;
    }

    const file = api.documents.get(`${method} ${path}`);
    if (file instanceof Uint8Array) {
      const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
      if (range === null) response.writeHead(200).end(file);
      else response.writeHead(206).end(file.subarray(Number(range[1]), Number(range[2]) + 1));
      return;
    }
    if (options.anyToken !== true && request.headers.authorization !== `Bearer ${TOKEN}`) {
      refuse(401, { title: 'Unauthorized', code: 'unauthenticated', detail: 'the token is not valid' });
      return;
    }
    const document = api.documents.get(`${method} ${path}`);
    if (document !== undefined) {
      if (method === 'PATCH' || method === 'PUT') api.patches.push(JSON.parse(body.toString()));
      send(200, JSON.stringify(document), { 'content-type': 'application/json' });
      return;
    }
    const lines = request.headers.accept === 'text/plain';
    const reply = <T>(code: number, value: T, toLines: (value: T) => string): void => {
      if (lines) send(code, toLines(value));
      else send(code, JSON.stringify(value), { 'content-type': 'application/json' });
    };
    const json = (): unknown => JSON.parse(body.toString('utf8'));
    if (method === 'POST' && path === '/v1/uploads') {
      const create = CreateUpload.parse(json());
      const known = api.uploads.find((upload) => upload.create.resumeKey === create.resumeKey);
      if (known && known.create.sizeBytes !== create.sizeBytes) {
        refuse(409, { title: 'Conflict', code: 'conflict', detail: 'the resume key belongs to another dump' });
        return;
      }
      const upload: StoredUpload = known ?? {
        id: fakeId(api.uploads.length),
        create,
        state: 'open',
        policy: create.policy ?? 'all',
        chunks: new Map(),
        log: undefined,
        sha256: undefined,
        served: 0,
        lag: 0,
        ranges: new Map(),
        recheck: undefined,
        holds: [],
      };
      if (!known) api.uploads.push(upload);
      const { log } = json() as { log?: z.infer<typeof PutLog> };
      const more = api.takesMore && log !== undefined ? logAnswerLines(logAnswer(upload, PutLog.parse(log))) : '';
      reply(known ? 200 : 201, status(upload), (value) => statusLines(value) + more);
      return;
    }
    const [, id, verb] = /^\/v1\/uploads\/([^/]+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
    const upload = api.uploads.find((one) => one.id === id);
    if (upload === undefined) {
      refuse(404, { title: 'Not found', code: 'not-found', detail: 'there is no such upload' });
      return;
    }
    if (method === 'GET') {
      if (upload.lag > 0 && --upload.lag === 0) upload.served += 1;
      if (upload.log && /\?wait=/.test(request.url ?? '')) upload.policy = api.policyAfterLog ?? upload.policy;
      const pollAfter = /\?wait=[1-9]/.test(request.url ?? '') ? api.pollAfter.shift() : undefined;
      const held = pollAfter === undefined ? '' : `poll-after ${pollAfter}\n`;
      reply(200, { ...status(upload), ...(held === '' ? {} : { wanted: [] }) }, (value) => statusLines(value) + held);
    } else if (verb === 'log') {
      const log = PutLog.parse(json());
      reply(200, logAnswer(upload, log), logAnswerLines);
    } else if (verb === 'crash-kernel-log' && api.takesCrashKernelLog) {
      reply(200, crashKernelLogAnswer(upload, PutCrashKernelLog.parse(json())), crashKernelLogAnswerLines);
    } else if ((verb === 'chunks' || verb === 'ranges') && upload.state !== 'open') {
      refuse(409, { title: 'Conflict', code: 'conflict', detail: `the upload is ${upload.state}` });
    } else if (verb === 'chunks') {
      const { chunks } = OfferChunks.parse(json());
      const answers = chunks.map((chunk) => {
        const length = Math.min(chunkBytes, upload.create.sizeBytes - chunk.index * chunkBytes);
        const stored = upload.chunks.get(chunk.index);
        if (chunk.zero) upload.chunks.set(chunk.index, { sha256: chunk.sha256, bytes: undefined });
        if (chunk.zero || stored?.sha256 === chunk.sha256) return { index: chunk.index, status: 'stored' as const };
        const put = presign(`${upload.id}-${chunk.index}`, { sha256: chunk.sha256, length }, (bytes) => {
          upload.chunks.set(chunk.index, { sha256: chunk.sha256, bytes });
        });
        return { index: chunk.index, status: 'put' as const, put };
      });
      reply(200, { chunks: answers }, chunkAnswerLines);
    } else if (verb === 'ranges') {
      const { ranges: offered, sha256: digest } = OfferRanges.parse(json());
      const length = offered.reduce((sum, range) => sum + range.length, 0);
      const put = presign('ranges', { sha256: digest, length }, (bytes) => {
        let at = 0;
        for (const range of offered) {
          upload.ranges.set(range.offset, bytes.subarray(at, at + range.length));
          at += range.length;
        }
        upload.lag = 2;
      });
      reply(200, { status: 'put' as const, put }, rangesAnswerLines);
    } else if (verb === 'hold' && api.held !== undefined) {
      if (upload.state !== 'open') {
        refuse(409, { title: 'Conflict', code: 'conflict', detail: `the upload is ${upload.state}` });
        return;
      }
      upload.holds.push(KeepHeld.parse(json()));
      const next = api.held[upload.holds.length - 1] ?? [];
      const wantedRound = upload.served + 1 + (api.repeatsRound ? 1 : upload.holds.length);
      const more = next === 'released' ? { released: true } : { wanted: next };
      reply(200, { ...status(upload), wantedRound, ...more }, statusLines);
    } else if (verb === 'recheck') {
      upload.recheck = ReportChanges.parse(json());
      reply(200, status(upload), statusLines);
    } else if (verb === 'complete') {
      const state = status(upload);
      const whole = state.policy !== 'all' || ranges(upload.chunks.keys()).length <= 1;
      if (!whole || (state.policy === 'all' && upload.chunks.size !== state.chunkCount)) {
        refuse(409, { title: 'Conflict', code: 'conflict', detail: 'chunks are missing' });
        return;
      }
      upload.sha256 = CompleteUpload.parse(json()).sha256;
      const { recheck } = json() as { recheck?: ReportChanges };
      if (api.takesMore && recheck !== undefined) upload.recheck = ReportChanges.parse(recheck);
      upload.state = 'complete';
      reply(200, status(upload), statusLines);
    } else {
      refuse(404, { title: 'Not found', code: 'not-found' });
    }
  }

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: FakeApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    uploads: [],
    requests: [],
    patches: [],
    queries: [],
    headers: [],
    fault: undefined,
    policyAfterLog: undefined,
    wants: [],
    held: undefined,
    repeatsRound: false,
    takesMore: false,
    takesCrashKernelLog: true,
    overlaps: false,
    pollAfter: [],
    documents: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return api;
}

/** The dump as the service has it; a chunk declared as zeros comes back as zeros. */
export function assemble(upload: StoredUpload, chunkBytes = 65_536): Buffer {
  const out = Buffer.alloc(upload.create.sizeBytes);
  for (const [index, chunk] of upload.chunks) chunk.bytes?.copy(out, index * chunkBytes);
  return out;
}
