import { hex } from '../../bytes/cursor.ts';
import { PurgatoryError } from '../../errors.ts';
import { PageAbsence } from '../formats/dump.ts';

/** Why bytes at a virtual address can't be had: the kernel did not map it, or the dump does not hold the page. */
export const ReadFailureReason = {
  ...PageAbsence,
  /** The page tables have no entry, or the address is not one of the kernel's. */
  Unmapped: 'unmapped',
  /** More bytes than one read may have: the length came from a corrupted structure. */
  TooLong: 'too-long',
} as const;
export type ReadFailureReason = (typeof ReadFailureReason)[keyof typeof ReadFailureReason];

export interface ReadFailure {
  readonly reason: ReadFailureReason;
  /** The first address that could not be read. */
  readonly address: bigint;
  /** Set where it was a page table on the way, not the page itself, that is missing. */
  readonly detail?: string | undefined;
}

/** A read of kernel memory that something needed and that failed. */
export class MemoryReadError extends PurgatoryError {
  override readonly code: ReadFailureReason;
  readonly address: bigint;

  constructor(what: string, failure: ReadFailure) {
    super(`${what}: ${describeFailure(failure)}`);
    this.code = failure.reason;
    this.address = failure.address;
  }
}

const MEANING: Record<ReadFailureReason, string> = {
  excluded: 'is left out of the dump',
  'no-memory': 'is not in any memory the dump knows of',
  lost: 'lies beyond where the dump breaks off',
  corrupt: 'is corrupt in the dump',
  pending: 'has not arrived yet',
  withheld: 'is withheld: it may hold data of users or a key',
  unmapped: 'is not mapped',
  'too-long': 'asks for more than one read may have',
};

export function describeFailure(failure: ReadFailure): string {
  const detail = failure.detail === undefined ? '' : ` (${failure.detail})`;
  return `${hex(failure.address)} ${MEANING[failure.reason]}${detail}`;
}
