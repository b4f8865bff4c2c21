/**
 * The checksum in the optional header: the one's complement sum of the file as 16-bit words, the field itself counted as
 * zero, plus the file's length. No verifier needs it; Windows' drivers and some firmware look at it.
 */
export class PeChecksum {
  #sum = 0;
  #odd: number | undefined;
  #length = 0;

  /** Pieces of the file in order, of any length. */
  update(bytes: Uint8Array): this {
    let at = 0;
    this.#length += bytes.length;
    if (this.#odd !== undefined && bytes.length > 0) {
      this.#sum += this.#odd | ((bytes[0] ?? 0) << 8);
      this.#odd = undefined;
      at = 1;
    }
    const words = (bytes.length - at) >> 1;
    this.#sum = fold(this.#sum + sumWords(bytes.subarray(at, at + words * 2)));
    if (at + words * 2 < bytes.length) this.#odd = bytes.at(-1);
    return this;
  }

  value(): number {
    const sum = fold(this.#sum + (this.#odd ?? 0));
    return (sum + this.#length) >>> 0;
  }
}

/** 2^16 is 1 modulo 2^16-1: wider words add up to the same, and are fewer. */
function sumWords(bytes: Uint8Array): number {
  let sum = 0;
  if (bytes.byteOffset % 4 === 0) {
    const wide = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    // 2^20 words of 2^32 stay below 2^53.
    for (let start = 0; start < wide.length; start += 1 << 20) {
      const end = Math.min(start + (1 << 20), wide.length);
      let part = 0;
      for (let index = start; index < end; index += 1) part += wide[index] ?? 0;
      sum = fold(sum + part);
    }
    if (bytes.length % 4 !== 0) sum += (bytes.at(-2) ?? 0) | ((bytes.at(-1) ?? 0) << 8);
    return sum;
  }
  for (let index = 0; index < bytes.length; index += 2) sum += (bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8);
  return sum;
}

/** To 16 bits with end-around carry: 0 only for 0. */
function fold(sum: number): number {
  return sum === 0 ? 0 : ((sum - 1) % 0xffff) + 1;
}
