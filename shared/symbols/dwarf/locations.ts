/** Where a variable is, by address: `.debug_loclists` of DWARF 5, `.debug_loc` before it. @see DWARF 5, section 2.6.2 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { readAddress } from './forms.ts';
import { readPair } from './ranges.ts';
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

/** Pairs of addresses as `.debug_ranges` has them, each before a length and an expression. */
function inVersion4(cursor: DenseCursor, place: number, context: ListContext): Uint8Array | undefined {
  let low = context.low;
  for (let i = 0; i < MAX_ENTRIES; i += 1) {
    const next = readPair(cursor, low, context);
    if (next === undefined) return undefined;
    if (typeof next === 'number') {
      low = next;
      continue;
    }
    const expression = cursor.take(cursor.u16());
    if (place >= next.start && place < next.end) return expression;
  }
  return cursor.fail(FormatErrorCode.Limit, 'loc', `more than ${MAX_ENTRIES} entries`);
}
