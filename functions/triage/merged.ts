/** Crashes that were counted in a group while somebody merged it into another one: they go on to where they belong. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import { send } from '../../shared/aws/crashes/sending.ts';
import { effectsOf } from './effects.ts';
import type { TriageDeps } from './ports.ts';

/** @returns the group that they are counted in then */
export async function follow(
  occurrences: readonly GroupedOccurrence[],
  group: StoredGroup,
  deps: TriageDeps,
): Promise<StoredGroup> {
  if (group.merged === undefined) return group;
  const root = await deps.crashes.groups.root(group.id);
  for (const occurrence of occurrences) {
    const home = occurrence.home ?? group.id;
    const next = { ...occurrence, home, crashId: root.id, movedFrom: group.id };
    const effects = await deps.crashes.replace(occurrence, next, (adding) =>
      effectsOf(root.id, adding, false, next.capturedAt, deps),
    );
    if (effects === undefined) continue;
    for (const id of [root.id, group.id]) await send(await deps.crashes.recount(id, [next]), deps);
    await send(effects.events, deps);
  }
  return await deps.crashes.groups.mustGet(root.id);
}
