/** Telling of crashes: what was written to the outbox is sent, with the numbers of now, and taken out. */
import type { PurgatoryEvent } from '../../contract/events.ts';
import type { EventBus } from '../runtime/events.ts';
import type { Outbox } from './outbox.ts';

interface SendDeps {
  readonly bus: EventBus;
  readonly crashes: {
    readonly outbox: Outbox;
    upToDate(events: readonly PurgatoryEvent[]): Promise<readonly PurgatoryEvent[]>;
  };
}

export async function send(events: readonly PurgatoryEvent[], { bus, crashes }: SendDeps): Promise<void> {
  if (events.length === 0) return;
  await bus.publish(await crashes.upToDate(events));
  for (const event of events) await crashes.outbox.remove(event);
}

/** Sends what was written so long ago that whoever wrote it has died; answers how many events that were. */
export async function sendLeftBehind(olderThanMs: number, deps: SendDeps): Promise<number> {
  const events = await deps.crashes.outbox.pending(olderThanMs);
  await send(events, deps);
  return events.length;
}
