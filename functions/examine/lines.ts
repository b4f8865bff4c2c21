/** Source lines of a report: those that the store has, and which builds have none there. */
import { MAX_WANTED_BUILDS } from '../../shared/contract/events.ts';
import type { PurgatoryEvent, WantedBuild } from '../../shared/contract/events.ts';
import type { Report } from '../../shared/contract/report.ts';
import { BuildId } from '../../shared/contract/symbols.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import { withLines } from '../../shared/symbols/lines/report.ts';
import type { FindLines } from '../../shared/symbols/lines/find.ts';

export interface LinedReport {
  readonly report: Report;
  /** Builds with a build-id of which there are no lines: the kernel first, then modules of the panic's frames. */
  readonly missing: readonly WantedBuild[];
}

export async function linesOf(report: Report, find: FindLines | undefined): Promise<LinedReport> {
  if (find === undefined) return { report, missing: [] };
  const missing: WantedBuild[] = [];
  const lined = await withLines(report, async (build) => {
    const tables = await find(build);
    const { kind, name, release } = build;
    const { data: buildId } = BuildId.safeParse(build.buildId);
    // By its name alone a module was found at best, and that may be another build's.
    if (buildId !== undefined && !tables.some(({ header }) => header.buildId === buildId)) {
      missing.push({ kind, name, buildId, ...(release === undefined ? {} : { release: release.slice(0, 128) }) });
    }
    return tables;
  });
  const culprits = new Set(report.panic?.frames.map(({ module }) => module));
  const rank = ({ kind, name }: WantedBuild): number => (kind === 'kernel' ? 0 : culprits.has(name) ? 1 : 2);
  return { report: lined, missing: missing.sort((a, b) => rank(a) - rank(b)).slice(0, MAX_WANTED_BUILDS) };
}

/** Asks for lines; nothing where all are there. */
export function wantedEvents({ id, host }: StoredUpload, builds: readonly WantedBuild[], at: Date): PurgatoryEvent[] {
  if (builds.length === 0) return [];
  const occurredAt = at.toISOString();
  const detail = { version: 1 as const, id: `wanted:${id}`, occurredAt, correlationId: id, uploadId: id, host };
  return [{ name: 'symbols.wanted', detail: { ...detail, builds: [...builds] } }];
}
