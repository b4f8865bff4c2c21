/**
 * The whole service over stores in memory, with one or more hosts that send a dump, and a scheduler that lets them act in turn.
 * Everything that can go wrong does, drawn from a seed: the same seed is the same run.
 */
import { examine } from '../../../functions/examine/examine.ts';
import type { ExamineDeps } from '../../../functions/examine/ports.ts';
import { seal } from '../../../functions/seal/seal.ts';
import type { SealDeps } from '../../../functions/seal/seal.ts';
import { sweep } from '../../../functions/sweep/sweep.ts';
import { bodyFetcher } from '../../../shared/aws/dumps/answer-extents.ts';
import { s3Assembler } from '../../../shared/aws/dumps/assembly.ts';
import { dumpSource } from '../../../shared/aws/dumps/dump-source.ts';
import { ObjectKeys, parseAnswerKey } from '../../../shared/aws/runtime/layout.ts';
import { isPermanent } from '../../../shared/aws/runtime/queue-consumer.ts';
import { announcedBetween } from '../../../shared/aws/uploads/span.ts';
import type { ByteRange } from '../../../shared/bytes/byte-source.ts';
import { Manifest } from '../../../shared/contract/manifest.ts';
import type { Report } from '../../../shared/contract/report.ts';
import { TransientError } from '../../../shared/errors.ts';
import { isReadInBits, ownedPlaces } from '../../../shared/vmcore/index.ts';
import { UploadStore } from '../../../shared/aws/uploads/store.ts';
import { ChunkStore } from '../../../shared/aws/uploads/chunks.ts';
import { harness } from '../functions/ingest/harness.ts';
import type { Random } from './random.ts';

/** Whoever runs is gone at once: nothing more of it happens. */
export class Killed extends Error {}

interface Message {
  readonly id: string;
  readonly to: 'examine' | 'seal';
  readonly uploadId: string;
  receives: number;
}

const MAX_RECEIVES = 3;

export interface Faults {
  /** The chance of each kind of fault at each point where it can happen. */
  readonly rate: number;
}

