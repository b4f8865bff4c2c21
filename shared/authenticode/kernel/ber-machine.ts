/**
 * The decoder of BER that the Linux kernel uses for PKCS#7, X.509 and Authenticode, in its own terms: a machine that
 * matches tags in the order a grammar gives and calls actions as it goes.
 *
 * A general ASN.1 library can't stand in for it: which of two faults of a message is reported first, that lengths of three
 * bytes are refused, that indefinite lengths are accepted, that bytes after the outermost element are ignored: all of it
 * decides the errno. Written after the rules of linux v6.1 and v6.12 lib/asn1_decoder.c (`asn1_ber_decoder`) and
 * scripts/asn1_compiler.c (which matches can be skipped, which are conditional).
 */
import { KernelError } from './errno.ts';

const TAG_CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const INDEFINITE = 0x80;
/** `datalen > 65535` is refused outright. */
const MAX_MESSAGE_BYTES = 65535;
/** `NR_CONS_STACK`: how deep constructed types that the grammar names may nest. */
const MAX_DEPTH = 10;

/** Called with the element just matched. `headerLength` bytes of tag and length stand before `value`. */
export type BerAction = (element: BerElement) => void;

export interface BerElement {
  readonly tag: number;
  readonly headerLength: number;
  /** Offset of the content in the message. */
  readonly offset: number;
  readonly value: Uint8Array;
}

export interface MatchOptions {
  /** Absent: any tag. With the constructed bit: either form is taken (the code, not its comment); without it: primitive. */
  readonly tag?: number;
  /** OPTIONAL, or an alternative of a CHOICE: another tag, or the end, is no fault. */
  readonly skip?: boolean;
  /** A later alternative of a CHOICE: passed over when an earlier one matched. */
  readonly conditional?: boolean;
}

interface OpenElement {
  readonly start: number;
  readonly headerLength: number;
  /** End of the element around this one; undefined while that end is not known (indefinite length). */
  readonly outerEnd: number | undefined;
}

export class BerMachine {
  readonly data: Uint8Array;
  #dp = 0;
  #end: number;
  #matched = false;
  #lastMatched = false;
  #open: OpenElement[] = [];

  /** @throws {KernelError} EMSGSIZE for a message of more than 65535 bytes */
  constructor(data: Uint8Array) {
    if (data.length > MAX_MESSAGE_BYTES) {
      throw new KernelError('EMSGSIZE', 'asn1_ber_decoder', `message of ${data.length} bytes, 65535 at most`);
    }
    this.data = data;
    this.#end = data.length;
  }

  /** An element that the grammar does not look into: its content goes to `action`. Answers whether it was there. */
  leaf(options: MatchOptions, action?: BerAction): boolean {
    const header = this.#match(options);
    if (header === undefined) return false;
    const { tag, headerLength, indefinite } = header;
    const length = indefinite ? this.#indefiniteLength() : header.length;
    const offset = this.#dp;
    action?.({ tag, headerLength, offset, value: this.data.subarray(offset, offset + length) });
    this.#dp += length;
    return true;
  }

  /** A constructed element (SEQUENCE, SET, explicit tag) whose parts `body` matches. */
  constructed(options: MatchOptions & { readonly tag: number }, body: () => void, action?: BerAction): boolean {
    return this.#constructed(options, body, false, action);
  }

  /** SEQUENCE OF or SET OF: `body` matches one part and runs until the end. At least once: it decides what an empty one is. */
  constructedOf(options: MatchOptions & { readonly tag: number }, body: () => void, action?: BerAction): boolean {
    return this.#constructed(options, body, true, action);
  }

  /**
   * A constructed element that the compiler puts out of line (it is optional, or its type is used more than once):
   * coming back from it counts as a match, whatever its last part did.
   */
  outOfLine(matched: boolean): boolean {
    if (matched) {
      this.#matched = true;
      this.#lastMatched = true;
    }
    return matched;
  }

