/** Dumps as people see them: an upload with what became of it. */
import { gunzipSync } from 'node:zlib';
import { ObjectKeys } from '../../shared/aws/runtime/layout.ts';
import type { FoundObject } from '../../shared/aws/objects/objects.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import { kernelTime } from '../../shared/domain/crash/time.ts';
import { heldState } from '../../shared/domain/upload/held.ts';
import { isLogAlone } from '../../shared/domain/upload/state.ts';
import { CrashId } from '../../shared/contract/crashes.ts';
import type { DumpDetail, DumpDownload, DumpPage } from '../../shared/contract/dumps.ts';
import type { AskedPage } from '../../shared/contract/explore.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { Manifest } from '../../shared/contract/manifest.ts';
import type { AnalysisState, UploadState } from '../../shared/contract/uploads.ts';
import { ConflictError, InputError, NotFoundError } from '../../shared/errors.ts';
import type { ConsoleDeps } from './ports.ts';

/** What a Lambda can answer is 6 MB; base64 makes a third more of bytes that are not text. */
const MAX_INLINE_BYTES = 4 * 1024 * 1024;
/** Pages of the store that one request looks through for what its filter asks for. */
export const MAX_PAGES = 20;

type Deps = Pick<ConsoleDeps, 'uploads' | 'objects' | 'receivedBytes' | 'held' | 'questions' | 'now'>;

interface DumpQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly host?: string | undefined;
  readonly state?: readonly UploadState[] | undefined;
  readonly analysis?: readonly AnalysisState[] | undefined;
}

export async function listDumps(query: DumpQuery, deps: Deps): Promise<DumpPage> {
  const { limit, host, state, analysis } = query;
  const fits = (upload: StoredUpload): boolean =>
    (state?.includes(upload.state) ?? true) && (analysis?.includes(upload.analysis) ?? true);
  const found: StoredUpload[] = [];
  let cursor = query.cursor;
  let more = true;
  for (let page = 0; page < MAX_PAGES && more && found.length < limit; page++) {
    const { uploads, next } = await deps.uploads.list({ host, cursor, limit });
    for (const upload of uploads) {
      if (found.length === limit) break;
      cursor = upload.id;
      if (fits(upload)) found.push(upload);
    }
    more = next !== undefined || cursor !== uploads.at(-1)?.id;
    if (uploads.length === 0) more = false;
  }
  const dumps = await Promise.all(found.map((upload) => detailOf(upload, deps)));
  return { dumps, ...(more && cursor !== undefined ? { next: cursor } : {}) };
}

export async function getDump(id: string, deps: Deps): Promise<DumpDetail> {
  const upload = await deps.uploads.require(id);
  const detail = await detailOf(upload, deps);
  // Of a dump its report has it.
  const hasMore = isLogAlone(upload) && (await deps.objects.find(ObjectKeys.crashKernelLog(id))) !== undefined;
  return hasMore ? { ...detail, crashKernelLog: true } : detail;
}

/** What the dump was asked, by whom. */
export async function listQuestions(
  id: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
  { uploads, questions }: Pick<ConsoleDeps, 'uploads' | 'questions'>,
): Promise<AskedPage> {
  await uploads.require(id);
  return await questions.list(id, page);
}

async function detailOf(upload: StoredUpload, deps: Deps): Promise<DumpDetail> {
  const { id, host, state, analysis, reason, policy, sizeBytes, kernelRelease, buildId, fileName } = upload;
  const { title, kind, sha256, createdAt, updatedAt, alertedAt, examinedAt, askedPolicy, sameCrashAs } = upload;
  const crashId = CrashId.safeParse(upload.crashId);
  const wantedBytes = upload.wanted.reduce((sum, { length }) => sum + length, 0);
  return {
    ...{ id, host, state, analysis, reason, policy, sizeBytes, kernelRelease, buildId, fileName },
    ...{ title, kind, sha256, createdAt, updatedAt, alertedAt, examinedAt, askedPolicy, sameCrashAs },
    // The kernel's own clock, as the crash's group has it too.
    capturedAt: kernelTime(upload, deps.now()) ?? upload.capturedAt,
    ...(isLogAlone(upload) ? { logOnly: true } : {}),
    receivedBytes: upload.receivedBytes ?? (await deps.receivedBytes(upload)),
    logReceived: upload.logReceived ?? false,
    ...(await heldHostOf(upload, deps)),
    ...(upload.wantedRound === undefined ? {} : { wantedRound: upload.wantedRound }),
    ...(upload.wanted.length === 0 ? {} : { wantedRanges: upload.wanted.length, wantedBytes }),
    ...(crashId.success ? { crashId: crashId.data } : {}),
  };
}

