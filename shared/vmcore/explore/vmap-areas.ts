/** What vmalloc and its kin have handed out, read once for a dump. */
import { readVmapAreas, type VmapAreas } from '../memory-use/vmap-areas.ts';
import type { World } from './world.ts';

export function vmapAreas(world: World): Promise<VmapAreas> {
  return world.once('vmap areas', () => readVmapAreas(world.kernel));
}
