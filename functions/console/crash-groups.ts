import type { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import { CrashGroup } from '../../shared/contract/crashes.ts';
import type { Crashes } from './ports.ts';

/** The store of crash groups as the console uses it. What only the store has to know of a group is left out. */
export function crashesOf(store: CrashStore, bus: EventBus): Crashes {
  return {
    list: (request) => store.read.list(request),
    get: async (id) => CrashGroup.parse(await store.groups.mustGet(id)),
    occurrences: (id, request) => store.read.occurrences(id, request),
    occurrencesOfHost: (host, request) => store.read.occurrencesOfHost(host, request),
    act: async (id, action, by) => {
      const { group, events } = await store.act(id, action, by);
      return { group: CrashGroup.parse(group), events };
    },
    // What fails here stays in the outbox: the sweep sends it.
    announce: async (events) => {
      await bus.publish(events);
      await Promise.all(events.map((event) => store.outbox.remove(event)));
    },
    annotate: async (id, notes, by) => CrashGroup.parse(await store.annotate(id, notes, by)),
  };
}
