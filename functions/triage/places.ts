/** Source lines of the culprit: of a new group, and of one whose kernel's lines came later than its first crash. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { withTraceLines } from '../../shared/symbols/lines/trace.ts';
import { ownersOf, subsystemOf } from '../../shared/symbols/subsystems/match.ts';
import { culpritFile, culpritFrames } from './occurrence.ts';
import type { TriageDeps } from './ports.ts';

/** An alert does not wait longer for a line. */
const MAX_WAIT_MS = 3_000;
/** As {@link culpritFrames} writes it. */
const MAX_OWNER = 256;
const HAS_PLACE = / \([^()]+\)$/;

type Deps = Pick<TriageDeps, 'findLines' | 'subsystems' | 'sleep' | 'crashes'>;

/** What a group is told of its place in the sources. */
export interface Whereabouts {
  readonly culprit: string[];
  readonly subsystem?: string;
  readonly owner?: string;
}

/** The culprit with its lines, and whose it is: as far as either is known in time. */
export async function whereaboutsOf(result: TriageResult, deps: Deps): Promise<Whereabouts> {
  const lined = await withPlacesOf(result, deps);
  const file = culpritFile(lined);
  const rules = file === undefined ? undefined : await deps.subsystems?.rules().catch(() => undefined);
  if (file === undefined || rules === undefined) return { culprit: culpritFrames(lined) };
  const subsystem = subsystemOf(file, rules.subsystems);
  const owner = ownersOf(file, rules.owners).join(' ').slice(0, MAX_OWNER);
  return {
    culprit: culpritFrames(lined),
    ...(subsystem === undefined ? {} : { subsystem }),
    ...(owner === '' ? {} : { owner }),
  };
}

/** The result with lines, as far as they are had in time. Whatever goes wrong with them, the crash is told. */
async function withPlacesOf(result: TriageResult, deps: Deps): Promise<TriageResult> {
  const { findLines, sleep } = deps;
  if (findLines === undefined) return result;
  const timer = new AbortController();
  try {
    const lined = withTraceLines(result, findLines);
    // Whoever is left behind may fail unheard.
    lined.catch(() => undefined);
    return await Promise.race([lined, sleep(MAX_WAIT_MS, timer.signal).then(() => result)]);
  } catch {
    return result;
  } finally {
    timer.abort();
  }
}

export async function withPlaces(
  group: StoredGroup,
  members: readonly { readonly result: TriageResult }[],
  deps: Deps,
): Promise<StoredGroup> {
  const [first] = members;
  if (first === undefined || group.culprit.some((frame) => HAS_PLACE.test(frame))) return group;
  const found = await whereaboutsOf(first.result, deps);
  if (!found.culprit.some((frame) => HAS_PLACE.test(frame))) return group;
  return (
    await deps.crashes.groups.update(group.id, (current) => ({
      ...current,
      ...found,
      // What a person has set stays.
      ...(current.owner === undefined ? {} : { owner: current.owner }),
    }))
  ).group;
}
