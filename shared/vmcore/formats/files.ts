import { fileSource } from '../../bytes/file-source.ts';
import type { ClosableSource } from '../../bytes/file-source.ts';
import type { Dump } from './dump.ts';
import { openDump } from './index.ts';
import type { OpenDumpOptions } from './index.ts';
import { withCompanion } from './vmss/companion.ts';

/**
 * Opens the dump at `paths`: one file, or all parts of a split set; of a VMware machine its memory is found beside its state. Closing the dump closes the files.
 *
 * @throws {NotFoundError | InputError} for a path that can't be read, and what {@link openDump} throws
 */
export async function openDumpFiles(paths: readonly string[], options: OpenDumpOptions = {}): Promise<Dump> {
  const sources: ClosableSource[] = [];
  const closeSources = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.close()));
  };
  try {
    for (const path of await withCompanion(paths)) sources.push(await fileSource(path));
    return await openDump(sources, { ...options, onClose: closeSources });
  } catch (error) {
    await closeSources();
    throw error;
  }
}
