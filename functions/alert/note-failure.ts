import type { RouteHistory } from '../../shared/aws/alerts/route-history.ts';
import { reasonOf } from '../../shared/aws/runtime/queue-consumer.ts';

export interface NoteDeps {
  readonly routeHistory: Pick<RouteHistory, 'noteFailure'>;
}

/** Keeps for people what a route did not take. Where that can't be kept, the failure itself is told all the same. */
export async function noteFailure(route: string, reason: unknown, { routeHistory }: NoteDeps): Promise<void> {
  try {
    await routeHistory.noteFailure(route, reasonOf(reason));
  } catch {
    // Whoever called learns of the failure by its own error.
  }
}
