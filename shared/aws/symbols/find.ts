/** The service's own store as a source of lines. */
import type { FindLines } from '../../symbols/lines/find.ts';
import type { SymbolsRecord } from '../../contract/symbols.ts';
import { LineTable } from '../../symbols/table/read.ts';
import type { SymbolObjects } from './objects.ts';
import type { SymbolStore } from './store.ts';

/** Tables that stay open from one crash to the next: a fleet crashes with the same kernel. */
const KEPT_TABLES = 8;
const MAX_ABSENT = 1000;

/** That there are none of a release is believed for so long: a storm of crashes asks once. */
const BELIEVED_MS = 60_000;

/** By build-id; where there is none of it, by release and name. */
export function storedLines(
  store: Pick<SymbolStore, 'get' | 'named'>,
  objects: Pick<SymbolObjects, 'open'>,
  now: () => number = Date.now,
): FindLines {
  const open = new Map<string, Promise<LineTable>>();
  const openTable = (object: Parameters<SymbolObjects['open']>[0]): Promise<LineTable> => {
    const key = `${object.buildId}/${object.sha256}`;
    const known = open.get(key);
    if (known !== undefined) return known;
    const [oldest] = open.keys();
    if (open.size >= KEPT_TABLES && oldest !== undefined) open.delete(oldest);
    const opening = LineTable.open(objects.open(object));
    open.set(key, opening);
    opening.catch(() => open.delete(key));
    return opening;
  };
  const absent = new Map<string, number>();
  const named = async (release: string, name: string): Promise<readonly SymbolsRecord[]> => {
    const key = `${release}#${name}`;
    if ((absent.get(key) ?? -Infinity) > now() - BELIEVED_MS) return [];
    const records = await store.named(release, name);
    if (absent.size >= MAX_ABSENT) absent.clear();
    if (records.length === 0) absent.set(key, now());
    return records;
  };
  return async ({ name, buildId, release }) => {
    const exact = buildId === undefined ? undefined : await store.get(buildId);
    if (exact !== undefined) return [await openTable(exact)];
    // Another build of the name is no answer to a build-id of a kernel: a distribution gives one name to many.
    if (release === undefined || (buildId !== undefined && name === 'vmlinux')) return [];
    return Promise.all((await named(release, name)).map(openTable));
  };
}
