/** Waiting for a table that others write to, or that has too much to do. */
import { TransientError } from '../../errors.ts';

const MAX_ATTEMPTS = 12;

/**
 * Calls `attempt` until it answers something, waiting a little longer (and a random share) after each time it answers
 * undefined.
 *
 * @throws {TransientError} after {@link MAX_ATTEMPTS}
 */
export async function untilSettled<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
  for (let count = 0; count < MAX_ATTEMPTS; count++) {
    if (count > 0) await pause(Math.random() * Math.min(1000, 10 * 2 ** (count - 1)));
    const answer = await attempt();
    if (answer !== undefined) return answer;
  }
  throw new TransientError(`${what}: the table is too busy`);
}

async function pause(delayMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, delayMs));
}
