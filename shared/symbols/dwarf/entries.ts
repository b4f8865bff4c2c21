/** Entries of a unit one by one, with all that they say: for looking something up, where {@link UnitScopes} reads everything. */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { wholeNumber } from '../../bytes/whole-number.ts';
import { FormatErrorCode } from '../../errors.ts';
import type { Abbreviation } from './abbreviations.ts';
import { At, Form } from './constants.ts';
import { ValueKind, emptyValue, skipForm, takeBlock } from './forms.ts';
import type { FormValue } from './forms.ts';
import type { AddressRange } from './ranges.ts';
import type { UnitContext } from './unit-context.ts';

const MAX_DEPTH = 1024;

/** What an attribute says; a block of bytes (an expression, say) as such. */
export interface Attribute extends Readonly<FormValue> {
  readonly block?: Uint8Array | undefined;
  /** A constant in full: 64 bits do not go into `number`. */
  readonly constant?: bigint | undefined;
}

export interface Entry {
  /** In `.debug_info`. */
  readonly offset: number;
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: ReadonlyMap<number, Attribute>;
  /** Where what follows its attributes stands: its first child, or else its neighbour. */
  readonly behind: number;
}

/** A unit that is looked at; its cursor's offset 0 is the unit's start. */
export class UnitEntries {
  readonly unit: UnitContext;
  readonly #cursor: DenseCursor;

  constructor(unit: UnitContext, cursor: DenseCursor) {
    this.unit = unit;
    this.#cursor = cursor;
  }

  /** The unit's own entry. */
  get root(): Entry {
    const { header } = this.unit;
    return this.at(header.entries) ?? this.#cursor.fail(FormatErrorCode.BadValue, 'unit', 'has no entry');
  }

  has(offset: number): boolean {
    return offset >= this.unit.header.entries && offset < this.unit.header.end;
  }

  /** The entry at an offset of `.debug_info`; undefined for the end of a list. @throws {FormatError} */
  at(offset: number): Entry | undefined {
    const cursor = this.#cursor;
    const { header } = this.unit;
    cursor.seek(offset - header.start);
    const abbreviation = this.unit.abbreviationAt(cursor);
    if (abbreviation === undefined) return undefined;
    const attributes = new Map<number, Attribute>();
    abbreviation.attributes.forEach((attribute, i) => {
      attributes.set(attribute, this.#read(abbreviation.forms[i] ?? 0, abbreviation.implicit[i] ?? 0));
    });
    const { tag, hasChildren } = abbreviation;
    return { offset, tag, hasChildren, attributes, behind: header.start + cursor.offset };
  }

  /** Entries right below another, those of `tags`; what is below them is passed over. */
  *children(parent: Entry, tags: ReadonlySet<number>): Generator<Entry, void, undefined> {
    if (!parent.hasChildren) return;
    const cursor = this.#cursor;
    const { start } = this.unit.header;
    for (let at = parent.behind - start; at < cursor.end;) {
      cursor.seek(at);
      const abbreviation = this.unit.abbreviationAt(cursor);
      if (abbreviation === undefined) return;
      const entry = tags.has(abbreviation.tag) ? this.at(start + at) : undefined;
      const sibling = entry === undefined ? this.#skipToSibling(abbreviation) : this.#siblingOf(entry);
      at = sibling ?? this.#afterChildren(abbreviation);
      if (entry !== undefined) yield entry;
    }
  }

  /** What `attribute` of an entry points at, as an offset of `.debug_info`; undefined where it is none of this file's. */
  reference(entry: Entry, attribute: number): number | undefined {
    const value = entry.attributes.get(attribute);
    if (value?.kind === ValueKind.UnitReference) return this.unit.header.start + value.number;
    return value?.kind === ValueKind.InfoReference ? value.number : undefined;
  }

  text(entry: Entry, attribute: number): string | undefined {
    const value = entry.attributes.get(attribute);
    return value === undefined ? undefined : this.unit.textOf(value);
  }

  /** The code of an entry; none where it has none. */
  ranges({ attributes }: Entry): readonly AddressRange[] {
    const list = attributes.get(At.Ranges);
    if (list !== undefined) return this.unit.rangesOf(list);
    const [low, high] = [attributes.get(At.LowPc), attributes.get(At.HighPc)];
    const start = low === undefined ? undefined : this.unit.addressOf(low);
    if (start === undefined || high === undefined) return [];
    const end = high.kind === ValueKind.Number ? start + high.number : (this.unit.addressOf(high) ?? start);
    return end > start ? [{ start, end }] : [];
  }

  contains(entry: Entry, place: number): boolean {
    return this.ranges(entry).some(({ start, end }) => place >= start && place < end);
  }

  #read(form: number, implicit: number): Attribute {
    const cursor = this.#cursor;
    const from = cursor.offset;
    const block = takeBlock(cursor, form);
    if (block !== undefined) return { ...emptyValue(), block };
    const value = emptyValue();
    this.unit.read(cursor, form, implicit, value);
    const constant = value.kind === ValueKind.Number ? wholeConstant(cursor, form, from, value.number) : undefined;
    return constant === undefined ? value : { ...value, constant };
  }

