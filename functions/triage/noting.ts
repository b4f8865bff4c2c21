/** Notes on uploads which group they are of, and how much of each dump is wanted; and on the group that there is a report of it. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { withFindings, withReport } from '../../shared/aws/crashes/groups.ts';
import type { TriageDeps } from './ports.ts';
import type { Triaged } from './triaged.ts';
import { limitFor } from './wanted.ts';

export async function noteAll(
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
