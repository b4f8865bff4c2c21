import type { DumpDetail } from '../../shared/contract/dumps.ts';
import type { CliContext } from './context.ts';

const INTERVAL_MS = 1000;
const SLOW_INTERVAL_MS = 5000;

/** What is known of a dump, again whenever it changed, until nothing more will. */
export async function* watchDump(
  get: () => Promise<DumpDetail>,
  context: Pick<CliContext, 'sleep' | 'signal'>,
): AsyncGenerator<{ readonly dump: DumpDetail; readonly last: boolean }> {
  let before: string | undefined;
  let quiet = 0;
  for (;;) {
    const dump = await get();
    const last = isOver(dump);
    const now = JSON.stringify(dump);
    if (now !== before || last) yield { dump, last };
    if (last) return;
    quiet = now === before ? quiet + 1 : 0;
    before = now;
    await context.sleep(quiet > 10 ? SLOW_INTERVAL_MS : INTERVAL_MS);
    context.signal.throwIfAborted();
  }
}

function isOver({ state, analysis, policy, sizeBytes }: DumpDetail): boolean {
  if (state === 'aborted') return true;
  if (state === 'open') return false;
  // A log alone has nothing to examine.
  return analysis === 'done' || analysis === 'unreadable' || policy === 'log' || sizeBytes === 0;
}
