import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { AddressSpace } from '../elf/address-space.ts';
import { debugSection } from '../elf/debug-sections.ts';
import type { ElfFile } from '../elf/file.ts';

/** No kernel's section but `.debug_info` comes near; that one is read unit by unit where it can be. */
const MAX_SECTION_BYTES = 1024 * 1024 * 1024;

/** Those that lines and functions need. */
const LINE_SECTIONS = {
  abbreviations: '.debug_abbrev',
  strings: '.debug_str',
  lineStrings: '.debug_line_str',
  lines: '.debug_line',
  ranges: '.debug_ranges',
  rangeLists: '.debug_rnglists',
  addresses: '.debug_addr',
  stringOffsets: '.debug_str_offsets',
} as const;
/** Those that values of variables need besides, or instead. */
const VALUE_SECTIONS = {
  locations: '.debug_loc',
  locationLists: '.debug_loclists',
  frames: '.debug_frame',
} as const;
const NAMES = { ...LINE_SECTIONS, ...VALUE_SECTIONS } as const;
export type DwarfSectionName = keyof typeof NAMES;

/** The sections that entries point into, whole. One that a file lacks fails only when something points into it. */
export type DwarfSections = (name: DwarfSectionName) => DenseCursor;

/**
 * @param split whether to read those of a `.dwo` file, whose names end so
 * @param values whether to read those of variables too
 */
export async function readDwarfSections(
  file: ElfFile,
  space: AddressSpace,
  { split = false, values = false }: { readonly split?: boolean; readonly values?: boolean } = {},
): Promise<DwarfSections> {
  const cursors = new Map<DwarfSectionName, DenseCursor>();
  for (const [key, name] of Object.entries(values ? NAMES : LINE_SECTIONS) as [DwarfSectionName, string][]) {
    const bytes = await debugSection(file, space, split ? `${name}.dwo` : name, MAX_SECTION_BYTES);
    if (bytes !== undefined)
      cursors.set(key, new DenseCursor(bytes, name.slice(1), { littleEndian: file.littleEndian }));
  }
  return (key) => {
    const cursor = cursors.get(key);
    if (cursor !== undefined) return cursor;
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: 'dwarf', field: NAMES[key] },
      `${file.source.name} has no such section, though its entries point into it`,
    );
  };
}
