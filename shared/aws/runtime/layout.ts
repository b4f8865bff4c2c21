/**
 * Where things lie: the keys of the `dumps` bucket and the key attributes that every table shares. Stacks, functions and
 * tests read them here, so that a rule's pattern and a writer never drift apart.
 */
import { UploadId } from '../../contract/uploads.ts';

/** Key attributes of every table (one table holds several kinds of items, told apart by the prefix of `pk`). */
export const TableKeys = {
  partition: 'pk',
  sort: 'sk',
  /** Seconds since 1970; DynamoDB's own TTL attribute. */
  expires: 'expiresAt',
  /** Global secondary indexes, projection ALL. */
  index: 'gsi1',
  indexPartition: 'gsi1pk',
  indexSort: 'gsi1sk',
} as const;

/** The rule's pattern for bodies of wanted ranges. */
export const ANSWER_KEY_SUFFIX = '.ranges';

/** S3 keys. What the host writes lies under `uploads/`, what the service makes of it under `dumps/`: lifecycles differ. */
export const ObjectKeys = {
  log: (uploadId: string) => `uploads/${uploadId}/log`,
  /** What the crash kernel said of itself. It ends in no `/log`: nobody triages it. */
  crashKernelLog: (uploadId: string) => `uploads/${uploadId}/crash-kernel-log`,
  /** The digest is part of the name: a listing says which bytes are there, and a late PUT of others hurts nobody. */
  chunk: (uploadId: string, index: number, sha256: string) =>
    `uploads/${uploadId}/chunks/${String(index).padStart(5, '0')}-${sha256}`,
  chunkPrefix: (uploadId: string) => `uploads/${uploadId}/chunks/`,
  /** A body of wanted ranges: `list` is the digest of which they are. */
  answer: (uploadId: string, list: string, sha256: string) =>
    `uploads/${uploadId}/ranges/${list}-${sha256}${ANSWER_KEY_SUFFIX}`,
  answerPrefix: (uploadId: string) => `uploads/${uploadId}/ranges/`,
  /** The sealed dump: all chunks as one object. */
  dump: (uploadId: string) => `dumps/${uploadId}/vmcore`,
  manifest: (uploadId: string) => `dumps/${uploadId}/manifest.json`,
  /** `Content-Encoding: gzip`. */
  report: (uploadId: string) => `dumps/${uploadId}/report.json`,
  summary: (uploadId: string) => `dumps/${uploadId}/summary.json`,
  /** Where the bytes of a flattened dump are in its file. */
  flattenedIndex: (uploadId: string) => `dumps/${uploadId}/flattened-index`,
  /** The log that was found in the dump. */
  dumpLog: (uploadId: string) => `dumps/${uploadId}/log`,
} as const;

/** The tag of a whole dump, by which a lifecycle tells it from reports, logs and pieces: its key ends in no prefix of its own. */
export const WHOLE_DUMP_TAG = { purgatory: 'whole-dump' } as const;

/** The rule's pattern for logs: `uploads/<id>/log` as a host sent it, `dumps/<id>/log` as its dump had it. */
export const LOG_KEY_SUFFIX = '/log';

/** Which chunk an object holds, from its key. */
export function parseChunkKey(key: string): { readonly index: number; readonly sha256: string } | undefined {
  const match = /^uploads\/[^/]+\/chunks\/(\d{5})-([0-9a-f]{64})$/.exec(key);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { index: Number(match[1]), sha256: match[2] };
}

/**
 * The upload id in the key of a log (with the key as it is in S3), or undefined for another object. Some emulators send keys URL-encoded, AWS sends
 * them raw: both are understood.
 */
export function parseLogKey(
  key: string,
): { readonly key: string; readonly uploadId: string; readonly source: 'log' | 'dump' } | undefined {
  const decoded = decodeKey(key);
  const match = /^(uploads|dumps)\/([^/]+)\/log$/.exec(decoded);
  const id = UploadId.safeParse(match?.[2]);
  const source = match?.[1] === 'dumps' ? 'dump' : 'log';
  return id.success ? { key: decoded, uploadId: id.data, source } : undefined;
}

/** The upload id in the key of a body of wanted ranges, or undefined for another object. */
export function parseAnswerKey(key: string): string | undefined {
  const match = /^uploads\/([^/]+)\/ranges\/[0-9a-f]{32}-[0-9a-f]{64}\.ranges$/.exec(decodeKey(key));
  const id = UploadId.safeParse(match?.[1]);
  return id.success ? id.data : undefined;
}

/** The digest of a body of wanted ranges, from its key; empty for another object. */
export function digestInAnswerKey(key: string): string {
  return /-([0-9a-f]{64})\.ranges$/.exec(key)?.[1] ?? '';
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
