import { LittleEndian } from '../../../bytes/little-endian.ts';
/** `adrp xN, page` with the `add` or load that follows from the same register (Arm ARM C6.2, C4.1.96). */
export function arm64References(start: bigint, code: Uint8Array): bigint[] {
  const view = new LittleEndian(code);
  const pages = new Map<number, bigint>();
  const found: bigint[] = [];
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const word = view.u32(at);
    if ((word & 0x9f00_0000) >>> 0 === 0x9000_0000) {
      const immediate = (((word >>> 5) & 0x7ffff) << 2) | ((word >>> 29) & 3);
      const signed = BigInt.asIntN(21, BigInt(immediate)) * 4096n;
      const page = ((start + BigInt(at)) & ~0xfffn) + signed;
      pages.set(word & 31, BigInt.asUintN(64, page));
      continue;
    }
    const page = pages.get((word >>> 5) & 31);
    if (page === undefined) continue;
    const immediate = BigInt((word >>> 10) & 0xfff);
    if ((word & 0xffc0_0000) >>> 0 === 0x9100_0000) {
      found.push(page + immediate);
      // What it is added to holds the address from here on.
      pages.set(word & 31, page + immediate);
    } else if ((word & 0x3b00_0000) >>> 0 === 0x3900_0000) {
      // Loads and stores with an unsigned offset in units of their size.
      found.push(page + (immediate << BigInt(word >>> 30)));
    }
  }
  return found;
}
