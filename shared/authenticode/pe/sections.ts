/** Where the content of a section is. */
import type { PeSection } from './headers.ts';

/** Up to a multiple of an alignment as headers state it, which may be 0. */
export function alignTo(value: number, alignment: number): number {
  const step = Math.max(alignment, 1);
  return Math.ceil(value / step) * step;
}

/** Where a section's content is: as much of its raw data as its virtual size says is content. */
export function sectionRange(section: PeSection): { offset: number; length: number } {
  const length = section.virtualSize === 0 ? section.rawSize : Math.min(section.rawSize, section.virtualSize);
  return { offset: section.rawOffset, length };
}
