/** What examine needs of the world. */
import type { EventBus } from '../../shared/aws/events.ts';
import type { S3Source } from '../../shared/aws/s3-source.ts';
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import type { Report } from '../../shared/contract/report.ts';
import type { DumpSummary } from '../../shared/contract/summary.ts';

export interface Uploads {
  get(uploadId: string): Promise<StoredUpload | undefined>;
  change(uploadId: string, changes: UploadChanges): Promise<StoredUpload>;
}

export interface Dumps {
  /** The bytes of an upload that are there: its sealed object, or its chunks. */
  source(upload: StoredUpload): Promise<S3Source>;
  saveReport(uploadId: string, report: Report, summary: DumpSummary): Promise<void>;
  /** Keeps the log that the dump held; triage hears of it as of one that a host sent. */
  saveLog(uploadId: string, text: string): Promise<void>;
  /** Takes away the chunks of a dump that is sealed: it is one object now. */
  removeChunks(uploadId: string): Promise<void>;
}

export interface Crashes {
  /** Lets the fingerprints of the real stack stand for the group, and keeps which findings it had. */
  refine(crashId: string, found: { fingerprints: readonly string[]; findings: readonly string[] }): Promise<void>;
}

export interface ExamineDeps {
  readonly uploads: Uploads;
  readonly dumps: Dumps;
  readonly crashes: Crashes;
  readonly bus: EventBus;
  /** `examineDump` of shared/vmcore. */
  readonly examineDump: (sources: readonly ByteSource[]) => Promise<Report>;
  readonly now: () => Date;
}
