/** What triage notes on the uploads themselves. */
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import { withReport } from '../../shared/aws/crashes/groups.ts';
import type { UploadFacts } from './occurrence.ts';
import type { TriageDeps } from './ports.ts';
import { limitFor } from './wanted.ts';

/** Notes on uploads which group they are of, and how much of each dump is wanted. */
export async function noteAll(uploads: readonly UploadFacts[], group: StoredGroup, deps: TriageDeps): Promise<void> {
  const policy = uploads.some(({ mayBeLimited }) => mayBeLimited === true) ? await deps.wantedPolicy.get() : undefined;
  const { id: crashId, title, kind } = group;
  for (const upload of uploads) {
    const limit = policy === undefined ? undefined : limitFor(upload, group, policy);
    await deps.uploads.noteTriage(upload.id, { title, kind, crashId, ...(limit === undefined ? {} : { limit }) });
    // Its log was found in the dump, by the report.
    if (upload.analysis === 'done') {
      await deps.crashes.groups.update(crashId, (current) => withReport(current, upload.sameCrashAs ?? upload.id));
    }
  }
}
