/** Memory of a process: through its own page tables, page by page. */
import { LittleEndian } from '../../bytes/little-endian.ts';
import type { VirtualMemory } from './virtual-memory.ts';
import { PageWalk, WalkState } from './page-walk.ts';
import type { PageTables } from './page-tables.ts';

/**
 * Some bytes of one page; undefined where nothing is mapped, where the dump has left the page out, and where they pass its end.
 *
 * @param memory the kernel's, in whose rounds these reads are made
 * @param tables those of the kernel: a process has the same, with a root of its own
 * @param root physical address of the process's top table
 */
export async function readUserBytes(
  memory: Pick<VirtualMemory, 'pageSizeBytes' | 'readFrame'>,
  tables: PageTables,
  root: number,
  range: { readonly address: bigint; readonly length: number },
): Promise<Uint8Array | undefined> {
  const pageBytes = memory.pageSizeBytes;
  const at = Number(range.address % BigInt(pageBytes));
  if (at + range.length > pageBytes) return undefined;
  // The lower half has tables of its own on some machines, of the same shape.
  const own = { ...tables, root, translates: () => true };
  const walk = new PageWalk(own, Number(range.address / BigInt(pageBytes)));
  while (walk.state === WalkState.Walking) {
    const entry = walk.address % pageBytes;
    const table = await memory.readFrame(Math.floor(walk.address / pageBytes));
    if (table.bytes === undefined || entry + 8 > table.bytes.length) return undefined;
    const view = new LittleEndian(table.bytes);
    walk.step(view.u32(entry), view.u32(entry + 4));
  }
  if (walk.state !== WalkState.Found) return undefined;
  const page = await memory.readFrame(Math.floor(walk.address / pageBytes));
  return page.bytes?.subarray(at, at + range.length);
}
