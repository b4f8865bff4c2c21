const FIRST_BYTES = 4096;

/** Bytes that grow, written as {@link DenseCursor} reads them. */
export class DenseWriter {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  u8(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  u32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.u8((value >>> shift) & 0xff);
  }

  /** @param value a whole number from 0 to 2^53 - 1 */
  uleb(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.u8(rest);
  }

  /** @param value a whole number from -2^48 to before 2^48: seven bytes, which a reader adds up exactly */
  sleb(value: number): void {
    let rest = value;
    while (rest < -0x40 || rest >= 0x40) {
      this.u8((((rest % 0x80) + 0x80) % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.u8(rest & 0x7f);
  }

  raw(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Its length, then its UTF-8. */
  text(text: string): void {
    const bytes = Buffer.from(text);
    this.uleb(bytes.length);
    this.raw(bytes);
  }

  #grow(by: number): void {
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + by));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
