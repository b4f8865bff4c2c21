/**
 * One dump -> its report. A dump that can't be read is kept and said to be unreadable, with the reason; what may pass is
 * tried again.
 */
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import { reasonOf } from '../../shared/aws/queue-consumer.ts';
import { PendingBytesError } from '../../shared/bytes/pending.ts';
import { summarise } from '../../shared/contract/summary.ts';
import type { DumpSummary } from '../../shared/contract/summary.ts';
import type { Report } from '../../shared/contract/report.ts';
import { refineFingerprint } from '../../shared/panic/index.ts';
import { FormatError, InputError, NotFoundError, TransientError } from '../../shared/errors.ts';
import type { ExamineDeps } from './ports.ts';

export interface ExamineRequest {
  readonly uploadId: string;
  /** The queue will not deliver this again. */
  readonly lastAttempt: boolean;
}

export type ExamineOutcome =
  | { readonly outcome: 'examined'; readonly bytesFetched: number; readonly rounds: number }
  | { readonly outcome: 'unreadable'; readonly reason: string }
  /** There is nothing to do: a log alone, an upload given up, a report that is there. */
  | { readonly outcome: 'skipped'; readonly reason: string };

const MAX_REASON = 1000;

/**
 * @throws {NotFoundError} for an upload that does not exist
 * @throws {TransientError} and whatever the services throw: to be tried again
 */
export async function examine(request: ExamineRequest, deps: ExamineDeps): Promise<ExamineOutcome> {
  const { uploadId } = request;
  const upload = await deps.uploads.get(uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${uploadId}`);
  const nothing = nothingToDo(upload);
  if (nothing !== undefined) return { outcome: 'skipped', reason: nothing };

  await deps.uploads.change(uploadId, { analysis: 'running' });
  try {
    const source = await deps.dumps.source(upload);
    const report = await deps.examineDump([source]);
    await keep(upload, report, deps);
    return { outcome: 'examined', bytesFetched: source.stats.bytesFetched, rounds: source.stats.rounds };
  } catch (error) {
    const verdict = unreadable(error, request);
    if (verdict === undefined) throw error;
    await giveUp(upload, verdict, deps);
    // A fault of ours is put aside with the message as well, for somebody to look at.
    if (verdict.code === 'internal') throw error;
    return { outcome: 'unreadable', reason: verdict.reason };
  }
}

function nothingToDo(upload: StoredUpload): string | undefined {
  if (upload.state === 'aborted') return 'the upload was given up';
  if (upload.analysis === 'done') return 'the report is there';
  if (upload.analysis === 'unreadable') return 'known to be unreadable';
  if (upload.policy === 'log' || (upload.sizeBytes === 0 && upload.fileName === undefined)) return 'a log alone';
  return undefined;
}

async function keep(upload: StoredUpload, report: Report, deps: ExamineDeps): Promise<void> {
  const { id, host } = upload;
  const summary = summarise(report);
  await deps.dumps.saveReport(id, report, summary);
  if (report.log !== undefined && report.log.text !== '') await deps.dumps.saveLog(id, report.log.text);
  // The log may have been triaged in the meantime.
  const { crashId } = (await deps.uploads.get(id)) ?? upload;
  if (crashId !== undefined) {
    await deps.crashes.refine(crashId, {
      fingerprints: fingerprintsOf(report),
      findings: summary.findings.map(({ code }) => code),
    });
  }
  await deps.bus.publish([examinedEvent(upload, summary, crashId, deps.now())]);
  // Last: whoever dies before is repeated from the start.
  await finish(id, deps, {
    analysis: 'done',
    examinedAt: deps.now().toISOString(),
    reason: undefined,
    ...(summary.kernel === undefined ? {} : { kernelRelease: summary.kernel.release }),
    ...(summary.kernel?.buildId === undefined ? {} : { buildId: summary.kernel.buildId }),
  });

  function examinedEvent(from: StoredUpload, head: DumpSummary, crash: string | undefined, at: Date) {
    return {
      name: 'dump.examined' as const,
      detail: {
        version: 1 as const,
        id: `examined:${from.id}`,
        occurredAt: at.toISOString(),
        correlationId: from.id,
        uploadId: from.id,
        host,
        ...(crash === undefined ? {} : { crashId: crash }),
        title: head.title,
        ...(head.kernel === undefined ? {} : { kernelRelease: head.kernel.release }),
        ...(head.kernel?.buildId === undefined ? {} : { buildId: head.kernel.buildId }),
        findings: head.findings,
        ...(head.image === undefined ? {} : { image: head.image }),
        ...(head.textDifferences === undefined ? {} : { textDifferences: head.textDifferences }),
        bytesRead: head.dump.bytesRead,
        sizeBytes: from.sizeBytes,
      },
    };
  }
}

/** Those of the log in the dump, and that of the real stack. */
function fingerprintsOf({ panic }: Report): string[] {
  if (panic === undefined) return [];
  const named = panic.frames.flatMap(({ symbol, reliable }) => (symbol === undefined ? [] : { symbol, reliable }));
  return [panic.fingerprint, refineFingerprint(named)].filter((fingerprint) => fingerprint !== null);
}

interface Verdict {
  readonly code: string;
  readonly reason: string;
}

/** Why the dump will never be read; undefined for what may pass. */
function unreadable(error: unknown, { lastAttempt }: ExamineRequest): Verdict | undefined {
  if (error instanceof PendingBytesError) return { code: 'incomplete', reason: error.message };
  if (error instanceof FormatError || error instanceof InputError) return { code: error.code, reason: error.message };
  if (error instanceof TransientError || !lastAttempt || !isFaultOfOurs(error)) return undefined;
  return { code: 'internal', reason: `the analyser failed: ${reasonOf(error)}` };
}

/** What a programming error or an exhausted memory throws, and no service does. */
function isFaultOfOurs(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

async function giveUp(upload: StoredUpload, verdict: Verdict, deps: ExamineDeps): Promise<void> {
  const { id, host } = upload;
  const reason = verdict.reason.slice(0, MAX_REASON);
  const { crashId } = (await deps.uploads.get(id)) ?? upload;
  await deps.bus.publish([
    {
      name: 'dump.unreadable',
      detail: {
        version: 1,
        id: `unreadable:${id}`,
        occurredAt: deps.now().toISOString(),
        correlationId: id,
        uploadId: id,
        host,
        ...(crashId === undefined ? {} : { crashId }),
        code: verdict.code,
        reason,
      },
    },
  ]);
  await finish(id, deps, { analysis: 'unreadable', reason, examinedAt: deps.now().toISOString() });
}

/**
 * Sealing goes on beside the analysis. Whichever of the two ends second sees the other's mark and takes the chunks away:
 * the analyser may be reading them until here.
 */
async function finish(uploadId: string, deps: ExamineDeps, changes: UploadChanges): Promise<void> {
  const { state } = await deps.uploads.change(uploadId, changes);
  if (state === 'sealed') await deps.dumps.removeChunks(uploadId);
}
