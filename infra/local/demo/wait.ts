import { SetupError } from '../setup/report.mjs';
import { NoProgressError, whileItGetsOn } from '../stack/patience.ts';
import type { Patience } from '../stack/patience.ts';

export interface WaitOptions extends Patience {
  /** What changes as long as something is done about it. */
  readonly progress: () => string;
}

/** Asks until there is an answer; an attempt that fails is one more look. @throws {SetupError} when nothing gets on any more */
export async function waitFor<T>(what: string, options: WaitOptions, ask: () => Promise<T | undefined>): Promise<T> {
  let lastError: unknown;
  try {
    return await whileItGetsOn(`Waited for ${what} in vain`, options, async () => {
      try {
        const answer = await ask();
        if (answer !== undefined) return { done: answer };
        lastError = undefined;
      } catch (error) {
        lastError = error;
      }
      return { at: options.progress() };
    });
  } catch (error) {
    if (!(error instanceof NoProgressError)) throw error;
    const why = lastError instanceof Error ? ` The last attempt failed: ${lastError.message}` : '';
    throw new SetupError(`${error.message}${why}`, [], { cause: lastError ?? error });
  }
}
