/** A test that a person asks for: sent now, whatever the route filters, hushes or has failed at; what came of it is kept for whoever asked. */
import { reasonOf } from '../../shared/aws/runtime/queue-consumer.ts';
import type { RouteTest } from '../../shared/contract/alert-routes.ts';
import type { AlertTest } from '../../shared/contract/events.ts';
import { once } from './alert.ts';
import { within } from './deliver.ts';
import type { DeliverDeps } from './deliver.ts';
import { plain } from './lines.ts';

/** Whoever asked waits for so long. */
const TEST_DEADLINE_MS = 8_000;

export async function testRoute({ id, route: name, by }: AlertTest, deps: DeliverDeps): Promise<RouteTest> {
  const target = deps.targets.find(({ route }) => route.name === name);
  if (target === undefined) {
    const reason = `no route that is switched on is called ${name}`;
    return await note(id, { state: 'failed', reason }, deps);
  }
  const { route } = target;
  const text = `TEST  This is a test of the route ${name}, asked for by ${plain(by)}: alerts arrive here.`;
  try {
    const sent = once(id, route, deps, () => route.notify(text, id));
    await within(TEST_DEADLINE_MS, sent, deps);
    await deps.breakers.worked(name, await deps.breakers.gate(name));
    return await note(id, { state: 'delivered' }, deps);
  } catch (error) {
    return await note(id, { state: 'failed', reason: reasonOf(error).slice(0, 500) }, deps);
  }
}

async function note(id: string, result: RouteTest, { alerts }: DeliverDeps): Promise<RouteTest> {
  await alerts.noteTest(id, result);
  return result;
}
