/**
 * The upload API's answers as `text/plain` lines, for the host's half: POSIX sh has no JSON parser.
 *
 * One fact a line: `name`, then its values, a single space between them. Only the last value of a line may hold spaces.
 * Control characters never occur inside a line, so that a text from outside can't forge a fact. A reader ignores names
 * that it does not know: new facts may be added.
 *
 * ```
 * status            id 01J…            host web-1         state open        analysis waiting   policy all
 *                   size-bytes N       chunk-bytes N      chunk-count N     received-bytes N   log-received yes|no
 *                   received FIRST LAST (a range of chunks, inclusive; repeated)
 *                   policy-pending yes (less may be wanted, once the log was looked at)
 *                   wanted OFFSET LENGTH (most urgent first; repeated)     wanted-round N
 *                   poll-after SECONDS (the poll was not held: ask again then)
 *                   released yes (a host that is held may go)
 *                   crash-id X         reason TEXT        updated-at TIME
 *                   log stored | log put (of a log that was announced with the upload)
 * what to do        log stored | log put     crash-kernel-log stored | crash-kernel-log put
 *                   ranges stored | ranges put     chunk INDEX stored | chunk INDEX put
 * after each `put`  url URL            header NAME: VALUE (repeated)        expires TIME
 * problem           problem STATUS     code CODE          title TEXT        detail TEXT        error FIELD TEXT
 * ```
 *
 * Requests stay JSON: that is easy to write with `printf`.
 *
 *     POST /v1/uploads                 CreateUpload  -> status (201; 200 when the resume key found one)
 *     GET  /v1/uploads/{id}                          -> status
 *     POST /v1/uploads/{id}/log        PutLog        -> what to do for the log
 *     POST /v1/uploads/{id}/crash-kernel-log  PutCrashKernelLog -> what to do for it
 *     POST /v1/uploads/{id}/chunks     OfferChunks   -> what to do for each chunk
 *     GET  /v1/uploads/{id}?wait&round StatusQuery   -> status, once there is more to send
 *     POST /v1/uploads/{id}/ranges     OfferRanges   -> what to do for the wanted ranges
 *     POST /v1/uploads/{id}/hold       KeepHeld      -> status, once something is wanted or the host may go
 *     POST /v1/uploads/{id}/recheck    ReportChanges -> status
 *     POST /v1/uploads/{id}/complete   CompleteUpload -> status
 *     POST /v1/uploads/{id}/abort      AbortUpload   -> status
 */
import type * as z from 'zod';
import type { Problem } from './problem.ts';
import type { ChunkAnswers, LogAnswer, PresignedPut, UploadStatus } from './uploads.ts';

export const LINES_CONTENT_TYPE = 'text/plain; charset=utf-8';

type Value = string | number;

/** C0, DEL, C1 and Unicode's line separators: none may end a line early or reach a terminal. */
// eslint-disable-next-line no-control-regex -- they are what is removed
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

function line(name: string, ...values: readonly Value[]): string {
  return [name, ...values.map((value) => String(value).replace(UNSAFE, ' '))].join(' ');
}

function join(lines: readonly string[]): string {
  return lines.map((text) => `${text}\n`).join('');
}

function putLines(put: PresignedPut): string[] {
  return [
    line('url', put.url),
    ...Object.entries(put.headers).map(([name, value]) => line('header', `${name}:`, value)),
    line('expires', put.expiresAt),
  ];
}

export function statusLines(status: UploadStatus): string {
  const optional = (name: string, value: Value | undefined): string[] =>
    value === undefined ? [] : [line(name, value)];
  return join([
    line('id', status.id),
    line('host', status.host),
    line('state', status.state),
    line('analysis', status.analysis),
    line('policy', status.policy),
    ...(status.policyPending === true ? [line('policy-pending', 'yes')] : []),
    line('size-bytes', status.sizeBytes),
    line('chunk-bytes', status.chunkBytes),
    line('chunk-count', status.chunkCount),
    line('received-bytes', status.receivedBytes),
    line('log-received', status.logReceived ? 'yes' : 'no'),
    ...status.received.map(([first, last]) => line('received', first, last)),
    ...status.wanted.map(({ offset, length }) => line('wanted', offset, length)),
    ...optional('wanted-round', status.wantedRound),
    ...optional('poll-after', status.pollAfterSeconds),
    ...(status.released === true ? [line('released', 'yes')] : []),
    ...optional('crash-id', status.crashId),
    ...optional('reason', status.reason),
    line('updated-at', status.updatedAt),
    ...(status.log === undefined ? [] : [line('log', status.log.status)]),
    ...(status.log?.status === 'put' ? putLines(status.log.put) : []),
  ]);
}

export function logAnswerLines(answer: LogAnswer): string {
  return join([line('log', answer.status), ...(answer.status === 'put' ? putLines(answer.put) : [])]);
}

/** For {@link PutCrashKernelLog}: the same answers as for a log. */
export function crashKernelLogAnswerLines(answer: LogAnswer): string {
  return join([line('crash-kernel-log', answer.status), ...(answer.status === 'put' ? putLines(answer.put) : [])]);
}

/** For {@link OfferRanges}: the same answers as for a log. */
export function rangesAnswerLines(answer: LogAnswer): string {
  return join([line('ranges', answer.status), ...(answer.status === 'put' ? putLines(answer.put) : [])]);
}

export function chunkAnswerLines(answers: z.infer<typeof ChunkAnswers>): string {
  return join(
    answers.chunks.flatMap((chunk) => [
      line('chunk', chunk.index, chunk.status),
      ...(chunk.status === 'put' ? putLines(chunk.put) : []),
    ]),
  );
}

export function problemLines(problem: Problem): string {
  return join([
    line('problem', problem.status),
    line('code', problem.code),
    line('title', problem.title),
    ...(problem.detail === undefined ? [] : [line('detail', problem.detail)]),
    ...(problem.errors ?? []).map(({ field, message }) => line('error', field.replace(/\s+/g, '_'), message)),
  ]);
}
