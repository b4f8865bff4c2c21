/** The whole fleet at a glance: what single dumps say, put together. Every read is bounded. */
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { FleetView, SuspectHost } from '../../shared/contract/fleet.ts';
import { compareReleases } from '../../shared/contract/kernel-release.ts';
import type { ConsoleDeps } from './ports.ts';

type Deps = Pick<ConsoleDeps, 'fleet' | 'uploads'>;

const SHOWN_FUNCTIONS = 15;
const SHOWN_INTERRUPTS = 15;
const SHOWN_RELEASES = 12;
/** Figures that are looked at for the functions or names with the greatest: each has one a release. */
const LOOKED_AT = 200;
const MEMORY_DUMPS = 500;
const UPLOAD_PAGE = 100;
const UPLOADS = 500;

export async function fleetView(deps: Deps): Promise<FleetView> {
  const [stacks, interrupts, suspects, panicToAlert] = await Promise.all([
    stacksOf(deps),
    interruptsOf(deps),
    suspectsOf(deps),
    timeToAlert(deps),
  ]);
  return { stacks, interrupts, suspects, panicToAlert };
}

async function stacksOf({ fleet }: Deps): Promise<FleetView['stacks']> {
  const names = distinct((await fleet.deepestStacks(LOOKED_AT)).map((item) => item.function)).slice(0, SHOWN_FUNCTIONS);
  return await Promise.all(
    names.map(async (name) => ({
      function: name,
      releases: newest(await fleet.stacksOf(name, SHOWN_RELEASES * 4)).map(
        ({ release, usedBytes, sizeBytes, comm, uploadId }) => ({ release, usedBytes, sizeBytes, comm, uploadId }),
      ),
    })),
  );
}

async function interruptsOf({ fleet }: Deps): Promise<FleetView['interrupts']> {
  const names = distinct((await fleet.fastestInterrupts(LOOKED_AT)).map(({ name }) => name)).slice(0, SHOWN_INTERRUPTS);
  return await Promise.all(
    names.map(async (name) => ({
      name,
      releases: newest(await fleet.interruptsOf(name, SHOWN_RELEASES * 4)).map(
        ({ release, perSecond, wraps, uploadId }) => ({ release, perSecond, wraps, uploadId }),
      ),
    })),
  );
}

async function suspectsOf({ fleet }: Deps): Promise<SuspectHost[]> {
  const hosts = new Map<string, SuspectHost['dumps']>();
  for (const { host, uploadId, at, signs } of await fleet.memorySigns(MEMORY_DUMPS)) {
    const dumps = hosts.get(host) ?? [];
    dumps.push({ uploadId, at, signs });
    hosts.set(host, dumps);
  }
  return [...hosts].map(([host, dumps]) => ({ host, dumps })).toSorted((a, b) => b.dumps.length - a.dumps.length);
}

/** Of the newest uploads, those that a host sent by itself: a dump that a person uploads days later alerts nobody late. */
async function timeToAlert({ uploads }: Deps): Promise<FleetView['panicToAlert']> {
  const seconds: number[] = [];
  let since: string | undefined;
  let cursor: string | undefined;
  for (let read = 0; read < UPLOADS; read += UPLOAD_PAGE) {
    const page = await uploads.list({ limit: UPLOAD_PAGE, cursor });
    for (const upload of page.uploads) {
      const took = secondsToAlert(upload);
      if (took === undefined) continue;
      seconds.push(took);
      since = upload.createdAt;
    }
    cursor = page.next;
    if (cursor === undefined) break;
  }
  const sorted = seconds.toSorted((a, b) => a - b);
  const p50 = percentile(sorted, 0.5);
  const p95 = percentile(sorted, 0.95);
  return {
    uploads: sorted.length,
    ...(p50 === undefined || p95 === undefined ? {} : { p50Seconds: p50, p95Seconds: p95 }),
    ...(since === undefined ? {} : { since }),
  };
}

function secondsToAlert({ createdBy, capturedAt, alertedAt }: StoredUpload): number | undefined {
  if (!createdBy.startsWith('host ') || capturedAt === undefined || alertedAt === undefined) return undefined;
  const seconds = (Date.parse(alertedAt) - Date.parse(capturedAt)) / 1000;
  // A host whose clock is ahead says nothing.
  return seconds >= 0 ? seconds : undefined;
}

/** By the nearest rank. @param sorted ascending */
export function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function newest<T extends { readonly release: string }>(items: readonly T[]): T[] {
  return items
    .toSorted((a, b) => compareReleases(b.release, a.release) ?? b.release.localeCompare(a.release))
    .slice(0, SHOWN_RELEASES);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
