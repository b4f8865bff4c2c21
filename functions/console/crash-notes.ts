/** Uploads note which group their crash is counted in: all those of one crash, not only the one that it is counted under. */
import type { HostCrashes } from '../../shared/aws/crashes/host-crashes.ts';
import type { StoredGroup } from '../../shared/aws/crashes/items.ts';
import type { StoredUpload } from '../../shared/aws/uploads/items.ts';
import type { Occurrence } from '../../shared/contract/crashes.ts';
import { crashNoteOf } from '../../shared/domain/crash/crash-note.ts';
import type { CrashNote } from '../../shared/domain/crash/crash-note.ts';

export interface NotedUploads {
  get(id: string): Promise<StoredUpload | undefined>;
  noteCrash(id: string, note: CrashNote): Promise<void>;
}

export async function noteOnUploads(
  { host, uploadId }: Pick<Occurrence, 'host' | 'uploadId'>,
  group: StoredGroup,
  { crashes, uploads }: { readonly crashes: { readonly identity: HostCrashes }; readonly uploads: NotedUploads },
): Promise<void> {
  for (const id of await crashes.identity.uploadsOf(host, uploadId)) {
    const note = crashNoteOf(await uploads.get(id), group, id === uploadId ? undefined : uploadId);
    if (note !== undefined) await uploads.noteCrash(id, note);
  }
}
