import type { SymbolsRecord } from '../../contract/symbols.ts';
import type { TableHeader } from '../../symbols/table/format.ts';
import type { TypesHeader } from '../../symbols/types/pack.ts';

type Added = Pick<SymbolsRecord, 'sizeBytes' | 'sha256' | 'addedAt' | 'addedBy'>;

/** What the store says of a build: from the file of its lines itself, never from who brought it. */
export function recordOf(
  { buildId, kind, name, release, machine, rows, producer }: TableHeader,
  { sizeBytes, sha256, addedAt, addedBy }: Added,
): SymbolsRecord {
  return {
    buildId,
    part: 'lines',
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

/** The same of the file of a kernel's types. */
export function typesRecordOf(
  { buildId, release, machine = 'unknown', types }: TypesHeader,
  { sizeBytes, sha256, addedAt, addedBy }: Added,
): SymbolsRecord {
  return {
    buildId,
    part: 'types',
    kind: 'kernel',
    name: 'vmlinux',
    ...(release === undefined ? {} : { release }),
    machine,
    sizeBytes,
    sha256,
    rows: types,
    addedAt,
    addedBy: addedBy.slice(0, 256),
  };
}
