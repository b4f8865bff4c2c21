/**
 * A `.dwp` package: what the `.dwo` files of a build hold, in one file, with a table of which unit has which part of each section.
 * Version 2 is GNU's for DWARF 4, version 5 that of DWARF 5.
 *
 * @see DWARF 5, section 7.3.5; https://gcc.gnu.org/wiki/DebugFissionDWP
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { AddressSpace } from '../elf/address-space.ts';
import { debugSection } from '../elf/debug-sections.ts';
import { readElf } from '../elf/file.ts';
import type { ElfFile } from '../elf/file.ts';
import { readDwarfSections } from './sections.ts';
import type { DwarfSectionName, DwarfSections } from './sections.ts';
import { unitsInBytes } from './unit-stream.ts';
import type { UnitStream } from './unit-stream.ts';

const MAX_INDEX_BYTES = 256 * 1024 * 1024;
const MAX_INFO_BYTES = 1024 * 1024 * 1024;
const MAX_COLUMNS = 16;
const INFO = 1;

/** `DW_SECT_*` of both versions that lines and functions need; `.debug_str.dwo` is everybody's, and has no column. */
const COLUMNS: ReadonlyMap<number, ReadonlyMap<number, DwarfSectionName>> = new Map<
  number,
  ReadonlyMap<number, DwarfSectionName>
>([
  [
    2,
    new Map([
      [3, 'abbreviations'],
      [4, 'lines'],
      [6, 'stringOffsets'],
    ]),
  ],
  [
    5,
    new Map([
      [3, 'abbreviations'],
      [4, 'lines'],
      [6, 'stringOffsets'],
      [8, 'rangeLists'],
    ]),
  ],
]);

/** A stretch of a section. */
interface Part {
  readonly offset: number;
  readonly sizeBytes: number;
}

/** What one unit of a package has, as if it stood in a `.dwo` file of its own. */
export interface SplitUnits {
  readonly units: UnitStream;
  readonly sections: DwarfSections;
}

interface Index {
  readonly version: number;
  /** By the unit's id, as hexadecimal bytes and as a number: DWARF 5 has it in a header, GNU as a constant. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<number, Part>>;
}

export class SplitPackage {
  readonly #file: ElfFile;
  readonly #index: Index;
  readonly #info: Uint8Array;
  readonly #sections: DwarfSections;

  private constructor(file: ElfFile, index: Index, info: Uint8Array, sections: DwarfSections) {
    this.#file = file;
    this.#index = index;
    this.#info = info;
    this.#sections = sections;
  }

  /** @throws {FormatError} unsupported, for what is no package; and what its bytes are wrong in */
  static async open(source: ByteSource, space: AddressSpace): Promise<SplitPackage> {
    const file = await readElf(source);
    const [index, info] = await Promise.all([
      debugSection(file, space, '.debug_cu_index', MAX_INDEX_BYTES),
      debugSection(file, space, '.debug_info.dwo', MAX_INFO_BYTES),
    ]);
    if (index === undefined || info === undefined) {
      const place = { format: 'elf', field: '.debug_cu_index' };
      throw new FormatError(FormatErrorCode.Unsupported, place, `${source.name} is no package of split files`);
    }
    const read = readIndex(new DenseCursor(index, 'debug_cu_index', { littleEndian: file.littleEndian }));
    return new SplitPackage(file, read, info, await readDwarfSections(file, space, { split: true }));
  }

  /** Undefined where the package has no unit of this id. @throws {FormatError} bad-value, for a part outside of its section */
  unit(id: string): SplitUnits | undefined {
    const parts = this.#index.rows.get(id);
    const own = parts?.get(INFO);
    if (parts === undefined || own === undefined) return undefined;
    const { littleEndian } = this.#file;
    const cursors = new Map<DwarfSectionName, DenseCursor>();
    for (const [column, name] of COLUMNS.get(this.#index.version) ?? []) {
      const part = parts.get(column);
      if (part === undefined || part.sizeBytes === 0) continue;
      const whole = this.#sections(name);
      cursors.set(
        name,
        new DenseCursor(partOf(whole.bytes, part, name), whole.format, { littleEndian, base: part.offset }),
      );
    }
    return {
      units: unitsInBytes(partOf(this.#info, own, 'debug_info'), littleEndian),
      sections: (name) => cursors.get(name) ?? this.#sections(name),
    };
  }
}

function partOf(bytes: Uint8Array, { offset, sizeBytes }: Part, name: string): Uint8Array {
  if (offset + sizeBytes <= bytes.length) return bytes.subarray(offset, offset + sizeBytes);
  throw new FormatError(
    FormatErrorCode.BadValue,
    { format: 'debug_cu_index', field: name },
    `${offset} + ${sizeBytes} is outside of ${bytes.length} bytes`,
  );
}

/** A hash table of ids, a row number for each, what each column is of, then offsets and sizes row by row. */
function readIndex(cursor: DenseCursor): Index {
  // DWARF 5 has a version of two bytes and two of padding, GNU one of four.
  const version = cursor.u16();
  cursor.skip(2);
  if (!COLUMNS.has(version)) {
    cursor.fail(FormatErrorCode.Unsupported, 'version', `${version}; versions 2 and 5 are read`);
  }
  const [columns, units, slots] = [cursor.u32(), cursor.u32(), cursor.u32()];
  if (columns > MAX_COLUMNS) cursor.fail(FormatErrorCode.Limit, 'section_count', `${columns}`);
  const table = cursor.offset;
  const lists = table + slots * 12;
  const ids = lists + columns * 4;
  const sizes = ids + units * columns * 4;
  if (!(sizes + units * columns * 4 <= cursor.end)) {
    cursor.fail(FormatErrorCode.Truncated, 'unit_count', `${units} units in ${slots} slots do not fit`);
  }
  const kinds = Array.from({ length: columns }, (_, i) => cursor.seek(lists + i * 4).u32());
  const rows = new Map<string, ReadonlyMap<number, Part>>();
  for (let slot = 0; slot < slots; slot += 1) {
    const row = cursor.seek(table + slots * 8 + slot * 4).u32();
    if (row === 0) continue;
    if (row > units) cursor.fail(FormatErrorCode.BadValue, 'row', `${row} of ${units}`);
    const at = (row - 1) * columns * 4;
    const parts = kinds.map((kind, i): [number, Part] => {
      const offset = cursor.seek(ids + at + i * 4).u32();
      return [kind, { offset, sizeBytes: cursor.seek(sizes + at + i * 4).u32() }];
    });
    const id = cursor.seek(table + slot * 8).take(8);
    rows.set(Buffer.from(id).toString('hex'), new Map(parts));
    rows.set(String(cursor.seek(table + slot * 8).u64()), new Map(parts));
  }
  return { version, rows };
}
