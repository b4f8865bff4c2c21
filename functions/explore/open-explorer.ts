import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import type { OpenExplorerOptions } from '../../shared/vmcore/explore/explorer.ts';

/**
 * A dump, open for questions, with what most of them ask for read at once: its tasks.
 *
 * @throws {FormatError} where it is no dump, or its kernel has no types
 */
export async function openExplorer(source: ByteSource, container: OpenExplorerOptions['container']): Promise<Explorer> {
  const explorer = await Explorer.open([source], container === undefined ? {} : { container });
  try {
    await explorer.world.tasks();
  } catch (error) {
    // Whoever asks for them is told.
    if (!(error instanceof PurgatoryError)) throw error;
  }
  return explorer;
}
