/** Lines and types of kernels that nobody runs any more go; those of a kernel stay with its modules'. */
import type { SymbolsPart, SymbolsRecord } from '../../contract/symbols.ts';

export interface RetentionDeps {
  readonly store: {
    all(): AsyncIterable<readonly SymbolsRecord[]>;
    remove(buildId: string, part: SymbolsPart): Promise<void>;
  };
  readonly objects: { remove(object: Pick<SymbolsRecord, 'buildId' | 'sha256'>): Promise<void> };
  /** Whether any host was seen with this kernel; who saw it forgets it in time. */
  readonly isSeen: (buildId: string) => Promise<boolean>;
  readonly now: () => Date;
}

/** What is new may not have crashed yet. */
export const KEPT_UNSEEN_DAYS = 400;
const DAY_MS = 86_400_000;

/** Removes what is out of use; answers how many files that were. */
export async function removeUnused(deps: RetentionDeps): Promise<number> {
  const newest = deps.now().getTime() - KEPT_UNSEEN_DAYS * DAY_MS;
  const releases = new Map<string, SymbolsRecord[]>();
  for await (const page of deps.store.all()) {
    for (const record of page) {
      const group = record.release ?? `build ${record.buildId}`;
      releases.set(group, [...(releases.get(group) ?? []), record]);
    }
  }
  let removed = 0;
  for (const records of releases.values()) {
    if (records.some(({ addedAt }) => Date.parse(addedAt) > newest)) continue;
    const seen = await Promise.all(
      records.filter(({ kind }) => kind === 'kernel').map(({ buildId }) => deps.isSeen(buildId)),
    );
    if (seen.includes(true)) continue;
    for (const record of records) {
      // The entry first: an object without one is never read, an entry without its object would be.
      await deps.store.remove(record.buildId, record.part);
      await deps.objects.remove(record);
      removed += 1;
    }
  }
  return removed;
}
