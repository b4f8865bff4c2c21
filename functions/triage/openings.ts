/**
 * Groups that were opened for a log by whoever died before counting anything in them, or that a crash of the log was taken out of by
 * whoever died before counting what is left. What the log is of may have been counted elsewhere since; so the upload notes, beforehand,
 * which group it is.
 */
import { send } from '../../shared/aws/crashes/sending.ts';
import { logsOf } from './placing.ts';
import type { Placed } from './placing.ts';
import type { TriageDeps } from './ports.ts';

export interface Opening {
  readonly uploadId: string;
  readonly crashId: string;
}

/**
 * Counts such groups again: one that is empty is nobody's problem. What is noted is taken back last, so that whoever dies on the way
 * is followed by one who finds it.
 *
 * @param counted the group in which the logs were counted
 * @param now what this call has noted itself
 */
export async function settleOpenings(
  members: readonly Placed[],
  deps: Pick<TriageDeps, 'crashes' | 'uploads' | 'bus'>,
  counted?: string,
  now?: Opening,
): Promise<void> {
  for (const { upload } of members.flatMap(logsOf)) {
    const opening = new Set([...(upload.opening ?? []), ...(upload.id === now?.uploadId ? [now.crashId] : [])]);
    if (opening.size === 0) continue;
    for (const crashId of opening) {
      // It was opened by this call, and has been counted in since.
      if (crashId === counted && upload.opening?.has(crashId) !== true) continue;
      if ((await deps.crashes.groups.get(crashId)) === undefined) continue;
      await send(await deps.crashes.recount(crashId), deps);
    }
    await deps.uploads.endOpening(upload.id, opening);
  }
}
