/**
 * The items of the `Crashes` table.
 *
 * ```
 * pk                  sk               what                                    indexes
 * G#<crash>           META             the group; numbers by roll-up           gsi1 S#<state> / <last seen>#<crash>
 * G#<crash>#<shard>   COUNT            a share of its counters
 * G#<crash>#<shard>   R#<hour>         a share of its occurrences in an hour   (expires)
 * F#<fingerprint>     ALIAS            -> crash
 * U#<upload>          OCCURRENCE       one occurrence                          gsi1 O#<crash>#<shard> / <captured>#<upload>
 *                                                                              gsi2 H#<host> / <captured>#<upload>
 * H#<host>            G#<crash>        the group on that host: count, when     gsi1 N#<crash>#<shard> / <host>
 * H#<host>            LOOP             when its crash loop was told of         (expires)
 * I#<host>            CRASHES          its latest crashes, and what they are known by  (expires)
 * M                   <model>          a hardware model that was ever seen
 * K                   <release>        a kernel release that was ever seen
 * X#<shard>           <time>#<event>   outbox: events to be sent
 * ```
 *
 * What every occurrence of a group writes is spread over {@link SHARDS} partitions. `META` is written once a batch.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { CrashGroup } from '../../contract/crashes.ts';

/** Partitions over which a group's writes are spread: 1,000 writes a second each. */
export const SHARDS = 16;
export const OUTBOX_SHARDS = 4;

/** Stands for the occurrences whose log shows no crash, where a crash id is expected. */
export const NO_CRASH = 'none';

/** A stable number below `count` for `text`. */
export function shardOf(text: string, count: number): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) % count;
}

/** The id of the group that `fingerprint` opens: the same whoever opens it first. */
export function crashIdOf(fingerprint: string): string {
  return `c${createHash('sha256').update(fingerprint).digest('hex').slice(0, 24)}`;
}

const HOUR_MS = 3_600_000;

/** Whole hours since 1970. */
export function hourOf(time: string | Date): number {
  return Math.floor(new Date(time).getTime() / HOUR_MS);
}

export const Keys = {
  group: (id: string) => ({ pk: `G#${id}`, sk: 'META' }),
  counter: (id: string, shard: number) => ({ pk: `G#${id}#${shard}`, sk: 'COUNT' }),
  rate: (id: string, shard: number, hour: number) => ({ pk: `G#${id}#${shard}`, sk: `R#${hour}` }),
  alias: (fingerprint: string) => ({ pk: `F#${fingerprint}`, sk: 'ALIAS' }),
  occurrence: (uploadId: string) => ({ pk: `U#${uploadId}`, sk: 'OCCURRENCE' }),
  host: (host: string, id: string) => ({ pk: `H#${host}`, sk: `G#${id}` }),
  loop: (host: string) => ({ pk: `H#${host}`, sk: 'LOOP' }),
  crashesOfHost: (host: string) => ({ pk: `I#${host}`, sk: 'CRASHES' }),
  model: (model: string) => ({ pk: 'M', sk: model }),
  release: (release: string) => ({ pk: 'K', sk: release }),
  outbox: (eventId: string, time: string) => ({ pk: `X#${shardOf(eventId, OUTBOX_SHARDS)}`, sk: `${time}#${eventId}` }),
} as const;

export const IndexKeys = {
  byState: (state: string, lastSeen: string, id: string) => ({ gsi1pk: `S#${state}`, gsi1sk: `${lastSeen}#${id}` }),
  occurrence: (id: string, host: string, uploadId: string, capturedAt: string) => ({
    gsi1pk: occurrencePartition(id, shardOf(uploadId, SHARDS)),
    gsi1sk: `${capturedAt}#${uploadId}`,
    gsi2pk: `H#${host}`,
    gsi2sk: `${capturedAt}#${uploadId}`,
  }),
  host: (id: string, host: string) => ({ gsi1pk: hostPartition(id, shardOf(host, SHARDS)), gsi1sk: host }),
} as const;

export const occurrencePartition = (id: string, shard: number): string => `O#${id}#${shard}`;
export const hostPartition = (id: string, shard: number): string => `N#${id}#${shard}`;

/** The group as stored: `version` grows with every write of it. */
export const StoredGroup = CrashGroup.extend({
  version: z.number().int().nonnegative(),
  /** When it last was found to spike. */
  spikedAt: z.iso.datetime().optional(),
  /** The upload that opened it or, once it was resolved, brought it back. */
  newWith: z.string().optional(),
  /** Uploads whose report was made since then, as many as it takes to call the problem known. */
  reports: z.array(z.string()).optional(),
});
export type StoredGroup = z.infer<typeof StoredGroup>;

/**
 * One share of a group's counters. Tallies are attributes of their own (`k:6.12.117`, `m:<model>`, `d:2026-11-23`), because
 * `ADD` creates a missing attribute and does not create a missing map.
 */
const CounterItem = z
  .object({ n: z.number().int().default(0), hosts: z.number().int().default(0) })
  .catchall(z.unknown());

export interface Totals {
  readonly count: number;
  readonly hostCount: number;
  readonly kernels: Record<string, number>;
  readonly models: Record<string, number>;
  readonly days: Record<string, number>;
}

export const TALLY = { kernels: 'k:', models: 'm:', days: 'd:' } as const;

/** Adds up the shares. */
export function sumCounters(items: readonly unknown[]): Totals {
  const totals = {
    count: 0,
    hostCount: 0,
    kernels: new Map<string, number>(),
    models: new Map<string, number>(),
    days: new Map<string, number>(),
  };
  for (const item of items) {
    const counter = CounterItem.parse(item);
    totals.count += counter.n;
    totals.hostCount += counter.hosts;
    for (const [name, value] of Object.entries(counter)) {
      if (typeof value !== 'number') continue;
      for (const [tally, prefix] of [
        [totals.kernels, TALLY.kernels],
        [totals.models, TALLY.models],
        [totals.days, TALLY.days],
      ] as const) {
        if (!name.startsWith(prefix)) continue;
        const key = name.slice(prefix.length);
        tally.set(key, (tally.get(key) ?? 0) + value);
      }
    }
  }
  // What regrouping took away again leaves zeros.
  const counted = (tally: ReadonlyMap<string, number>) => [...tally].filter(([, value]) => value > 0);
  return {
    count: totals.count,
    hostCount: totals.hostCount,
    kernels: Object.fromEntries(counted(totals.kernels)),
    models: Object.fromEntries(counted(totals.models)),
    days: Object.fromEntries(
      counted(totals.days)
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .slice(0, 30),
    ),
  };
}
