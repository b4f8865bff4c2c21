/** One person's decision on all that waits in a release. */
import { nameLine } from '../../../shared/aws/images/items.ts';
import { ImageRecord } from '../../../shared/contract/images.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { mapLimited } from '../../../shared/map-limited.ts';
import type { CliContext } from '../context.ts';
import { progressLine } from '../output/progress.ts';
import type { ServiceClient } from '../service/client.ts';
import { contentOf, partsOf } from './parts.ts';

const JOBS = 8;

export interface ReleaseDecision {
  /** That was shown: what waits must still be this, and nothing else. */
  readonly content?: string | undefined;
  readonly refuse?: string | undefined;
  readonly comment?: string | undefined;
}

export interface DecidedRelease {
  readonly parts: readonly ImageRecord[];
  /** Of the release before, of which nothing is in this one. */
  readonly gone: readonly string[];
}

/** Looks, and decides where that is wanted: each part by its own digest, so that the log has each. */
export async function decideRelease(
  release: string,
  decision: ReleaseDecision,
  client: ServiceClient,
  context: CliContext,
): Promise<DecidedRelease> {
  const parts = await partsOf(client, release);
  if (parts.length === 0) throw new NotFoundError(`nothing was asked for as a part of the release ${release}`);
  const waiting = parts.filter(({ state }) => state === 'pending');
  const gone = await missing(parts, client);
  const { content, refuse } = decision;
  if (content === undefined && refuse === undefined) return { parts, gone };
  if (content !== undefined && content !== contentOf(waiting)) {
    throw new ConflictError(
      `what waits in the release ${release} is not what was shown as ${content}: look at it again`,
    );
  }
  const comment = refuse ?? decision.comment;
  const progress = progressLine(context.stderr);
  let done = 0;
  const decided = new Map<string, ImageRecord>();
  await mapLimited(waiting, JOBS, async ({ id, digest }) => {
    context.signal.throwIfAborted();
    const body = {
      decision: refuse === undefined ? 'approve' : 'refuse',
      digest,
      ...(comment === undefined ? {} : { comment }),
    };
    decided.set(id, await client.post(`images/${id}/decisions`, body, ImageRecord));
    done += 1;
    progress.update(`release ${release}: ${done} of ${waiting.length} decided`);
  });
  progress.clear();
  return { parts: parts.map((part) => decided.get(part.id) ?? part), gone };
}

/** Names of the release before that have no successor in this one. */
async function missing(parts: readonly ImageRecord[], client: ServiceClient): Promise<readonly string[]> {
  const previousId = parts.find((part) => part.previousId !== undefined)?.previousId;
  if (previousId === undefined) return [];
  const { partOf } = await client.get(`images/${previousId}`, ImageRecord);
  if (partOf === undefined || partOf === parts[0]?.partOf) return [];
  const lines = new Set(parts.map(({ name }) => nameLine(name)));
  const before = await partsOf(client, partOf);
  const signed = before.filter(({ state, name }) => state === 'signed' && !lines.has(nameLine(name)));
  return [...new Set(signed.map(({ name }) => name))];
}
