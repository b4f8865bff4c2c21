/** What a question lacks of a dump can still be had where its host is held in its crash kernel: asked of it, and waited for. */
import { isCovered } from '../../shared/aws/dumps/answer-extents.ts';
import type { DumpSource } from '../../shared/aws/dumps/dump-source.ts';
import { nextWants } from '../../shared/aws/dumps/next-wants.ts';
import type { StoredHold } from '../../shared/aws/uploads/held.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { ByteRange } from '../../shared/bytes/byte-source.ts';
import type { HostAsked } from '../../shared/contract/explore.ts';
import { MAX_OFFERED_RANGES, WANT_ALIGN_BYTES } from '../../shared/contract/uploads.ts';
import { heldState } from '../../shared/domain/upload/held.ts';
import type { ExploreDeps } from './ports.ts';

/** What one question may want of a host at once; what is more is wanted when that has come. */
const MAX_WANTED_BYTES = 16 * 2 ** 20;
const POLL_MS = 700;

export type HostDeps = Pick<ExploreDeps, 'uploads' | 'source' | 'held' | 'now' | 'sleep'>;

/** What became of asking the host, and whether all that was asked for has come. */
export interface Asking {
  readonly host: HostAsked;
  readonly hasCome: boolean;
}

/**
 * Asks a dump's host for what a question lacked, and waits for it.
 *
 * @param faults what was read in vain
 * @returns undefined where there is nothing to ask for, or the host was never held
 */
export async function askHost(
  upload: StoredUpload,
  faults: readonly ByteRange[],
  until: Date,
  deps: HostDeps,
): Promise<Asking | undefined> {
  if (faults.length === 0) return undefined;
  const hold = await deps.held.get(upload.id);
  if (hold === undefined) return undefined;
  const gone = whyGone(hold, upload, deps.now());
  if (gone !== undefined) return { host: { state: 'gone', why: gone, until: hold.until }, hasCome: false };
  const { arrived } = await deps.source(upload);
  const wanted = wantsOf(faults, arrived, upload, hold);
  if (wanted === 'nothing') return undefined;
  const { until: heldUntil } = hold;
  if (wanted === 'spent') {
    const why = `${upload.host} gives no more of its memory: its HOT_LIMIT is used up`;
    return { host: { state: 'spent', why, until: heldUntil }, hasCome: false };
  }
  await announce(upload.id, wanted, arrived, deps);
  const hasCome = await waitFor(upload.id, wanted, until, deps);
  const bytes = wanted.reduce((sum, { length }) => sum + length, 0);
  return { host: { state: 'waiting', host: upload.host, ranges: wanted.length, bytes, until: heldUntil }, hasCome };
}

function whyGone(hold: StoredHold, upload: StoredUpload, now: Date): string | undefined {
  const { host } = upload;
  switch (heldState(hold, upload, now)) {
    case 'held':
      return undefined;
    case 'released':
      return `${host} is gone: ${hold.releasedBy ?? 'somebody'} let it go at ${hold.releasedAt ?? ''}`;
    case 'over':
      return `${host} is gone: it was held until ${hold.until}`;
    case 'silent':
      return `${host} is gone, it seems: it has not been heard of since ${hold.seenAt}`;
  }
}

function wantsOf(
  faults: readonly ByteRange[],
  arrived: readonly ByteRange[],
  { sizeBytes }: StoredUpload,
  { bytesLeft }: StoredHold,
): readonly ByteRange[] | 'nothing' | 'spent' {
  const all = nextWants(faults, arrived, sizeBytes);
  if (all.length === 0) return 'nothing';
  const most = Math.min(MAX_WANTED_BYTES, bytesLeft - (bytesLeft % WANT_ALIGN_BYTES));
  if (most === 0) return 'spent';
  return nextWants(faults, arrived, sizeBytes, most);
}

/** Adds to what is wanted, unless all of it is wanted already: by the same question a moment ago, say. */
async function announce(
  id: string,
  wanted: readonly ByteRange[],
  arrived: readonly ByteRange[],
  { held }: HostDeps,
): Promise<void> {
  const before = await held.wants(id);
  if (before !== undefined && isCovered(wanted, before.ranges)) return;
  await held.want(id, (others) => {
    const open = others.filter((range) => !isCovered([range], arrived) && !isCovered([range], wanted));
    return [...wanted, ...open].slice(0, MAX_OFFERED_RANGES / 2);
  });
}

async function waitFor(id: string, wanted: readonly ByteRange[], until: Date, deps: HostDeps): Promise<boolean> {
  const never = new AbortController().signal;
  while (deps.now() < until) {
    await deps.sleep(POLL_MS, never);
    const upload = await deps.uploads.get(id);
    const hold = await deps.held.get(id);
    if (upload === undefined || hold === undefined) return false;
    const source: DumpSource = await deps.source(upload);
    if (isCovered(wanted, source.arrived)) return true;
    if (heldState(hold, upload, deps.now()) !== 'held') return false;
  }
  return false;
}
