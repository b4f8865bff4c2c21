/** A question to a dump: kept with who asks, then asked, and answered a page at a time. */
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type {
  Completion,
  ExploreAnswer,
  ExploreQuestion,
  ExploreReply,
  HostAsked,
} from '../../shared/contract/explore.ts';
import { nameOf } from '../../shared/contract/roles.ts';
import type { Principal } from '../../shared/contract/roles.ts';
import { isLogAlone } from '../../shared/domain/upload/state.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import { ExploreErrorCode } from '../../shared/vmcore/explore/explore-error.ts';
import { contractAnswer, failureOf } from './answer.ts';
import { askHost } from './ask-host.ts';
import type { HostDeps } from './ask-host.ts';
import { BudgetError } from './budget.ts';
import { NotThereError } from './open-dumps.ts';
import type { Asked, OpenDumps } from './open-dumps.ts';
import { missingOf, pageOf } from './page.ts';
import type { ExploreDeps, OpenExplorer } from './ports.ts';

/** Looks through what has arrived: its host would have to send all of its memory. */
const SEARCH = /^\s*search\b/;
/** How long a question waits for its host, and until when it is put again itself: whoever asks has 29 seconds. */
const MAX_WAIT_MS = 15_000;
const MAX_AGAIN_MS = 5_000;

/**
 * @throws {NotFoundError} for an upload that there is not
 * @throws {ConflictError} for one that holds no dump that can be asked
 */
export async function explore(
  who: Principal,
  uploadId: string,
  { ask, cursor }: ExploreQuestion,
  deps: Pick<ExploreDeps, 'trail'> & HostDeps,
  dumps: OpenDumps,
): Promise<ExploreReply> {
  const { uploads, trail, now } = deps;
  const upload = await dumpToAsk(uploadId, uploads);
  // First the trail: what can't be kept is not answered.
  await trail.note({
    uploadId,
    at: now().toISOString(),
    by: nameOf(who),
    subject: who.kind === 'person' ? who.subject : who.host,
    ask,
    ...(typeof cursor === 'string' ? { cursor } : {}),
  });
  const { fromRow, entry } = place(cursor);
  const question = fromRow === 0 ? ask : `${ask} from ${fromRow}`;
  const { value, read, held } = await askWithHost(upload, question, deps, dumps);
  const page = pageOf(value.answer, entry);
  const next = page.next === undefined ? value.next && `${value.next}.0` : cursorAt(fromRow, page.next);
  const missing = missingOf(page.answer);
  return {
    ...{ ask, answer: page.answer, missing, read },
    ...(next === undefined ? {} : { cursor: String(next) }),
    ...(held === undefined ? {} : { held }),
  };
}

interface Answered extends Asked<ReturnType<typeof contractAnswer>> {
  /** The dump could not be opened: why. */
  readonly unopened?: NotThereError;
}

/** The answer, with what its host sent meanwhile where the host is held. */
async function askWithHost(
  upload: StoredUpload,
  question: string,
  deps: HostDeps,
  dumps: OpenDumps,
): Promise<Answered & { readonly held?: HostAsked }> {
  const began = deps.now().getTime();
  const asksHost = !SEARCH.test(question);
  for (let known = upload; ;) {
    const answered = await askDump(known, question, dumps);
    // Else the next question would want of the host what this one came by.
    if (!asksHost && answered.lacks.length > 0 && known.state === 'open') dumps.forgetLacks(known.id);
    const asking = asksHost ? await askHost(known, answered.lacks, new Date(began + MAX_WAIT_MS), deps) : undefined;
    const isSoon = deps.now().getTime() - began < MAX_AGAIN_MS;
    if (asking?.hasCome !== true || !isSoon) {
      // Nobody is asked for what is missing: then it is an error as it was before.
      if (answered.unopened !== undefined && asking?.host.state !== 'waiting') throw answered.unopened;
      return { ...answered, ...(asking === undefined ? {} : { held: asking.host }) };
    }
    known = await dumpToAsk(upload.id, deps.uploads);
  }
}

async function askDump(upload: StoredUpload, question: string, dumps: OpenDumps): Promise<Answered> {
  const nothing = { lacks: [], read: { bytes: 0, rounds: 0 } };
  try {
    return await dumps.ask(upload, (explorer) => answerOf(explorer, question));
  } catch (error) {
    if (error instanceof BudgetError) return { ...nothing, value: { answer: failureOf(error) } };
    if (!(error instanceof NotThereError)) throw error;
    const { message, lacks } = error;
    const answer: ExploreAnswer = { kind: 'error', code: ExploreErrorCode.Fault, message, near: [] };
    return { ...nothing, lacks, value: { answer }, unopened: error };
  }
}

async function answerOf(explorer: OpenExplorer, question: string): Promise<ReturnType<typeof contractAnswer>> {
  try {
    return contractAnswer(await explorer.ask(question));
  } catch (error) {
    // Passed on: the dump is not kept open after it.
    if (error instanceof BudgetError) throw error;
    return { answer: failureOf(error) };
  }
}

/** What a question may go on with. Names alone are told, so this is no question of the trail. */
export async function completion(
  uploadId: string,
  line: string,
  { uploads }: Pick<ExploreDeps, 'uploads'>,
  dumps: OpenDumps,
): Promise<Completion> {
  const upload = await dumpToAsk(uploadId, uploads);
  try {
    const { value } = await dumps.ask(upload, (explorer) => explorer.complete(line));
    return { partial: value.partial, candidates: [...value.candidates] };
  } catch (error) {
    if (error instanceof ConflictError || error instanceof NotFoundError) throw error;
    failureOf(error);
    return { partial: '', candidates: [] };
  }
}

async function dumpToAsk(uploadId: string, uploads: ExploreDeps['uploads']): Promise<StoredUpload> {
  const upload = await uploads.get(uploadId);
  if (upload === undefined) throw new NotFoundError(`there is no dump ${uploadId}`);
  if (upload.state === 'aborted') throw new ConflictError('the upload of this dump was given up');
  if (isLogAlone(upload)) throw new ConflictError('of this crash there is a log alone: there is no memory to ask');
  return upload;
}

/** `1000.200`: the entry 200 of what the walk from row 1000 on says. */
function place(cursor: string | null | undefined): { readonly fromRow: number; readonly entry: number } {
  const [entry = '0', fromRow = '0'] = (cursor ?? '0').split('.').reverse();
  return { fromRow: Number(fromRow), entry: Number(entry) };
}

function cursorAt(fromRow: number, entry: number): string {
  return fromRow === 0 ? String(entry) : `${fromRow}.${entry}`;
}
