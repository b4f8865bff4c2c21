/** Sending events to the bus. */
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { EventBridgeClient, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE } from '../../contract/events.ts';
import type { PurgatoryEvent } from '../../contract/events.ts';
import { TransientError } from '../../errors.ts';

/** What PutEvents takes at once. */
const ENTRIES_A_CALL = 10;

export interface EventBus {
  /** @throws {TransientError} when one of them was not taken; some may have been */
  publish(events: readonly PurgatoryEvent[]): Promise<void>;
}

export function eventBus(client: EventBridgeClient, busName: string): EventBus {
  return {
    async publish(events) {
      for (let start = 0; start < events.length; start += ENTRIES_A_CALL) {
        const Entries = events.slice(start, start + ENTRIES_A_CALL).map((event) => busEntry(event, busName));
        const answer = await client.send(new PutEventsCommand({ Entries }));
        const failed = answer.Entries?.find((entry) => entry.ErrorCode !== undefined);
        if (failed !== undefined) {
          throw new TransientError(`the bus refused an event: ${failed.ErrorCode ?? ''} ${failed.ErrorMessage ?? ''}`);
        }
      }
    },
  };
}

function busEntry(event: PurgatoryEvent, busName: string): PutEventsRequestEntry {
  return {
    EventBusName: busName,
    Source: EVENT_SOURCE,
    DetailType: event.name,
    Detail: JSON.stringify(event.detail),
    Time: new Date(event.detail.occurredAt),
  };
}
