/** Asks the service; what was asked a moment ago is not asked again: back and forward show it at once. */
import type { Completion, ExploreReply } from '../../../../shared/contract/explore.ts';
import { send } from './api.ts';

const MAX_KEPT = 100;
const kept = new Map<string, Promise<ExploreReply>>();

/** @param cursor of the reply before, for what follows it */
export function asked(id: string, ask: string, cursor?: string): Promise<ExploreReply> {
  const key = JSON.stringify([id, ask, cursor]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reply = send<ExploreReply>('POST', `dumps/${encodeURIComponent(id)}/explore`, { ask, cursor });
  kept.set(key, reply);
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  // What failed, or lacks what may still arrive, is asked anew.
  const forget = (): void => {
    kept.delete(key);
  };
  reply.then(({ missing }) => {
    if (missing.length > 0) forget();
  }, forget);
  return reply;
}

export function completions(id: string, line: string): Promise<Completion> {
  return send<Completion>('POST', `dumps/${encodeURIComponent(id)}/explore/completion`, { line });
}
