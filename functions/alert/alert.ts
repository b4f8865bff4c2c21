/** One event from the bus -> at most one alert on each route. */
import type { AlertStore } from '../../shared/aws/alerts/alert-store.ts';
import { reasonOf } from '../../shared/aws/runtime/queue-consumer.ts';
import type { AlertRoute } from '../../shared/contract/alert-routes.ts';
import type { CrashGroup } from '../../shared/contract/crashes.ts';
import type { DumpExamined, PurgatoryEvent } from '../../shared/contract/events.ts';
import { TransientError } from '../../shared/errors.ts';
import { actionsOf, alertLines, alertText, reportLine } from './lines.ts';
import { newsOf } from './news.ts';
import { admitsNotice, isChange, noticeOf, type Notice } from './notices.ts';
import type { News } from './news.ts';
import { admits, isAtLeast, isQuiet, severityOf } from './policy.ts';
import { MaybeSentError } from './routes/maybe-sent.ts';
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
  /** Told of a failing route where there is no other one. */
  readonly fallback: Route;
  /** Tags of these hosts, as they were enrolled. */
  readonly tagsOf: (hosts: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The newest release older than all of these that the fleet is known to have run. */
  readonly lastGoodKernel: (kernels: readonly string[]) => Promise<string | undefined>;
  /** Notes on the upload that caused the alert when it was handed over; answers when the upload was announced. */
  readonly noteAlerted: (uploadId: string) => Promise<string | undefined>;
  readonly consoleUrl?: string | undefined;
  /** How long one delivery may take before another may try. */
  readonly leaseMs: number;
  readonly now: () => Date;
}

export interface AlertOutcome {
  readonly news: readonly News[];
  /** Routes that took it now. */
  readonly sent: readonly string[];
  /** When the upload behind it was announced. */
  readonly announcedAt?: string | undefined;
}

interface Failure {
  readonly route: string;
  readonly reason: unknown;
}

/** Another invocation is at it: no failure of the route. */
export class BusyError extends TransientError {}

export interface AlertOptions {
  /** The queue will not deliver this again: a route that still fails is told of on the others. */
  readonly lastAttempt?: boolean;
  /** Only this one is told; default: all. */
  readonly route?: string;
}

/** @throws {TransientError} when a route did not take it: the others have, and will not get it again */
export async function alert(
  event: PurgatoryEvent,
  deps: AlertDeps,
  { lastAttempt = false, route: only }: AlertOptions = {},
): Promise<AlertOutcome> {
  const failed: Failure[] = [];
  const sent: string[] = [];
  const asked = deps.targets.filter(({ route }) => only === undefined || route.name === only);
  const routes = asked.map(({ route }) => route);
  const found = await newsOf(event, deps.groupOf);
  for (const news of found) {
    const message = await messageOf(news, deps);
    const targets = await admittedBy(asked, news, deps);
    const refused = await attempt(targets, async (target) => {
      if (await deliver(message, target, deps)) sent.push(target.route.name);
    });
    if (lastAttempt) await tellFailure(refused, news.id, `Not delivered there:\n${message.text}`, deps);
    failed.push(...refused);
  }
  failed.push(...(await tellNotice(event, deps, lastAttempt, only)));
  if (event.name === 'crash.changed') {
    const { id, crashId, state, by } = event.detail;
    const changing = routes.filter((route) => route.change !== undefined);
    const tell = async (route: Route) => {
      await once(id, route, deps, async () => {
        await route.change?.({ crashId, state, by }, await deps.alerts.thread(crashId, route.name));
      });
    };
    failed.push(...(await attempt(changing, tell)));
  }
  if (event.name === 'dump.examined') failed.push(...(await addReport(event.detail, routes, deps)));

  const uploadId = found[0]?.correlationId;
  const announcedAt = sent.length > 0 && uploadId !== undefined ? await deps.noteAlerted(uploadId) : undefined;
  throwIfFailed(failed, event.detail.id);
  return { news: found, sent, announcedAt };
}

/** @throws {TransientError} that names the routes which did not take it */
export function throwIfFailed(failed: readonly Failure[], what: string): void {
  const [first] = failed;
  if (first === undefined) return;
  const names = failed.map(({ route }) => route).join(', ');
  throw new TransientError(`${what} was not delivered to ${names}`, { cause: first.reason });
}

async function tellNotice(
  event: PurgatoryEvent,
  deps: AlertDeps,
  lastAttempt: boolean,
  only: string | undefined,
): Promise<Failure[]> {
  const notice = noticeOf(event, deps.consoleUrl);
  if (notice === undefined) return [];
  const told = routesOfNotice(notice, deps).filter(({ name }) => only === undefined || name === only);
  const refused = await attempt(told, async (route) => {
    await once(notice.id, route, deps, () => route.notify(notice.text, notice.id));
  });
  if (lastAttempt) {
    await tellFailure(refused, notice.id, `Not delivered there:\n${notice.text}`, deps);
  }
  return refused;
}

/** Whom a notice is told. A change is told the topic of the deployment too, once, whatever the routes are and in quiet hours too. */
export function routesOfNotice(notice: Notice, { targets, fallback }: AlertDeps): readonly Route[] {
  const admitting = targets.filter(({ config }) => admitsNotice(config.when, notice)).map(({ route }) => route);
  if (!isChange(notice)) return admitting;
  return [...admitting.filter(({ isTopic }) => isTopic !== true), fallback];
}

