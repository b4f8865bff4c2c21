/** Groups that may be one problem: by the functions they died in, weighed by how few others have them, their module and subsystem. */
import type { CrashGroup } from '../../contract/crashes.ts';

const MOST = 10;
/** Less than this says nothing: a common function, or the same subsystem alone. */
const LEAST = 0.25;

type Looked = Pick<CrashGroup, 'id' | 'title' | 'kind' | 'culprit' | 'subsystem'>;

/** `ext4_mb_new_blocks+0x31a [ext4] (mballoc.c:4312)` */
const FRAME = /^([^+\s]+)(?:\+0x[0-9a-f]+)?(?: \[([^\]]+)\])?/;

/** Functions of a culprit, without what the compiler appends to their names. */
export function culpritSymbols({ culprit }: Pick<CrashGroup, 'culprit'>): string[] {
  return culprit.flatMap((frame) => FRAME.exec(frame)?.[1]?.replace(/\.(?:cold|constprop|isra|part)\b.*$/, '') ?? []);
}

/** Modules of a culprit, the innermost first. */
export function culpritModules({ culprit }: Pick<CrashGroup, 'culprit'>): string[] {
  return [...new Set(culprit.flatMap((frame) => FRAME.exec(frame)?.[2] ?? []))];
}

export interface Similar<G> {
  readonly crash: G;
  readonly reasons: readonly string[];
}

/** @param groups all that may be meant; how many of them have a function says what it is worth */
export function similarTo<G extends Looked>(crash: Looked, groups: readonly G[]): Similar<G>[] {
  const others = groups.filter(({ id }) => id !== crash.id);
  const spread = new Map<string, number>();
  for (const other of others) {
    for (const symbol of new Set(culpritSymbols(other))) spread.set(symbol, (spread.get(symbol) ?? 0) + 1);
  }
  const own = culpritSymbols(crash);
  // The function it died in says more than its callers, and a rare one more than a common one.
  const worth = (symbol: string): number => 1 / Math.max(1, spread.get(symbol) ?? 0) / (1 + own.indexOf(symbol));
  const all = own.reduce((sum, symbol) => sum + worth(symbol), 0);
  const [module] = culpritModules(crash);
  return others
    .map((other) => {
      const theirs = new Set(culpritSymbols(other));
      // A function that more than a few have is part of the way there: `process_one_work`, `vfs_write`.
      const shared = own.filter(
        (symbol) => theirs.has(symbol) && (spread.get(symbol) ?? 0) <= Math.max(3, others.length / 10),
      );
      const [theirModule] = culpritModules(other);
      const isOneModule = module !== undefined && module === theirModule;
      const isOneSubsystem = crash.subsystem !== undefined && crash.subsystem === other.subsystem;
      const score =
        (all === 0 ? 0 : shared.reduce((sum, symbol) => sum + worth(symbol), 0) / all) +
        (isOneModule ? 0.3 : 0) +
        (isOneSubsystem ? 0.15 : 0) +
        (crash.kind === other.kind ? 0.1 : 0) +
        (crash.title === other.title ? 0.7 : 0);
      const reasons = [
        ...(crash.title === other.title ? ['the same title'] : []),
        ...(shared.length === 0 ? [] : [`both in ${shared.slice(0, 3).join(' ← ')}`]),
        ...(isOneModule ? [`the same module, ${module}`] : []),
        ...(isOneSubsystem ? [`the same subsystem, ${crash.subsystem}`] : []),
        ...(crash.kind === other.kind ? [`the same kind, ${crash.kind}`] : []),
      ];
      return { crash: other, reasons, score };
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.crash.id < b.crash.id ? -1 : 1))
    .slice(0, MOST)
    .map(({ crash: other, reasons }) => ({ crash: other, reasons }));
}
