/** A host that panics again and again is news of its own: its group has been told of, and says nothing more. */
import type { GroupedOccurrence } from '../../shared/aws/crashes/record.ts';
import { mapLimited } from '../../shared/map-limited.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import { loopOf } from '../../shared/domain/crash/loop.ts';
import type { WritingDeps } from './ports.ts';

const HOSTS_AT_ONCE = 8;
const LOOKED_AT = 50;

/**
 * What is to be told of hosts whose crashes were counted just now.
 *
 * A silenced host is left out, and nothing is noted: what still loops when the silence ends is told of then.
 *
 * @param mayLoop whether so many crashes of a host are known at all: nearly always they are not, and nothing has to be looked up
 */
export async function loopsAmong(
  added: readonly GroupedOccurrence[],
  mayLoop: (host: string) => boolean,
  deps: Pick<WritingDeps, 'crashes' | 'now' | 'isSilenced'>,
): Promise<PurgatoryEvent[]> {
  const hosts = [...new Set(added.map(({ host }) => host))].filter((host) => mayLoop(host) && !deps.isSilenced(host));
  const told = await mapLimited(hosts, HOSTS_AT_ONCE, async (host) => {
    const fresh = added.filter((occurrence) => occurrence.host === host);
    const { occurrences } = await deps.crashes.read.occurrencesOfHost(host, { limit: LOOKED_AT });
    const loop = loopOf([...fresh, ...occurrences], deps.now());
    return loop === undefined ? [] : await deps.crashes.noteLoop(host, loop);
  });
  return told.flat();
}