/** A host can be held for as long as its upload is open. */
async function heldHostOf(upload: StoredUpload, deps: Deps): Promise<Pick<DumpDetail, 'held'>> {
  const { id, state } = upload;
  const hold = state === 'open' ? await deps.held.get(id) : undefined;
  if (hold === undefined) return {};
  const { questions } = await deps.questions.list(id, { limit: 1 });
  const [last] = questions;
  const asked = last === undefined ? {} : { askedBy: last.by, askedAt: last.at };
  return { held: { ...hold, ...asked, state: heldState(hold, upload, deps.now()) } };
}

/** An object to be passed on: itself where it is small, its address where it is not. */
export type Content =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array; readonly gzip: boolean }
  | { readonly kind: 'elsewhere'; readonly url: string };

const LOG_ALONE = 'its host sent the log alone, and no dump will follow';

/** @throws {NotFoundError} before it was made, and where there will be none */
export async function getReport(id: string, options: { readonly gzip: boolean }, deps: Deps): Promise<Content> {
  const upload = await deps.uploads.require(id);
  const { analysis, reason } = upload;
  const key = ObjectKeys.report(id);
  const object = await deps.objects.find(key);
  if (object === undefined) {
    if (isLogAlone(upload)) throw new NotFoundError(`there is no report of ${id}: ${LOG_ALONE}`);
    throw new NotFoundError(
      analysis === 'unreadable'
        ? `the dump can't be read: ${reason ?? 'no reason is known'}`
        : `there is no report of ${id} yet: its analysis is ${analysis}`,
    );
  }
  return await contentOf(key, object, options, deps);
}

export interface ReportPiece {
  /** Of the report, packed with gzip. */
  readonly bytes: Uint8Array;
  readonly totalBytes: number;
  /** The same for all pieces of one report: it is made anew when the host finds that memory had changed. */
  readonly etag: string;
}

/**
 * A report too large for one answer, piece by piece, as it lies in the bucket: a page that may talk to its own origin alone
 * can't follow an address elsewhere.
 */
export async function getReportPiece(id: string, offset: number, deps: Deps): Promise<ReportPiece> {
  await deps.uploads.require(id);
  const object = await deps.objects.find(ObjectKeys.report(id));
  if (object?.contentEncoding !== 'gzip') throw new NotFoundError(`there is no packed report of ${id}`);
  const { sizeBytes: totalBytes } = object;
  if (offset >= totalBytes) throw new InputError(`the report has ${totalBytes} bytes`, { field: 'offset' });
  const bytes = await object.bytes(offset, Math.min(MAX_INLINE_BYTES, totalBytes - offset));
  return { bytes, totalBytes, etag: object.etag ?? `"${totalBytes}"` };
}

/** The log that the host sent or, without one, that its dump had. */
export async function getLog(id: string, deps: Deps): Promise<Content> {
  await deps.uploads.require(id);
  for (const key of [ObjectKeys.log(id), ObjectKeys.dumpLog(id)]) {
    const object = await deps.objects.find(key);
    if (object !== undefined) return await contentOf(key, object, { gzip: false }, deps);
  }
  throw new NotFoundError(`there is no log of ${id}`);
}

