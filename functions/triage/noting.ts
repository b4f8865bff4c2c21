/** Notes on uploads which group they are of, and how much of each dump is wanted; and on the group that there is a report of it. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { withFindings, withReport } from '../../shared/aws/crashes/groups.ts';
import { send } from '../../shared/aws/crashes/sending.ts';
import { crashNoteOf } from '../../shared/domain/crash/crash-note.ts';
import { logsOf } from './placing.ts';
import type { Placed } from './placing.ts';
import type { TriageDeps } from './ports.ts';
import type { Triaged } from './triaged.ts';
import { limitFor } from './wanted.ts';

/** Notes on all uploads of these crashes what they are of, and takes back what was counted under another of them. */
export async function finish(members: readonly Placed[], group: StoredGroup, deps: TriageDeps): Promise<void> {
  const logs = members.flatMap(logsOf);
  for (const { upload, occurrence, others } of logs) {
    for (const other of others) {
      const twice = await deps.crashes.read.occurrence(other);
      // Noted first: the other upload may have none that knows where it was counted.
      if (twice?.crashId !== undefined) await deps.uploads.noteOpening(upload.id, twice.crashId);
      if (twice !== undefined) await deps.crashes.remove(twice);
      const noted = await deps.uploads.get(other);
      const change = crashNoteOf(noted, group, occurrence.uploadId);
      if (twice === undefined && change === undefined) continue;
      // What the upload notes is changed last: whoever dies before finds there which group is to be counted again, be it this one.
      for (const left of new Set([twice?.crashId, noted?.crashId])) {
        if (left === undefined) continue;
        await send(
          await deps.crashes.recount(left, twice === undefined ? [] : [{ ...twice, crashId: undefined }]),
          deps,
        );
      }
      if (change !== undefined) await deps.uploads.noteCrash(other, change);
      if (twice?.crashId !== undefined) await deps.uploads.endOpening(upload.id, [twice.crashId]);
    }
  }
  const present = new Set(logs.map(({ upload }) => upload.id));
  for (const id of new Set(logs.map(({ occurrence }) => occurrence.uploadId))) {
    // A better log than its own may have moved its crash.
    const change = present.has(id) ? undefined : crashNoteOf(await deps.uploads.get(id), group, undefined);
    if (change !== undefined) await deps.uploads.noteCrash(id, change);
  }
  await noteAll(logs, group, deps);
}

async function noteAll(
  logs: readonly Triaged[],
  group: StoredGroup,
  deps: Pick<TriageDeps, 'uploads' | 'crashes' | 'wantedPolicy'>,
): Promise<void> {
  const mayLimit = logs.some(({ upload }) => upload.mayBeLimited === true);
  const policy = mayLimit ? await deps.wantedPolicy.get() : undefined;
  const { id: crashId, title, kind } = group;
  for (const { upload, occurrence, result } of logs) {
    const { uploadId } = occurrence;
    const limit = policy === undefined ? undefined : limitFor(upload, uploadId, group, policy);
    const sameCrashAs = uploadId === upload.id ? undefined : uploadId;
    await deps.uploads.noteTriage(upload.id, {
      title,
      kind,
      crashId,
      ...(limit === undefined ? {} : { limit }),
      ...(sameCrashAs === upload.sameCrashAs ? {} : { sameCrashAs: sameCrashAs ?? null }),
      ...(upload.kernelRelease === undefined && result.kernelRelease !== undefined
        ? { kernelRelease: result.kernelRelease.slice(0, 128) }
        : {}),
    });
    // Its log was found in the dump, by the report.
    if (upload.analysis !== 'done' && upload.findings === undefined) continue;
    const findings = upload.findings ?? [];
    await deps.crashes.groups.update(crashId, (current) => withFindings(withReport(current, uploadId), findings));
  }
}
