/** One event from the bus -> at most one alert on each route. */
import type { AlertStore } from '../../shared/aws/alert-store.ts';
import type { CrashGroup } from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import { TransientError } from '../../shared/errors.ts';
import { actionsOf, alertText } from './lines.ts';
import { newsOf } from './news.ts';
import type { News } from './news.ts';
import type { Alert, Route } from './routes/route.ts';

export interface AlertDeps {
  readonly groupOf: (crashId: string) => Promise<CrashGroup | undefined>;
  readonly alerts: AlertStore;
  readonly routes: readonly Route[];
  /** Notes on the upload that caused the alert when it was handed over; answers when the upload was announced. */
  readonly noteAlerted: (uploadId: string) => Promise<string | undefined>;
  readonly consoleUrl?: string | undefined;
  /** How long one delivery may take before another may try. */
  readonly leaseMs: number;
}

export interface AlertOutcome {
  readonly news: News | undefined;
  /** Routes that took it now. */
  readonly sent: readonly string[];
  /** When the upload behind it was announced. */
  readonly announcedAt?: string | undefined;
}

/** @throws {TransientError} when a route did not take it: the others have, and will not get it again */
export async function alert(event: PurgatoryEvent, deps: AlertDeps): Promise<AlertOutcome> {
  if ('crashId' in event.detail && 'count' in event.detail) {
    await deps.alerts.update(event.detail.crashId, event.detail);
  }
  const news = await newsOf(event, deps.groupOf);
  if (news === undefined) return { news, sent: [] };

  const actions = actionsOf(news, deps.consoleUrl);
  const message: Alert = { news, actions, text: alertText(news, actions) };
  const results = await Promise.allSettled(deps.routes.map((route) => deliver(message, route, deps)));
  const sent = deps.routes.filter((_, index) => {
    const result = results[index];
    return result?.status === 'fulfilled' && result.value;
  });
  const announcedAt =
    sent.length > 0 && news.correlationId !== undefined ? await deps.noteAlerted(news.correlationId) : undefined;

  const failed = results.flatMap((result, index) =>
    result.status === 'rejected' ? [{ route: deps.routes[index]?.name ?? '', reason: result.reason as unknown }] : [],
  );
  if (failed.length > 0) {
    const [first] = failed;
    throw new TransientError(`alert ${news.id} was not delivered to ${failed.map(({ route }) => route).join(', ')}`, {
      cause: first?.reason,
    });
  }
  return { news, sent: sent.map(({ name }) => name), announcedAt };
}

async function deliver(message: Alert, route: Route, { alerts, leaseMs }: AlertDeps): Promise<boolean> {
  const { id } = message.news;
  const claim = await alerts.claim(id, route.name, leaseMs);
  if (claim === 'sent') return false;
  if (claim === 'busy') throw new TransientError(`alert ${id} is being delivered to ${route.name} by another`);
  try {
    await route.send(message);
  } catch (error) {
    await alerts.release(id, route.name);
    throw error;
  }
  await alerts.sent(id, route.name);
  return true;
}
