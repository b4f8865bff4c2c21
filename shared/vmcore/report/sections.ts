import type { Report } from '../../contract/report.ts';
import { PurgatoryError, TransientError } from '../../errors.ts';
import { MemoryReadError, ReadFailureReason } from '../memory/read-failure.ts';

type Unavailable = Report['unavailable'][number];

/**
 * Keeps the sections of a report apart: one that fails is marked with its reason, and the others go on. Only what is
 * wrong outside the dump, and may pass, ends the whole report.
 */
export class Sections {
  readonly #unavailable: Unavailable[] = [];
  readonly #signal: AbortSignal | undefined;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  get unavailable(): readonly Unavailable[] {
    return this.#unavailable;
  }

  /** Some section lacks bytes that have not arrived yet. */
  get isPending(): boolean {
    return this.#unavailable.some(({ pending }) => pending === true);
  }

  /** Marks a section as missing, or as there only in part. */
  note(section: string, reason: string, marks: { readonly partial?: boolean; readonly pending?: boolean } = {}): void {
    const known = this.#unavailable.some((entry) => entry.section === section && entry.reason === reason);
    if (known) return;
    this.#unavailable.push({
      section,
      reason,
      ...(marks.partial === true ? { partial: true } : {}),
      ...(marks.pending === true ? { pending: true } : {}),
    });
  }

  /** What `make` answers, or nothing and an entry that says why. */
  async run<T>(section: string, make: () => Promise<T>): Promise<T | undefined> {
    this.#signal?.throwIfAborted();
    try {
      return await make();
    } catch (error) {
      if (error instanceof TransientError || this.#signal?.aborted === true) throw error;
      const pending = error instanceof MemoryReadError && error.code === ReadFailureReason.Pending;
      this.note(section, reasonOf(error), { pending });
      return undefined;
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof PurgatoryError) return error.message;
  return `internal error: ${error instanceof Error ? error.message : String(error)}`;
}
