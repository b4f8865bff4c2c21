/**
 * What to do with logs that were read: to count a crash, to let what a better log says take the place of what is on record of it, or
 * nothing, because that is on record already. Where log and dump disagree, this is where the crash changes its group.
 */
import { groupBy } from '../../shared/aws/crashes/record.ts';
import type { GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import { kernelTime } from '../../shared/domain/crash/time.ts';
import { weightOf } from '../../shared/domain/crash/weight.ts';
import type { TriageDeps } from './ports.ts';
import type { Triaged } from './triaged.ts';

/** A crash with what its best log of this batch says. */
export interface Placed extends Triaged {
  /** What is on record of it, in a group. */
  readonly existing?: GroupedOccurrence | undefined;
  /** Further logs of the same crash in this batch. */
  readonly echoes: readonly Triaged[];
}

/** All logs of the crash in this batch, the best one first. */
export function logsOf(member: Placed): readonly [Placed, ...Triaged[]] {
  return [member, ...member.echoes];
}

export async function placeAll(
  members: readonly Triaged[],
  deps: Pick<TriageDeps, 'crashes' | 'now'>,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const logs of groupBy(members, ({ occurrence }) => occurrence.uploadId).values()) {
    const [first, ...echoes] = logs.toSorted((a, b) => weightOf(b.occurrence) - weightOf(a.occurrence));
    if (first !== undefined) placed.push(await withExisting(first, echoes, deps));
  }
  return placed;
}

async function withExisting(
  member: Triaged,
  echoes: readonly Triaged[],
  { crashes, now }: Pick<TriageDeps, 'crashes' | 'now'>,
): Promise<Placed> {
  const isKnown = member.isKnown || echoes.some((echo) => echo.isKnown);
  const existing = isKnown ? await crashes.read.occurrence(member.occurrence.uploadId) : undefined;
  // What the kernel itself says of the time goes before what its host said, whichever of the logs it comes with.
  const clock = [member, ...echoes].map(({ upload }) => kernelTime(upload, now())).find((time) => time !== undefined);
  if (existing?.crashId === undefined) {
    const occurrence = clock === undefined ? member.occurrence : { ...member.occurrence, capturedAt: clock };
    return { ...member, occurrence, echoes };
  }
  const capturedAt = isOther(clock, existing.capturedAt) ? clock : existing.capturedAt;
  const occurrence = { ...member.occurrence, capturedAt, receivedAt: existing.receivedAt };
  return { ...member, occurrence, existing: { ...existing, crashId: existing.crashId }, echoes };
}

/** Two clocks of one kernel differ by less. */
const SAME_TIME_MS = 2_000;

function isOther(clock: string | undefined, known: string): clock is string {
  return clock !== undefined && Math.abs(Date.parse(clock) - Date.parse(known)) > SAME_TIME_MS;
}

/** A crash that its logs say nothing better of than what is on record. */
export type Repeated = Placed & { readonly existing: GroupedOccurrence };

export function isRepeated(placed: Placed): placed is Repeated {
  const { occurrence, existing, fingerprints } = placed;
  return existing !== undefined && (fingerprints.length === 0 || weightOf(occurrence) <= weightOf(existing));
}
