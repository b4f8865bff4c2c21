/**
 * The items of the `Uploads` table.
 *
 * ```
 * pk                       sk             what                              indexes
 * UPLOAD#<id>              META           the upload                        gsi1 HOST#<host> / <id>
 *                                                                           gsi2 UPLOADS#<shard> / <id>
 * UPLOAD#<id>              CHUNK#<index>  the digest a chunk was offered with
 * UPLOAD#<id>              ANSWER#<list>#<sha256>  which ranges a body of wanted ranges holds
 * RESUME#<host>#<key>      RESUME         -> upload                         (expires)
 * SAME#<host>#<crash key>  CRASH          -> the first upload of that crash (expires)
 * ASKED#<id>               <ulid>         a question to the dump (questions.ts)
 * HELD#<id>                HOLD           its host is held: until when, who let it go (held.ts)
 * WANTS#<id>               WANTS          what questions want of the held host (held.ts)
 * CONFIG                   WANTED         how much of a dump is wanted (wanted-policy.ts)
 * QUOTA#<who>              <what>#<span>  how often in that span            (expires; quotas.ts)
 * QUOTA#<host>             REFUSED#<what> what the host was refused (refusals.ts)  gsi1 REFUSALS / <span>#<host>#<what>
 * HOST#<host>              HOST           an enrolled host (auth/hosts.ts)  gsi1 HOSTS / <host>
 * ```
 *
 * Which chunks are there is not written down: a listing of the bucket says it, and that is never behind the truth.
 */
import { types } from 'node:util';
import * as z from 'zod';
import { PanicKind } from '../../contract/triage.ts';
import {
  AnalysisState,
  ByteRangeDto,
  HostName,
  ReportChanges,
  Sha256,
  UploadId,
  UploadPolicy,
  UploadState,
} from '../../contract/uploads.ts';
import { TableKeys } from '../runtime/layout.ts';
import { timeOfUlid } from './ulid.ts';

/** Partitions of the list of all uploads. */
export const LIST_SHARDS = 4;

export const StoredUpload = z.object({
  id: UploadId,
  host: HostName,
  state: UploadState,
  analysis: AnalysisState,
  /** Why it was aborted or can't be read. */
  reason: z.string().optional(),
  policy: UploadPolicy,
  sizeBytes: z.number().int().nonnegative(),
  chunkBytes: z.number().int().positive(),
  chunkCount: z.number().int().nonnegative(),
  kernelRelease: z.string().optional(),
  fileName: z.string().optional(),
  capturedAt: z.iso.datetime({ offset: true }).optional(),
  resumeKey: z.string().optional(),
  /** The same in all that the host sends of one crash. */
  crashKey: z.string().optional(),
  /** The digest of the line in which the kernel gave up, as the host made it. */
  logKey: z.string().optional(),
  /** The upload that the crash is counted under, where it is another one: hot pages before the whole dump, say. */
  sameCrashAs: UploadId.optional(),
  /** What is known of its problem may ask for less of the dump; decided when its log is triaged. */
  mayBeLimited: z.boolean().optional(),
  /** What the host would have sent, where it was asked for less. */
  askedPolicy: UploadPolicy.optional(),
  agent: z.string().optional(),
  /** Whoever announced it: a host itself, or a person for it. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  completedAt: z.iso.datetime().optional(),
  /** Of the whole dump, as the host said it when it was complete. */
  sha256: Sha256.optional(),
  /** Bytes that were there when it was completed; until then the bucket says it. */
  receivedBytes: z.number().int().nonnegative().optional(),
  /** What the analyser waits for, most urgent first. */
  wanted: z.array(ByteRangeDto),
  /** Grows with every set of wanted ranges. */
  wantedRound: z.number().int().nonnegative().optional(),
  /** Who examines it at the moment, and until when nobody else may. */
  examiner: z.string().optional(),
  examinerUntil: z.iso.datetime().optional(),
  /** Something arrived while it was being examined. */
  examineAgain: z.boolean().optional(),
  /** What the host found when it hashed again what it had served early. */
  recheck: ReportChanges.optional(),
  /** When the report was told of it. */
  recheckedAt: z.iso.datetime().optional(),
  /** Known once the log was triaged; before that the bucket says it. */
  logReceived: z.boolean().optional(),
  /** What the log was called; null where it shows no crash. */
  title: z.string().nullable().optional(),
  kind: PanicKind.optional(),
  /** How often reading the log was begun with care, because a first reading had not ended. */
  logTries: z.number().int().nonnegative().optional(),
  /** How often the sweep has sent the log to triage again. */
  logSent: z.number().int().nonnegative().optional(),
  /** Why the log was given up. */
  logReason: z.string().optional(),
  crashId: z.string().optional(),
  /** Groups that its log is opening, or that a crash of it is being taken out of: whoever died on the way left them to be counted again. */
  opening: z.custom<ReadonlySet<string>>(types.isSet).optional(),
  /** When the kernel stopped, by its own clock in the dump. */
  crashedAt: z.iso.datetime().optional(),
  /** Codes of what the report found; there as soon as there is a report. */
  findings: z.array(z.string()).optional(),
  buildId: z.string().optional(),
  sealedAt: z.iso.datetime().optional(),
  /** Sealed as the pieces that there are: not all of the dump was sent. */
  inPieces: z.boolean().optional(),
  examinedAt: z.iso.datetime().optional(),
  /** There is a signed image of its kernel, and its code is yet to be compared with that. */
  textUnchecked: z.boolean().optional(),
  alertedAt: z.iso.datetime().optional(),
});
export type StoredUpload = z.infer<typeof StoredUpload>;

