import type { Actions } from '../lines.ts';
import type { News } from '../news.ts';

/** One alert, ready to be said. */
export interface Alert {
  readonly news: News;
  readonly actions: Actions;
  /** The five lines as plain text. */
  readonly text: string;
}

/** A service that alerts go to. */
export interface Route {
  /** Unique among the routes; delivery is noted under it. */
  readonly name: string;
  /** Resolves when the service has taken the alert. Must bear to be called again for the same alert. */
  send(alert: Alert): Promise<void>;
}
