/**
 * Finds the next line that could matter in raw bytes. One native search runs ahead for each word, and none goes over a byte twice,
 * so that noise costs nearly nothing and the whole is linear.
 */
export class Prefilter {
  readonly #words: readonly Buffer[];
  readonly #bytes: Buffer;
  /** Where each word is next; the length of the bytes where it is no more. */
  readonly #next: number[] = [];
  #nearest = -1;

  constructor(words: readonly Buffer[], bytes: Buffer) {
    this.#words = words;
    this.#bytes = bytes;
  }

  /** Offset of the first word at or after `from`, which never goes back; the length of the bytes where there is none. */
  nextFrom(from: number): number {
    if (from <= this.#nearest) return this.#nearest;
    const length = this.#bytes.length;
    let nearest = length;
    for (let i = 0; i < this.#words.length; i++) {
      let at = this.#next[i] ?? -1;
      if (at < from) {
        const word = this.#words[i];
        at = word === undefined ? -1 : this.#bytes.indexOf(word, from);
        if (at < 0) at = length;
        this.#next[i] = at;
      }
      if (at < nearest) nearest = at;
    }
    this.#nearest = nearest;
    return nearest;
  }
}
