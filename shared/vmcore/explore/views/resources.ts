/** `iomem_resource` and `ioport_resource`, as /proc/iomem and /proc/ioports have them. */
import { readTexts } from '../../kernel/modules.ts';
import type { ViewContext } from './context.ts';
import { integer, pointer, text, type Table } from './table.ts';

const MAX_RESOURCES = 65_536;

export async function resources({ kernel }: ViewContext, root: string): Promise<Table> {
  const start = kernel.needSymbol(root);
  const shape = kernel
    .shape('resource', { start: 'start', end: 'end', name: 'name', flags: 'flags', sibling: 'sibling', child: 'child' })
    .need('start', 'end', 'sibling', 'child');
  const found: { address: bigint; depth: number; start: bigint; end: bigint; name: bigint }[] = [];
  const notes: string[] = [];
  const seen = new Set<bigint>();
  const stack = [{ address: start, depth: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next.address) || seen.size >= MAX_RESOURCES) {
      notes.push('a resource is reached twice, or there are too many');
      break;
    }
    seen.add(next.address);
    const [row] = await shape.readGood(kernel.memory, [next.address], () => notes.push('a resource cannot be read'));
    if (row === undefined) continue;
    found.push({ ...next, start: row.big('start'), end: row.big('end'), name: row.pointer('name') });
    const [sibling, child] = [row.pointer('sibling'), row.pointer('child')];
    if (sibling !== 0n && next.depth > 0) stack.push({ address: sibling, depth: next.depth });
    if (child !== 0n) stack.push({ address: child, depth: next.depth + 1 });
  }
  const names = await readTexts(
    kernel,
    found.map(({ name }) => name),
  );
  return {
    columns: ['name', 'start', 'end', 'depth', 'resource'],
    rows: found.map((row, i) => [
      text(names[i] ?? '?'),
      pointer(row.start),
      pointer(row.end),
      integer(row.depth),
      pointer(row.address),
    ]),
    ...(notes.length === 0 ? {} : { notes }),
  };
}
