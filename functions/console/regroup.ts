/** Regrouping after the rules that name a panic have changed: one page of uploads a call. */
import type { CrashStore } from '../../shared/aws/crash-store.ts';
import type { UploadPage, UploadPageRequest } from '../../shared/aws/uploads/store.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import { decide } from '../../shared/contract/regroup.ts';
import type { Move, RegroupPage, RegroupRequest, Reread } from '../../shared/contract/regroup.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { NotFoundError } from '../../shared/errors.ts';

export interface RegroupDeps {
  readonly crashes: Pick<CrashStore, 'groups' | 'read' | 'move' | 'recount'>;
  readonly uploads: {
    list(request: UploadPageRequest): Promise<UploadPage>;
    noteTriage(id: string, triage: Pick<TriageResult, 'title' | 'kind'> & { crashId?: string }): Promise<void>;
  };
  /** What the log of an upload says by the rules of now. @throws {NotFoundError} where it is gone */
  readonly rereadLog: (uploadId: string) => Promise<TriageResult>;
  /** Milliseconds since 1970. */
  readonly now: () => Date;
}

/** Uploads looked at in a call; fewer when time is up. */
const PAGE = 50;
/** API Gateway waits for 29 seconds. */
const TIME_LIMIT_MS = 15_000;

export async function regroup({ dryRun, cursor }: RegroupRequest, deps: RegroupDeps): Promise<RegroupPage> {
  const started = deps.now().getTime();
  const { uploads, next } = await deps.uploads.list({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
  const page = { read: 0, withoutLog: 0, reread: [] as Reread[], moves: [] as Move[] };
  const touched = new Set<string>();
  let last: string | undefined;
  for (const { id } of uploads) {
    if (deps.now().getTime() - started > TIME_LIMIT_MS) break;
    last = id;
    const occurrence = await deps.crashes.read.occurrence(id);
    if (occurrence === undefined) continue;
    const result = await rereadOrNothing(id, deps);
    if (result === undefined) {
      page.withoutLog += 1;
      continue;
    }
    page.read += 1;
    const reread = await rereadOf(occurrence, result, deps);
    if (dryRun) {
      page.reread.push(reread);
      continue;
    }
    const move = await apply(reread, occurrence, result, deps);
    if (move === undefined) continue;
    page.moves.push(move);
    touched.add(move.to);
    if (move.from !== undefined) touched.add(move.from);
  }
  for (const id of touched) await deps.crashes.recount(id);
  const more = last === uploads.at(-1)?.id ? next : last;
  return { ...page, ...(more === undefined ? {} : { next: more }) };
}

async function rereadOrNothing(id: string, deps: RegroupDeps): Promise<TriageResult | undefined> {
  try {
    return await deps.rereadLog(id);
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function rereadOf(
  { uploadId, crashId, title }: Occurrence,
  result: TriageResult,
  { crashes }: RegroupDeps,
): Promise<Reread> {
  const fingerprints = result.fingerprint === null ? [] : [result.fingerprint, ...(result.altFingerprints ?? [])];
  const known = fingerprints.length === 0 ? new Map<string, string>() : await crashes.groups.aliases(fingerprints);
  const group = crashId === undefined ? undefined : await crashes.groups.get(crashId);
  return {
    uploadId,
    ...(crashId === undefined ? {} : { crashId }),
    title,
    newTitle: result.title?.slice(0, 300) ?? null,
    fingerprints,
    known: Object.fromEntries(known),
    groupFingerprints: group?.fingerprints ?? [],
  };
}

async function apply(
  reread: Reread,
  occurrence: Occurrence,
  result: TriageResult,
  deps: RegroupDeps,
): Promise<Move | undefined> {
  const decision = decide(reread);
  const { crashId: from, uploadId, title: fromTitle } = occurrence;
  const newTitle = reread.newTitle ?? fromTitle;
  if (decision.kind === 'stay') return undefined;
  if (decision.kind === 'claim') {
    if (from !== undefined) await deps.crashes.groups.link(from, reread.fingerprints, [newTitle]);
    return undefined;
  }
  const to = decision.kind === 'move' ? decision.to : await openGroup(reread, occurrence, result, deps);
  const renamed = { ...occurrence, title: newTitle, kind: result.kind, fingerprint: result.fingerprint };
  if (!(await deps.crashes.move(renamed, to))) return undefined;
  const group = await deps.crashes.groups.mustGet(to);
  await deps.uploads.noteTriage(uploadId, { title: group.title, kind: group.kind, crashId: to });
  return {
    uploadId,
    ...(from === undefined ? {} : { from }),
    fromTitle,
    to,
    toTitle: group.title,
    opens: decision.kind === 'open',
  };
}

/** Nobody is told of a group that was only told apart from another. */
async function openGroup(
  { fingerprints, newTitle }: Reread,
  { uploadId, host, capturedAt, title }: Occurrence,
  result: TriageResult,
  { crashes }: RegroupDeps,
): Promise<string> {
  const [own = '', ...others] = fingerprints;
  const { group } = await crashes.groups.open({
    title: newTitle ?? title,
    altTitles: result.altTitles.map((other) => other.slice(0, 300)),
    kind: result.kind,
    fingerprints: [own, ...others],
    culprit: result.frames
      .filter(({ reliable }) => reliable)
      .slice(0, 4)
      .map(({ symbol }) => symbol.slice(0, 300)),
    likely: result.likely,
    firstHost: host,
    firstSeen: capturedAt,
    newWith: uploadId,
  });
  return group.id;
}
