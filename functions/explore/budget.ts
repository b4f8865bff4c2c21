/** What one question may take of S3 and of time: a walk of a hostile dump goes on for as long as it is let. */
import type { ByteRange, ByteSource } from '../../shared/bytes/byte-source.ts';

export interface Budget {
  readonly bytes: number;
  readonly until: Date;
}

/**
 * A question came to the end of what it may take. No error of this project's: what reads a dump takes those for a fault of the dump,
 * notes it and goes on.
 */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
}

export interface BudgetedSource extends ByteSource {
  /** What is allowed from now on. */
  allow(budget: Budget): void;
  /** What was read since. */
  readonly taken: { readonly bytes: number; readonly rounds: number };
}

interface CountingSource extends ByteSource {
  readonly stats: { readonly bytesFetched: number; readonly rounds: number };
}

/** `source`, as far as the budget of the question goes. */
export function budgeted(source: CountingSource, now: () => Date): BudgetedSource {
  let budget: Budget = { bytes: 0, until: new Date(0) };
  let start = { bytes: 0, rounds: 0 };
  const taken = (): { bytes: number; rounds: number } => ({
    bytes: source.stats.bytesFetched - start.bytes,
    rounds: source.stats.rounds - start.rounds,
  });
  return {
    name: source.name,
    sizeBytes: source.sizeBytes,
    get taken() {
      return taken();
    },
    allow(given) {
      budget = given;
      start = { bytes: source.stats.bytesFetched, rounds: source.stats.rounds };
    },
    async read(ranges: readonly ByteRange[]) {
      if (now() >= budget.until) throw new BudgetError('it takes longer than one question may');
      if (taken().bytes >= budget.bytes) throw new BudgetError('it reads more of the dump than one question may');
      return await source.read(ranges);
    },
  };
}