  /** After the alternatives of a CHOICE that is not optional. */
  requireMatched(): void {
    if (!this.#matched) this.#fail('Unexpected tag');
  }

  /** Did the optional element just tried come back from out of line? Decides `ASN1_OP_MAYBE_ACT`. */
  get lastMatched(): boolean {
    return this.#lastMatched;
  }

  #constructed(
    options: MatchOptions & { readonly tag: number },
    body: () => void,
    repeat: boolean,
    action: BerAction | undefined,
  ): boolean {
    const header = this.#match({ ...options, tag: options.tag | TAG_CONSTRUCTED });
    if (header === undefined) return false;
    if (this.#open.length >= MAX_DEPTH) this.#fail('Cons stack overflow');
    const start = this.#dp;
    const { headerLength } = header;
    this.#open.push({ start, headerLength, outerEnd: header.indefinite ? undefined : this.#end });
    if (!header.indefinite) this.#end = start + header.length;

    do body();
    while (repeat && !this.#atEnd());

    const length = this.#close();
    action?.({ tag: 0, headerLength, offset: start, value: this.data.subarray(start, start + length) });
    return true;
  }

  /** For SET OF and SEQUENCE OF: is there nothing more in it? */
  #atEnd(): boolean {
    if (this.#open.at(-1)?.outerEnd !== undefined) return this.#dp >= this.#end;
    if (this.#end - this.#dp < 2) this.#fail('Data overrun error');
    return this.data[this.#dp] === 0;
  }

  #close(): number {
    const element = this.#open.pop();
    if (element === undefined) this.#fail('Cons stack underflow');
    if (element.outerEnd === undefined || element.outerEnd === 0) {
      if (this.#end - this.#dp < 2) this.#fail('Data overrun error');
      if (this.data[this.#dp] !== 0) this.#fail('Missing EOC in indefinite len cons');
      if (this.data[this.#dp + 1] !== 0) this.#fail('Invalid length EOC');
      this.#dp += 2;
      return this.#dp - element.start - 2;
    }
    if (this.#dp !== this.#end) this.#fail('Cons length error');
    const length = this.#end - element.start;
    this.#end = element.outerEnd;
    return length;
  }

  #match(
    options: MatchOptions,
  ): { tag: number; headerLength: number; length: number; indefinite: boolean } | undefined {
    if ((options.conditional === true && this.#matched) || (options.skip === true && this.#dp === this.#end)) {
      this.#lastMatched = false;
      return undefined;
    }
    this.#matched = false;
    this.#lastMatched = false;
    if (this.#end - this.#dp < 2) this.#fail('Data overrun error');
    const tag = this.#byte();
    if ((tag & LONG_TAG) === LONG_TAG) this.#fail('Long tag not supported');
    if (options.tag !== undefined) {
      const differs = (options.tag ^ tag) & ~(options.tag & TAG_CONSTRUCTED);
      if (differs !== 0) {
        if (options.skip !== true) this.#fail('Unexpected tag');
        this.#dp -= 1;
        return undefined;
      }
    }
    this.#matched = true;

    let length = this.#byte();
    let headerLength = 2;
    let indefinite = false;
    if (length === INDEFINITE) {
      if ((tag & TAG_CONSTRUCTED) === 0) this.#fail('Indefinite len primitive not permitted');
      if (this.#end - this.#dp < 2) this.#fail('Data overrun error');
      indefinite = true;
    } else {
      if (length > INDEFINITE) {
        let count = length - INDEFINITE;
        if (count > 2) this.#fail('Unsupported length');
        if (count > this.#end - this.#dp) this.#fail('Data overrun error');
        headerLength += count;
        for (length = 0; count > 0; count -= 1) length = (length << 8) | this.#byte();
      }
      if (length > this.#end - this.#dp) this.#fail('Data overrun error');
    }
    return { tag, headerLength, length, indefinite };
  }

  /** Length of the content from here, its end mark included: as `asn1_find_indefinite_length` counts it. */
  #indefiniteLength(): number {
    let at = this.#dp;
    for (let level = 1; ;) {
      if (this.#end - at < 2) this.#fail('Data overrun error');
      const tag = this.data[at] ?? 0;
      at += 1;
      if (tag === 0) {
        if (this.data[at] !== 0) this.#fail('Invalid length EOC');
        at += 1;
        level -= 1;
        if (level === 0) return at - this.#dp;
        continue;
      }
      if ((tag & LONG_TAG) === LONG_TAG) {
        let more;
        do {
          if (this.#end - at < 2) this.#fail('Data overrun error');
          more = this.data[at] ?? 0;
          at += 1;
        } while ((more & 0x80) !== 0);
      }
      let length = this.data[at] ?? 0;
      at += 1;
      if (length === INDEFINITE) {
        if ((tag & TAG_CONSTRUCTED) === 0) this.#fail('Indefinite len primitive not permitted');
        level += 1;
        continue;
      }
      if (length > INDEFINITE) {
        let count = length - INDEFINITE;
        if (count > 7) this.#fail('Unsupported length');
        if (count > this.#end - at) this.#fail('Data overrun error');
        for (length = 0; count > 0; count -= 1, at += 1) length = length * 256 + (this.data[at] ?? 0);
      }
      if (length > this.#end - at) this.#fail('Data overrun error');
      at += length;
    }
  }

  #byte(): number {
    const value = this.data[this.#dp];
    if (value === undefined) this.#fail('Data overrun error');
    this.#dp += 1;
    return value;
  }

  #fail(problem: string): never {
    throw new KernelError(
      'EBADMSG',
      'asn1_ber_decoder',
      `${problem} at byte 0x${this.#dp.toString(16)} of the message`,
    );
  }
}