  #siblingOf({ attributes, hasChildren }: Entry): number | undefined {
    const value = attributes.get(At.Sibling);
    return hasChildren && value?.kind === ValueKind.UnitReference ? this.#forwards(value.number) : undefined;
  }

  /** Only forwards: anything else would read for ever. */
  #forwards(sibling: number | undefined): number | undefined {
    const { offset, end } = this.#cursor;
    return sibling !== undefined && sibling >= offset && sibling <= end ? sibling : undefined;
  }

  /** Goes behind all that is below an entry whose attributes were read. @returns the cursor's offset */
  #afterChildren(abbreviation: Abbreviation): number {
    const cursor = this.#cursor;
    let depth = abbreviation.hasChildren ? 1 : 0;
    while (depth > 0 && cursor.offset < cursor.end) {
      const inner = this.unit.abbreviationAt(cursor);
      if (inner === undefined) {
        depth -= 1;
        continue;
      }
      const sibling = this.#skipToSibling(inner);
      if (sibling !== undefined) cursor.seek(sibling);
      else if (inner.hasChildren) depth += 1;
      if (depth > MAX_DEPTH) cursor.fail(FormatErrorCode.Limit, 'entry.depth', `more than ${MAX_DEPTH}`);
    }
    return cursor.offset;
  }

  /** Passes over attributes. @returns where the next entry beside this one stands, where it has children and says so */
  #skipToSibling({ attributes, forms, hasChildren, hasSibling, fixedBytes }: Abbreviation): number | undefined {
    const cursor = this.#cursor;
    if (!hasSibling || !hasChildren) {
      if (fixedBytes === undefined) for (const form of forms) skipForm(cursor, form, this.unit.header);
      else cursor.skip(fixedBytes);
      return undefined;
    }
    let sibling: number | undefined;
    const value = emptyValue();
    forms.forEach((form, i) => {
      if (attributes[i] !== At.Sibling) {
        skipForm(cursor, form, this.unit.header);
        return;
      }
      this.unit.read(cursor, form, 0, value);
      sibling = value.kind === ValueKind.UnitReference ? value.number : undefined;
    });
    return this.#forwards(sibling);
  }
}

/** The constant that stands between `from` and the cursor. */
function wholeConstant(cursor: DenseCursor, form: number, from: number, number: number): bigint | undefined {
  const bytes = cursor.bytes.subarray(from, cursor.offset);
  if (form === Form.Data8) return wholeNumber(bytes, cursor);
  if (form === Form.Sdata || form === Form.Udata) return wholeLeb(bytes, form === Form.Sdata);
  return Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

/** A LEB128 of any length, in full. */
export function wholeLeb(bytes: Uint8Array, signed: boolean): bigint {
  const value = bytes.reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n);
  const isNegative = signed && ((bytes.at(-1) ?? 0) & 0x40) !== 0;
  return isNegative ? value - (1n << BigInt(7 * bytes.length)) : value;
}
