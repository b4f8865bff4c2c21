/**
 * Pieces one behind the other, as one. What was read or decoded together lies like that already: then it is the same memory, and nothing
 * is copied.
 */
export class Joined {
  #start: Uint8Array | undefined;
  #length = 0;

  /** Whether `piece` lies right behind what was added so far, and is one with it now. */
  add(piece: Uint8Array): boolean {
    const start = this.#start;
    if (start === undefined) this.#start = piece;
    else if (piece.buffer !== start.buffer || piece.byteOffset !== start.byteOffset + this.#length) return false;
    this.#length += piece.length;
    return true;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Uint8Array {
    const start = this.#start;
    return start === undefined ? new Uint8Array(0) : new Uint8Array(start.buffer, start.byteOffset, this.#length);
  }
}

/** The pieces one behind the other: the memory that they lie in where they do so already, else a copy. Not to be written to. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const inPlace = new Joined();
  return pieces.every((piece) => inPlace.add(piece)) ? inPlace.bytes : Buffer.concat(pieces);
}
