import { vmapAreas } from '../vmap-areas.ts';
import type { ViewContext } from './context.ts';
import { integer, pointer, symbolic, text, type Table } from './table.ts';

const MAX_NOTES = 8;

/** What vmalloc, ioremap and module memory are made of: `kmem -v` of crash. */
export async function vmap({ world }: ViewContext): Promise<Table> {
  const { areas, problems } = await vmapAreas(world);
  const callers = await Promise.all(
    areas.map(async ({ caller }) => (caller === undefined ? text('') : await symbolic(world, caller))),
  );
  return {
    columns: ['area', 'vm', 'start', 'end', 'bytes', 'pages', 'flags', 'caller'],
    rows: areas.map((area, i) => [
      pointer(area.area),
      pointer(area.vm),
      pointer(area.start),
      pointer(area.end),
      integer(area.end - area.start),
      area.pages === undefined ? text('') : integer(area.pages),
      area.flags === undefined ? text('') : pointer(area.flags),
      callers[i] ?? text(''),
    ]),
    ...(problems.length === 0 ? {} : { notes: problems.slice(0, MAX_NOTES).map(({ problem }) => problem) }),
  };
}
