/**
 * Lines that reports want and the store has not: asked of the operator's debuginfod server, made, and kept. Builds are searched one
 * after the other, each by one function at a time however many hosts crash with it.
 */
import { createHash } from 'node:crypto';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import { isPermanent, reasonOf } from '../../shared/aws/runtime/queue-consumer.ts';
import { recordOf } from '../../shared/aws/symbols/record.ts';
import type { SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import type { SymbolSearches } from '../../shared/aws/symbols/searches.ts';
import type { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { memorySource } from '../../shared/bytes/byte-source.ts';
import type { SymbolsWanted, WantedBuild } from '../../shared/contract/events.ts';
import { MAX_SYMBOLS_BYTES } from '../../shared/contract/symbols.ts';
import { FormatError, FormatErrorCode, TransientError } from '../../shared/errors.ts';
import type { BuildLines } from '../../shared/symbols/packages/builds.ts';
import { LineTable } from '../../shared/symbols/table/read.ts';

export interface SearchDeps {
  readonly store: Pick<SymbolStore, 'get' | 'putFirst'>;
  readonly searches: Pick<SymbolSearches, 'begin' | 'end' | 'endWithNone'>;
  readonly objects: Pick<SymbolObjects, 'keep'>;
  /** Undefined where the server has none. */
  readonly download: (build: WantedBuild) => Promise<BuildLines | undefined>;
  readonly bus: EventBus;
  /** The server's host, by which the store says where lines are from. */
  readonly serverName: string;
  readonly note: (what: string, build: WantedBuild, more?: { readonly reason: string }) => void;
  readonly now: () => Date;
  /** When this run has come to its end, one way or the other. */
  readonly until: () => Date;
  /** Nothing is begun when less time is left. */
  readonly leastMs: number;
}

export interface SearchOutcome {
  readonly added: number;
  /** There already: another crash wanted them too. */
  readonly there: number;
  readonly none: number;
}

/** What a server does not have it may have tomorrow: distributions publish debug files after the packages. */
const NONE_FOR_MS = 24 * 3_600_000;
const BUSY_SECONDS = 120;

/**
 * @throws {TransientError} where some of it has to be tried again: the server does not answer, somebody else asks just now, or the time
 *   is short. Whatever was found is kept and told before.
 * @throws {FormatError} {InputError} for what the server should not have sent; it is not asked again for a day
 */
export async function searchLines(wanted: SymbolsWanted, deps: SearchDeps): Promise<SearchOutcome> {
  const found: string[] = [];
  const tally = { added: 0, there: 0, none: 0 };
  const failures: Error[] = [];
  for (const build of wanted.builds) {
    try {
      const state = await searchBuild(build, deps);
      tally[state] += 1;
      if (state !== 'none') found.push(build.buildId);
    } catch (error) {
      deps.note('not to be had', build, { reason: reasonOf(error) });
      failures.push(error instanceof Error ? error : new Error(reasonOf(error), { cause: error }));
    }
  }
  if (found.length > 0) await deps.bus.publish([addedEvent(wanted, found, deps.now())]);
  // What may pass comes first: the others are known as none by then.
  const failure = failures.find((error) => !isPermanent(error)) ?? failures[0];
  if (failure !== undefined) throw failure;
  return tally;
}

async function searchBuild(build: WantedBuild, deps: SearchDeps): Promise<keyof SearchOutcome> {
  const { buildId } = build;
  if ((await deps.store.get(buildId)) !== undefined) return 'there';
  const until = deps.until();
  if (until.getTime() - deps.now().getTime() < deps.leastMs) {
    throw new TransientError('there is no time left for it', { retryAfterSeconds: 1 });
  }
  const state = await deps.searches.begin(buildId, until);
  if (state === 'none') return 'none';
  if (state === 'busy') {
    throw new TransientError(`${buildId} is being asked for`, { retryAfterSeconds: BUSY_SECONDS });
  }
  try {
    const lines = await deps.download(build);
    if (lines === undefined) {
      await endWithNone(buildId, deps);
      deps.note('the server has none', build);
      return 'none';
    }
    await keep(lines, deps);
  } catch (error) {
    // An answer that is of no use is one all the same: thousands of crashes must not ask for it again.
    await (isPermanent(error) ? endWithNone(buildId, deps) : deps.searches.end(buildId));
    throw error;
  }
  await deps.searches.end(buildId);
  deps.note('added', build);
  return 'added';
}

function endWithNone(buildId: string, { searches, now }: SearchDeps): Promise<void> {
  return searches.endWithNone(buildId, new Date(now().getTime() + NONE_FOR_MS));
}

/** Reads the lines from end to end as those that people add are read, and keeps them. */
async function keep({ header, bytes, from }: BuildLines, deps: SearchDeps): Promise<void> {
  if (bytes.length > MAX_SYMBOLS_BYTES) {
    throw new FormatError(FormatErrorCode.Limit, { format: 'line table', field: from }, `${bytes.length} bytes`);
  }
  await (await LineTable.open(memorySource(bytes, from))).check();
  const object = {
    buildId: header.buildId,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  // The object first: an entry without one would be read in vain.
  await deps.objects.keep(object, bytes);
  const addedBy = `debuginfod ${deps.serverName}`;
  // Who has added theirs in the meantime knows better.
  await deps.store.putFirst(recordOf(header, { ...object, addedAt: deps.now().toISOString(), addedBy }));
}

function addedEvent({ uploadId, host }: SymbolsWanted, buildIds: readonly string[], at: Date) {
  return {
    name: 'symbols.added' as const,
    detail: {
      version: 1 as const,
      id: `symbols:${uploadId}:${buildIds.length}:${buildIds[0] ?? ''}`,
      occurredAt: at.toISOString(),
      correlationId: uploadId,
      uploadId,
      host,
      buildIds: [...buildIds],
    },
  };
}
