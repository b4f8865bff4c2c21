import { hex } from '../../bytes/cursor.ts';
import { PurgatoryError } from '../../errors.ts';
import { describeFailure, ReadFailureReason, type ReadFailure } from '../memory/read-failure.ts';

export const ExploreErrorCode = {
  /** The text is no question of this language. */
  Syntax: 'syntax',
  /** No symbol, variable or enumerator has this name. */
  UnknownName: 'unknown-name',
  /** No type has this name. */
  UnknownType: 'unknown-type',
  /** The struct has no member of this name. */
  NoMember: 'no-member',
  /** The symbol is there, what type it has is not known. */
  NoType: 'no-type',
  /** An operation on values that it is not for. */
  Type: 'type',
  /** Memory that can't be read: `fault` says where and why. */
  Fault: 'fault',
  /** It would take more than one question may. */
  Limit: 'limit',
  /** This kernel, its machine, or whoever asks lacks what the question is about. */
  Unsupported: 'unsupported',
} as const;
export type ExploreErrorCode = (typeof ExploreErrorCode)[keyof typeof ExploreErrorCode];

/** Memory that a question needed and that is not there. */
export interface Fault {
  readonly address: bigint;
  readonly why: string;
}

export interface ExploreErrorDetails {
  /** Where in the question, in characters from its start. */
  readonly at?: number | undefined;
  readonly expected?: string | undefined;
  /** Names that are nearly the one that was asked for. */
  readonly near?: readonly string[] | undefined;
  readonly fault?: Fault | undefined;
  /** The name that was not found. */
  readonly name?: string | undefined;
}

/** A question that has no answer: what is wrong with it, where, and what would be right. */
export class ExploreError extends PurgatoryError {
  override readonly code: ExploreErrorCode;
  readonly at: number | undefined;
  readonly expected: string | undefined;
  readonly near: readonly string[];
  readonly fault: Fault | undefined;
  readonly missing: string | undefined;

  constructor(code: ExploreErrorCode, problem: string, details: ExploreErrorDetails = {}) {
    const expected = details.expected === undefined ? '' : `, expected ${details.expected}`;
    const near = details.near ?? [];
    const hint = near.length === 0 ? '' : ` (near: ${near.join(', ')})`;
    super(`${problem}${expected}${hint}`);
    this.code = code;
    this.at = details.at;
    this.expected = details.expected;
    this.near = near;
    this.fault = details.fault;
    this.missing = details.name;
  }

  /** The same, at another place of the question or at none. */
  placedAt(at: number | undefined): ExploreError {
    const { code, message, near, fault, missing: name } = this;
    const moved = new ExploreError(code, '', { at, near, fault, name, expected: this.expected });
    moved.message = message;
    return moved;
  }
}

/** What is mapped below here is no kernel's, and an access there is that of a member through a null pointer. */
const NULL_RANGE_BYTES = 0x1_0000n;

const WHY: Readonly<Record<ReadFailureReason, string>> = {
  excluded: 'page excluded from the dump',
  'no-memory': 'no memory that the dump knows of',
  lost: 'beyond where the dump breaks off',
  corrupt: 'page corrupt in the dump',
  pending: 'page has not arrived yet',
  withheld: 'page withheld: it may hold data of users or a key',
  unmapped: 'not mapped',
  'too-long': 'more than one read may have',
};

export function isNullRange(address: bigint): boolean {
  return address < NULL_RANGE_BYTES;
}

export function faultOf(failure: ReadFailure): Fault {
  const isNull = isNullRange(failure.address) && failure.reason === ReadFailureReason.Unmapped;
  return { address: failure.address, why: isNull ? 'NULL dereference' : WHY[failure.reason] };
}

export function faultError(failure: ReadFailure, at?: number): ExploreError {
  const fault = faultOf(failure);
  const text = fault.why === 'NULL dereference' ? `${hex(fault.address)}: NULL dereference` : describeFailure(failure);
  return new ExploreError(ExploreErrorCode.Fault, text, { at, fault });
}
