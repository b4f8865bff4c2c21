/** Crashes that were counted in a group while somebody merged it, or took that back: they go on to where they belong. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import { send } from '../../shared/aws/crashes/sending.ts';
import { effectsOf } from './effects.ts';
import type { WritingDeps } from './ports.ts';

/** @returns the group that the last of them is counted in then */
export async function follow(
  occurrences: readonly GroupedOccurrence[],
  group: StoredGroup,
  deps: WritingDeps,
): Promise<StoredGroup> {
  let counted = group;
  for (const occurrence of occurrences) {
    if (group.merged === undefined && occurrence.home === undefined) continue;
    const home = occurrence.home ?? group.id;
    const root = await deps.crashes.groups.root(home);
    if (root.id === group.id) continue;
    const next = {
      ...occurrence,
      home: home === root.id ? undefined : home,
      crashId: root.id,
      movedFrom: group.id,
    };
    const effects = await deps.crashes.replace(occurrence, next, (adding) =>
      effectsOf(root.id, adding, false, next.capturedAt, deps),
    );
    counted = root;
    if (effects === undefined) continue;
    for (const id of [root.id, group.id]) await send(await deps.crashes.recount(id, [next]), deps);
    await send(effects.events, deps);
  }
  return counted === group ? group : await deps.crashes.groups.mustGet(counted.id);
}
