import type { CrashState } from '../../../shared/contract/crashes.ts';
import type { Actions } from '../lines.ts';
import type { News } from '../news.ts';

/** One alert, ready to be said. */
export interface Alert {
  readonly news: News;
  readonly actions: Actions;
  /** The five lines as plain text. */
  readonly text: string;
  /** Whoever began to send it before died: it may have been sent. */
  readonly repeated?: boolean | undefined;
}

/** What a person did to a crash that a route was told of. */
export interface Change {
  readonly crashId: string;
  readonly state: CrashState;
  readonly by: string;
}

/** A service that alerts go to. */
export interface Route {
  /** Unique among the routes; delivery is noted under it. */
  readonly name: string;
  /** It is the topic of the deployment itself, that no document of an admin can take away. */
  readonly isTopic?: true;
  /**
   * Resolves when the service has taken the alert, with how the service calls the message. Must bear to be called again for
   * the same alert. `thread` is what the service called the first message about this crash.
   */
  send(alert: Alert, thread?: string): Promise<string | undefined>;
  /** Says something that is no alert: a digest, another route's failure. `id` is the same whenever the same is said again. */
  notify(text: string, id: string): Promise<void>;
  /** Adds a line to the message about a crash: only where the service has such a message and can hold more. */
  followUp?(crashId: string, line: string, thread: string): Promise<void>;
  /** Tells the service what a person did, where it keeps a state of its own. */
  change?(change: Change, thread: string | undefined): Promise<void>;
}
