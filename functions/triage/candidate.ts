/** Before a log is read: whether it still has to be, and what becomes of one whose reading ends no call well. */
import type { TriageResult } from '../../shared/contract/triage.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import { noteAll } from './noting.ts';
import { unreadableOccurrence } from './occurrence.ts';
import type { UploadFacts } from './occurrence.ts';
import type { TriageDeps } from './ports.ts';
import { readLog, unreadableLog } from './reading.ts';
import type { Candidate, TriageRequest } from './triaged.ts';

/** There was no time for it in this call. `careful`: it wants more than the others. */
export class OutOfTimeError extends TransientError {
  readonly careful: boolean;

  constructor(careful: boolean) {
    super('there was no time left for it', { retryAfterSeconds: 1 });
    this.careful = careful;
  }
}

/** A call that had this log in its batch may have died of it. */
export function isSuspect({ request, upload }: Candidate): boolean {
  return (
    request.careful === true || request.receives > 1 || (upload.logTries ?? 0) > 0 || upload.logReason !== undefined
  );
}

/** Undefined where nothing is left to do: another upload has told of the same crash. */
export async function lookUp(request: TriageRequest, deps: TriageDeps): Promise<Candidate | undefined> {
  const upload = await deps.uploads.get(request.uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no upload ${request.uploadId}`);
  if (upload.sameCrashAs !== undefined) {
    const first = await deps.crashes.read.occurrence(upload.sameCrashAs);
    if (first?.crashId !== undefined) {
      await noteAll([upload], await deps.crashes.groups.mustGet(first.crashId), deps);
      return undefined;
    }
  }
  return { request, upload };
}

/** @throws {OutOfTimeError} where the time was too short to find anything: it is read again, with more of it */
export async function readOrRetry({ request }: Candidate, untilMs: number, deps: TriageDeps): Promise<TriageResult> {
  const result = await readLog(request.key, untilMs, deps);
  if (result.partial === 'time' && result.title === null) {
    throw new OutOfTimeError(true);
  }
  return result;
}

/**
 * Lists a crash whose log nobody can read, tells of it, and lets its message be put aside with the reason.
 *
 * @throws {FormatError} always: what the message is put aside for
 */
export async function giveUp(upload: UploadFacts, deps: TriageDeps): Promise<never> {
  const error = unreadableLog();
  const { message: logReason } = error;
  if (upload.title === undefined) {
    await deps.crashes.recordUngrouped(unreadableOccurrence(upload, deps.now()));
    await deps.uploads.noteTriage(upload.id, { title: null, kind: 'unknown', logReason });
  }
  const occurredAt = deps.now().toISOString();
  await deps.bus.publish([
    {
      name: 'log.unreadable',
      detail: {
        version: 1,
        id: `log.unreadable:${upload.id}`,
        occurredAt,
        correlationId: upload.id,
        uploadId: upload.id,
        host: upload.host,
        reason: logReason,
      },
    },
  ]);
  throw error;
}
