/**
 * One dump -> its report, be it there whole or still arriving. Of one that arrives the analyser reads what is there; what it
 * missed is published as wanted, and it runs again when that has come. A dump that can't be read is kept and said to be
 * unreadable, with the reason; what may pass is tried again.
 */
import { isCovered } from '../../shared/aws/dumps/answer-extents.ts';
import type { DumpSource } from '../../shared/aws/dumps/dump-source.ts';
import type { StoredUpload, UploadChanges } from '../../shared/aws/uploads/items.ts';
import { reasonOf } from '../../shared/aws/runtime/queue-consumer.ts';
import { PendingBytesError } from '../../shared/bytes/pending.ts';
import { wantingSource } from '../../shared/bytes/wanting-source.ts';
import { figuresOf } from '../../shared/contract/figures.ts';
import { summarise } from '../../shared/contract/summary.ts';
import type { DumpSummary } from '../../shared/contract/summary.ts';
import type { Report } from '../../shared/contract/report.ts';
import { withSourceLink } from '../../shared/symbols/lines/report.ts';
import { refineFingerprint } from '../../shared/panic/index.ts';
import { FormatError, InputError, NotFoundError, TransientError } from '../../shared/errors.ts';
import { isAnalysed, isLogAlone, isWhole } from '../../shared/domain/upload/state.ts';
import { withChanges } from './changed-memory.ts';
import { linesOf, wantedEvents } from './lines.ts';
import type { ExamineDeps } from './ports.ts';
import { withSignature } from './signed-kernel.ts';
import { nextWants } from '../../shared/aws/dumps/next-wants.ts';

export interface ExamineRequest {
  readonly uploadId: string;
  /** Of the message that asks for it: the same when it is delivered again, after a run that died, say. */
  readonly messageId: string;
  /** The queue will not deliver this again. */
  readonly lastAttempt: boolean;
  /** Lines have come that the report wanted: it gains them, and the dump is not read again. */
  readonly forLines?: boolean;
}

export type ExamineOutcome =
  | { readonly outcome: 'examined'; readonly bytesFetched: number; readonly rounds: number }
  | { readonly outcome: 'unreadable'; readonly reason: string }
  /** The report has the lines that came. */
  | { readonly outcome: 'lined' }
  /** The host was asked for more. */
  | { readonly outcome: 'wants'; readonly round: number; readonly ranges: number; readonly bytes: number }
  /** There is nothing to do: a log alone, an upload given up, a report that is there, bytes still to come. */
  | { readonly outcome: 'skipped'; readonly reason: string };

const MAX_REASON = 1000;
/** A kernel's report takes a dozen; a dump that leads from one fault to the next is read when it is there whole. */
const MAX_ROUNDS = 40;
/** How often what arrived meanwhile is looked at before the next message is waited for. */
const MAX_PASSES = 20;

/**
 * @throws {NotFoundError} for an upload that does not exist
 * @throws {TransientError} and whatever the services throw: to be tried again
 */
export async function examine(request: ExamineRequest, deps: ExamineDeps): Promise<ExamineOutcome> {
  const { uploadId, messageId } = request;
  const upload = await deps.uploads.get(uploadId);
  if (upload === undefined && request.forLines === true) return { outcome: 'skipped', reason: 'the upload is gone' };
  if (upload === undefined) throw new NotFoundError(`there is no upload ${uploadId}`);
  const nothing = request.forLines === true ? noLinesToAdd(upload, request) : nothingToDo(upload);
  if (nothing !== undefined) return { outcome: 'skipped', reason: nothing };
  if (!(await deps.uploads.beginExamination(uploadId, messageId, deps.until()))) {
    return { outcome: 'skipped', reason: 'it is being examined, and will be looked at again' };
  }
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    // What else arrives while lines are added is this run's to look at.
    const step =
      request.forLines === true && pass === 0 ? await addLines(upload, deps) : await examineOnce(request, deps);
    const ended = await deps.uploads.endExamination(uploadId, messageId, step.changes);
    if (ended === undefined) continue;
    // Sealing goes on beside the analysis. Whichever of the two ends second sees the other's mark and takes the chunks
    // away: the analyser may be reading them until here.
    if (ended.state === 'sealed' && ended.inPieces !== true && isAnalysed(ended))
      await deps.dumps.removeChunks(uploadId);
    if (step.fault !== undefined) throw step.fault;
    return step.outcome;
  }
  throw new TransientError(`${uploadId}: it still arrives`);
}

