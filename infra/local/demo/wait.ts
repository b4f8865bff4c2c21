import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setup/report.mjs';

const EVERY_MS = 250;

/** Asks until there is an answer. @throws {SetupError} that says what was waited for, when it takes too long */
export async function waitFor<T>(what: string, limitMs: number, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + limitMs;
  let lastError: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    await sleep(EVERY_MS);
  }
  const why = lastError instanceof Error ? ` The last attempt failed: ${lastError.message}` : '';
  throw new SetupError(`Waited ${limitMs / 1000} seconds for ${what}.${why}`, [], { cause: lastError });
}
