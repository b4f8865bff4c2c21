/** A debug file that is asked for single functions: units are found by address and read when they are needed. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { KeptAbbreviations } from '../dwarf/abbreviations.ts';
import { CallFrames } from '../dwarf/call-frames.ts';
import { UnitType } from '../dwarf/constants.ts';
import { UnitEntries } from '../dwarf/entries.ts';
import { readDwarfSections } from '../dwarf/sections.ts';
import type { DwarfSections } from '../dwarf/sections.ts';
import { UnitContext } from '../dwarf/unit-context.ts';
import { openUnits } from '../dwarf/unit-stream.ts';
import type { Unit, UnitStream } from '../dwarf/unit-stream.ts';
import { addressSpace, symbolAddress } from '../elf/address-space.ts';
import type { AddressSpace } from '../elf/address-space.ts';
import { readBuildId } from '../elf/build-id.ts';
import { readElf, sectionNamed } from '../elf/file.ts';
import type { ElfFile } from '../elf/file.ts';
import { readSymbols } from '../elf/symbols.ts';
import type { ElfSymbol } from '../elf/symbols.ts';
import { lastIndex } from '../last-index.ts';

const MAX_KEPT_UNITS = 32;

/** Code of a unit. */
interface UnitRange {
  readonly start: number;
  readonly end: number;
  readonly unit: number;
}

export interface FileSymbol {
  /** As the file counts: from `_text`, or of a module made up by section. */
  readonly address: number;
  readonly sizeBytes: number;
}

interface Parts {
  readonly file: ElfFile;
  readonly space: AddressSpace;
  readonly buildId: string | undefined;
  readonly symbols: readonly ElfSymbol[];
  readonly units: UnitStream;
  readonly sections: DwarfSections;
}

export class DebugFile {
  readonly name: string;
  readonly machine: number;
  readonly littleEndian: boolean;
  readonly buildId: string | undefined;
  readonly space: AddressSpace;
  /** Undefined where the file has none. */
  readonly callFrames: CallFrames | undefined;
  readonly #file: ElfFile;
  readonly #symbols: ReadonlyMap<string, readonly ElfSymbol[]>;
  readonly #units: UnitStream;
  readonly #sections: DwarfSections;
  readonly #abbreviations = new KeptAbbreviations();
  readonly #kept = new Map<number, UnitEntries>();
  #index: Promise<{ readonly ranges: readonly UnitRange[]; readonly starts: readonly number[] }> | undefined;

  private constructor({ file, space, buildId, symbols, units, sections }: Parts) {
    this.name = file.source.name;
    this.machine = file.machine;
    this.littleEndian = file.littleEndian;
    this.buildId = buildId;
    this.space = space;
    this.#file = file;
    this.#symbols = Map.groupBy(symbols, ({ name }) => name);
    this.#units = units;
    this.#sections = sections;
    const hasFrames = sectionNamed(file, '.debug_frame') ?? sectionNamed(file, '.zdebug_frame');
    this.callFrames = hasFrames === undefined ? undefined : new CallFrames(sections('frames'), space);
  }

  /** @throws {FormatError} unsupported, where it has no debug information; and what its bytes are wrong in */
  static async open(source: ByteSource): Promise<DebugFile> {
    const file = await readElf(source);
    const symbols = await readSymbols(file);
    const space = addressSpace(file, symbols.find(({ name }) => name === '_text')?.value);
    const units = await openUnits(file, space);
    if (units === undefined) {
      const place = { format: 'elf', field: '.debug_info' };
      throw new FormatError(FormatErrorCode.Unsupported, place, `${source.name} holds no debug information`);
    }
    const sections = await readDwarfSections(file, space, { values: true });
    return new DebugFile({ file, space, buildId: await readBuildId(file), symbols, units, sections });
  }

  /** Symbols of a name, those of code. */
  symbols(name: string): readonly FileSymbol[] {
    return (this.#symbols.get(name) ?? [])
      .map(({ section, value, sizeBytes }) => ({
        address: symbolAddress(this.#file, this.space, section, value),
        sizeBytes,
      }))
      .filter(({ address }) => this.space.code.some(({ start, end }) => address >= start && address < end));
  }

  /** The section of a module that a made-up address is in; empty for a kernel, which is one whole. */
  codeSpace(address: number): string | undefined {
    return this.space.code.find(({ start, end }) => address >= start && address < end)?.name;
  }

  /** The unit that has the code at a place; undefined where none says that it does. @throws {FormatError} */
  async unitWithCode(place: number): Promise<UnitEntries | undefined> {
    const { ranges } = await this.#indexed();
    const found = ranges[lastIndex(ranges, ({ start }) => start <= place)];
    return found === undefined || place >= found.end ? undefined : this.#unitAt(found.unit);
  }

  /** The unit that an entry of `.debug_info` is in. @throws {FormatError} */
  async unitWithEntry(offset: number): Promise<UnitEntries | undefined> {
    const kept = [...this.#kept.values()].find((unit) => unit.has(offset));
    if (kept !== undefined) return kept;
    const { starts } = await this.#indexed();
    const start = starts[lastIndex(starts, (each) => each <= offset)];
    const unit = start === undefined ? undefined : await this.#unitAt(start);
    return unit?.has(offset) === true ? unit : undefined;
  }

  /** Reads the first entry of every unit: what code it has. */
  #indexed() {
    this.#index ??= this.#readIndex();
    return this.#index;
  }

  async #readIndex() {
    const ranges: UnitRange[] = [];
    const starts: number[] = [];
    for (let start = 0; start < this.#units.sizeBytes;) {
      const read = await this.#units.unitAt(start);
      starts.push(start);
      if (read.header.type !== UnitType.Type && read.header.type !== UnitType.SplitType) {
        const unit = this.#entriesOf(read);
        for (const range of unit.ranges(unit.root)) ranges.push({ ...range, unit: start });
      }
      start = read.header.end;
    }
    return { ranges: ranges.sort((a, b) => a.start - b.start), starts };
  }

  async #unitAt(start: number): Promise<UnitEntries> {
    const known = this.#kept.get(start);
    if (known !== undefined) return known;
    if (this.#kept.size >= MAX_KEPT_UNITS) this.#kept.clear();
    const unit = this.#entriesOf(await this.#units.unitAt(start));
    this.#kept.set(start, unit);
    return unit;
  }

  #entriesOf({ header, cursor }: Unit): UnitEntries {
    const abbreviations = this.#abbreviations.of(header, this.#sections);
    cursor.seek(header.entries - header.start);
    const context = new UnitContext(cursor, header, abbreviations, this.space, { sections: this.#sections });
    return new UnitEntries(context, cursor);
  }
}
