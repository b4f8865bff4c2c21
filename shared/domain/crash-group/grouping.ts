/**
 * Merging and splitting groups, as a person decides. Each fingerprint stands for one group for good, its crashes' home; a group that was
 * merged points to the one that it went into, and a crash is counted where the pointers from its home end. So a merge is undone by taking
 * its pointer away, and whatever finds a home anew, as regrouping does, finds the same end.
 */
import type { Activity, CrashGroup, Occurrence } from '../../contract/crashes.ts';
import { ConflictError, InputError } from '../../errors.ts';
import { withActivity } from './activity.ts';

/** More groups are not put into one another: each is looked up by itself. */
const MAX_RELATED = 50;

export interface Doing {
  readonly by: string;
  readonly at: Date;
  readonly reason?: string | undefined;
}

function told({ by, at, reason }: Doing, what: Activity['what'], crashId: string): Activity {
  return { at: at.toISOString(), by, what, crashId, ...(reason === undefined ? {} : { reason }) };
}

/**
 * @returns both as they are then
 * @throws {InputError} for a group and itself
 * @throws {ConflictError} where one of them is merged already, or an open problem would vanish in a resolved one
 */
export function mergeInto<G extends CrashGroup>(from: G, into: G, doing: Doing): { from: G; into: G } {
  if (from.id === into.id) throw new InputError('a crash can not be merged into itself', { field: 'into' });
  if (from.merged !== undefined) {
    throw new ConflictError(`${from.id} was merged into ${from.merged.into} already: undo that first`);
  }
  if (into.merged !== undefined)
    throw new ConflictError(`${into.id} was merged into ${into.merged.into}: name that one`);
  if (into.status.state === 'resolved' && from.status.state !== 'resolved') {
    throw new ConflictError(`${into.id} is resolved, and nobody would hear of ${from.id} any more: reopen it first`);
  }
  if ((into.absorbed?.length ?? 0) >= MAX_RELATED) {
    throw new ConflictError(`${String(MAX_RELATED)} crashes were merged into ${into.id} already`);
  }
  const since = doing.at.toISOString();
  const addedTitle = into.title !== from.title && !into.altTitles.includes(from.title);
  const { reason, by } = doing;
  return {
    from: withActivity(
      {
        ...from,
        status: { state: 'resolved', since, by, emptied: true },
        merged: {
          into: into.id,
          at: since,
          by,
          was: from.status,
          addedTitle,
          ...(reason === undefined ? {} : { reason }),
        },
      },
      told(doing, 'merged', into.id),
    ),
    into: withActivity(
      {
        ...into,
        ...(addedTitle ? { altTitles: [...into.altTitles, from.title] } : {}),
        absorbed: [...(into.absorbed ?? []), from.id],
      },
      told(doing, 'took in', from.id),
    ),
  };
}

/** @param into what `from` was merged into */
export function unmerge<G extends CrashGroup>(from: G, into: G, doing: Doing): { from: G; into: G } {
  if (from.merged?.into !== into.id) throw new ConflictError(`${from.id} is not merged into ${into.id}`);
  const { was, addedTitle } = from.merged;
  return {
    from: withActivity({ ...from, status: was, merged: undefined }, told(doing, 'unmerged', into.id)),
    into: withActivity(
      {
        ...into,
        ...(addedTitle ? { altTitles: into.altTitles.filter((title) => title !== from.title) } : {}),
        absorbed: into.absorbed?.filter((id) => id !== from.id),
      },
      told(doing, 'gave back', from.id),
    ),
  };
}

/** What the group was merged into before that was undone, where nothing was merged since. */
export function lastUndone({ activity = [] }: CrashGroup): string | undefined {
  const last = activity.find(({ what }) => what === 'merged' || what === 'unmerged');
  return last?.what === 'unmerged' ? last.crashId : undefined;
}

/** Groups that were merged into this one and taken back lately. */
export function givenBack({ activity = [] }: CrashGroup): readonly string[] {
  return activity.flatMap(({ what, crashId }) => (what === 'gave back' && crashId !== undefined ? [crashId] : []));
}

/**
 * The group without a fingerprint of its own, and the one that has it from now on.
 *
 * @param part as it would be opened for that fingerprint
 * @throws {InputError} for a fingerprint that names nothing that can be told apart from the rest
 */
export function splitOff<G extends CrashGroup>(from: G, part: G, doing: Doing): { from: G; part: G } {
  const { fingerprint } = part;
  if (from.merged !== undefined)
    throw new ConflictError(`${from.id} was merged into ${from.merged.into}: undo that first`);
  if (!from.fingerprints.includes(fingerprint)) {
    throw new InputError(
      `${from.id} has no fingerprint ${fingerprint}: what was merged into it is given back by undo`,
      {
        field: 'fingerprint',
      },
    );
  }
  if (fingerprint === from.fingerprint) {
    throw new InputError('this is the fingerprint that the crash is called by: split off the others', {
      field: 'fingerprint',
    });
  }
  if ((from.splits?.length ?? 0) >= MAX_RELATED) {
    throw new ConflictError(`${String(MAX_RELATED)} crashes were split off ${from.id} already`);
  }
  const { by, at, reason } = doing;
  return {
    from: withActivity(
      {
        ...from,
        fingerprints: from.fingerprints.filter((each) => each !== fingerprint),
        splits: [...(from.splits ?? []), part.id],
      },
      told(doing, 'split off', part.id),
    ),
    part: withActivity(
      // What nobody was told of in one, nobody was told of in the other.
      {
        ...part,
        untold: from.untold,
        split: { from: from.id, at: at.toISOString(), by, ...(reason === undefined ? {} : { reason }) },
      },
      told(doing, 'was split off', from.id),
    ),
  };
}

/**
 * The home of a crash that is counted in `counted`.
 *
 * @param splits groups that were split off its home, or any others
 */
export function homeOf(
  { home, fingerprint }: Pick<Occurrence, 'home' | 'fingerprint'>,
  counted: string,
  splits: readonly Pick<CrashGroup, 'id' | 'split' | 'fingerprints'>[],
): string {
  const known = home ?? counted;
  if (fingerprint === null) return known;
  return (
    splits.find(({ split, fingerprints }) => split?.from === known && fingerprints.includes(fingerprint))?.id ?? known
  );
}
