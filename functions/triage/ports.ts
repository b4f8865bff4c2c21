/** What triage needs of the world. */
import type { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import type { LogEnds } from '../../shared/aws/dumps/dump-store.ts';
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { Quotas } from '../../shared/aws/uploads/quotas.ts';
import type { Refusals } from '../../shared/aws/uploads/refusals.ts';
import type { TriageNote } from '../../shared/aws/uploads/store.ts';
import type { WantedPolicyStore } from '../../shared/aws/uploads/wanted-policy.ts';
import type { SubsystemStore } from '../../shared/aws/symbols/subsystems.ts';
import type { FindLines } from '../../shared/symbols/lines/find.ts';
import type { Silence } from '../../shared/contract/silences.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import type { TriageLimits } from '../../shared/panic/index.ts';
import type { UploadFacts } from './occurrence.ts';
import type { TriageRequest } from './request.ts';

export interface LogStore {
  /** The log piece by piece, bounded. Its first piece throws a NotFoundError where there is none. */
  open(key: string, ends?: LogEnds): AsyncIterable<Uint8Array>;
}

export interface Uploads {
  get(uploadId: string): Promise<UploadFacts | undefined>;
  /** Notes on the upload what its log was called, and how much of its dump is wanted then. */
  noteTriage(uploadId: string, triage: TriageNote): Promise<void>;
  /** Notes in which group the crash of an upload is counted, and under which upload where that is another one. */
  noteCrash(
    uploadId: string,
    as: { readonly sameCrashAs: string | undefined; readonly crashId: string } & Partial<
      Pick<TriageNote, 'title' | 'kind'>
    >,
  ): Promise<void>;
  /** Notes that a group is about to be opened for its log. */
  noteOpening(uploadId: string, crashId: string): Promise<void>;
  /** Notes that these groups have been counted since. */
  endOpening(uploadId: string, crashIds: Iterable<string>): Promise<void>;
  /** Counts one more try at its log; answers how many there were. `afresh` begins anew. */
  countLogTry(uploadId: string, afresh?: boolean): Promise<number>;
  /** A try at its log came to its end: none counts any more. */
  endLogTry(uploadId: string): Promise<void>;
}

/** Who is silent for a while. */
export interface Silences {
  /** Those that were set and have not been taken back; some may have ended. */
  list(): Promise<readonly Silence[]>;
}

export interface TriageDeps {
  readonly logs: LogStore;
  readonly uploads: Uploads;
  readonly crashes: Pick<
    CrashStore,
    | 'groups'
    | 'outbox'
    | 'read'
    | 'identity'
    | 'record'
    | 'recordUngrouped'
    | 'replace'
    | 'remove'
    | 'recount'
    | 'noteLoop'
    | 'upToDate'
  >;
  readonly wantedPolicy: Pick<WantedPolicyStore, 'get'>;
  readonly quotas: Quotas;
  readonly refusals: Refusals;
  readonly silences: Silences;
  /** How many groups one host may open in a day. */
  readonly newGroupsPerDay: number;
  readonly bus: EventBus;
  /** `triageStream` of shared/panic. */
  readonly readPanic: (log: AsyncIterable<Uint8Array>, limits?: TriageLimits) => Promise<TriageResult>;
  /** Lines of the build that wrote the log; absent where nobody is asked. */
  readonly findLines?: FindLines;
  /** Rules of subsystems and owners; absent where nobody is asked. */
  readonly subsystems?: SubsystemStore;
  readonly now: () => Date;
  /** Puts a request back into the queue as a new message. */
  readonly sendAgain: (request: Pick<TriageRequest, 'key' | 'careful'>) => Promise<void>;
  /** Milliseconds until the function is stopped, whatever it is doing. */
  readonly timeLeftMs: () => number;
  /** Resolves after so many milliseconds, or when it is told to stop waiting. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What it takes to write what was read: who is silent was looked up just now. */
export interface WritingDeps extends TriageDeps {
  readonly isSilenced: (host: string) => boolean;
}
