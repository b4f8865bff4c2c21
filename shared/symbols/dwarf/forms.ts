/** How the value of an attribute is stored. @see DWARF 5, section 7.5.6 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { Form } from './constants.ts';

/** What of a unit's header decides how its values are stored. */
export interface Encoding {
  readonly version: number;
  readonly addressBytes: number;
  /** 4, or 8 for 64-bit DWARF. */
  readonly offsetBytes: number;
}

/** What kind of thing {@link FormValue} holds. */
export const ValueKind = {
  None: 0,
  /** An address, as the distance from the base of the {@link AddressSpace}. */
  Address: 1,
  /** A number, or an offset into another section. */
  Number: 2,
  /** An offset within the unit. */
  UnitReference: 3,
  /** An offset within `.debug_info`. */
  InfoReference: 4,
  /** An offset within the supplementary file's `.debug_info`. */
  SupplementaryReference: 5,
  /** Text, already read. */
  Text: 6,
  /** An offset within `.debug_str`. */
  StringOffset: 7,
  LineStringOffset: 8,
  SupplementaryStringOffset: 9,
  StringIndex: 10,
  AddressIndex: 11,
  RangeListIndex: 12,
  LocationListIndex: 13,
} as const;
export type ValueKind = (typeof ValueKind)[keyof typeof ValueKind];

/** One value, overwritten by the next read: there are tens of millions of them in a kernel. */
export interface FormValue {
  kind: ValueKind;
  number: number;
  text: string;
}

export function emptyValue(): FormValue {
  return { kind: ValueKind.None, number: 0, text: '' };
}

/** How long a value is: a number of bytes, or what decides it. */
type Length = 0 | 1 | 2 | 3 | 4 | 8 | 16 | 'address' | 'offset' | 'info' | 'uleb' | 'sleb' | 'string' | Block;
type Block = 'block1' | 'block2' | 'block4' | 'block';

interface Shape {
  readonly length: Length;
  readonly kind: ValueKind;
}

const { None, Address, Number: Plain, UnitReference, InfoReference, SupplementaryReference } = ValueKind;
const { StringIndex, AddressIndex } = ValueKind;

const SHAPES: ReadonlyMap<number, Shape> = new Map<number, Shape>([
  [Form.Addr, { length: 'address', kind: Address }],
  [Form.Block2, { length: 'block2', kind: None }],
  [Form.Block4, { length: 'block4', kind: None }],
  [Form.Data2, { length: 2, kind: Plain }],
  [Form.Data4, { length: 4, kind: Plain }],
  [Form.Data8, { length: 8, kind: Plain }],
  [Form.String, { length: 'string', kind: ValueKind.Text }],
  [Form.Block, { length: 'block', kind: None }],
  [Form.Block1, { length: 'block1', kind: None }],
  [Form.Data1, { length: 1, kind: Plain }],
  [Form.Flag, { length: 1, kind: Plain }],
  [Form.Sdata, { length: 'sleb', kind: Plain }],
  [Form.Strp, { length: 'offset', kind: ValueKind.StringOffset }],
  [Form.Udata, { length: 'uleb', kind: Plain }],
  [Form.RefAddr, { length: 'info', kind: InfoReference }],
  [Form.Ref1, { length: 1, kind: UnitReference }],
  [Form.Ref2, { length: 2, kind: UnitReference }],
  [Form.Ref4, { length: 4, kind: UnitReference }],
  [Form.Ref8, { length: 8, kind: UnitReference }],
  [Form.RefUdata, { length: 'uleb', kind: UnitReference }],
  [Form.SecOffset, { length: 'offset', kind: Plain }],
  [Form.Exprloc, { length: 'block', kind: None }],
  [Form.FlagPresent, { length: 0, kind: Plain }],
  [Form.Strx, { length: 'uleb', kind: StringIndex }],
  [Form.Addrx, { length: 'uleb', kind: AddressIndex }],
  [Form.RefSup4, { length: 4, kind: SupplementaryReference }],
  [Form.StrpSup, { length: 'offset', kind: ValueKind.SupplementaryStringOffset }],
  [Form.Data16, { length: 16, kind: None }],
  [Form.LineStrp, { length: 'offset', kind: ValueKind.LineStringOffset }],
  [Form.RefSig8, { length: 8, kind: None }],
  [Form.ImplicitConst, { length: 0, kind: Plain }],
  [Form.Loclistx, { length: 'uleb', kind: ValueKind.LocationListIndex }],
  [Form.Rnglistx, { length: 'uleb', kind: ValueKind.RangeListIndex }],
  [Form.RefSup8, { length: 8, kind: SupplementaryReference }],
  [Form.Strx1, { length: 1, kind: StringIndex }],
  [Form.Strx2, { length: 2, kind: StringIndex }],
  [Form.Strx3, { length: 3, kind: StringIndex }],
  [Form.Strx4, { length: 4, kind: StringIndex }],
  [Form.Addrx1, { length: 1, kind: AddressIndex }],
  [Form.Addrx2, { length: 2, kind: AddressIndex }],
  [Form.Addrx3, { length: 3, kind: AddressIndex }],
  [Form.Addrx4, { length: 4, kind: AddressIndex }],
  [Form.GnuAddrIndex, { length: 'uleb', kind: AddressIndex }],
  [Form.GnuStrIndex, { length: 'uleb', kind: StringIndex }],
  [Form.GnuRefAlt, { length: 'offset', kind: SupplementaryReference }],
  [Form.GnuStrpAlt, { length: 'offset', kind: ValueKind.SupplementaryStringOffset }],
]);