export function world(random: Random, faults: Faults, examineDump: ExamineDeps['examineDump']) {
  const api = harness();
  const clock = { now: Date.parse('2026-11-23T12:00:00.000Z') };
  const now = (): Date => new Date(clock.now);
  const waiting: (() => void)[] = [];
  const queue: Message[] = [];
  const reports: Report[] = [];
  const dead: { message: Message; error: unknown }[] = [];
  let messages = 0;
  let working = false;

  const strikes = (): boolean => random.chance(faults.rate);

  /** Lets somebody else act first. */
  const turn = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  const table = 'uploads';
  const uploads = new UploadStore(api.dynamo.client, table, now);
  const chunks = new ChunkStore({ dynamo: api.dynamo.client, tableName: table, s3: api.s3.client, bucket: 'dumps' });
  const { answers } = api.deps;
  Object.assign(api.deps, {
    uploads,
    now,
    sleep: async (ms: number) => {
      clock.now += ms;
      await turn();
    },
  });

  function send(to: Message['to'], uploadId: string): void {
    if (strikes()) return; // lost
    const message = (): Message => ({ id: `m${messages++}`, to, uploadId, receives: 0 });
    queue.push(message());
    if (strikes()) queue.push(message()); // told twice
  }
  const publish: ExamineDeps['bus']['publish'] = (events) => {
    for (const { name, detail } of events) {
      if (name === 'upload.completed') {
        send('examine', detail.uploadId);
        send('seal', detail.uploadId);
      } else if (name === 'upload.advanced') send('examine', detail.uploadId);
    }
    return Promise.resolve();
  };
  Object.assign(api.deps, { bus: { publish } });

  /** An object as S3 takes it: never over another one. */
  function putObject(key: string, bytes: Uint8Array): 'stored' | 'exists' {
    if (api.s3.objects.has(key)) return 'exists';
    api.s3.objects.set(key, { bytes });
    const uploadId = parseAnswerKey(key);
    if (uploadId !== undefined) send('examine', uploadId);
    return 'stored';
  }

  /** Each call of a port may be the last of whoever makes it. */
  function mortal<T extends object>(port: T): T {
    return new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]): Promise<unknown> => {
          await turn();
          if (strikes() && strikes()) throw new Killed();
          return await (Reflect.apply(value, target, args) as Promise<unknown>);
        };
      },
    });
  }

  const fetcher = bodyFetcher({
    fetch: (key, { offset, length }) => {
      const object = api.s3.objects.get(key);
      if (object === undefined) return Promise.reject(new TransientError(`${key} is gone`));
      return Promise.resolve(object.bytes.subarray(offset, offset + length));
    },
  });
  const sizeOf = (key: string): Promise<number | undefined> => Promise.resolve(api.s3.objects.get(key)?.bytes.length);
  const remove = (keys: readonly string[]): Promise<void> => {
    for (const key of keys) api.s3.objects.delete(key);
    return Promise.resolve();
  };
  const examineDeps: ExamineDeps = {
    uploads: mortal({
      get: (id: string) => uploads.get(id),
      change: (...args: Parameters<UploadStore['change']>) => uploads.change(...args),
      beginExamination: (...args: Parameters<UploadStore['beginExamination']>) => uploads.beginExamination(...args),
      endExamination: (...args: Parameters<UploadStore['endExamination']>) => uploads.endExamination(...args),
    }),
    dumps: mortal({
      source: (upload: Parameters<ExamineDeps['dumps']['source']>[0]) =>
        dumpSource(upload, { fetcher, dumps: { sizeOf }, chunks, answers }),
      report: () => Promise.resolve(reports.at(-1)),
      saveReport: (_id: string, report: Report) => {
        reports.push(report);
        return Promise.resolve();
      },
      crashKernelLog: () => Promise.resolve(undefined),
      saveLog: () => Promise.resolve(),
      removeChunks: async (id: string) => {
        await remove((await chunks.present(id)).flatMap(({ key }) => key ?? []));
      },
    }),
    crashes: { groupOf: () => Promise.resolve(undefined), refine: () => Promise.resolve() },
    bus: { publish },
    fleet: { record: () => Promise.resolve() },
    examineDump,
    isReadInBits,
    ownedPlaces,
    now,
    until: () => new Date(clock.now + 60_000),
  };
  const sealDeps: SealDeps = {
    uploads: { get: (id) => uploads.get(id), change: (...args) => uploads.change(...args) },
    chunks: { present: (id) => chunks.present(id) },
    answers: { present: (id) => answers.present(id) },
    objects: mortal({ ...s3Assembler(api.s3.client, 'dumps'), sizeOf }),
    bus: { publish },
    objectLockDays: undefined,
    now,
    outOfTime: () => strikes() && strikes(),
  };

  async function handle(message: Message): Promise<void> {
    message.receives += 1;
    try {
      if (message.to === 'seal') await seal(message.uploadId, sealDeps);
      else {
        const { uploadId, id: messageId } = message;
        await examine({ uploadId, messageId, lastAttempt: message.receives >= MAX_RECEIVES }, examineDeps);
      }
    } catch (error) {
      if (isPermanent(error) || message.receives >= MAX_RECEIVES) dead.push({ message, error });
      else queue.push(message);
    }
  }

  /** One of the functions that empty the queues. */
  async function work(): Promise<void> {
    while (working) {
      await turn();
      const [message] = queue.splice(random.below(Math.max(1, queue.length)), 1);
      if (message !== undefined) await handle(message);
    }
  }

  /** What the schedule does, some time later. */
  async function sweepLater(): Promise<void> {
    clock.now += 20 * 60_000;
    await sweep({
      uploads: {
        announcedBetween: (from, to) => announcedBetween(uploads, from, to),
        change: (...args) => uploads.change(...args),
        giveUpLog: (...args) => uploads.giveUpLog(...args),
      },
      outbox: { pending: () => Promise.resolve([]), remove: () => Promise.resolve() },
      upToDate: (events) => Promise.resolve(events),
      bus: { publish },
      hasLog: () => Promise.resolve(false),
      triageAgain: () => Promise.resolve(),
      removeUnusedSymbols: () => Promise.resolve(0),
      note: () => undefined,
      now,
    });
  }

  /** Runs until every host is done and nothing is left in the queues. */
  async function run(hosts: readonly (() => Promise<void>)[]): Promise<void> {
    working = true;
    const workers = [work(), work()];
    let busy = hosts.length;
    const running = hosts.map((host) => host().finally(() => busy--));
    let idle = 0;
    let sweeps = 0;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = waiting.splice(random.below(Math.max(1, waiting.length)), 1);
      next?.();
      idle = busy === 0 && queue.length === 0 ? idle + 1 : 0;
      if (idle < 200) continue;
      if (sweeps++ >= 12) break;
      await sweepLater();
      idle = 0;
    }
    working = false;
    while (waiting.length > 0) {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([...workers, ...running]);
  }

  return { api, uploads, chunks, answers, reports, dead, turn, strikes, putObject, run, clock, queue };
}
export type World = ReturnType<typeof world>;

/** The sealed dump. */
export const sealedOf = ({ api }: World, id: string): Uint8Array | undefined =>
  api.s3.objects.get(ObjectKeys.dump(id))?.bytes;

/** A dump that was sealed in pieces, put together by its manifest; and which ranges of it are there. */
export function partlySealedOf({ api }: World, id: string): { bytes: Uint8Array; ranges: ByteRange[] } {
  const read = (key: string): Uint8Array => api.s3.objects.get(key)?.bytes ?? new Uint8Array();
  const manifest = Manifest.parse(JSON.parse(Buffer.from(read(ObjectKeys.manifest(id))).toString()));
  const bytes = new Uint8Array(manifest.sizeBytes);
  const ranges: ByteRange[] = [];
  for (const { key, ranges: held } of [...(manifest.pieces ?? [])].reverse()) {
    let at = 0;
    for (const [offset, length] of held) {
      bytes.set(read(key).subarray(at, at + length), offset);
      ranges.push({ offset, length });
      at += length;
    }
  }
  for (const { index, key = '', lengthBytes: length } of manifest.chunks) {
    bytes.set(read(key), index * manifest.chunkBytes);
    ranges.push({ offset: index * manifest.chunkBytes, length });
  }
  return { bytes, ranges };
}