/** @throws {TransientError} while the report is being made, which has asked for these lines and has not come to its end */
function noLinesToAdd({ analysis }: StoredUpload, { lastAttempt }: ExamineRequest): string | undefined {
  if (analysis === 'done') return undefined;
  if (analysis === 'unreadable' || lastAttempt) return 'there is no report that lines could be added to';
  throw new TransientError('the report is being made', { retryAfterSeconds: 10 });
}

async function addLines({ id }: StoredUpload, deps: ExamineDeps): Promise<Step> {
  const report = await deps.dumps.report(id);
  const { report: lined } = report === undefined ? { report } : await linesOf(report, deps.findLines);
  if (lined === undefined || lined === report) {
    return { outcome: { outcome: 'skipped', reason: 'no line is of its frames' }, changes: {} };
  }
  await deps.dumps.saveReport(id, lined, summarise(lined));
  return { outcome: { outcome: 'lined' }, changes: {} };
}

interface Step {
  readonly outcome: ExamineOutcome;
  readonly changes: UploadChanges;
  /** To be thrown once the changes are kept. */
  readonly fault?: Error;
}

async function examineOnce(request: ExamineRequest, deps: ExamineDeps): Promise<Step> {
  const upload = await deps.uploads.get(request.uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${request.uploadId}`);
  const skipped = (reason: string, changes: UploadChanges = {}): Step => {
    return { outcome: { outcome: 'skipped', reason }, changes };
  };
  const nothing = nothingToDo(upload);
  if (nothing !== undefined) return skipped(nothing);
  const source = await deps.dumps.source(upload);
  if (upload.state === 'open') {
    if (upload.wantedRound === undefined) return skipped('it is read when it is there whole');
    if (!isCovered(upload.wanted, source.arrived)) return skipped('wanted ranges are still to come');
  }
  await deps.uploads.change(upload.id, { analysis: 'running' });
  try {
    return await examineSource(upload, source, deps);
  } catch (error) {
    const verdict = unreadable(error, request);
    if (verdict === undefined) throw error;
    const changes = await giveUp(upload, verdict, deps);
    const outcome = { outcome: 'unreadable' as const, reason: verdict.reason };
    // A fault of ours is put aside with the message as well, for somebody to look at.
    return { outcome, changes, ...(verdict.code === 'internal' && error instanceof Error ? { fault: error } : {}) };
  }
}

async function examineSource(upload: StoredUpload, source: DumpSource, deps: ExamineDeps): Promise<Step> {
  const wanting = wantingSource(source);
  const image = isWhole(upload) ? deps.signedKernel : undefined;
  const crashKernelLog = await deps.dumps.crashKernelLog(upload.id);
  const options = {
    ...(image === undefined ? {} : { image }),
    ...(crashKernelLog === undefined ? {} : { crashKernelLog }),
  };
  const { report, pending } = await readPartly(wanting, options, deps);
  const wanted = upload.state === 'open' ? nextWants(wanting.faults, source.arrived, upload.sizeBytes) : [];
  if (wanted.length > 0) {
    if (report !== undefined) await deps.dumps.saveReport(upload.id, report, summarise(report));
    const round = (upload.wantedRound ?? 0) + 1;
    const isEndless = round > MAX_ROUNDS || !(await isInBits(source, deps));
    if (isEndless) {
      const changes: UploadChanges = { analysis: 'waiting', wanted: [], wantedRound: undefined };
      return { outcome: { outcome: 'skipped', reason: 'it is read when it is there whole' }, changes };
    }
    const bytes = wanted.reduce((sum, { length }) => sum + length, 0);
    return {
      outcome: { outcome: 'wants', round, ranges: wanted.length, bytes },
      changes: { analysis: 'waiting', wanted, wantedRound: round },
    };
  }
  if (report === undefined) throw pending ?? new TransientError(`${upload.id}: bytes are missing`);
  const { bytesFetched, rounds } = source.stats;
  const changed = await withChanges(report, upload.recheck, source, deps);
  const { register } = deps;
  const judged = register === undefined ? changed : await withSignature(changed, upload.host, register, deps.now());
  const named = withSourceLink(judged, deps.sourceLinks ?? []);
  const lined = await linesOf(named, deps.findLines);
  const changes = await keep(upload, lined.report, deps);
  if (deps.asksForLines === true) await deps.bus.publish(wantedEvents(upload, lined.missing, deps.now()));
  return { outcome: { outcome: 'examined', bytesFetched, rounds }, changes };
}

/** The report as far as it can be made of what is there, or why none can. */
async function readPartly(
  source: ReturnType<typeof wantingSource>,
  options: NonNullable<Parameters<ExamineDeps['examineDump']>[1]>,
  deps: ExamineDeps,
): Promise<{ readonly report?: Report; readonly pending?: PendingBytesError }> {
  try {
    return { report: await deps.examineDump([source], options) };
  } catch (error) {
    if (error instanceof PendingBytesError) return { pending: error };
    throw error;
  }
}

async function isInBits(source: DumpSource, deps: ExamineDeps): Promise<boolean> {
  try {
    return await deps.isReadInBits(source);
  } catch (error) {
    if (error instanceof PendingBytesError) return true;
    throw error;
  }
}

function nothingToDo(upload: StoredUpload): string | undefined {
  if (upload.state === 'aborted') return 'the upload was given up';
  const hasNews = upload.recheck !== undefined && upload.recheckedAt === undefined && upload.recheck.changed.length > 0;
  const canCompare = upload.textUnchecked === true && isWhole(upload);
  if (upload.analysis === 'done' && !hasNews && !canCompare) return 'the report is there';
  if (upload.analysis === 'unreadable') return 'known to be unreadable';
  if (isLogAlone(upload)) return 'a log alone';
  return undefined;
}

async function keep(upload: StoredUpload, report: Report, deps: ExamineDeps): Promise<UploadChanges> {
  const { id, host } = upload;
  const summary = summarise(report);
  await deps.dumps.saveReport(id, report, summary);
  const codes = summary.findings.map(({ code }) => code);
  const crashedAt = summary.kernel?.crashTime;
  // Before the log, by which triage hears of the report: it finds both with the upload.
  await deps.uploads.change(id, { findings: codes, ...(crashedAt === undefined ? {} : { crashedAt }) });
  if (report.log !== undefined && report.log.text !== '') await deps.dumps.saveLog(id, report.log.text);
  // The log may have been triaged in the meantime.
  const { crashId: known, sameCrashAs } = (await deps.uploads.get(id)) ?? upload;
  const own = report.panic?.fingerprint ?? undefined;
  const crashId = own === undefined ? known : await deps.crashes.groupOf(own);
  // Where log and dump disagree, triage decides, which has the dump's log now; until then nothing is said of the log's group.
  if (crashId !== undefined && crashId === known) {
    await deps.crashes.refine(crashId, {
      uploadId: sameCrashAs ?? id,
      fingerprints: stackFingerprint(report),
      findings: codes,
    });
  }
  await deps.bus.publish([examinedEvent(upload, summary, crashId, deps.now())]);
  await deps.fleet.record(figuresOf(report, { uploadId: id, host, at: deps.now().toISOString() }));
  // Kept last: whoever dies before is repeated from the start.
  return {
    analysis: 'done',
    examinedAt: deps.now().toISOString(),
    ...(upload.recheck === undefined ? {} : { recheckedAt: deps.now().toISOString() }),
    reason: undefined,
    wanted: [],
    // Made while the dump arrived: its kernel is known by the image, and compared with it when all is there.
    textUnchecked: isKnown(report) && !isWhole(upload) ? true : undefined,
    ...(summary.kernel === undefined ? {} : { kernelRelease: summary.kernel.release }),
    ...(summary.kernel?.buildId === undefined ? {} : { buildId: summary.kernel.buildId }),
  };

  function examinedEvent(from: StoredUpload, head: DumpSummary, crash: string | undefined, at: Date) {
    return {
      name: 'dump.examined' as const,
      detail: {
        version: 1 as const,
        id: `examined:${from.id}${from.recheck === undefined ? '' : ':rechecked'}${head.textDifferences === undefined ? '' : ':compared'}`,
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
        ...(head.signedBy === undefined ? {} : { signedBy: head.signedBy }),
        ...(head.textDifferences === undefined ? {} : { textDifferences: head.textDifferences }),
        bytesRead: head.dump.bytesRead,
        sizeBytes: from.sizeBytes,
      },
    };
  }
}

function isKnown({ integrity }: Report): boolean {
  return integrity?.image === 'signed' || integrity?.image === 'revoked';
}

/** That of the real stack, for telling apart the crashes of a group: no log is ever found by it. */
function stackFingerprint({ panic }: Report): string[] {
  const named = (panic?.frames ?? []).flatMap(({ symbol, reliable }) =>
    symbol === undefined ? [] : { symbol, reliable },
  );
  return [refineFingerprint(named)].filter((fingerprint) => fingerprint !== null);
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

async function giveUp(upload: StoredUpload, verdict: Verdict, deps: ExamineDeps): Promise<UploadChanges> {
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
  return { analysis: 'unreadable', reason, wanted: [], examinedAt: deps.now().toISOString() };
}