/** What the crash kernel said of itself. @throws {NotFoundError} where the host sent nothing of it */
export async function getCrashKernelLog(id: string, deps: Deps): Promise<Content> {
  await deps.uploads.require(id);
  const key = ObjectKeys.crashKernelLog(id);
  const object = await deps.objects.find(key);
  if (object === undefined) throw new NotFoundError(`there is no log of the crash kernel of ${id}`);
  return await contentOf(key, object, { gzip: false }, deps);
}

/** So much of a request's time a log may take: a longer one is answered in part, and says so. */
const TRIAGE_MS = 6_000;

/** What the log says by the rules of now, @throws {NotFoundError} where there is none. */
export async function getTriage(
  id: string,
  deps: Pick<ConsoleDeps, 'uploads' | 'regroup' | 'now'>,
): Promise<TriageResult> {
  await deps.uploads.require(id);
  const began = deps.now().getTime();
  return await deps.regroup.rereadLog(id, { shouldStop: () => deps.now().getTime() - began > TRIAGE_MS });
}

async function contentOf(
  key: string,
  object: FoundObject,
  { gzip }: { readonly gzip: boolean },
  deps: Deps,
): Promise<Content> {
  const elsewhere = async (): Promise<Content> => ({ kind: 'elsewhere', url: (await deps.objects.address(key)).url });
  if (object.sizeBytes > MAX_INLINE_BYTES) return await elsewhere();
  const bytes = await object.body();
  if (object.contentEncoding !== 'gzip') return { kind: 'inline', bytes, gzip: false };
  if (gzip) return { kind: 'inline', bytes, gzip: true };
  try {
    return { kind: 'inline', bytes: gunzipSync(bytes, { maxOutputLength: MAX_INLINE_BYTES }), gzip: false };
  } catch {
    return await elsewhere();
  }
}

/** @throws {ConflictError} as long as the dump is not sealed, and where nothing of it was sent */
export async function downloadDump(id: string, deps: Deps): Promise<DumpDownload> {
  const upload = await deps.uploads.require(id);
  const { state, inPieces, sizeBytes, fileName, sha256, host } = upload;
  if (inPieces === true) return await downloadPieces(id, deps);
  const key = ObjectKeys.dump(id);
  const object = await deps.objects.find(key);
  if (object === undefined && state === 'sealed' && sizeBytes > 0) {
    throw new NotFoundError(
      `the dump ${id} is not there any more: its time was up; the report and the log may still be`,
    );
  }
  if (object === undefined && isLogAlone(upload)) throw new ConflictError(`there is no dump of ${id}: ${LOG_ALONE}`);
  if (object === undefined) throw new ConflictError(`there is no sealed dump of ${id}: its upload is ${state}`);
  const name = `${host}-${id}-${fileName ?? 'vmcore'}`;
  return {
    ...(await deps.objects.address(key, { fileName: name })),
    sizeBytes: sizeBytes === 0 ? object.sizeBytes : sizeBytes,
    fileName: name,
    sha256,
  };
}

/** A dump of which only a part was sent: its manifest, and the objects that it names. */
async function downloadPieces(id: string, deps: Deps): Promise<DumpDownload> {
  const { host, fileName, sizeBytes, receivedBytes = 0, policy } = await deps.uploads.require(id);
  const key = ObjectKeys.manifest(id);
  const object = await deps.objects.find(key);
  if (object === undefined) throw new NotFoundError(`the dump ${id} is not there any more`);
  const { chunks, pieces = [] } = Manifest.parse(JSON.parse(Buffer.from(await object.body()).toString()));
  const keys = [...chunks.flatMap((chunk) => chunk.key ?? []), ...pieces.map((piece) => piece.key)];
  if (keys.length === 0) throw new ConflictError(`of ${id} only the log was sent (policy ${policy})`);
  const addresses = await Promise.all(
    keys.map(async (name) => [name, (await deps.objects.address(name)).url] as const),
  );
  return {
    ...(await deps.objects.address(key)),
    pieces: Object.fromEntries(addresses),
    presentBytes: receivedBytes,
    sizeBytes,
    fileName: `${host}-${id}-${fileName ?? 'vmcore'}`,
  };
}
