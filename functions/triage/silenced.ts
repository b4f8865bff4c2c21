/** Which hosts are silent while a batch is written. */
import { silencedBy } from '../../shared/domain/host/silence.ts';
import type { TriageDeps, WritingDeps } from './ports.ts';

/** Where it can't be learned who is silent, nobody is: everybody is told of what is written now. */
export async function withSilences(deps: TriageDeps): Promise<WritingDeps> {
  try {
    return { ...deps, isSilenced: silencedBy(await deps.silences.list(), deps.now()) };
  } catch {
    return { ...deps, isSilenced: () => false };
  }
}
