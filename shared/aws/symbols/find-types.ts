/** The service's own store as a source of types. */
import { readOne } from '../../bytes/pending.ts';
import { PurgatoryError, TransientError } from '../../errors.ts';
import { readTypesOf, requireTypesSize } from '../../symbols/types/pack.ts';
import type { FindTypes } from '../../vmcore/kernel/kernel-types.ts';
import type { SymbolObjects } from './objects.ts';
import type { SymbolStore } from './store.ts';

/** By build-id alone. The last that was read stays: a fleet crashes with the same kernel, and a dump that arrives is read in rounds. */
export function storedTypes(store: Pick<SymbolStore, 'get'>, objects: Pick<SymbolObjects, 'open'>): FindTypes {
  let kept: { readonly sha256: string; readonly btf: Uint8Array } | undefined;
  const find: FindTypes = async (buildId) => {
    const record = await store.get(buildId, 'types');
    if (record === undefined) return undefined;
    if (kept?.sha256 === record.sha256) return kept.btf;
    const { sizeBytes, sha256 } = record;
    requireTypesSize(sizeBytes);
    const btf = await readTypesOf(buildId, await readOne(objects.open(record), { offset: 0, length: sizeBytes }));
    kept = { sha256, btf };
    return btf;
  };
  // A store that does not answer now is no reason for a report without types.
  return (buildId) =>
    find(buildId).catch((cause: unknown) => {
      if (cause instanceof PurgatoryError) throw cause;
      throw new TransientError(`types of ${buildId} could not be asked for`, { cause });
    });
}
