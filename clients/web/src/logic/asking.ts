/** Asks the service; what was asked a moment ago is not asked again: back and forward show it at once. */
import type { Completion, ExploreReply } from '../../../../shared/contract/explore.ts';
import { send } from './api.ts';
import { whenFree } from './patience.ts';

const MAX_KEPT = 100;
/** Between two questions to a service that has waited for the host already. */
const AGAIN_MS = 500;
const kept = new Map<string, Promise<ExploreReply>>();

/** @param cursor of the reply before, for what follows it */
export function asked(id: string, ask: string, cursor?: string): Promise<ExploreReply> {
  const key = JSON.stringify([id, ask, cursor]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reply = whenFree(() => send<ExploreReply>('POST', `dumps/${encodeURIComponent(id)}/explore`, { ask, cursor }));
  kept.set(key, reply);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  // What failed, or lacks what may still arrive, is asked anew.
  const forget = (): void => {
    kept.delete(key);
  };
  reply.then(({ missing, held }) => {
    if (missing.length > 0 || held !== undefined) forget();
  }, forget);
  return reply;
}

/**
 * Asks until nothing is waited for any more: a host that is held may be sending what the answer lacks.
 *
 * @param onWait told of each answer that is not the last; false where nobody wants to know any more
 */
export async function askedOfHost(
  id: string,
  ask: string,
  onWait: (reply: ExploreReply) => boolean,
): Promise<ExploreReply> {
  for (;;) {
    const reply = await asked(id, ask);
    if (reply.held?.state !== 'waiting' || !onWait(reply)) return reply;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

export function completions(id: string, line: string): Promise<Completion> {
  return send<Completion>('POST', `dumps/${encodeURIComponent(id)}/explore/completion`, { line });
}
