/**
 * The upload API, `/v1/uploads`: what a host (or `purgatory upload`) says to send a dump, and what it is answered.
 *
 * Bodies are JSON. Every answer is also to be had as `text/plain` (by `Accept`), one `name value…` line a fact, because the
 * host's half is POSIX sh without a JSON parser: see `lines.ts`.
 */
import * as z from 'zod';

/** RFC 1123 host name, as the host calls itself. */
export const HostName = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/, 'must be a host name: letters, digits, dots, hyphens');

/**
 * Of a host that is named for the first time. `__proto__`, `constructor` and their like are what every object of the language has
 * already: nothing here may be found under them.
 */
export const NewHostName = HostName.refine((name) => !(name in {}), 'not a name that programs use for themselves');

/** Lower-case hex SHA-256. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits');

/** Time-sortable (ULID): 26 characters of Crockford's base 32. */
export const UploadId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be the id of an upload: 26 characters');

/** How much of a dump is wanted. `log`: the log alone; `hot`: what the report needs; `kernel`: all kernel pages; `all`. */
export const UploadPolicy = z.enum(['log', 'hot', 'kernel', 'all']);
export type UploadPolicy = z.infer<typeof UploadPolicy>;

export const UploadState = z.enum([
  /** Chunks are arriving. */
  'open',
  /** The host said that all it will send is there. */
  'complete',
  /** One object, with its manifest. */
  'sealed',
  /** Given up, by the host or by the sweep; the reason is kept. */
  'aborted',
]);
export type UploadState = z.infer<typeof UploadState>;

/** What became of the dump itself: independent of the upload's state. */
export const AnalysisState = z.enum(['waiting', 'running', 'done', 'unreadable']);
export type AnalysisState = z.infer<typeof AnalysisState>;

export const MAX_CHUNKS = 10_000;
export const MIN_CHUNK_BYTES = 8 * 1024 * 1024;
/** What one PUT takes is 5 GiB; a power of two below. */
export const MAX_CHUNK_BYTES = 4 * 2 ** 30;
/** 39 TiB. */
export const MAX_DUMP_BYTES = MAX_CHUNKS * MAX_CHUNK_BYTES;
export const MAX_LOG_BYTES = 100 * 2 ** 20;

/** Its end, where it is longer: a crash kernel says little, and what went wrong comes last. */
export const MAX_CRASH_KERNEL_LOG_BYTES = 2 ** 20;

export const PutLog = z.object({ sizeBytes: z.number().int().positive().max(MAX_LOG_BYTES), sha256: Sha256 });

export const PutCrashKernelLog = PutLog.extend({
  sizeBytes: z.number().int().positive().max(MAX_CRASH_KERNEL_LOG_BYTES),
});

/** A presigned PUT: the headers are part of the signature and must be sent as they are. */
export const PresignedPut = z.object({
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  expiresAt: z.iso.datetime(),
});
export type PresignedPut = z.infer<typeof PresignedPut>;

/** `stored`: this very log is there already. */
export const LogAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('stored') }),
  z.object({ status: z.literal('put'), put: PresignedPut }),
]);
export type LogAnswer = z.infer<typeof LogAnswer>;

export const CreateUpload = z.object({
  /** Taken from the token for a host; a responder who uploads for one names it. */
  host: NewHostName.optional(),
  kernelRelease: z.string().min(1).max(128).optional(),
  fileName: z.string().min(1).max(255).optional(),
  /** Of the dump as the host will send it; 0 for a log alone. */
  sizeBytes: z.number().int().nonnegative().max(MAX_DUMP_BYTES),
  capturedAt: z.iso.datetime({ offset: true }).optional(),
  policy: UploadPolicy.optional(),
  /** Same key, same host: the same upload is answered (a host that rebooted half-way finds it again). */
  resumeKey: z.string().min(1).max(128).optional(),
  /**
   * The same for all that a host sends of one crash: hot pages from the crash kernel, the whole dump after the reboot. Made of
   * CRASHTIME in VMCOREINFO, so absent where the dump has none; a log alone has the key of the dump that the host knows, or `log-` and
   * its `logKey`.
   */
  crashKey: z.string().min(1).max(128).optional(),
  /**
   * A digest of the line in which the kernel gave up, with its time since boot: "12.345700 Kernel panic - not syncing: …", SHA-256, its
   * first 32 hex digits. Every copy of one crash's log has it alike: the dump's, pstore's, the console's.
   */
  logKey: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  agent: z.string().max(64).optional(),
  /** The log that will be sent: the answer says where to put it, and saves a request. */
  log: PutLog.optional(),
});
export type CreateUpload = z.infer<typeof CreateUpload>;

