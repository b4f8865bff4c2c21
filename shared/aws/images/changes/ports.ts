/** What a change that two people make needs of the world. */
import type { BreakGlass, ChangeKind, ChangeRecord, Proposal } from '../../../contract/changes.ts';
import type { EventBus } from '../../runtime/events.ts';
import type { TransparencyLog } from '../transparency-log.ts';
import type { SigningSettings } from '../settings.ts';
import type { ChangeStore, StoredChange } from './store.ts';

/** What the operator of the deployment sets: no role of the service can change it. */
export interface TwoPeople {
  /** Between the last approval and the effect. */
  readonly delayMinutes: number;
  /** The same of revocations. */
  readonly revocationDelayMinutes: number;
  readonly breakGlass: BreakGlass;
}

export interface ChangeDeps {
  readonly changes: Pick<ChangeStore, 'require' | 'create' | 'update' | 'page'>;
  readonly settings: Pick<SigningSettings, 'policy'>;
  readonly log: Pick<TransparencyLog, 'append'>;
  readonly bus: EventBus;
  readonly newId: (now: Date) => string;
  readonly now: () => Date;
  readonly twoPeople: TwoPeople;
}

/** How a function carries out the kinds of changes that are its own. */
export interface Executor {
  readonly kinds: readonly ChangeKind[];
  /** What would become different. @throws {InputError} or {ConflictError} for what can't be done at all */
  describe(proposal: Proposal): Promise<Pick<ChangeRecord, 'changes' | 'warnings'>>;
  /**
   * Has it take effect; done again it completes what was begun, or changes nothing.
   *
   * @returns why it can't be done any more
   */
  execute(change: StoredChange): Promise<string | undefined>;
}
