import { describe } from '@jest/globals';
import { missing } from './outside.ts';
import type { Needs } from './outside.ts';

export { CORPUS, commandPath, missing } from './outside.ts';
export type { Needs } from './outside.ts';

/** `describe`, skipped with a name that says what is missing unless all of `needs` is here. */
export function describeWith(needs: Needs, name: string, body: () => void): void {
  const lacks = missing(needs);
  if (lacks.length === 0) describe(name, body);
  else describe.skip(`${name} (skipped: ${lacks.join(', ')})`, body);
}
