/**
 * The raw layout of BTF: its header, and records of types one after another (Documentation/bpf/btf.rst, include/uapi/linux/btf.h,
 * linux v6.12).
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { Cursor, hex } from '../../bytes/cursor.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';

export const BTF_MAGIC = 0xeb9f;
const HEADER_BYTES = 24;
const MAX_TYPES = 2 ** 22;
/** What every record begins with, in words: `name_off`, `info`, `size` or `type`. */
export const RECORD_WORDS = 3;

export const BtfKind = {
  Void: 0,
  Int: 1,
  Pointer: 2,
  Array: 3,
  Struct: 4,
  Union: 5,
  Enum: 6,
  Forward: 7,
  Typedef: 8,
  Volatile: 9,
  Const: 10,
  Restrict: 11,
  Function: 12,
  FunctionPrototype: 13,
  Variable: 14,
  DataSection: 15,
  Float: 16,
  DeclarationTag: 17,
  TypeTag: 18,
  Enum64: 19,
} as const;
export type BtfKind = (typeof BtfKind)[keyof typeof BtfKind];

/** Words after the three common ones of a record, by kind: fixed, and for each of its `vlen` elements. */
const EXTRA_FIXED = Uint8Array.of(0, 1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0);
const EXTRA_EACH = Uint8Array.of(0, 0, 0, 0, 3, 3, 2, 0, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 3);

export interface BtfSections {
  /** The type section: its records are whole words. */
  readonly words: Uint32Array;
  readonly strings: Uint8Array;
}

/** Both sections of a BTF. @throws {FormatError} bad-magic | truncated | bad-value | unsupported */
export function readBtfSections(bytes: Uint8Array): BtfSections {
  const c = new Cursor(bytes, 'btf');
  const magic = c.u16('header.magic');
  if (magic !== BTF_MAGIC) c.fail(FormatErrorCode.BadMagic, 'header.magic', `expected 0xeb9f, got ${hex(magic)}`);
  const version = c.u8('header.version');
  if (version !== 1) c.fail(FormatErrorCode.Unsupported, 'header.version', `is ${version}`);
  c.u8('header.flags');
  const headerBytes = c.u32('header.hdr_len');
  if (headerBytes < HEADER_BYTES) c.fail(FormatErrorCode.BadValue, 'header.hdr_len', `is ${headerBytes}`);
  const typesAt = c.u32('header.type_off');
  const typesBytes = c.u32('header.type_len');
  const stringsAt = c.u32('header.str_off');
  const stringsBytes = c.u32('header.str_len');
  const types = c.seek(headerBytes + typesAt, 'header.type_off').take(typesBytes, 'header.type_len');
  const strings = c.seek(headerBytes + stringsAt, 'header.str_off').take(stringsBytes, 'header.str_len');
  if (typesBytes % 4 !== 0) c.fail(FormatErrorCode.BadValue, 'header.type_len', `is ${typesBytes}`);
  const words = new LittleEndian(types).words();
  return { words, strings };
}

/** Where each record begins, in words. Checks that every record lies within the section, so that later reads need not. */
export function indexTypes(words: Uint32Array): Uint32Array {
  const fail = (code: FormatErrorCode, word: number, problem: string): never => {
    throw new FormatError(code, { format: 'btf', field: 'types', offset: word * 4 }, problem);
  };
  let records = new Uint32Array(Math.min(Math.ceil(words.length / 6), MAX_TYPES));
  let count = 0;
  let at = 0;
  while (at < words.length) {
    if (at + 3 > words.length) fail(FormatErrorCode.Truncated, at, 'a record passes the end of the section');
    const info = words[at + 1] ?? 0;
    const kind = (info >>> 24) & 0x1f;
    if (kind >= EXTRA_FIXED.length) fail(FormatErrorCode.Unsupported, at, `kind ${kind} is not known`);
    if (count === MAX_TYPES) fail(FormatErrorCode.Limit, at, `more than ${MAX_TYPES} types`);
    if (count === records.length) {
      const larger = new Uint32Array(Math.min(count * 2 + 16, MAX_TYPES));
      larger.set(records);
      records = larger;
    }
    records[count++] = at;
    at += 3 + (EXTRA_FIXED[kind] ?? 0) + (EXTRA_EACH[kind] ?? 0) * (info & 0xffff);
  }
  if (at !== words.length) fail(FormatErrorCode.Truncated, at, 'the last record passes the end of the section');
  return records.slice(0, count);
}
