/**
 * Deleting what a host has sent. Each step may be repeated and cut short: an upload's objects go first and its record last, so
 * that what is still listed is what is still to be done.
 */
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import type { UploadPage, UploadPageRequest } from '../../shared/aws/uploads/store.ts';
import type { Erasure } from '../../shared/contract/erasures.ts';
import type { UploadState } from '../../shared/contract/uploads.ts';
import { ConflictError } from '../../shared/errors.ts';

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

type Progress = Pick<Erasure, 'done' | 'uploads' | 'objects' | 'sizeBytes' | 'occurrences' | 'lockedObjects'> &
  Partial<Pick<Erasure, 'lockedUntil' | 'waitUntil'>>;

export interface EraseDeps {
  readonly hosts: {
    /** Voids all tokens of the host, and lets its entry go when the last of them would have expired. */
    retire(host: string, by: string, at: Date): Promise<void>;
  };
  readonly uploads: {
    list(request: UploadPageRequest): Promise<UploadPage>;
    change(id: string, changes: UploadChanges, from: readonly UploadState[]): Promise<unknown>;
  };
  readonly objects: { erase(uploadId: string, outOfTime: () => boolean): Promise<ErasedObjects> };
  readonly records: {
    /** All that the tables hold of an upload, its own record last. Answers how many occurrences were among it. */
    forgetUpload(upload: StoredUpload): Promise<number>;
    /** Occurrences of the host, and its name in every group. */
    forgetHost(
      host: string,
      outOfTime: () => boolean,
    ): Promise<{ readonly occurrences: number; readonly complete: boolean }>;
  };
  /** Adds to the record of the deletion that stays; answers it as it is then. */
  readonly note: (host: string, by: string, progress: Progress) => Promise<Erasure>;
  readonly outOfTime: () => boolean;
  readonly now: () => Date;
}

export const ERASED = 'deleted with all that its host had sent';

/** Addresses for uploads are good for a quarter of an hour; and whoever works at an upload is through by then. */
const SETTLED_AFTER_MS = 20 * 60_000;
const PAGE = 25;

export async function eraseHost(host: string, by: string, deps: EraseDeps): Promise<Erasure> {
  const { uploads, records, outOfTime } = deps;
  await deps.hosts.retire(host, by, deps.now());
  const sum = { uploads: 0, objects: 0, sizeBytes: 0, occurrences: 0, lockedObjects: 0 };
  let lockedUntil: string | undefined;
  let waitUntil: string | undefined;
  const note = (done: boolean) =>
    deps.note(host, by, {
      done,
      ...sum,
      ...(lockedUntil === undefined ? {} : { lockedUntil }),
      ...(waitUntil === undefined ? {} : { waitUntil }),
    });

  let cursor: string | undefined;
  do {
    const page = await uploads.list({ host, limit: PAGE, cursor });
    for (const upload of page.uploads) {
      if (outOfTime()) return await note(false);
      const touchedAt = await close(upload, deps);
      const erased = await deps.objects.erase(upload.id, outOfTime);
      sum.objects += erased.objects;
      sum.sizeBytes += erased.sizeBytes;
      sum.lockedObjects += erased.locked;
      lockedUntil = later(lockedUntil, erased.lockedUntil);
      if (!erased.complete) return await note(false);
      const settledAt = touchedAt.getTime() + SETTLED_AFTER_MS;
      if (settledAt > deps.now().getTime()) {
        waitUntil = later(waitUntil, new Date(settledAt).toISOString());
        continue;
      }
      sum.occurrences += await records.forgetUpload(upload);
      sum.uploads += 1;
    }
    cursor = page.next;
  } while (cursor !== undefined);

  const { occurrences, complete } = await records.forgetHost(host, outOfTime);
  sum.occurrences += occurrences;
  return await note(complete && waitUntil === undefined);
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
