/** In a few words what a number is that stands in memory: for a table of words. */
import { hex } from '../../bytes/cursor.ts';
import { identifyAddress, type Facet } from './address.ts';
import type { World } from './world.ts';

/**
 * Whether a number may be an address of the kernel: with five levels of page tables, or 52 bits of addresses on arm64, its own memory
 * begins where the highest eight bits are set and few others.
 */
export function mayBeKernelAddress(value: bigint): boolean {
  return value >> 56n === 0xffn;
}

/** Empty where it is nothing that is known, or no address of the kernel. */
export async function aboutWord(world: World, value: bigint): Promise<string> {
  if (!mayBeKernelAddress(value)) return '';
  const { facets } = await identifyAddress(world, value);
  for (const facet of facets) {
    const told = aboutFacet(facet);
    if (told !== undefined) return told;
  }
  return '';
}

/** Symbols stand beside the number already; a page or a mapping alone says little. */
function aboutFacet(facet: Facet): string | undefined {
  switch (facet.class) {
    case 'task stack':
      return `stack of ${facet.comm} (${facet.pid})${at(facet.offset)}`;
    case 'slab object': {
      const state = facet.allocated === false ? ', free' : '';
      return `${facet.cache}${at(facet.offset)}${state}`;
    }
    case 'per-cpu':
      return `per-CPU ${facet.variable ?? ''} of ${facet.cpu}${at(facet.offset)}`;
    case 'page':
      return facet.of === 'struct page' ? `struct page of frame ${facet.pfn}${at(facet.offset)}` : undefined;
    default:
      return undefined;
  }
}

function at(offset: number): string {
  return offset === 0 ? '' : `+${hex(offset)}`;
}
