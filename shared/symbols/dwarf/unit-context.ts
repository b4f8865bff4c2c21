/** A unit with what its first entry says, which the values of all others need. */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import type { AddressSpace } from '../elf/address-space.ts';
import type { Abbreviation, Abbreviations } from './abbreviations.ts';
import { At } from './constants.ts';
import { ValueKind, emptyValue, readAddress, readForm, readOffset } from './forms.ts';
import type { FormValue } from './forms.ts';
import { findLocation } from './locations.ts';
import { rangeListOffset, readRanges } from './ranges.ts';
import type { AddressRange } from './ranges.ts';
import type { DwarfSections } from './sections.ts';
import type { UnitHeader } from './unit.ts';

/** The strings of a supplementary file (`dwz`), by offset. */
export type SupplementaryStrings = (offset: number) => string | undefined;

/** What the entries of a split unit take from its skeleton. */
export type SkeletonBases = Pick<UnitRoot, 'addressBase' | 'rangeListsBase' | 'low' | 'compilationDirectory'>;

interface UnitRoot {
  readonly name: string;
  readonly compilationDirectory: string;
  readonly producer: string;
  readonly language: number;
  /** `DW_AT_low_pc`: the base of the unit's range lists. */
  readonly low: number;
  /** Where in `.debug_line` the unit's program stands. */
  readonly lineProgram: number | undefined;
  readonly stringOffsetsBase: number;
  readonly addressBase: number;
  readonly rangeListsBase: number;
  readonly locationListsBase: number;
  /** Of a skeleton unit: the file with the rest, and what ties the two. */
  readonly dwoName: string | undefined;
  readonly dwoId: string | undefined;
}

export class UnitContext {
  readonly header: UnitHeader;
  readonly abbreviations: Abbreviations;
  readonly space: AddressSpace;
  readonly root: UnitRoot;
  readonly #sections: DwarfSections;
  readonly #addresses: DwarfSections;
  readonly #supplementary: SupplementaryStrings;
  readonly #isSplit: boolean;

  /**
   * @param cursor stands at the unit's first entry, and stands behind it afterwards
   * @param addresses the sections in which addresses stand: of a split unit, its skeleton's
   */
  constructor(
    cursor: DenseCursor,
    header: UnitHeader,
    abbreviations: Abbreviations,
    space: AddressSpace,
    options: {
      readonly sections: DwarfSections;
      readonly addresses?: DwarfSections;
      readonly supplementary?: SupplementaryStrings;
      readonly skeleton?: SkeletonBases;
    },
  ) {
    this.header = header;
    this.abbreviations = abbreviations;
    this.space = space;
    this.#sections = options.sections;
    this.#addresses = options.addresses ?? options.sections;
    this.#supplementary = options.supplementary ?? (() => undefined);
    this.#isSplit = options.skeleton !== undefined;
    this.root = this.#readRoot(cursor, options.skeleton);
  }

  /** The abbreviation of the entry at the cursor; undefined for the end of a list of children. */
  abbreviationAt(cursor: DenseCursor): Abbreviation | undefined {
    const code = cursor.uleb();
    if (code === 0) return undefined;
    return (
      this.abbreviations.get(code) ?? cursor.fail(FormatErrorCode.BadValue, 'entry.code', `no abbreviation ${code}`)
    );
  }

  read(cursor: DenseCursor, form: number, implicit: number, into: FormValue): void {
    readForm(cursor, form, this.header, this.space, implicit, into);
  }

  textOf(value: FormValue): string {
    return this.#text(value, this.root.stringOffsetsBase);
  }

  addressOf(value: FormValue): number | undefined {
    if (value.kind === ValueKind.Address) return value.number;
    return value.kind === ValueKind.AddressIndex ? this.addressAt(value.number) : undefined;
  }

  addressAt(index: number): number {
    return this.#addressAt(index, this.root.addressBase);
  }