/** What may change after an upload was created. `undefined` takes an attribute away. */
export type UploadChanges = {
  readonly [
    K in keyof Omit<
      StoredUpload,
      'id' | 'host' | 'createdAt' | 'createdBy' | 'updatedAt' | 'resumeKey' | 'crashKey' | 'logKey' | 'opening'
    >
  ]?: StoredUpload[K] | undefined;
};

export const StoredChunk = z.object({ index: z.number().int().nonnegative(), sha256: Sha256, zero: z.boolean() });
export type StoredChunk = z.infer<typeof StoredChunk>;

/** A body of wanted ranges: `ranges` is offset, length, offset, length, … */
export const StoredAnswer = z.object({
  key: z.string(),
  ranges: z.array(z.number().int().nonnegative()),
  announcedAt: z.iso.datetime(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

/** What every partition of held hosts' wants begins with: a right in IAM ends where it does. */
export const WANTS_PREFIX = 'WANTS#';

const CHUNK_PREFIX = 'CHUNK#';
const ANSWER_PREFIX = 'ANSWER#';

export const Keys = {
  upload: (id: string) => ({ pk: `UPLOAD#${id}`, sk: 'META' }),
  chunk: (id: string, index: number) => ({
    pk: `UPLOAD#${id}`,
    sk: `${CHUNK_PREFIX}${String(index).padStart(5, '0')}`,
  }),
  chunks: (id: string) => ({ pk: `UPLOAD#${id}`, skPrefix: CHUNK_PREFIX }),
  answer: (id: string, list: string, sha256: string) => ({
    pk: `UPLOAD#${id}`,
    sk: `${ANSWER_PREFIX}${list}#${sha256}`,
  }),
  answers: (id: string) => ({ pk: `UPLOAD#${id}`, skPrefix: ANSWER_PREFIX }),
  resume: (host: string, key: string) => ({ pk: `RESUME#${host}#${key}`, sk: 'RESUME' }),
  sameCrash: (host: string, crashKey: string) => ({ pk: `SAME#${host}#${crashKey}`, sk: 'CRASH' }),
  hold: (id: string) => ({ pk: `HELD#${id}`, sk: 'HOLD' }),
  heldWants: (id: string) => ({ pk: `${WANTS_PREFIX}${id}`, sk: 'WANTS' }),
  wantedPolicy: { pk: 'CONFIG', sk: 'WANTED' },
} as const;

export const hostPartition = (host: string): string => `HOST#${host}`;
export const listPartition = (shard: number): string => `UPLOADS#${shard}`;

/** Index attributes of an upload. The last digit of its id is random: it chooses the partition. */
export function indexAttributes(upload: Pick<StoredUpload, 'id' | 'host'>): Record<string, string> {
  const shard = upload.id.charCodeAt(upload.id.length - 1) % LIST_SHARDS;
  return { gsi1pk: hostPartition(upload.host), gsi1sk: upload.id, gsi2pk: listPartition(shard), gsi2sk: upload.id };
}

/** Length in bytes of chunk `index`: the last one may be shorter. */
export function chunkLength(
  dump: Pick<StoredUpload, 'sizeBytes' | 'chunkBytes' | 'chunkCount'>,
  index: number,
): number {
  return index === dump.chunkCount - 1 ? dump.sizeBytes - index * dump.chunkBytes : dump.chunkBytes;
}

/** When DynamoDB may forget what belongs to an upload: the bucket forgets its objects then. */
export function expiryOfUpload(id: string, retentionDays: number | undefined): Record<string, number> {
  if (retentionDays === undefined) return {};
  return { [TableKeys.expires]: Math.floor(timeOfUlid(id) / 1000) + retentionDays * 86_400 };
}
