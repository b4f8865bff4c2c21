/** What the explorer says, as the contract has it: an answer, or why there is none. */
import { hex } from '../../shared/bytes/cursor.ts';
import { PendingBytesError } from '../../shared/bytes/pending.ts';
import type { ExploreAnswer } from '../../shared/contract/explore.ts';
import { PurgatoryError, TransientError } from '../../shared/errors.ts';
import { ExploreError, ExploreErrorCode, faultOf } from '../../shared/vmcore/explore/explore-error.ts';
import type { Answer } from '../../shared/vmcore/explore/explorer.ts';
import { MemoryReadError } from '../../shared/vmcore/memory/read-failure.ts';
import { BudgetError } from './budget.ts';

type ExploreFailure = Extract<ExploreAnswer, { kind: 'error' }>;

export function contractAnswer(answer: Answer): { readonly answer: ExploreAnswer; readonly next?: number | undefined } {
  switch (answer.kind) {
    case 'walk': {
      const { next, ...walk } = answer;
      return { answer: { ...walk, columns: [...walk.columns], rows: walk.rows.map((row) => [...row]) }, next };
    }
    case 'table': {
      const { notes, ...table } = answer;
      const rows = table.rows.map((row) => [...row]);
      return { answer: { ...table, columns: [...table.columns], rows, ...(notes && { notes: [...notes] }) } };
    }
    case 'symbols':
      return { answer: { kind: 'symbols', symbols: [...answer.symbols] } };
    case 'address':
      return { answer: { ...answer, facets: answer.facets.map((facet) => ({ ...facet })) } };
    case 'value':
    case 'text':
      return { answer };
  }
}

/**
 * Why a question has no answer. What may pass by itself, and what is a fault of ours, is thrown on.
 *
 * @throws {TransientError} and whatever is no error of this project
 */
export function failureOf(error: unknown): ExploreFailure {
  if (error instanceof ExploreError) {
    const { code, message, at, expected, near, fault } = error;
    return {
      kind: 'error',
      code,
      message,
      ...(at === undefined ? {} : { at }),
      ...(expected === undefined ? {} : { expected }),
      near: [...near],
      ...(fault === undefined ? {} : { fault: { address: hex(fault.address), why: fault.why } }),
    };
  }
  if (error instanceof BudgetError) {
    const message = `${error.message}: narrow it, with \`limit\` or \`where\``;
    return { kind: 'error', code: ExploreErrorCode.Limit, message, near: [] };
  }
  if (error instanceof MemoryReadError) {
    const { address, why } = faultOf({ address: error.address, reason: error.code });
    return {
      kind: 'error',
      code: ExploreErrorCode.Fault,
      message: error.message,
      near: [],
      fault: { address: hex(address), why },
    };
  }
  if (error instanceof PendingBytesError) {
    return { kind: 'error', code: ExploreErrorCode.Fault, message: error.message, near: [] };
  }
  if (error instanceof PurgatoryError && !(error instanceof TransientError)) {
    return { kind: 'error', code: error.code, message: error.message, near: [] };
  }
  throw error;
}
