/**
 * Tests that need what a machine may not have. The body of a suite runs only where all of it is here: what is not is never read,
 * not even to say how many tests there would be. Elsewhere one skipped test says in a line what is missing.
 *
 * These are the only ways to skip: the linter forbids `describe.skip`, `it.skip` and their kin in tests.
 */
import { describe, it } from '@jest/globals';
import { missing } from './outside.ts';
import type { Needs } from './outside.ts';

export { CORPUS, commandPath, missing } from './outside.ts';
export type { Needs } from './outside.ts';

/** What a suite is registered with: Jest's own, but in the test of this file. */
export interface Registrar {
  describe(title: string, body: () => void): void;
  it: {
    (title: string, body: () => void | Promise<void>, timeoutMs?: number): void;
    skip(title: string, body: () => void): void;
  };
}

/** `describe`, if all of `needs` is here. */
export function describeWith(needs: Needs, title: string, body: () => void): void {
  describeUnless(missing(needs), title, body);
}

/** `describe`, unless something is lacking, in words. */
export function describeUnless(
  lacks: readonly string[],
  title: string,
  body: () => void,
  on: Registrar = { describe, it },
): void {
  if (lacks.length === 0) {
    on.describe(title, body);
    return;
  }
  on.describe(title, () => {
    skipHere(lacks, on);
  });
}

/** `it`, if all of `needs` is here. */
export function itWith(
  needs: Needs,
  title: string,
  body: () => void | Promise<void>,
  on: Registrar = { describe, it },
): void {
  itUnless(missing(needs), title, body, on);
}

/** `it`, unless something is lacking, in words. */
export function itUnless(
  lacks: readonly string[],
  title: string,
  body: () => void | Promise<void>,
  on: Registrar = { describe, it },
): void {
  if (lacks.length === 0) on.it(title, body);
  else on.it.skip(`${title} ${because(lacks)}`, () => undefined);
}

/** For a suite that returns before the rest of its body where something is lacking: registers the test that says so. */
export function skipHere(lacks: readonly string[], on: Registrar = { describe, it }): void {
  on.it.skip(because(lacks), () => undefined);
}

function because(lacks: readonly string[]): string {
  return `(skipped: ${lacks.join(', ')})`;
}
