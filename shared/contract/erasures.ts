/** Deleting all that a host has sent: docs/privacy.md says what that is, and what stays. */
import * as z from 'zod';
import { HostName } from './uploads.ts';

export const EraseHost = z.object({ host: HostName });
export type EraseHost = z.infer<typeof EraseHost>;

const Count = z.number().int().nonnegative();

/** How far the deletion of a host's data is, and the record of it that stays. */
export const Erasure = z.object({
  host: HostName,
  /** Who asked for it last. */
  by: z.string(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** All is deleted that can be. Otherwise call again: it goes on where it stopped. */
  done: z.boolean(),
  /** Deleted so far. */
  uploads: Count,
  objects: Count,
  sizeBytes: Count,
  occurrences: Count,
  /** Of those uploads, versions of objects that Object Lock holds: nobody can read them by their name, and S3 deletes them once it may. */
  lockedObjects: Count,
  lockedUntil: z.iso.datetime().optional(),
  /** Until then something may still arrive: its tokens were good a moment ago, or an upload was under way. Call again after this. */
  waitUntil: z.iso.datetime().optional(),
});
export type Erasure = z.infer<typeof Erasure>;

export const ErasurePage = z.object({ erasures: z.array(Erasure), next: z.string().optional() });
export type ErasurePage = z.infer<typeof ErasurePage>;
