/** What the console's API needs of the world. */
import type { AlertStore } from '../../shared/aws/alerts/alert-store.ts';
import type { RouteHistory } from '../../shared/aws/alerts/route-history.ts';
import type { SilenceStore } from '../../shared/aws/alerts/silences.ts';
import type { HostStore } from '../../shared/aws/auth/hosts.ts';
import type { Mac } from '../../shared/aws/auth/mac-token.ts';
import type { FleetReader } from '../../shared/aws/fleet/read.ts';
import type { KernelRegister } from '../../shared/aws/images/kernel-register.ts';
import type { ObjectReader } from '../../shared/aws/objects/objects.ts';
import type { RefusalReader } from '../../shared/aws/uploads/refusals.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { UploadPage, UploadPageRequest } from '../../shared/aws/uploads/store.ts';
import type { HeldHosts } from '../../shared/aws/uploads/held.ts';
import type { AskedQuestions } from '../../shared/aws/uploads/questions.ts';
import type { WantedPolicyStore } from '../../shared/aws/uploads/wanted-policy.ts';
import type {
  CrashAction,
  CrashGroup,
  CrashNotes,
  CrashPage,
  CrashState,
  OccurrencePage,
} from '../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../shared/contract/events.ts';
import type { GroupingDeps } from './grouping.ts';
import type { ConsoleMetric } from './names.ts';
import type { RegroupDeps } from './regroup.ts';

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Crashes {
  list(request: PageRequest & { readonly states?: readonly CrashState[] | undefined }): Promise<CrashPage>;
  /** @throws {NotFoundError} */
  get(id: string): Promise<CrashGroup>;
  occurrences(id: string, request: PageRequest): Promise<OccurrencePage>;
  occurrencesOfHost(host: string, request: PageRequest): Promise<OccurrencePage>;
  act(
    id: string,
    action: CrashAction,
    by: string,
  ): Promise<{ readonly group: CrashGroup; readonly events: readonly PurgatoryEvent[] }>;
  /** Sends what `act` left to be sent. */
  announce(events: readonly PurgatoryEvent[]): Promise<void>;
  annotate(id: string, notes: CrashNotes, by: string): Promise<CrashGroup>;
}

export interface Uploads {
  /** @throws {NotFoundError} */
  require(id: string): Promise<StoredUpload>;
  list(request: UploadPageRequest): Promise<UploadPage>;
}

export interface ConsoleDeps {
  readonly crashes: Crashes;
  readonly uploads: Uploads;
  readonly questions: AskedQuestions;
  readonly held: Pick<HeldHosts, 'get'>;
  /** Bytes of an upload's dump that are there so far. */
  readonly receivedBytes: (upload: StoredUpload) => Promise<number>;
  readonly objects: ObjectReader;
  readonly fleet: FleetReader;
  /** Who signed which kernel: read alone. */
  readonly images: Pick<KernelRegister, 'byBuildId' | 'list' | 'revocations' | 'holdsKernels' | 'hosts' | 'countHosts'>;
  readonly regroup: RegroupDeps;
  readonly grouping: GroupingDeps;
  /** Whether alerts may go to private addresses. */
  readonly privateWebhooks: boolean;
  readonly routeTests: Pick<AlertStore, 'test'>;
  readonly routeHistory: Omit<RouteHistory, 'noteFailure'>;
  /** Whether Secrets Manager has a secret of this name; what is in it nobody learns here. */
  readonly hasSecret: (name: string) => Promise<boolean>;
  /** Has a route tested by whoever sends alerts. */
  readonly tellOfTest: (event: PurgatoryEvent) => Promise<void>;
  readonly newTestId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly wantedPolicy: WantedPolicyStore;
  readonly hosts: HostStore;
  readonly silences: SilenceStore;
  readonly refusals: RefusalReader;
  readonly mac: Mac;
  readonly maxTokenDays: number;
  readonly now: () => Date;
  readonly count: (metric: (typeof ConsoleMetric)[keyof typeof ConsoleMetric]) => void;
}
