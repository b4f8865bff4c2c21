/** What triage needs of the world. */
import type { CrashStore } from '../../shared/aws/crash-store.ts';
import type { EventBus } from '../../shared/aws/events.ts';
import type { TriageNote } from '../../shared/aws/uploads/store.ts';
import type { WantedPolicyStore } from '../../shared/aws/uploads/wanted-policy.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import type { UploadFacts } from './occurrence.ts';

export interface LogStore {
  /** The log piece by piece, bounded. Its first piece throws a NotFoundError where there is none. */
  open(key: string): AsyncIterable<Uint8Array>;
}

export interface Uploads {
  get(uploadId: string): Promise<UploadFacts | undefined>;
  /** Notes on the upload what its log was called, and how much of its dump is wanted then. */
  noteTriage(uploadId: string, triage: TriageNote): Promise<void>;
}

export interface TriageDeps {
  readonly logs: LogStore;
  readonly uploads: Uploads;
  readonly crashes: Pick<CrashStore, 'groups' | 'outbox' | 'read' | 'record' | 'recordUngrouped'>;
  readonly wantedPolicy: Pick<WantedPolicyStore, 'get'>;
  readonly bus: EventBus;
  /** `triageStream` of shared/panic. */
  readonly readPanic: (log: AsyncIterable<Uint8Array>) => Promise<TriageResult>;
  readonly now: () => Date;
}
