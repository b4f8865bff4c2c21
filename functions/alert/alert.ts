/** One event from the bus -> at most one alert on each route. */
import type { AlertStore } from '../../shared/aws/alert-store.ts';
import { reasonOf } from '../../shared/aws/queue-consumer.ts';
import type { AlertRoute } from '../../shared/contract/alert-routes.ts';
import type { CrashGroup } from '../../shared/contract/crashes.ts';
import type { CrashChanged, PurgatoryEvent } from '../../shared/contract/events.ts';
import { TransientError } from '../../shared/errors.ts';
import { actionsOf, alertLines, alertText } from './lines.ts';
import { newsOf } from './news.ts';
import type { News } from './news.ts';
import { admits, isAtLeast, isQuiet, severityOf } from './policy.ts';
import type { Alert, Route } from './routes/route.ts';

/** A route with what its owner wants of it. */
export interface Target {
  readonly route: Route;
  readonly config: Pick<AlertRoute, 'when' | 'quiet' | 'maxPerHour'>;
}

export interface AlertDeps {
  readonly groupOf: (crashId: string) => Promise<CrashGroup | undefined>;
  readonly alerts: AlertStore;
  readonly targets: readonly Target[];
  /** Notes on the upload that caused the alert when it was handed over; answers when the upload was announced. */
  readonly noteAlerted: (uploadId: string) => Promise<string | undefined>;
  readonly consoleUrl?: string | undefined;
  /** How long one delivery may take before another may try. */
  readonly leaseMs: number;
  readonly now: () => Date;
}

export interface AlertOutcome {
  readonly news: News | undefined;
  /** Routes that took it now. */
  readonly sent: readonly string[];
  /** When the upload behind it was announced. */
  readonly announcedAt?: string | undefined;
}

/**
 * @param lastAttempt the queue will not deliver this again: a route that still fails is told of on the others
 * @throws {TransientError} when a route did not take it: the others have, and will not get it again
 */
export async function alert(event: PurgatoryEvent, deps: AlertDeps, lastAttempt = false): Promise<AlertOutcome> {
  if ('crashId' in event.detail && 'count' in event.detail) {
    await deps.alerts.update(event.detail.crashId, event.detail);
  }
  if (event.name === 'crash.changed') {
    await Promise.all(deps.targets.map(({ route }) => tellChange(event.detail, route, deps)));
    return { news: undefined, sent: [] };
  }
  const news = await newsOf(event, deps.groupOf);
  if (news === undefined) return { news, sent: [] };

  const actions = actionsOf(news, deps.consoleUrl);
  const message: Alert = { news, actions, text: alertText(news, actions) };
  const targets = deps.targets.filter(({ config }) => admits(config.when, news));
  const results = await Promise.allSettled(targets.map((target) => deliver(message, target, deps)));
  const sent: string[] = [];
  const failed: { route: string; reason: unknown }[] = [];
  for (const [index, { route }] of targets.entries()) {
    const result = results[index];
    if (result?.status === 'rejected') failed.push({ route: route.name, reason: result.reason });
    else if (result?.value === true) sent.push(route.name);
  }
  const announcedAt =
    sent.length > 0 && news.correlationId !== undefined ? await deps.noteAlerted(news.correlationId) : undefined;
  const [first] = failed;
  if (first === undefined) return { news, sent, announcedAt };
  if (lastAttempt) await tellFailure(failed, message, deps);
  throw new TransientError(`alert ${news.id} was not delivered to ${failed.map(({ route }) => route).join(', ')}`, {
    cause: first.reason,
  });
}

/** True when the route took it now. What has to wait for the digest counts as dealt with. */
async function deliver(message: Alert, { route, config }: Target, deps: AlertDeps): Promise<boolean> {
  const { alerts, leaseMs, now } = deps;
  const { id, crash } = message.news;
  return await once(id, route, deps, leaseMs, async () => {
    const { quiet, maxPerHour } = config;
    const hushed = isQuiet(quiet, now()) && !isAtLeast(severityOf(message.news), quiet?.exceptFrom ?? 'info');
    if (hushed || (maxPerHour !== undefined && !(await alerts.takeFromHour(route.name, maxPerHour)))) {
      await alerts.keepForDigest(route.name, id, `${message.news.word}  ${alertLines(message.news).what}`);
      return false;
    }
    const thread = await route.send(message, await alerts.thread(crash.id, route.name));
    if (thread !== undefined) await alerts.startThread(crash.id, route.name, thread);
    return true;
  });
}

/** Does `work` unless it was done, and notes that it is. */
async function once(
  id: string,
  route: Route,
  { alerts }: AlertDeps,
  leaseMs: number,
  work: () => Promise<boolean>,
): Promise<boolean> {
  const claim = await alerts.claim(id, route.name, leaseMs);
  if (claim === 'sent') return false;
  if (claim === 'busy') throw new TransientError(`${id} is being delivered to ${route.name} by another`);
  let done: boolean;
  try {
    done = await work();
  } catch (error) {
    await alerts.release(id, route.name);
    throw error;
  }
  await alerts.sent(id, route.name);
  return done;
}

async function tellChange({ id, crashId, state, by }: CrashChanged, route: Route, deps: AlertDeps): Promise<void> {
  if (route.change === undefined) return;
  await once(id, route, deps, deps.leaseMs, async () => {
    await route.change?.({ crashId, state, by }, await deps.alerts.thread(crashId, route.name));
    return true;
  });
}

/** Whoever relies on a route has to learn that it is down from another one. */
async function tellFailure(
  failed: readonly { route: string; reason: unknown }[],
  message: Alert,
  deps: AlertDeps,
): Promise<void> {
  const down = new Set(failed.map(({ route }) => route));
  const why = failed.map(({ route, reason }) => `${route}: ${reasonOf(reason)}`).join('; ');
  const text = `ROUTE FAILING  ${why}\nNot delivered there:\n${message.text}`;
  const others = deps.targets.filter(({ route }) => !down.has(route.name));
  await Promise.allSettled(
    others.map(({ route }) =>
      once(`failing:${message.news.id}`, route, deps, deps.leaseMs, async () => {
        await route.notify(text);
        return true;
      }),
    ),
  );
}

/** Sends each route what had to wait, unless its quiet hours go on. */
export async function sendDigests(deps: Pick<AlertDeps, 'alerts' | 'targets' | 'now'>): Promise<number> {
  let count = 0;
  for (const { route, config } of deps.targets) {
    if (isQuiet(config.quiet, deps.now())) continue;
    const lines = await deps.alerts.digest(route.name);
    if (lines.length === 0) continue;
    const head = `${lines.length} ${lines.length === 1 ? 'alert' : 'alerts'} that had to wait:`;
    await route.notify([head, ...lines.map(({ line }) => line)].join('\n'));
    await deps.alerts.forget(route.name, lines);
    count += lines.length;
  }
  return count;
}
