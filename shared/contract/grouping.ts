/** Merging crashes, splitting them and taking that back: one request has time for some hundreds of them. */
import type { Grouping, GroupingAction } from './crashes.ts';

/**
 * Goes on from the first answer until all crashes are moved.
 *
 * @param ask puts an action to a group
 * @param onMoved told how many crashes are moved so far, before each further request
 */
export async function moveAll(
  first: Grouping,
  ask: (id: string, action: GroupingAction) => Promise<Grouping>,
  onMoved: (moved: number) => void,
): Promise<Grouping> {
  let { moved, next } = first;
  while (next !== undefined) {
    onMoved(moved);
    const more = await ask(next.crashId, { action: 'settle', cursor: next.cursor });
    moved += more.moved;
    next = more.next;
  }
  return { ...first, moved };
}