  rangesOf(value: FormValue): readonly AddressRange[] {
    const { header, root, space } = this;
    // A split unit of DWARF 5 has lists of its own; those of DWARF 4 stand where the addresses do.
    const section = header.version >= 5 ? this.#sections('rangeLists') : this.#addresses('ranges');
    const offset =
      value.kind === ValueKind.RangeListIndex
        ? rangeListOffset(section, root.rangeListsBase, value.number, header)
        : value.number + (header.version < 5 && this.#isSplit ? root.rangeListsBase : 0);
    const addressAt = (index: number) => this.addressAt(index);
    return readRanges(section, offset, { ...encodingOf(header), base: space, low: root.low, addressAt });
  }

  /** The expression that says where a variable is while the processor is at `place`; undefined where there is none. */
  locationAt(value: FormValue, place: number): Uint8Array | undefined {
    const { header, root, space } = this;
    const section = this.#sections(header.version >= 5 ? 'locationLists' : 'locations');
    const offset =
      value.kind === ValueKind.LocationListIndex
        ? rangeListOffset(section, root.locationListsBase, value.number, header)
        : value.number;
    const addressAt = (index: number) => this.addressAt(index);
    return findLocation(section, offset, place, { ...encodingOf(header), base: space, low: root.low, addressAt });
  }

  #text(value: FormValue, stringOffsetsBase: number): string {
    switch (value.kind) {
      case ValueKind.Text:
        return value.text;
      case ValueKind.StringOffset:
        return this.#sections('strings').seek(value.number).string();
      case ValueKind.LineStringOffset:
        return this.#sections('lineStrings').seek(value.number).string();
      case ValueKind.SupplementaryStringOffset:
        return this.#supplementary(value.number) ?? '';
      case ValueKind.StringIndex: {
        const { offsetBytes } = this.header;
        const offsets = this.#sections('stringOffsets').seek(stringOffsetsBase + value.number * offsetBytes);
        return this.#sections('strings').seek(readOffset(offsets, this.header)).string();
      }
      default:
        return '';
    }
  }

  #addressAt(index: number, addressBase: number): number {
    const addresses = this.#addresses('addresses').seek(addressBase + index * this.header.addressBytes);
    return readAddress(addresses, this.header, this.space);
  }

  /** Bases may stand behind what needs them, so values are kept first and understood afterwards. */
  #readRoot(cursor: DenseCursor, skeleton: SkeletonBases | undefined): UnitRoot {
    const values = new Map<number, FormValue>();
    const abbreviation = this.abbreviationAt(cursor);
    abbreviation?.attributes.forEach((attribute, i) => {
      const value = emptyValue();
      this.read(cursor, abbreviation.forms[i] ?? 0, abbreviation.implicit[i] ?? 0, value);
      values.set(attribute, value);
    });
    const number = (...attributes: readonly number[]) =>
      attributes.map((attribute) => values.get(attribute)?.number).find((found) => found !== undefined);
    // A split unit's own table begins behind its header where no attribute says so.
    const { version, offsetBytes } = this.header;
    const implied = skeleton === undefined || version < 5 ? 0 : offsetBytes === 8 ? 16 : 8;
    const impliedLists = skeleton === undefined || version < 5 ? 0 : offsetBytes === 8 ? 20 : 12;
    const stringOffsetsBase = number(At.StrOffsetsBase) ?? implied;
    const addressBase = number(At.AddrBase, At.GnuAddrBase) ?? skeleton?.addressBase ?? 0;
    const text = (...attributes: readonly number[]) => {
      const value = attributes.map((attribute) => values.get(attribute)).find((found) => found !== undefined);
      return value === undefined ? '' : this.#text(value, stringOffsetsBase);
    };
    const low = values.get(At.LowPc);
    const dwoName = text(At.DwoName, At.GnuDwoName);
    return {
      name: text(At.Name),
      compilationDirectory: text(At.CompDir) || (skeleton?.compilationDirectory ?? ''),
      producer: text(At.Producer),
      language: number(At.Language) ?? 0,
      low: this.#low(low, addressBase) ?? skeleton?.low ?? 0,
      lineProgram: number(At.StmtList),
      stringOffsetsBase,
      addressBase,
      rangeListsBase:
        number(At.RnglistsBase) ?? (impliedLists || (skeleton?.rangeListsBase ?? number(At.GnuRangesBase) ?? 0)),
      locationListsBase: number(At.LoclistsBase) ?? impliedLists,
      dwoName: dwoName === '' ? undefined : dwoName,
      dwoId: this.header.dwoId ?? dwoIdOf(values.get(At.GnuDwoId)),
    };
  }

  #low(value: FormValue | undefined, addressBase: number): number | undefined {
    if (value?.kind === ValueKind.AddressIndex) return this.#addressAt(value.number, addressBase);
    return value?.kind === ValueKind.Address ? value.number : undefined;
  }
}

function dwoIdOf(value: FormValue | undefined): string | undefined {
  return value === undefined ? undefined : String(value.number);
}

function encodingOf({ version, addressBytes, offsetBytes }: UnitHeader) {
  return { version, addressBytes, offsetBytes };
}
