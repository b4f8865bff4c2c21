/** Telling of crashes: what was written to the outbox is sent, with the numbers of now, and taken out. */
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { TriageDeps } from './ports.ts';

type SendDeps = Pick<TriageDeps, 'bus' | 'crashes'>;

export async function send(events: readonly PurgatoryEvent[], { bus, crashes }: SendDeps): Promise<void> {
  if (events.length === 0) return;
  await bus.publish(await crashes.upToDate(events));
  for (const event of events) await crashes.outbox.remove(event);
}

/** What a killed predecessor left in the outbox is older than this. */
const LEFT_BEHIND_MS = 5_000;

export async function sendLeftBehind(deps: SendDeps): Promise<void> {
  await send(await deps.crashes.outbox.pending(LEFT_BEHIND_MS), deps);
}
