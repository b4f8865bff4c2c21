/** What examine needs of the world. */
import type { EventBus } from '../../shared/aws/runtime/events.ts';
import type { DumpSource } from '../../shared/aws/dumps/dump-source.ts';
import type { SignedKernel } from '../../shared/aws/images/signed-kernels.ts';
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import type { ByteRange, ByteSource } from '../../shared/bytes/byte-source.ts';
import type { DumpFigures } from '../../shared/contract/figures.ts';
import type { Report } from '../../shared/contract/report.ts';
import type { SourceLink } from '../../shared/contract/source-links.ts';
import type { DumpSummary } from '../../shared/contract/summary.ts';
import type { FindLines } from '../../shared/symbols/lines/find.ts';
import type { OwnedPlace } from '../../shared/vmcore/index.ts';
import type { KernelRegister } from './signed-kernel.ts';

export interface Uploads {
  get(uploadId: string): Promise<StoredUpload | undefined>;
  change(uploadId: string, changes: UploadChanges): Promise<StoredUpload>;
  /** False where another run has it; that looks again then. */
  beginExamination(uploadId: string, examiner: string, until: Date): Promise<boolean>;
  /** Undefined where something arrived meanwhile: it is still the caller's to look at. */
  endExamination(uploadId: string, examiner: string, changes: UploadChanges): Promise<StoredUpload | undefined>;
}

export interface Dumps {
  /** The bytes of an upload that are there: its sealed object, or its chunks with answers to wants between them. */
  source(upload: StoredUpload): Promise<DumpSource>;
  saveReport(uploadId: string, report: Report, summary: DumpSummary): Promise<void>;
  /** The report as it was saved; undefined where there is none. */
  report(uploadId: string): Promise<Report | undefined>;
  /** What the crash kernel said of itself while it saved the dump; undefined where the host sent nothing of it. */
  crashKernelLog(uploadId: string): Promise<string | undefined>;
  /** Keeps the log that the dump held; triage hears of it as of one that a host sent. */
  saveLog(uploadId: string, text: string): Promise<void>;
  /** Takes away the chunks of a dump that is sealed: it is one object now. */
  removeChunks(uploadId: string): Promise<void>;
}

export interface Crashes {
  /** The group that a fingerprint stands for. */
  groupOf(fingerprint: string): Promise<string | undefined>;
  /** Keeps with the group that there is a report, its findings, and fingerprints of the real stack. */
  refine(
    crashId: string,
    found: { uploadId: string; fingerprints: readonly string[]; findings: readonly string[] },
  ): Promise<void>;
}

export interface ExamineDeps {
  readonly uploads: Uploads;
  readonly dumps: Dumps;
  readonly crashes: Crashes;
  readonly bus: EventBus;
  /** Tells the fleet's figures of a dump; a second time changes nothing. */
  readonly fleet: { record(figures: DumpFigures): Promise<void> };
  /** Who signed which kernel; absent where nobody is asked. */
  readonly register?: KernelRegister;
  /** The kernel of the signed image with a build-id; absent where nobody is asked. */
  readonly signedKernel?: SignedKernel;
  /** Lines of the build that crashed; absent where nobody is asked. */
  readonly findLines?: FindLines;
  /** Whether somebody hears of it where a build has no lines: a debuginfod server is set. */
  readonly asksForLines?: boolean;
  /** Where the sources of a release are shown: the first that fits. */
  readonly sourceLinks?: readonly SourceLink[];
  /** `examineDump` of shared/vmcore; compares the kernel's code with `image` where that is given. */
  readonly examineDump: (
    sources: readonly ByteSource[],
    options?: { readonly image?: SignedKernel; readonly crashKernelLog?: string },
  ) => Promise<Report>;
  /** `isReadInBits` and `ownedPlaces` of shared/vmcore. */
  readonly isReadInBits: (source: ByteSource) => Promise<boolean>;
  readonly ownedPlaces: (source: ByteSource, ranges: readonly ByteRange[]) => Promise<readonly OwnedPlace[]>;
  readonly now: () => Date;
  /** When this run has come to its end, one way or the other. */
  readonly until: () => Date;
}
