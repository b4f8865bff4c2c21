/**
 * Finds the next line that could matter in raw bytes: one automaton of all words (Aho and Corasick, 1975), so that a byte of noise
 * costs one step however many words there are.
 */

const CLASSES = 64;
const CLASS_BITS = 6;

/** The automaton of a list of words. Bytes that stand in no word share a class; more than 63 different ones share some too. */
export class Words {
  readonly #classes = new Uint8Array(256);
  readonly #next: Uint16Array;
  /** States from this on end a word. */
  readonly #ends: number;

  /** @param words none empty, none with a newline: a word stands in one line. */
  constructor(words: readonly string[]) {
    const bytes = words.map((word) => Buffer.from(word, 'latin1'));
    for (const [i, byte] of [...new Set(bytes.flatMap((word) => [...word]))].entries()) {
      this.#classes[byte] = 1 + (i % (CLASSES - 1));
    }
    const trie = new Trie(bytes.map((word) => [...word].map((byte) => this.#classes[byte] ?? 0)));
    const { table, ends } = trie.automaton();
    this.#next = table;
    this.#ends = ends;
  }

  /** Where the next word ends at or after `from`, a line's beginning; the length of the bytes where there is none. */
  endFrom(bytes: Uint8Array, from: number): number {
    const next = this.#next;
    const classes = this.#classes;
    const ends = this.#ends;
    const length = bytes.length;
    let state = 0;
    for (let at = from; at < length; at++) {
      state = next[(state << CLASS_BITS) | (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      if (state >= ends) return at;
    }
    return length;
  }
}

interface Node {
  readonly next: Map<number, Node>;
  fail: Node | undefined;
  isEnd: boolean;
  number: number;
}

const node = (): Node => ({ next: new Map(), fail: undefined, isEnd: false, number: 0 });

class Trie {
  readonly #root = node();

  constructor(words: readonly (readonly number[])[]) {
    for (const word of words) {
      let at = this.#root;
      for (const byte of word) {
        let next = at.next.get(byte);
        if (next === undefined) at.next.set(byte, (next = node()));
        at = next;
      }
      at.isEnd = true;
    }
  }

  /** Each state's successors; states that end a word have the highest numbers. */
  automaton(): { table: Uint16Array; ends: number } {
    const nodes = this.#breadthFirst();
    const ordered = [...nodes.filter((each) => !each.isEnd), ...nodes.filter((each) => each.isEnd)];
    for (const [i, each] of ordered.entries()) each.number = i;
    const table = new Uint16Array(ordered.length * CLASSES);
    for (const each of nodes) {
      const row = each.number * CLASSES;
      // A state goes where its longest proper suffix goes, but for its own children.
      if (each.fail !== undefined) table.copyWithin(row, each.fail.number * CLASSES, (each.fail.number + 1) * CLASSES);
      for (const [byte, next] of each.next) table[row + byte] = next.number;
    }
    return { table, ends: nodes.filter((each) => !each.isEnd).length };
  }

  /** The nodes from the root down, with the node of their longest proper suffix that is in the trie. */
  #breadthFirst(): Node[] {
    const nodes = [this.#root];
    for (const at of nodes) {
      for (const [byte, next] of at.next) {
        let fail = at.fail;
        while (fail !== undefined && !fail.next.has(byte)) fail = fail.fail;
        next.fail = fail?.next.get(byte) ?? this.#root;
        next.isEnd ||= next.fail.isEnd;
        nodes.push(next);
      }
    }
    return nodes;
  }
}

/** Goes through one piece of a log, in which no byte is looked at twice. */
export class Prefilter {
  readonly #words: Words;
  readonly #bytes: Uint8Array;
  #nearest = -1;

  constructor(words: Words, bytes: Uint8Array) {
    this.#words = words;
    this.#bytes = bytes;
  }

  /** Where the next word ends at or after `from`, a line's beginning, which never goes back. */
  nextFrom(from: number): number {
    if (from > this.#nearest) this.#nearest = this.#words.endFrom(this.#bytes, from);
    return this.#nearest;
  }
}
