/**
 * ASN.1 elements as tag, length and value, read lazily: nothing is walked that is not asked for, so depth is bounded by the
 * reader. Accepts BER (indefinite lengths, long forms) as OpenSSL does; `isDer` says whether it was DER.
 */
import { Cursor } from '../../bytes/cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { decodeOid } from './oids.ts';

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
/** Elements whose end has to be searched for may nest so deep. */
const MAX_INDEFINITE_DEPTH = 32;
const MAX_CHILDREN = 4096;

export class Asn1Element {
  /** Identifier octet: class, constructed bit and number. */
  readonly tag: number;
  /** With header, and end mark where there is one. */
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
  /** Where `raw` begins in the outermost element. */
  readonly offset: number;
  readonly indefinite: boolean;
  readonly #minimalLength: boolean;

  private constructor(parts: {
    tag: number;
    raw: Uint8Array;
    content: Uint8Array;
    offset: number;
    indefinite: boolean;
    minimalLength: boolean;
  }) {
    this.tag = parts.tag;
    this.raw = parts.raw;
    this.content = parts.content;
    this.offset = parts.offset;
    this.indefinite = parts.indefinite;
    this.#minimalLength = parts.minimalLength;
  }

  /** The element at the beginning of `bytes`; what follows it is left alone. @throws {FormatError} */
  static first(bytes: Uint8Array, base = 0): Asn1Element {
    const c = new Cursor(bytes, 'asn1', { littleEndian: false, base });
    const tag = c.u8('tag');
    if ((tag & LONG_TAG) === LONG_TAG) c.fail(FormatErrorCode.Unsupported, 'tag', 'tag number above 30');
    const first = c.u8('length');
    let length = first;
    let minimalLength = true;
    if (first === 0x80) {
      if ((tag & CONSTRUCTED) === 0)
        c.fail(FormatErrorCode.BadValue, 'length', 'indefinite length of a primitive element');
      const start = c.offset;
      const end = indefiniteEnd(bytes, start, base);
      return new Asn1Element({
        tag,
        raw: bytes.subarray(0, end),
        content: bytes.subarray(start, end - 2),
        offset: base,
        indefinite: true,
        minimalLength: false,
      });
    }
    if (first > 0x80) {
      const count = first - 0x80;
      if (count > 4) c.fail(FormatErrorCode.Limit, 'length', `length in ${count} bytes`);
      length = c.take(count, 'length').reduce((value, byte) => value * 256 + byte, 0);
      minimalLength = length >= (count === 1 ? 0x80 : 2 ** (8 * (count - 1)));
    }
    const content = c.take(length, 'content');
    const raw = bytes.subarray(0, c.offset);
    return new Asn1Element({ tag, raw, content, offset: base, indefinite: false, minimalLength });
  }

  /** The one element that `bytes` hold. @throws {FormatError} also when bytes follow it */
  static only(bytes: Uint8Array, base = 0): Asn1Element {
    const element = Asn1Element.first(bytes, base);
    if (element.raw.length !== bytes.length) {
      fail(element, 'end', `${bytes.length - element.raw.length} bytes follow the element`);
    }
    return element;
  }

  get constructed(): boolean {
    return (this.tag & CONSTRUCTED) !== 0;
  }

  /** @throws {FormatError} when this is not a constructed element made of whole elements */
  children(): readonly Asn1Element[] {
    if (!this.constructed) fail(this, 'tag', 'a constructed element is expected');
    const children: Asn1Element[] = [];
    const base = this.offset + this.raw.length - this.content.length - (this.indefinite ? 2 : 0);
    for (let at = 0; at < this.content.length;) {
      const child = Asn1Element.first(this.content.subarray(at), base + at);
      children.push(child);
      if (children.length > MAX_CHILDREN)
        fail(this, 'children', `more than ${MAX_CHILDREN} parts`, FormatErrorCode.Limit);
      at += child.raw.length;
    }
    return children;
  }

  /** This element, when it has the tag. @throws {FormatError} otherwise */
  expect(tag: number, field: string): this {
    if (this.tag !== tag) fail(this, field, `tag 0x${tag.toString(16)} expected, found 0x${this.tag.toString(16)}`);
    return this;
  }

  /** Dotted object identifier. @throws {FormatError} when it is none */
  oid(field: string): string {
    return decodeOid(this.expect(TAG.oid, field).content);
  }

  /** No indefinite length, no longer form of a length than needed; of this element alone, not of its parts. */
  get isDer(): boolean {
    return !this.indefinite && this.#minimalLength;
  }
}

/** Offset just after the end mark of the indefinite-length content that begins at `start`. */
function indefiniteEnd(bytes: Uint8Array, start: number, base: number): number {
  const c = new Cursor(bytes, 'asn1', { littleEndian: false, base }).seek(start, 'content');
  for (let depth = 1; ;) {
    const tag = c.u8('tag');
    const first = c.u8('length');
    if (tag === 0 && first === 0) {
      depth -= 1;
      if (depth === 0) return c.offset;
    } else if (first === 0x80) {
      depth += 1;
      if (depth > MAX_INDEFINITE_DEPTH) c.fail(FormatErrorCode.Limit, 'length', 'indefinite lengths nest too deep');
    } else {
      const count = first > 0x80 ? first - 0x80 : 0;
      if (count > 4) c.fail(FormatErrorCode.Limit, 'length', `length in ${count} bytes`);
      const length = count === 0 ? first : c.take(count, 'length').reduce((value, byte) => value * 256 + byte, 0);
      c.skip(length, 'content');
    }
  }
}

function fail(
  element: Asn1Element,
  field: string,
  problem: string,
  code: FormatErrorCode = FormatErrorCode.BadValue,
): never {
  return new Cursor(element.raw, 'asn1', { base: element.offset }).fail(code, field, problem);
}
