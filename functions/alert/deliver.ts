/**
 * Routes are isolated: an event becomes a message a route, each with a deadline of its own, and a route that fails again and
 * again is left alone for a while. What waits for it waits in the queue; another route is told.
 */
import type { RouteBreakers } from '../../shared/aws/alerts/route-breakers.ts';
import { parseEvent } from '../../shared/contract/events.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import { InputError, TransientError } from '../../shared/errors.ts';
import * as z from 'zod';
import { admittedBy, alert, BusyError, routesOfNotice, tellFailure } from './alert.ts';
import type { AlertDeps, AlertOutcome } from './alert.ts';
import { reportLine } from './lines.ts';
import { newsOf } from './news.ts';
import { noteFailure } from './note-failure.ts';
import type { NoteDeps } from './note-failure.ts';
import { noticeOf } from './notices.ts';

const Delivery = z.object({
  route: z.string(),
  event: z.object({ name: z.string(), detail: z.unknown() }),
  /** When the event was handed to the routes. */
  since: z.iso.datetime(),
});

/** What one route is to be told. */
export interface Delivery {
  readonly route: string;
  readonly event: PurgatoryEvent;
  readonly since: string;
}

export interface DeliverDeps extends AlertDeps, NoteDeps {
  readonly breakers: RouteBreakers;
  /** Puts deliveries into the queue, to be had after so long. */
  readonly enqueue: (deliveries: readonly Delivery[], delayMs: number) => Promise<void>;
  /** Resolves after so many milliseconds, or when it is told to stop waiting. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export type DeliveryOutcome =
  | ({ readonly outcome: 'delivered' } & AlertOutcome)
  /** The route is left alone for now. */
  | { readonly outcome: 'deferred' }
  /** The route is gone. */
  | { readonly outcome: 'no route' };

/** All of a delivery: the secret, the service, the notes. A post has a shorter one of its own. */
const DEADLINE_MS = 12_000;
/** What a route has not taken after so long is put aside, and the others are told. */
const GIVEN_UP_MS = 3_600_000;
/** What waits for a route does not all come back in the same moment. */
const SPREAD_MS = 5_000;
/** SQS delays no longer. */
const MAX_DELAY_MS = 900_000;

/** What stands in the message: the upload that it is about is found there as in an event. */
export function deliveryDetail(delivery: Delivery): Delivery & { readonly correlationId?: string | undefined } {
  return { ...delivery, correlationId: delivery.event.detail.correlationId };
}

/** @returns undefined for an event that is not known (a newer sender's) */
export function readDelivery(detail: unknown): Delivery | undefined {
  const { route, event, since } = Delivery.parse(detail);
  const parsed = parseEvent(event.name, event.detail);
  return parsed === undefined ? undefined : { route, event: parsed, since };
}

/** Puts a message a route into the queue: for those that have something to do with the event. */
export async function dispatch(event: PurgatoryEvent, deps: DeliverDeps): Promise<readonly string[]> {
  const routes = await routesFor(event, deps);
  const since = deps.now().toISOString();
  if (routes.length > 0) {
    await deps.enqueue(
      routes.map((route) => ({ route, event, since })),
      0,
    );
  }
  return routes;
}

async function routesFor(event: PurgatoryEvent, deps: AlertDeps): Promise<string[]> {
  const concerned = new Set<string>();
  for (const news of await newsOf(event, deps.groupOf)) {
    for (const { route } of await admittedBy(deps.targets, news, deps)) concerned.add(route.name);
  }
  const notice = noticeOf(event, deps.consoleUrl);
  for (const { name } of notice === undefined ? [] : routesOfNotice(notice, deps)) concerned.add(name);
  const adds = event.name === 'dump.examined' && event.detail.crashId !== undefined && reportLine(event.detail);
  for (const { route } of deps.targets) {
    if (event.name === 'crash.changed' && route.change !== undefined) concerned.add(route.name);
    if (adds !== false && adds !== undefined && route.followUp !== undefined) concerned.add(route.name);
  }
  return [...concerned];
}

/**
 * @throws {TransientError} when the route did not take it: to be tried again
 * @throws {InputError} when it was tried for long enough
 */
export async function deliver(delivery: Delivery, deps: DeliverDeps, lastAttempt: boolean): Promise<DeliveryOutcome> {
  const { route, event, since } = delivery;
  const isThere = deps.targets.some((each) => each.route.name === route) || deps.fallback.name === route;
  if (!isThere) return { outcome: 'no route' };
  const gate = await deps.breakers.gate(route);
  if (gate.state === 'open') {
    const waitedMs = deps.now().getTime() - Date.parse(since);
    // What waits here is looked at again within MAX_DELAY_MS: an older one lay among the dead letters, and somebody sent it again.
    const isSentAgain = waitedMs > GIVEN_UP_MS + 2 * MAX_DELAY_MS;
    if (waitedMs > GIVEN_UP_MS && !isSentAgain) {
      const message = `${event.detail.id} was not delivered to ${route} within an hour`;
      await tellFailure([{ route, reason: new TransientError(message) }], event.detail.id, message, deps);
      throw new InputError(message);
    }
    const waiting = isSentAgain ? { ...delivery, since: deps.now().toISOString() } : delivery;
    await deps.enqueue([waiting], Math.min(MAX_DELAY_MS, gate.waitMs + Math.random() * SPREAD_MS));
    return { outcome: 'deferred' };
  }
  try {
    const outcome = await within(DEADLINE_MS, alert(event, deps, { lastAttempt, route }), deps);
    await deps.breakers.worked(route, gate);
    return { outcome: 'delivered', ...outcome };
  } catch (error) {
    // Another invocation is at it: no failure of the route.
    if (error instanceof Error && error.cause instanceof BusyError) throw error;
    const reason: unknown = error instanceof Error ? (error.cause ?? error) : error;
    await noteFailure(route, reason, deps);
    if (await deps.breakers.failed(route, gate)) {
      const what = 'It is left alone for a while and then tried again; what it was to be told waits for up to an hour.';
      await tellFailure([{ route, reason }], event.detail.id, what, deps);
    }
    throw error;
  }
}

export async function within<T>(ms: number, work: Promise<T>, { sleep }: Pick<DeliverDeps, 'sleep'>): Promise<T> {
  const timer = new AbortController();
  // Whoever is left behind may fail unheard.
  work.catch(() => undefined);
  try {
    return await Promise.race([
      work,
      sleep(ms, timer.signal).then(() => {
        throw new TransientError(`no answer within ${ms / 1000} s`);
      }),
    ]);
  } finally {
    timer.abort();
  }
}