/** Those of `targets` that take such news. */
export async function admittedBy(
  targets: readonly Target[],
  news: News,
  { tagsOf }: Pick<AlertDeps, 'tagsOf'>,
): Promise<readonly Target[]> {
  const tags = targets.some(({ config }) => config.when?.tags !== undefined)
    ? await tagsOf(news.crash.hosts)
    : new Set<string>();
  return targets.filter(({ config }) => admits(config.when, news, tags));
}

async function messageOf(news: News, deps: AlertDeps): Promise<Alert> {
  const full = { ...news, lastGoodKernel: await deps.lastGoodKernel(news.crash.kernels) };
  const actions = actionsOf(full, deps.consoleUrl);
  return { news: full, actions, text: alertText(full, actions) };
}

/** Does `work` for each, whatever becomes of the others. */
export async function attempt<T extends Target | Route>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<Failure[]> {
  const results = await Promise.allSettled(items.map(work));
  return results.flatMap((result, index) => {
    const item = items[index];
    return result.status === 'rejected' && item !== undefined
      ? [{ route: 'route' in item ? item.route.name : item.name, reason: result.reason as unknown }]
      : [];
  });
}

/** True when the route took it now. What has to wait for the digest counts as dealt with. */
async function deliver(message: Alert, { route, config }: Target, deps: AlertDeps): Promise<boolean> {
  const { alerts, now } = deps;
  const { id, at, word, crash, subject = crash.id } = message.news;
  let taken = false;
  await once(id, route, deps, async (repeated) => {
    const { quiet, maxPerHour } = config;
    const hushed = isQuiet(quiet, now()) && !isAtLeast(severityOf(message.news), quiet?.exceptFrom ?? 'info');
    const place = hushed || maxPerHour === undefined ? undefined : await alerts.takeFromHour(route.name, maxPerHour);
    if (hushed || (maxPerHour !== undefined && place === undefined)) {
      await alerts.keepForDigest(route.name, { id, at, line: `${word}  ${alertLines(message.news).what}` });
      return;
    }
    const known = await alerts.thread(subject, route.name);
    let thread: string | undefined;
    try {
      thread = await route.send({ ...message, repeated }, known);
    } catch (error) {
      await place?.giveBack();
      throw error;
    }
    taken = true;
    if (thread !== undefined) {
      await alerts.startThread(subject, route.name, thread).catch((cause: unknown) => {
        throw new MaybeSentError(`${route.name} took ${id}, which could not be noted`, { cause });
      });
    }
  });
  return taken;
}

/** Does `work` unless it was done, and notes that it is. True when it was done now. `repeated`: somebody may have done it and died. */
export async function once(
  id: string,
  route: Route,
  { alerts, leaseMs }: Pick<AlertDeps, 'alerts' | 'leaseMs'>,
  work: (repeated: boolean) => Promise<void>,
): Promise<boolean> {
  const claim = await alerts.claim(id, route.name, leaseMs);
  if (claim === 'sent') return false;
  if (claim === 'busy') throw new BusyError(`${id} is being delivered to ${route.name} by another`);
  const repeated = claim === 'again';
  try {
    await work(repeated);
  } catch (error) {
    // What somebody may have sent before stays so, whatever became of this try.
    await alerts.release(id, route.name, repeated || error instanceof MaybeSentError);
    throw error;
  }
  await alerts.sent(id, route.name);
  return true;
}

/** What the first report of a day says goes to the message that was sent when only the log was there. */
async function addReport(event: DumpExamined, routes: readonly Route[], deps: AlertDeps): Promise<Failure[]> {
  const { crashId, occurredAt } = event;
  const line = reportLine(event);
  if (crashId === undefined || line === undefined) return [];
  return await attempt(
    routes.filter((route) => route.followUp !== undefined),
    async (route) => {
      const thread = await deps.alerts.thread(crashId, route.name);
      if (thread === undefined) return;
      await once(`report:${crashId}:${occurredAt.slice(0, '2026-11-23'.length)}`, route, deps, async () => {
        await route.followUp?.(crashId, line, thread);
      });
    },
  );
}

/**
 * Whoever relies on a route has to learn that it is down from another one: at once the first time in an hour, then by the
 * digest.
 */
export async function tellFailure(
  failed: readonly Failure[],
  id: string,
  what: string,
  deps: AlertDeps,
): Promise<void> {
  const down = failed.filter(({ reason }) => !(reason instanceof BusyError));
  const names = new Set(down.map(({ route }) => route));
  const left = deps.targets.map(({ route }) => route).filter(({ name }) => !names.has(name));
  const at = deps.now().toISOString();
  const hour = at.slice(0, '2026-11-23T02'.length);
  for (const { route: name, reason } of down) {
    const head = `ROUTE FAILING  ${name}: ${reasonOf(reason)}`;
    await attempt(left.length === 0 ? [deps.fallback] : left, async (other) => {
      const tell = once(`failing:${name}:${hour}`, other, deps, () =>
        other.notify(`${head}\n${what}`, `failing:${name}:${hour}`),
      );
      const told = await tell.catch((error: unknown) => {
        // Somebody tells of another alert in this moment: this one's line goes to the digest.
        if (error instanceof BusyError) return false;
        throw error;
      });
      const line = `${head} (${what.split('\n').at(1) ?? ''})`;
      if (!told) await deps.alerts.keepForDigest(other.name, { id: `failing:${name}:${id}`, at, line });
    });
  }
}
