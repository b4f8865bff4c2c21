import { LittleEndian } from '../bytes/little-endian.ts';
/** The x86 filter of xz: targets of CALL and JMP stand in the file as absolute addresses, and are made relative again here. */
const ALLOWED = [true, true, true, false, true, false, false, false];
const BIT_NUMBER = [0, 1, 2, 2, 3, 3, 3, 3];

export class X86Filter {
  #mask = 0;
  #previous = -5;
  #position = 0;
  #carry: Uint8Array = new Uint8Array(0);

  /** What can be said for sure of the output so far: the last bytes wait for those behind them. */
  push(bytes: Uint8Array): Uint8Array {
    const data = Buffer.concat([this.#carry, bytes]);
    const done = this.#convert(data);
    this.#carry = data.subarray(done);
    this.#position += done;
    return data.subarray(0, done);
  }

  end(): Uint8Array {
    return this.#carry;
  }

  #convert(data: Uint8Array): number {
    if (data.length < 5) return 0;
    const view = new LittleEndian(data);
    const limit = data.length - 5;
    if (this.#position - this.#previous > 5) this.#previous = this.#position - 5;
    let at = 0;
    while (at <= limit) {
      if (((data[at] ?? 0) & 0xfe) !== 0xe8) {
        at += 1;
        continue;
      }
      const since = this.#position + at - this.#previous;
      this.#previous = this.#position + at;
      if (since > 5) this.#mask = 0;
      else for (let step = 0; step < since; step += 1) this.#mask = (this.#mask & 0x77) << 1;
      const top = data[at + 4] ?? 0;
      const plausible = top === 0 || top === 0xff;
      if (plausible && (ALLOWED[(this.#mask >> 1) & 7] ?? false) && this.#mask >> 1 < 0x10) {
        const target = this.#relative(view.u32(at + 1), this.#position + at + 5);
        const absolute = ((target & 0x01ffffff) | ((target & 0x01000000) === 0 ? 0 : 0xff000000)) >>> 0;
        Buffer.from(data.buffer, data.byteOffset, data.length).writeUInt32LE(absolute, at + 1);
        if ((target & 0x01000000) === 0) data[at + 4] = 0;
        at += 5;
        this.#mask = 0;
      } else {
        at += 1;
        this.#mask |= plausible ? 0x11 : 0x01;
      }
    }
    return at;
  }

  #relative(absolute: number, next: number): number {
    let source = absolute;
    for (;;) {
      const target = (source - next) >>> 0;
      if (this.#mask === 0) return target;
      const bits = BIT_NUMBER[this.#mask >> 1] ?? 0;
      const byte = (target >>> (24 - bits * 8)) & 0xff;
      if (byte !== 0 && byte !== 0xff) return target;
      source = (target ^ (2 ** (32 - bits * 8) - 1)) >>> 0;
    }
  }
}
