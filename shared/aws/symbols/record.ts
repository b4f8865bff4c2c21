import type { SymbolsRecord } from '../../contract/symbols.ts';
import type { TableHeader } from '../../symbols/table/format.ts';

/** What the store says of a build: from the file of its lines itself, never from who brought it. */
export function recordOf(
  { buildId, kind, name, release, machine, rows, producer }: TableHeader,
  { sizeBytes, sha256, addedAt, addedBy }: Pick<SymbolsRecord, 'sizeBytes' | 'sha256' | 'addedAt' | 'addedBy'>,
): SymbolsRecord {
  return {
    buildId,
    kind,
    name,
    ...(release === undefined ? {} : { release }),
    machine,
    sizeBytes,
    sha256,
    rows,
    ...(producer === undefined ? {} : { producer }),
    addedAt,
    addedBy: addedBy.slice(0, 256),
  };
}
