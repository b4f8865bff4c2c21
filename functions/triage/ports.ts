/** What triage needs of the world. */
import type { CrashStore } from '../../shared/aws/crash-store.ts';
import type { EventBus } from '../../shared/aws/events.ts';
import type { PanicKind, TriageResult } from '../../shared/contract/triage.ts';
import type { UploadFacts } from './occurrence.ts';

export interface LogStore {
  /** The log piece by piece, bounded. Its first piece throws a NotFoundError where there is none. */
  open(key: string): AsyncIterable<Uint8Array>;
}

export interface Uploads {
  get(uploadId: string): Promise<UploadFacts | undefined>;
  /** Notes on the upload what its log was called. `title` null: no crash in it. */
  noteTriage(
    uploadId: string,
    triage: { title: string | null; kind: PanicKind; crashId?: string | undefined },
  ): Promise<void>;
}

export interface TriageDeps {
  readonly logs: LogStore;
  readonly uploads: Uploads;
  readonly crashes: Pick<CrashStore, 'groups' | 'outbox' | 'record' | 'recordUngrouped'>;
  readonly bus: EventBus;
  /** `triageStream` of shared/panic. */
  readonly readPanic: (log: AsyncIterable<Uint8Array>) => Promise<TriageResult>;
  readonly now: () => Date;
}
