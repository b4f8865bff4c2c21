import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import type { Explorer, OpenExplorerOptions } from '../../shared/vmcore/explore/explorer.ts';
import { openWithheld } from './withheld.ts';

/**
 * A dump, open for questions without what is withheld, and with what most questions ask for read at once: its tasks, its modules.
 *
 * @throws {FormatError} where it is no dump, or its kernel has no types
 * @throws {ConflictError} where nothing tells what is to be withheld
 */
export async function openExplorer(source: ByteSource, options: OpenExplorerOptions): Promise<Explorer> {
  const explorer = await openWithheld(source, options);
  try {
    await Promise.all([explorer.world.tasks(), explorer.world.loadModules()]);
  } catch (error) {
    // Whoever asks for them is told.
    if (!(error instanceof PurgatoryError)) throw error;
  }
  return explorer;
}
