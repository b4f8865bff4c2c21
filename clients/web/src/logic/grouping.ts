/** Merging crashes, splitting them and taking that back: asked until all of them are moved. */
import type { CrashGroup, Grouping, GroupingAction } from '../../../../shared/contract/crashes.ts';
import { moveAll } from '../../../../shared/contract/grouping.ts';
import { send } from './api.ts';

const ask = (id: string, action: GroupingAction): Promise<Grouping> =>
  send<Grouping>('POST', `crashes/${encodeURIComponent(id)}/grouping`, action);

/** @param onMoved told how many crashes are moved so far */
export async function group(id: string, action: GroupingAction, onMoved: (moved: number) => void): Promise<Grouping> {
  return await moveAll(await ask(id, action), ask, onMoved);
}

export interface RelatedCrash {
  readonly id: string;
  readonly what: string;
  /** Whose merge or split is undone. */
  readonly undo: string;
}

/** Crashes that a person put together with a group, or told apart from it, as far as that still holds. */
export function relatedOf({
  id: own,
  absorbed = [],
  splits = [],
  split,
  merged,
}: Pick<CrashGroup, 'id' | 'absorbed' | 'splits' | 'split' | 'merged'>): RelatedCrash[] {
  // What was put back is merged: to undo that would split it off once more.
  const apart = splits.filter((id) => !absorbed.includes(id));
  return [
    ...absorbed.map((id) => ({ id, what: 'was merged into it', undo: id })),
    ...apart.map((id) => ({ id, what: 'was split off it', undo: id })),
    ...(split === undefined || merged !== undefined
      ? []
      : [{ id: split.from, what: 'is what it was split off', undo: own }]),
  ];
}
