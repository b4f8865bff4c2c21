/** The header of a unit in `.debug_info`. @see DWARF 5, section 7.5.1 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { UnitType } from './constants.ts';
import { readOffset } from './forms.ts';
import type { Encoding } from './forms.ts';

/** The longest header there is: 64-bit DWARF 5, with a type's signature. */
export const MAX_HEADER_BYTES = 40;
const DWARF_64 = 0xffff_ffff;

export interface UnitHeader extends Encoding {
  /** Of the unit in its section, in bytes. */
  readonly start: number;
  /** Where its first entry stands, and where the unit ends. */
  readonly entries: number;
  readonly end: number;
  /** See {@link UnitType}; before DWARF 5 all in `.debug_info` are `Compile`. */
  readonly type: number;
  readonly abbreviations: number;
  /** Of a skeleton or split unit: what ties the two together. */
  readonly dwoId: string | undefined;
}

/**
 * @param cursor stands at the unit's first byte
 * @param start where in the section that is
 * @throws {FormatError} unsupported | truncated | bad-value
 */
export function readUnitHeader(cursor: DenseCursor, start: number): UnitHeader {
  const from = cursor.offset;
  const { length, offsetBytes } = readLength(cursor);
  const end = start + (cursor.offset - from) + length;
  const version = cursor.u16();
  if (version < 2 || version > 5) {
    cursor.fail(FormatErrorCode.Unsupported, 'unit.version', `DWARF ${version}; versions 2 to 5 are read`);
  }
  const type = version >= 5 ? cursor.u8() : UnitType.Compile;
  const early = version >= 5 ? cursor.u8() : 0;
  const abbreviations = readOffset(cursor, { offsetBytes });
  const addressBytes = version >= 5 ? early : cursor.u8();
  if (addressBytes !== 4 && addressBytes !== 8) {
    cursor.fail(FormatErrorCode.Unsupported, 'unit.address_size', `${addressBytes}; 4 and 8 are read`);
  }
  const tied = type === UnitType.Skeleton || type === UnitType.SplitCompile;
  const dwoId = tied ? Buffer.from(cursor.take(8)).toString('hex') : undefined;
  if (type === UnitType.Type || type === UnitType.SplitType) cursor.skip(8 + offsetBytes);
  const entries = start + (cursor.offset - from);
  if (entries > end) cursor.fail(FormatErrorCode.BadValue, 'unit.length', 'shorter than its header');
  return { start, entries, end, type, version, abbreviations, addressBytes, offsetBytes, dwoId };
}

/** `unit_length`, as lists and line programs have it too. */
export function readLength(cursor: DenseCursor): { readonly length: number; readonly offsetBytes: 4 | 8 } {
  const short = cursor.u32();
  if (short === DWARF_64) return { length: cursor.u64(), offsetBytes: 8 };
  if (short >= 0xffff_fff0) cursor.fail(FormatErrorCode.Unsupported, 'unit_length', 'a reserved value');
  return { length: short, offsetBytes: 4 };
}