/** The bytes that every value of `form` takes; undefined where that differs from one to the next. */
export function fixedBytes(form: number, encoding: Encoding): number | undefined {
  const length = SHAPES.get(form)?.length;
  switch (length) {
    case 'address':
      return encoding.addressBytes;
    case 'offset':
      return encoding.offsetBytes;
    case 'info':
      return infoBytes(encoding);
    default:
      return typeof length === 'number' ? length : undefined;
  }
}

export function skipForm(cursor: DenseCursor, form: number, encoding: Encoding): void {
  const bytes = fixedBytes(form, encoding);
  if (bytes !== undefined) {
    cursor.skip(bytes);
    return;
  }
  const length = SHAPES.get(form)?.length;
  switch (length) {
    case 'uleb':
    case 'sleb':
      cursor.skipLeb();
      return;
    case 'string':
      cursor.skipString();
      return;
    case 'block1':
    case 'block2':
    case 'block4':
    case 'block':
      cursor.skip(blockLength(cursor, length));
      return;
    default:
      skipForm(cursor, indirect(cursor, form), encoding);
  }
}

/** The bytes of a value that is a block of them; undefined, and nothing is read, where the form is of another kind. */
export function takeBlock(cursor: DenseCursor, form: number): Uint8Array | undefined {
  const length = SHAPES.get(form)?.length;
  if (length === 16) return cursor.take(length);
  if (length === 'block1' || length === 'block2' || length === 'block4' || length === 'block') {
    return cursor.take(blockLength(cursor, length));
  }
  return undefined;
}

/** An offset of 4 or 8 bytes. */
export function readOffset(cursor: DenseCursor, { offsetBytes }: Pick<Encoding, 'offsetBytes'>): number {
  return offsetBytes === 8 ? cursor.u64() : cursor.u32();
}

/** The halves of what is subtracted from an address. */
interface Base {
  readonly high: number;
  readonly low: number;
}

/**
 * Reads a value into `into`.
 *
 * @param implicit the value in the abbreviation, for `DW_FORM_implicit_const`
 */
export function readForm(
  cursor: DenseCursor,
  form: number,
  encoding: Encoding,
  base: Base,
  implicit: number,
  into: FormValue,
): void {
  const shape = SHAPES.get(form);
  if (shape === undefined) {
    readForm(cursor, indirect(cursor, form), encoding, base, implicit, into);
    return;
  }
  into.kind = shape.kind;
  into.number = 0;
  if (form === Form.ImplicitConst) into.number = implicit;
  else if (form === Form.FlagPresent) into.number = 1;
  else if (form === Form.String) into.text = cursor.string();
  else if (shape.kind === ValueKind.None) skipForm(cursor, form, encoding);
  else into.number = readNumber(cursor, shape.length, encoding, base);
}

function readNumber(cursor: DenseCursor, length: Length, encoding: Encoding, base: Base): number {
  switch (length) {
    case 1:
      return cursor.u8();
    case 2:
      return cursor.u16();
    case 3:
      return cursor.u24();
    case 4:
      return cursor.u32();
    case 8:
      return cursor.u64();
    case 'address':
      return readAddress(cursor, encoding, base);
    case 'offset':
      return readOffset(cursor, encoding);
    case 'info':
      return infoBytes(encoding) === 8 ? cursor.u64() : cursor.u32();
    case 'uleb':
      return cursor.uleb();
    case 'sleb':
      return cursor.sleb();
    default:
      return 0;
  }
}

export function readAddress(
  cursor: DenseCursor,
  { addressBytes }: Pick<Encoding, 'addressBytes'>,
  { high, low }: Base,
): number {
  return (addressBytes === 8 ? cursor.u64From(high) : cursor.u32()) - low;
}

/** `DW_FORM_ref_addr` was as long as an address in DWARF 2. */
function infoBytes({ version, addressBytes, offsetBytes }: Encoding): number {
  return version <= 2 ? addressBytes : offsetBytes;
}

function blockLength(cursor: DenseCursor, length: Block): number {
  if (length === 'block1') return cursor.u8();
  if (length === 'block2') return cursor.u16();
  return length === 'block4' ? cursor.u32() : cursor.uleb();
}

/** The form that stands before a value of `DW_FORM_indirect`. */
function indirect(cursor: DenseCursor, form: number): number {
  const found = form === Form.Indirect ? cursor.uleb() : form;
  // It may name neither itself (a chain without end) nor a constant that stands nowhere.
  if (found === Form.ImplicitConst || !SHAPES.has(found)) {
    cursor.fail(FormatErrorCode.Unsupported, 'form', `0x${found.toString(16)} is not known`);
  }
  return found;
}
