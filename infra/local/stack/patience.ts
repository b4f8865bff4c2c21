/**
 * Waiting for something that other processes of this machine do. It ends by lack of progress: patience is counted in looks at it
 * that show nothing new. A look passes through the same emulator and the same processors as what is waited for, so on a machine
 * with much other work both take longer together; a limit in seconds would only measure the machine.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** What one look shows: the end, or how far it is, in any words that change as it gets on. */
export type Look<T> = { readonly done: T } | { readonly at: string };

export interface Patience {
  /** As many looks may show nothing new, one after the other. */
  readonly looks: number;
  /** Between two looks. */
  readonly everyMs: number;
  /** Made up in tests. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

export class NoProgressError extends Error {
  /** Where it stood still. */
  readonly at: string;

  constructor(what: string, at: string, { looks, everyMs }: Patience) {
    const stood = at === '' ? '' : ` It stands at: ${at}.`;
    super(`${what}: nothing new in ${looks} looks, ${everyMs} ms or more apart.${stood}`);
    this.name = 'NoProgressError';
    this.at = at;
  }
}

/** Looks until it is done. @throws {NoProgressError} when it no longer gets on, and whatever `look` throws */
export async function whileItGetsOn<T>(what: string, patience: Patience, look: () => Promise<Look<T>>): Promise<T> {
  const pause = patience.pause ?? sleep;
  let at: string | undefined;
  for (let inVain = 0; inVain < patience.looks;) {
    const seen = await look();
    if ('done' in seen) return seen.done;
    inVain = seen.at === at ? inVain + 1 : 0;
    at = seen.at;
    await pause(patience.everyMs);
  }
  throw new NoProgressError(what, at ?? '', patience);
}
