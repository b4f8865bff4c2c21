/**
 * Addresses as plain numbers. An executable's are distances from its `_text`. In a relocatable file every section begins at
 * 0, so section i gets the made-up address (i + 1) * 2^32: sections never touch, and a relocated field holds both.
 */
import { ElfType, SectionFlag, isCode } from './file.ts';
import type { ElfFile, ElfSection } from './file.ts';

const TWO_32 = 0x1_0000_0000;

/** A piece of code in which a build's addresses are told: the kernel as a whole, or one section of a module. */
export interface CodeSpace {
  /** Empty for the whole of a kernel, else the section's name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface AddressSpace {
  /** The upper half of what is subtracted from a 64-bit address. */
  readonly high: number;
  /** The lower half. */
  readonly low: number;
  readonly code: readonly CodeSpace[];
}

/** @param text the address of `_text`; where a file has none, that of its first code */
export function addressSpace(file: ElfFile, text: bigint | undefined): AddressSpace {
  const sections = file.sections.filter((section) => isCode(section) && section.sizeBytes > 0);
  if (file.type === ElfType.Relocatable) {
    const code = sections
      .filter(({ sizeBytes }) => sizeBytes < TWO_32)
      .map(({ name, index, sizeBytes }) => ({ name, start: madeUp(index), end: madeUp(index) + sizeBytes }));
    return { high: 0, low: 0, code };
  }
  const addresses = sections.map(({ address }) => address);
  const base = text ?? addresses.reduce((least, address) => (address < least ? address : least), addresses[0] ?? 0n);
  const space = { high: Number(base >> 32n), low: Number(base & 0xffff_ffffn) };
  const ends = sections.map(({ address, sizeBytes }) => Number(address - base) + sizeBytes);
  return { ...space, code: [{ name: '', start: 0, end: Math.max(0, ...ends.filter(Number.isSafeInteger)) }] };
}

/** Where a symbol stands: its value in an executable, its section's made-up address and its value in a relocatable file. */
export function symbolAddress(file: ElfFile, space: AddressSpace, section: number, value: bigint): number {
  if (file.type !== ElfType.Relocatable) {
    return Number(value - ((BigInt(space.high) << 32n) | BigInt(space.low)));
  }
  const target: ElfSection | undefined = file.sections[section];
  if (target === undefined || (target.flags & SectionFlag.Alloc) === 0) return Number(value);
  return madeUp(section) + Number(value);
}

function madeUp(section: number): number {
  return (section + 1) * TWO_32;
}
