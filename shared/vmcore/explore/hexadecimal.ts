/** `p -x`: the integers of a value in hexadecimal, a negative one as its bits. */
import type { Datum } from './datum.ts';

/** @param type of the value, by which it has its width */
export function inHexadecimal(datum: Datum, type: string): Datum {
  switch (datum.is) {
    case 'integer':
      return { ...datum, value: digits(BigInt(datum.value), datum.bits ?? widthOf(type)) };
    case 'array':
      return { ...datum, items: datum.items.map((item) => inHexadecimal(item, type.replace(/\s*\[\d*\]/, ''))) };
    case 'struct':
      return {
        ...datum,
        fields: datum.fields.map((field) => ({ ...field, datum: inHexadecimal(field.datum, field.type) })),
      };
    default:
      return datum;
  }
}

function digits(value: bigint, bits: number): string {
  return `0x${(value < 0n ? BigInt.asUintN(Math.max(bits, value < -(2n ** 31n) ? 64 : 1), value) : value).toString(16)}`;
}

/** Of the names that C and the kernel have for integers. */
function widthOf(type: string): number {
  if (/char|[su]8|int8/.test(type)) return 8;
  if (/short|[su]16|int16/.test(type)) return 16;
  if (/long|64|ktime|size_t|loff_t|ptr|clock_t/.test(type)) return 64;
  return 32;
}
