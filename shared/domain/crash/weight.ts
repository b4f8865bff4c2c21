/** How much what one log says of a crash is worth beside what another log of the same crash says. */
import type { Occurrence } from '../../contract/crashes.ts';
import type { PanicKind } from '../../contract/triage.ts';

/** Reports after which a kernel usually goes on. */
const GOES_ON: ReadonlySet<PanicKind> = new Set([
  'warning',
  'lockdep',
  'ubsan',
  'kcsan',
  'kmsan',
  'memory-leak',
  'atomic-sleep',
]);

export function goesOn(kind: PanicKind): boolean {
  return GOES_ON.has(kind);
}

type Weighed = Pick<Occurrence, 'fingerprint' | 'kind' | 'panicked' | 'corrupted' | 'partial' | 'source'>;

/**
 * From the most to the least that it says: a kernel's end before a warning, a warning before nothing; the dump's own log before one that
 * was sent beside it (which may be cut short, or another crash's); a whole log before a part; a clean report before a garbled one.
 */
export function weightOf({ kind, panicked, corrupted, partial, source }: Weighed): number {
  const said = kind === 'none' ? 0 : kind === 'unknown' && !panicked ? 1 : goesOn(kind) && !panicked ? 2 : 3;
  const flags = [source === 'dump', partial === undefined, !corrupted, panicked];
  return flags.reduce((weight, flag) => weight * 2 + (flag ? 1 : 0), said);
}