export const ByteRangeDto = z.object({ offset: z.number().int().nonnegative(), length: z.number().int().positive() });

export const UploadStatus = z.object({
  id: UploadId,
  host: HostName,
  state: UploadState,
  analysis: AnalysisState,
  reason: z.string().optional(),
  /** What is wanted of the dump: what the host is set to send, or less where its problem is known. */
  policy: UploadPolicy,
  /** Less may be wanted: it is decided when the log was looked at. */
  policyPending: z.boolean().optional(),
  sizeBytes: z.number().int().nonnegative(),
  chunkBytes: z.number().int().positive(),
  chunkCount: z.number().int().nonnegative(),
  /** Indices of chunks that are there (or declared as zeros), as inclusive ranges `[first, last]`. */
  received: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Of the dump: chunks, and what was sent early of those that are still to come. */
  receivedBytes: z.number().int().nonnegative(),
  logReceived: z.boolean(),
  /** What to do for the log that was announced with the upload; absent where it contradicts the one that is there. */
  log: LogAnswer.optional(),
  /** Ranges of the dump the analyser waits for, most urgent first. */
  wanted: z.array(ByteRangeDto),
  /** Grows with every set of wanted ranges. Absent where the service asks for none: then the host sends all in order. */
  wantedRound: z.number().int().nonnegative().optional(),
  /** Somebody let the host go that is held: it is to reboot. */
  released: z.boolean().optional(),
  /** The service is under pressure and has not waited: ask again after so long. */
  pollAfterSeconds: z.number().int().positive().optional(),
  kernelRelease: z.string().optional(),
  fileName: z.string().optional(),
  crashId: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type UploadStatus = z.infer<typeof UploadStatus>;

/** Of `GET /v1/uploads/{id}`: answered at once, or when there are wants of a later round or the analysis has ended. */
export const StatusQuery = z.object({
  /** Seconds to wait for that, at most. */
  wait: z.coerce.number().int().min(0).max(25).optional(),
  /** The round that the host has served last. */
  round: z.coerce.number().int().nonnegative().optional(),
});

/** Wanted ranges begin at multiples of this and are multiples long, but for the dump's end. */
export const WANT_ALIGN_BYTES = 4096;
export const MAX_OFFERED_RANGES = 4096;
/** The headers, the notes, the bitmaps, the first page descriptors: what nothing goes on without, and fewer rounds after it. */
const FIRST_BYTES = 4 * 2 ** 20;

/** What of a dump is wanted before anything of it is known. */
export function firstWants(sizeBytes: number): z.infer<typeof ByteRangeDto>[] {
  return sizeBytes === 0 ? [] : [{ offset: 0, length: Math.min(FIRST_BYTES, sizeBytes) }];
}

export const MAX_RANGES_BYTES = 64 * 2 ** 20;

/** An answer to wants: the bytes of these ranges, one after the other in this order, as one body. */
export const OfferRanges = z.object({
  ranges: z.array(ByteRangeDto).min(1).max(MAX_OFFERED_RANGES),
  /** Of the body. */
  sha256: Sha256,
});
export type OfferRanges = z.infer<typeof OfferRanges>;

/**
 * Said at the end by a host that sent from `/proc/vmcore`: it has hashed again what it had served early. A range that
 * differs was changed after the crash, by a device that still wrote.
 */
export const ReportChanges = z.object({
  checkedBytes: z.number().int().nonnegative(),
  changed: z.array(ByteRangeDto).max(MAX_OFFERED_RANGES),
});
export type ReportChanges = z.infer<typeof ReportChanges>;

export const ChunkOffer = z.object({
  index: z
    .number()
    .int()
    .nonnegative()
    .max(MAX_CHUNKS - 1),
  sha256: Sha256,
  /** All zeros: declared, not sent. */
  zero: z.boolean().optional(),
});
export const OfferChunks = z.object({ chunks: z.array(ChunkOffer).min(1).max(100) });

/** `stored`: these very bytes are there already, nothing to send. */
export const ChunkAnswer = z.discriminatedUnion('status', [
  z.object({ index: z.number().int(), status: z.literal('stored') }),
  z.object({ index: z.number().int(), status: z.literal('put'), put: PresignedPut }),
]);
export const ChunkAnswers = z.object({ chunks: z.array(ChunkAnswer) });

/** `sha256` is of the whole dump; absent where the host could not read it whole (policy below `all`). */
export const CompleteUpload = z.object({
  sha256: Sha256.optional(),
  /** As it may also be said by itself, before. */
  recheck: ReportChanges.optional(),
});
export const AbortUpload = z.object({ reason: z.string().min(1).max(500) });
