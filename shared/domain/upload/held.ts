/** Whether a host that was held in its crash kernel is still there, and can be asked for more of its memory. */
import type { HeldState } from '../../contract/held.ts';
import type { UploadState } from '../../contract/uploads.ts';

/** A held host asks every 20 seconds what is wanted. Sending what was wanted, it asks later. */
const SILENT_AFTER_MS = 120_000;

export interface Hold {
  /** When the host goes by itself. */
  readonly until: string;
  readonly seenAt: string;
  readonly releasedAt?: string | undefined;
}

/** @param upload is open for as long as its host can send */
export function heldState(hold: Hold, upload: { readonly state: UploadState }, now: Date): HeldState {
  if (hold.releasedAt !== undefined) return 'released';
  if (upload.state !== 'open' || Date.parse(hold.until) <= now.getTime()) return 'over';
  return now.getTime() - Date.parse(hold.seenAt) > SILENT_AFTER_MS ? 'silent' : 'held';
}
