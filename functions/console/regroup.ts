/**
 * Regrouping after the rules that name a panic have changed: one page of uploads a call, done before the function's own time is up. A
 * page may be asked for again at any point: what was moved stays where it is, and each move is counted when it is made.
 */
import type { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import type { UploadPage, UploadPageRequest } from '../../shared/aws/uploads/store.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import { decide } from '../../shared/contract/regroup.ts';
import type { Move, RegroupPage, RegroupRequest, Reread } from '../../shared/contract/regroup.ts';
import type { TriageResult } from '../../shared/contract/triage.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { noteOnUploads } from './crash-notes.ts';
import type { NotedUploads } from './crash-notes.ts';

export interface RegroupDeps {
  readonly crashes: Pick<CrashStore, 'groups' | 'identity' | 'read' | 'move' | 'recount'>;
  readonly uploads: NotedUploads & {
    list(request: UploadPageRequest): Promise<UploadPage>;
    noteTriage(id: string, triage: Pick<TriageResult, 'title' | 'kind'> & { crashId?: string }): Promise<void>;
  };
  /**
   * What the log of an upload says by the rules of now; partial where `shouldStop` ended the reading.
   * @throws {NotFoundError} where it is gone
   */
  readonly rereadLog: (uploadId: string, limits: { readonly shouldStop: () => boolean }) => Promise<TriageResult>;
  /** Milliseconds since 1970. */
  readonly now: () => Date;
}

/** Uploads looked at in a call; fewer when time is up. */
const PAGE = 50;
/** No upload is begun later in the call: the function has 15 seconds, of which a slow store may need some to end with. */
const TIME_LIMIT_MS = 7_000;
/** A log that takes longer is left as it is, and said: one large log must not hold up all others. */
const LOG_LIMIT_MS = 4_000;

export async function regroup({ dryRun, cursor }: RegroupRequest, deps: RegroupDeps): Promise<RegroupPage> {
  const started = deps.now().getTime();
  const { uploads, next } = await deps.uploads.list({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
  const page = { read: 0, withoutLog: 0, unread: [] as string[], reread: [] as Reread[], moves: [] as Move[] };
  let last: string | undefined;
  for (const { id } of uploads) {
    // At least one a call: else a slow store would end the pages, or have the same one asked for for ever.
    if (last !== undefined && deps.now().getTime() - started > TIME_LIMIT_MS) break;
    last = id;
    const occurrence = await deps.crashes.read.occurrence(id);
    if (occurrence === undefined) continue;
    const result = await rereadOrNothing(id, deps);
    if (result === undefined) {
      page.withoutLog += 1;
    } else if (result.partial !== undefined) {
      page.unread.push(id);
    } else {
      page.read += 1;
      await regroupOne(page, occurrence, result, dryRun, deps);
    }
  }
  const more = last === uploads.at(-1)?.id ? next : last;
  return { ...page, ...(more === undefined ? {} : { next: more }) };
}

async function regroupOne(
  page: { readonly reread: Reread[]; readonly moves: Move[] },
  occurrence: Occurrence,
  result: TriageResult,
  dryRun: boolean,
  deps: RegroupDeps,
): Promise<void> {
  const reread = await rereadOf(occurrence, result, deps);
  if (dryRun) {
    page.reread.push(reread);
    return;
  }
  const move = await apply(reread, occurrence, result, deps);
  if (move === undefined) return;
  // At once: a call that is cut off here leaves at most one group to be counted by its next move.
  for (const id of move.from === undefined ? [move.to] : [move.to, move.from]) await deps.crashes.recount(id);
  page.moves.push(move);
}

async function rereadOrNothing(id: string, deps: RegroupDeps): Promise<TriageResult | undefined> {
  try {
    const started = deps.now().getTime();
    return await deps.rereadLog(id, { shouldStop: () => deps.now().getTime() - started > LOG_LIMIT_MS });
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** The rules speak of homes; what a person merged stays together, whichever of its homes a crash finds. */
async function rereadOf(
  { uploadId, crashId: counted, home, title }: Occurrence,
  result: TriageResult,
  { crashes }: RegroupDeps,
): Promise<Reread> {
  const crashId = home ?? counted;
  const fingerprints = result.fingerprint === null ? [] : [result.fingerprint, ...(result.altFingerprints ?? [])];
  const aliases = fingerprints.length === 0 ? new Map<string, string>() : await crashes.groups.aliases(fingerprints);
  const known = new Map<string, string>();
  for (const [fingerprint, found] of aliases) {
    const isHere = crashId !== undefined && (await crashes.groups.root(found)).id === counted;
    known.set(fingerprint, isHere ? crashId : found);
  }
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
  const { crashId: from, home, uploadId, title: fromTitle } = occurrence;
  const newTitle = reread.newTitle ?? fromTitle;
  if (decision.kind === 'stay') return undefined;
  if (decision.kind === 'claim') {
    const claims = home ?? from;
    if (claims !== undefined) await deps.crashes.groups.link(claims, reread.fingerprints, [newTitle]);
    return undefined;
  }
  const newHome = decision.kind === 'move' ? decision.to : await openGroup(reread, occurrence, result, deps);
  const group = await deps.crashes.groups.root(newHome);
  const to = group.id;
  const renamed = {
    ...occurrence,
    ...{ title: newTitle, kind: result.kind, fingerprint: result.fingerprint },
    home: newHome === to ? undefined : newHome,
  };
  if (!(await deps.crashes.move(renamed, to))) return undefined;
  // Its own may have had no title by the rules of before; the others of the crash have theirs changed.
  await deps.uploads.noteTriage(uploadId, { title: group.title, kind: group.kind, crashId: to });
  await noteOnUploads(occurrence, group, deps);
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
  { uploadId, host, capturedAt, title, crashId }: Occurrence,
  result: TriageResult,
  { crashes }: RegroupDeps,
): Promise<string> {
  // What nobody was told of there, nobody was told of here.
  const untold = crashId === undefined ? undefined : (await crashes.groups.get(crashId))?.untold;
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
    ...(untold === undefined ? {} : { untold }),
  });
  return group.id;
}
