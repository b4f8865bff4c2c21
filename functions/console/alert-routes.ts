/** Where alerts go: checked when it is set, and tried when somebody asks. */
import { actorOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import type { AlertRoutes, RouteHistory, RouteTest } from '../../shared/contract/alert-routes.ts';
import { InputError } from '../../shared/errors.ts';
import { checkPostAddress } from '../../shared/public-address.ts';
import type { ConsoleDeps } from './ports.ts';

/**
 * @throws {InputError} that names the route whose address nothing may be posted to, or whose secret is not there
 * @throws {ConflictError} where somebody else has set them meanwhile
 */
export async function setAlertRoutes(
  by: Principal,
  routes: AlertRoutes,
  { routeHistory, privateWebhooks, hasSecret }: Pick<ConsoleDeps, 'routeHistory' | 'privateWebhooks' | 'hasSecret'>,
): Promise<AlertRoutes> {
  for (const [index, route] of routes.routes.entries()) {
    if (route.type === 'webhook' && !privateWebhooks) checkPostAddress(route.url, `routes[${index}].url`);
    if (route.type === 'sns' || (await hasSecret(route.secret))) continue;
    throw new InputError(`Secrets Manager has no secret ${route.secret}: put it there first`, {
      field: `routes[${index}].secret`,
    });
  }
  await routeHistory.setRoutes(routes, actorOf(by));
  return routes;
}

/** Who changed them, and what failed of those that there are. */
export async function alertRouteHistory(
  limit: number,
  { routeHistory }: Pick<ConsoleDeps, 'routeHistory'>,
): Promise<RouteHistory> {
  const { routes } = (await routeHistory.routes()) ?? { routes: [] };
  const [changes, failures] = await Promise.all([
    routeHistory.changes(limit),
    routeHistory.failures(routes.map(({ name }) => name)),
  ]);
  return { changes: [...changes], failures: [...failures] };
}

const POLL_MS = 250;
/** The function has 15 seconds. */
const TEST_MS = 11_000;

/** Has the function that alerts send a test, and waits for what comes of it. */
export async function testAlertRoute(
  by: Principal,
  route: string,
  deps: Pick<ConsoleDeps, 'routeTests' | 'tellOfTest' | 'newTestId' | 'now' | 'sleep'>,
): Promise<RouteTest> {
  const id = `test:${deps.newTestId()}`;
  const began = deps.now();
  const detail = { version: 1 as const, id, occurredAt: began.toISOString(), route, by: actorOf(by) };
  await deps.tellOfTest({ name: 'alert.test', detail });
  while (deps.now().getTime() - began.getTime() < TEST_MS) {
    const result = await deps.routeTests.test(id);
    if (result !== undefined) return result;
    await deps.sleep(POLL_MS);
  }
  return {
    state: 'pending',
    reason: `nothing came of it within ${TEST_MS / 1000} seconds: the queue of alerts may be long`,
  };
}
