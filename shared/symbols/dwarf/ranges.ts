/** Lists of address ranges: `.debug_rnglists` of DWARF 5, `.debug_ranges` before it. @see DWARF 5, section 2.17.3 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { readAddress, readOffset } from './forms.ts';
import type { Encoding } from './forms.ts';

const MAX_RANGES = 100_000;

/** From `start` up to before `end`. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

export interface ListContext extends Encoding {
  readonly base: { readonly high: number; readonly low: number };
  /** What offsets are added to, until the list says otherwise: `DW_AT_low_pc` of the unit. */
  readonly low: number;
  readonly addressAt: (index: number) => number;
}

/** The list at `offset`; empty ranges are left out. */
export function readRanges(section: DenseCursor, offset: number, context: ListContext): readonly AddressRange[] {
  section.seek(offset);
  const list = context.version >= 5 ? listOfVersion5(section, context) : listOfVersion4(section, context);
  return list.filter(({ start, end }) => end > start);
}

/** Where list `index` of a unit stands; its table begins at `DW_AT_rnglists_base`. */
export function rangeListOffset(section: DenseCursor, tableBase: number, index: number, encoding: Encoding): number {
  section.seek(tableBase + index * encoding.offsetBytes);
  return tableBase + readOffset(section, encoding);
}

function listOfVersion5(cursor: DenseCursor, context: ListContext): AddressRange[] {
  const list: AddressRange[] = [];
  let low = context.low;
  const address = () => readAddress(cursor, context, context.base);
  for (;;) {
    if (list.length > MAX_RANGES) cursor.fail(FormatErrorCode.Limit, 'rnglist', `more than ${MAX_RANGES} ranges`);
    const kind = cursor.u8();
    switch (kind) {
      case 0: // end_of_list
        return list;
      case 1: // base_addressx
        low = context.addressAt(cursor.uleb());
        break;
      case 2: // startx_endx
        list.push({ start: context.addressAt(cursor.uleb()), end: context.addressAt(cursor.uleb()) });
        break;
      case 3: // startx_length
        list.push(lasting(context.addressAt(cursor.uleb()), cursor.uleb()));
        break;
      case 4: // offset_pair
        list.push({ start: low + cursor.uleb(), end: low + cursor.uleb() });
        break;
      case 5: // base_address
        low = address();
        break;
      case 6: // start_end
        list.push({ start: address(), end: address() });
        break;
      case 7: // start_length
        list.push(lasting(address(), cursor.uleb()));
        break;
      default:
        cursor.fail(FormatErrorCode.BadValue, 'rnglist.kind', `${kind} is not known`);
    }
  }
}

function lasting(start: number, length: number): AddressRange {
  return { start, end: start + length };
}

function listOfVersion4(cursor: DenseCursor, context: ListContext): AddressRange[] {
  const list: AddressRange[] = [];
  let low = context.low;
  for (;;) {
    if (list.length > MAX_RANGES) cursor.fail(FormatErrorCode.Limit, 'ranges', `more than ${MAX_RANGES} ranges`);
    const next = readPair(cursor, low, context);
    if (next === undefined) return list;
    if (typeof next === 'number') low = next;
    else list.push(next);
  }
}

/**
 * Two addresses of a list before DWARF 5, relative to `low`. (0, 0) ends the list: undefined. Of (all ones, X) it is X, the new `low`.
 */
export function readPair(cursor: DenseCursor, low: number, context: ListContext): AddressRange | number | undefined {
  const wide = context.addressBytes === 8;
  const address = () => readAddress(cursor, context, context.base);
  const at = cursor.offset;
  const [first, second] = wide ? [cursor.u64(), cursor.u64()] : [cursor.u32(), cursor.u32()];
  if (first === 0 && second === 0) return undefined;
  if (first >= (wide ? 2 ** 64 : 0xffff_ffff)) {
    cursor.seek(at + context.addressBytes);
    return address();
  }
  // In a relocatable file both are relocated, then they are addresses with a section of their own, and the base is 0.
  if (first > Number.MAX_SAFE_INTEGER) {
    cursor.seek(at);
    return { start: address(), end: address() };
  }
  return { start: low + first, end: low + second };
}
