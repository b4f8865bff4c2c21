/** Where a variable is, by address: `.debug_loclists` of DWARF 5, `.debug_loc` before it. @see DWARF 5, section 2.6.2 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { readAddress } from './forms.ts';
import type { ListContext } from './ranges.ts';

const MAX_ENTRIES = 100_000;

/**
 * The expression in the list at `offset` that covers `place`: the first, where several do.
 *
 * @throws {FormatError} truncated | bad-value | limit
 */
export function findLocation(
  section: DenseCursor,
  offset: number,
  place: number,
  context: ListContext,
): Uint8Array | undefined {
  section.seek(offset);
  return context.version >= 5 ? inVersion5(section, place, context) : inVersion4(section, place, context);
}

function inVersion5(cursor: DenseCursor, place: number, context: ListContext): Uint8Array | undefined {
  let low = context.low;
  let byDefault: Uint8Array | undefined;
  const address = () => readAddress(cursor, context, context.base);
  for (let i = 0; i < MAX_ENTRIES; i += 1) {
    let [start, end] = [0, 0];
    const kind = cursor.u8();
    switch (kind) {
      case 0: // end_of_list
        return byDefault;
      case 1: // base_addressx
        low = context.addressAt(cursor.uleb());
        continue;
      case 2: // startx_endx
        start = context.addressAt(cursor.uleb());
        end = context.addressAt(cursor.uleb());
        break;
      case 3: // startx_length
        start = context.addressAt(cursor.uleb());
        end = start + cursor.uleb();
        break;
      case 4: // offset_pair
        start = low + cursor.uleb();
        end = low + cursor.uleb();
        break;
      case 5: // default_location
        byDefault = cursor.take(cursor.uleb());
        continue;
      case 6: // base_address
        low = address();
        continue;
      case 7: // start_end
        start = address();
        end = address();
        break;
      case 8: // start_length
        start = address();
        end = start + cursor.uleb();
        break;
      case 9: // GNU_view_pair
        cursor.skipLeb();
        cursor.skipLeb();
        continue;
      default:
        cursor.fail(FormatErrorCode.BadValue, 'loclist.kind', `${kind} is not known`);
    }
    const expression = cursor.take(cursor.uleb());
    if (place >= start && place < end) return expression;
  }
  return cursor.fail(FormatErrorCode.Limit, 'loclist', `more than ${MAX_ENTRIES} entries`);
}

/** Pairs of addresses, relative to the base, then a length and an expression; as `.debug_ranges` has them. */
function inVersion4(cursor: DenseCursor, place: number, context: ListContext): Uint8Array | undefined {
  let low = context.low;
  const wide = context.addressBytes === 8;
  for (let i = 0; i < MAX_ENTRIES; i += 1) {
    const at = cursor.offset;
    const [first, second] = wide ? [cursor.u64(), cursor.u64()] : [cursor.u32(), cursor.u32()];
    if (first === 0 && second === 0) return undefined;
    if (first >= (wide ? 2 ** 64 : 0xffff_ffff)) {
      cursor.seek(at + context.addressBytes);
      low = readAddress(cursor, context, context.base);
      continue;
    }
    let [start, end] = [low + first, low + second];
    if (first > Number.MAX_SAFE_INTEGER) {
      // Addresses of their own: where the unit has code in several places, its base is 0.
      cursor.seek(at);
      start = readAddress(cursor, context, context.base);
      end = readAddress(cursor, context, context.base);
    }
    const expression = cursor.take(cursor.u16());
    if (place >= start && place < end) return expression;
  }
  return cursor.fail(FormatErrorCode.Limit, 'loc', `more than ${MAX_ENTRIES} entries`);
}
