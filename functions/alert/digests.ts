/** What had to wait, sent together: each line once, also where a function dies between sending and noting it. */
import { attempt, BusyError, once, tellFailure, throwIfFailed } from './alert.ts';
import type { DeliverDeps } from './deliver.ts';
import { noteFailure } from './note-failure.ts';
import { isQuiet } from './policy.ts';

type DigestDeps = Omit<DeliverDeps, 'enqueue' | 'sleep'>;

/**
 * Sends each route what had to wait, unless its quiet hours go on or it is left alone for now.
 *
 * @throws {TransientError} when a route did not take its digest: it is kept, and the others have theirs
 */
export async function sendDigests(deps: DigestDeps): Promise<number> {
  let count = 0;
  const failed = await attempt(deps.targets, async ({ route, config }) => {
    const { alerts, breakers } = deps;
    if (isQuiet(config.quiet, deps.now())) return;
    const digest = await alerts.nextDigest(route.name);
    if (digest === undefined) return;
    const { id, lines } = digest;
    const gate = await breakers.gate(route.name);
    if (gate.state === 'open') return;
    const head = `${lines.length} ${lines.length === 1 ? 'alert' : 'alerts'} that had to wait:`;
    try {
      const isSent = await once(id, route, deps, async () => {
        // All were said before somebody died who had yet to forget the rest of it.
        if (lines.length > 0) await route.notify([head, ...lines.map(({ line }) => line)].join('\n'), id);
      });
      if (isSent) count += lines.length;
    } catch (error) {
      // Another invocation is at it.
      if (error instanceof BusyError) return;
      await noteFailure(route.name, error, deps);
      if (await breakers.failed(route.name, gate)) {
        const what = 'It is left alone for a while and then tried again; its digest is kept.';
        await tellFailure([{ route: route.name, reason: error }], id, what, deps);
      }
      throw error;
    }
    await breakers.worked(route.name, gate);
    await alerts.forget(route.name, digest);
  });
  throwIfFailed(failed, 'the digest');
  return count;
}
