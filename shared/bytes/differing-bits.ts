/** How many bits differ: one speaks for hardware. What one of them has beyond the other's end is not counted. */
export function differingBits(one: Uint8Array, other: Uint8Array): number {
  let bits = 0;
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    for (let rest = (one[i] ?? 0) ^ (other[i] ?? 0); rest !== 0; rest &= rest - 1) bits += 1;
  }
  return bits;
}
