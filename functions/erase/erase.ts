/**
 * Deleting what a host has sent. Each step may be repeated and cut short: an upload's objects go first and its record last, so
 * that what is still listed is what is still to be done.
 */
import type { HostStore } from '../../shared/aws/auth/hosts.ts';
import type { ErasureProgress, ErasureStore } from './erasures.ts';
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import type { UploadPage, UploadPageRequest } from '../../shared/aws/uploads/store.ts';
import type { Erasure } from '../../shared/contract/erasures.ts';
import type { Host } from '../../shared/contract/roles.ts';
import type { UploadState } from '../../shared/contract/uploads.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';

/** What became of some objects. */
export interface ErasedObjects {
  readonly objects: number;
  readonly sizeBytes: number;
  readonly locked: number;
  /** The last day of a lock. */
  readonly lockedUntil?: string | undefined;
  /** False when the time was up before all were looked at. */
  readonly complete: boolean;
}

export interface EraseDeps {
  readonly hosts: Pick<HostStore, 'find' | 'retire'>;
  readonly uploads: {
    list(request: UploadPageRequest): Promise<UploadPage>;
    change(id: string, changes: UploadChanges, from: readonly UploadState[]): Promise<unknown>;
  };
  readonly objects: { erase(uploadId: string, outOfTime: () => boolean): Promise<ErasedObjects> };
  readonly records: {
    /** Whether there are crashes of the host. */
    knowsHost(host: string): Promise<boolean>;
    /** Figures of the fleet that come from these uploads. */
    forgetRecords(uploadIds: ReadonlySet<string>): Promise<void>;
    /** All that the tables hold of an upload, its own record last. Answers how many occurrences were among it. */
    forgetUpload(upload: StoredUpload): Promise<number>;
    /** Occurrences of the host, its name in every group, which kernels it ran. */
    forgetHost(
      host: string,
      outOfTime: () => boolean,
    ): Promise<{ readonly occurrences: number; readonly complete: boolean }>;
  };
  readonly erasures: Pick<ErasureStore, 'get' | 'note'>;
  readonly outOfTime: () => boolean;
  readonly now: () => Date;
}

export const ERASED = 'deleted with all that its host had sent';

/** Addresses for uploads are good for a quarter of an hour; and whoever works at an upload is through by then. */
const SETTLED_AFTER_MS = 20 * 60_000;
/** A token that was used lately is good for one more minute, and what is asked for with it takes some seconds. */
const TOKENS_VOID_AFTER_MS = 2 * 60_000;
const PAGE = 25;

/** What one call has done so far. */
type Sum = { -readonly [K in keyof Omit<ErasureProgress, 'done'>]: ErasureProgress[K] };

/** @throws {NotFoundError} for a host that nothing is known of: nothing is written then */
export async function eraseHost(host: string, by: string, deps: EraseDeps): Promise<Erasure> {
  const { records, erasures, outOfTime } = deps;
  const before = await erasures.get(host);
  const enrolled = await deps.hosts.find(host);
  if (before === undefined && enrolled === undefined && !(await hasSent(host, deps))) {
    throw new NotFoundError(`there is no host ${host}`);
  }
  // First of all: nothing new is taken from it.
  const retired = await deps.hosts.retire(host, by, deps.now());
  const sum: Sum = { uploads: 0, objects: 0, sizeBytes: 0, occurrences: 0, lockedObjects: 0 };
  waitFor(voidSinceMs(enrolled, deps) + TOKENS_VOID_AFTER_MS, sum, deps);

  let complete = await eraseUploads(host, sum, deps);
  if (complete) {
    const rest = await records.forgetHost(host, outOfTime);
    sum.occurrences += rest.occurrences;
    ({ complete } = rest);
  }
  // There is more to do at once.
  if (!complete) return await erasures.note(host, by, { ...sum, done: false, waitUntil: undefined });
  const done = sum.waitUntil === undefined;
  // Whoever asks again is not noted as the one who has deleted it.
  if (done && before?.done === true && !retired && sum.uploads + sum.occurrences === 0) return before;
  return await erasures.note(host, by, { ...sum, done });
}

/** Since when the host can't send anything. @param enrolled as it was before its tokens were voided */
function voidSinceMs(enrolled: Host | undefined, { now }: EraseDeps): number {
  if (enrolled === undefined) return 0;
  const { enrolledAt, revokedAt, tokenExpiresAt } = enrolled;
  const ends = [tokenExpiresAt, ...(revokedAt !== undefined && revokedAt >= enrolledAt ? [revokedAt] : [])];
  return Math.min(now().getTime(), ...ends.map((end) => Date.parse(end)));
}

function waitFor(timeMs: number, sum: Sum, { now }: EraseDeps): void {
  if (timeMs > now().getTime()) sum.waitUntil = later(sum.waitUntil, new Date(timeMs).toISOString());
}

async function hasSent(host: string, { uploads, records }: EraseDeps): Promise<boolean> {
  return (await uploads.list({ host, limit: 1 })).uploads.length > 0 || (await records.knowsHost(host));
}

/** False when the time was up. */
async function eraseUploads(host: string, sum: Sum, deps: EraseDeps): Promise<boolean> {
  const { uploads, objects, records, outOfTime, now } = deps;
  let cursor: string | undefined;
  do {
    const page = await uploads.list({ host, limit: PAGE, cursor });
    const settled: { readonly upload: StoredUpload; readonly erased: ErasedObjects }[] = [];
    let complete = true;
    for (const upload of page.uploads) {
      complete = !outOfTime();
      if (!complete) break;
      const settledAt = (await close(upload, deps)).getTime() + SETTLED_AFTER_MS;
      const erased = await objects.erase(upload.id, outOfTime);
      sum.objects += erased.objects;
      sum.sizeBytes += erased.sizeBytes;
      complete = erased.complete;
      if (!complete) break;
      if (settledAt > now().getTime()) waitFor(settledAt, sum, deps);
      else settled.push({ upload, erased });
    }
    if (settled.length > 0) await records.forgetRecords(new Set(settled.map(({ upload }) => upload.id)));
    for (const { upload, erased } of settled) {
      sum.occurrences += await records.forgetUpload(upload);
      sum.uploads += 1;
      // Only now: until then each call finds them anew.
      sum.lockedObjects += erased.locked;
      sum.lockedUntil = later(sum.lockedUntil, erased.lockedUntil);
    }
    if (!complete) return false;
    cursor = page.next;
  } while (cursor !== undefined);
  return true;
}

/** Nothing more is taken for it from now on. Answers when it was last touched. */
async function close({ id, state, updatedAt }: StoredUpload, { uploads, now }: EraseDeps): Promise<Date> {
  if (state !== 'open') return new Date(updatedAt);
  try {
    await uploads.change(id, { state: 'aborted', reason: ERASED }, ['open']);
  } catch (error) {
    // Its host completed it in this very moment.
    if (!(error instanceof ConflictError)) throw error;
  }
  return now();
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}
