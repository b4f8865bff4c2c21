/** The functions of a unit, and what is inlined into them, from its entries. @see DWARF 5, section 3.3 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import type { Abbreviation } from './abbreviations.ts';
import { At, PLAIN_LANGUAGES, Tag } from './constants.ts';
import { ValueKind, emptyValue, skipForm } from './forms.ts';
import type { FormValue } from './forms.ts';
import type { AddressRange } from './ranges.ts';
import { NONE, addFunction } from './scope-table.ts';
import type { ScopeInterval, ScopeTable } from './scope-table.ts';
import type { UnitContext } from './unit-context.ts';

const MAX_DEPTH = 1024;
const MAX_ORIGINS = 16;

/** An entry of another unit, or of the supplementary file, that has the name of a scope. */
export interface DistantName {
  readonly scope: number;
  /** In `.debug_info`. */
  readonly offset: number;
  readonly supplementary: boolean;
}

/** What a unit's scopes are noted in. */
export interface ScopeSink {
  readonly scopes: ScopeTable;
  readonly nameId: (name: string) => number;
  /** The number of the path of file `index` of the unit's line program. */
  readonly fileId: (index: number) => number;
  readonly keeps: (address: number) => boolean;
  readonly distant: DistantName[];
}

/** What is read of an entry that may have code. */
interface FunctionEntry {
  readonly ranges: readonly AddressRange[];
  readonly name: number;
  readonly origin: Omit<DistantName, 'scope'> | undefined;
  readonly callFile: number;
  readonly callLine: number;
  readonly sibling: number | undefined;
}

/** A function whose entry is open: its intervals are complete when its children are. */
interface OpenFunction {
  readonly depth: number;
  readonly intervals: ScopeInterval[];
}

/** Reads all entries of a unit. `cursor` holds the unit's bytes, its offset 0 being `unit.header.start`. */
export class UnitScopes {
  readonly #cursor: DenseCursor;
  readonly #unit: UnitContext;
  readonly #sink: ScopeSink;
  readonly #names = new Map<number, number>();
  readonly #value: FormValue = emptyValue();
  /** Whether types can hold functions, so that their children must be looked at. */
  readonly #typesHoldCode: boolean;

  constructor(cursor: DenseCursor, unit: UnitContext, sink: ScopeSink) {
    this.#cursor = cursor;
    this.#unit = unit;
    this.#sink = sink;
    this.#typesHoldCode = !PLAIN_LANGUAGES.has(unit.root.language);
  }

  /** @throws {FormatError} truncated | bad-value | unsupported | limit */
  read(): void {
    const cursor = this.#cursor;
    const { header } = this.#unit;
    cursor.seek(header.entries - header.start);
    /** The scope that children of the entry at each depth are inlined into. */
    const scopeAt: number[] = [NONE];
    const open: OpenFunction[] = [];
    let depth = 0;
    while (cursor.offset < cursor.end) {
      const abbreviation = this.#unit.abbreviationAt(cursor);
      if (abbreviation === undefined) {
        depth -= 1;
        if (depth <= 0) break;
        this.#close(open, depth);
        continue;
      }
      let scope = scopeAt[depth] ?? NONE;
      let sibling: number | undefined;
      if (abbreviation.tag === Tag.Subprogram || abbreviation.tag === Tag.InlinedSubroutine) {
        const entry = this.#readFunction(abbreviation);
        const isFunction = abbreviation.tag === Tag.Subprogram;
        if (entry.ranges.length > 0 && (isFunction || scope !== NONE)) {
          scope = this.#addScope(entry, isFunction ? NONE : scope);
          if (isFunction) open.push({ depth, intervals: [] });
          for (const range of entry.ranges) open.at(-1)?.intervals.push({ ...range, scope });
          if (isFunction && !abbreviation.hasChildren) this.#close(open, depth);
        } else if (isFunction) {
          sibling = entry.sibling;
          scope = NONE;
        }
      } else {
        sibling = this.#skipEntry(abbreviation);
      }
      if (!abbreviation.hasChildren) continue;
      if (sibling !== undefined) {
        cursor.seek(sibling);
        continue;
      }
      depth += 1;
      if (depth > MAX_DEPTH) cursor.fail(FormatErrorCode.Limit, 'entry.depth', `more than ${MAX_DEPTH}`);
      scopeAt[depth] = scope;
    }
    this.#close(open, 0);
  }

  /** Ends the functions whose children all have been read: those at `depth` or deeper. */
  #close(open: OpenFunction[], depth: number): void {
    for (let last = open.at(-1); last !== undefined && last.depth >= depth; last = open.at(-1)) {
      addFunction(this.#sink.scopes, last.intervals);
      open.pop();
    }
  }

  #addScope(entry: FunctionEntry, parent: number): number {
    const scope = this.#sink.scopes.add(entry.name, parent, entry.callFile, entry.callLine);
    if (entry.name === NONE && entry.origin !== undefined) this.#sink.distant.push({ ...entry.origin, scope });
    return scope;
  }

  #readFunction(abbreviation: Abbreviation): FunctionEntry {
    const [unit, cursor, value] = [this.#unit, this.#cursor, this.#value];
    const { attributes, forms, implicit } = abbreviation;
    let low: number | undefined;
    let high: number | undefined;
    let highIsLength = false;
    let rangesAt: FormValue | undefined;
    let name: number | undefined;
    let origin: FormValue | undefined;
    let callFile = NONE;
    let callLine = 0;
    let sibling: number | undefined;
    for (let i = 0; i < attributes.length; i += 1) {
      const form = forms[i] ?? 0;
      switch (attributes[i]) {
        case At.LowPc:
          unit.read(cursor, form, implicit[i] ?? 0, value);
          low = unit.addressOf(value);
          break;
        case At.HighPc:
          unit.read(cursor, form, implicit[i] ?? 0, value);
          highIsLength = value.kind === ValueKind.Number;
          high = highIsLength ? value.number : unit.addressOf(value);
          break;
        case At.Ranges:
          rangesAt = emptyValue();
          unit.read(cursor, form, implicit[i] ?? 0, rangesAt);
          break;
        case At.AbstractOrigin:
        case At.Specification:
          origin = emptyValue();
          unit.read(cursor, form, implicit[i] ?? 0, origin);
          break;
        case At.Name:
          unit.read(cursor, form, implicit[i] ?? 0, value);
          name = this.#sink.nameId(unit.textOf(value));
          break;
        case At.CallFile:
          unit.read(cursor, form, implicit[i] ?? 0, value);
          callFile = value.number;
          break;
        case At.CallLine:
          unit.read(cursor, form, implicit[i] ?? 0, value);
          callLine = value.number;
          break;
        case At.Sibling:
          unit.read(cursor, form, implicit[i] ?? 0, value);
          sibling = this.#siblingOf(value);
          break;
        default:
          skipForm(cursor, form, unit.header);
      }
    }
    const ranges = this.#ranges(rangesAt, low, high, highIsLength);
    if (ranges.length === 0) return { ranges, name: NONE, origin: undefined, callFile, callLine, sibling };
    const named = name ?? (origin === undefined ? NONE : this.#nameOf(origin, MAX_ORIGINS));
    return {
      ...{ ranges, sibling, callLine },
      name: typeof named === 'number' ? named : NONE,
      origin: typeof named === 'number' ? undefined : named,
      callFile: callFile === NONE ? NONE : this.#sink.fileId(callFile),
    };
  }

  #ranges(
    list: FormValue | undefined,
    low: number | undefined,
    high: number | undefined,
    highIsLength: boolean,
  ): readonly AddressRange[] {
    const keeps = ({ start, end }: AddressRange): boolean => end > start && this.#sink.keeps(start);
    if (list !== undefined) return this.#unit.rangesOf(list).filter(keeps);
    if (low === undefined || high === undefined) return [];
    const range = { start: low, end: highIsLength ? low + high : high };
    return keeps(range) ? [range] : [];
  }

  /** The name of the entry that `origin` points at, or where outside of this unit it stands. */
  #nameOf(origin: FormValue, left: number): number | Omit<DistantName, 'scope'> {
    const { header } = this.#unit;
    switch (origin.kind) {
      case ValueKind.UnitReference:
        return this.#nameAt(header.start + origin.number, left);
      case ValueKind.InfoReference: {
        const inside = origin.number >= header.entries && origin.number < header.end;
        return inside ? this.#nameAt(origin.number, left) : { offset: origin.number, supplementary: false };
      }
      case ValueKind.SupplementaryReference:
        return { offset: origin.number, supplementary: true };
      default:
        return NONE;
    }
  }

  /** The name of the entry at `offset` of `.debug_info`, which lies in this unit. */
  #nameAt(offset: number, left: number): number | Omit<DistantName, 'scope'> {
    const known = this.#names.get(offset);
    if (known !== undefined) return known;
    const cursor = this.#cursor;
    const back = cursor.offset;
    cursor.seek(offset - this.#unit.header.start);
    const found = this.#readName(left);
    cursor.seek(back);
    if (typeof found === 'number') this.#names.set(offset, found);
    return found;
  }

  #readName(left: number): number | Omit<DistantName, 'scope'> {
    const [unit, cursor] = [this.#unit, this.#cursor];
    const abbreviation = unit.abbreviationAt(cursor);
    if (abbreviation === undefined || left === 0) return NONE;
    const { attributes, forms, implicit } = abbreviation;
    let origin: FormValue | undefined;
    for (let i = 0; i < attributes.length; i += 1) {
      const attribute = attributes[i];
      const form = forms[i] ?? 0;
      if (attribute === At.Name) {
        const value = emptyValue();
        unit.read(cursor, form, implicit[i] ?? 0, value);
        return this.#sink.nameId(unit.textOf(value));
      }
      if (attribute === At.AbstractOrigin || attribute === At.Specification) {
        origin = emptyValue();
        unit.read(cursor, form, implicit[i] ?? 0, origin);
      } else {
        skipForm(cursor, form, unit.header);
      }
    }
    return origin === undefined ? NONE : this.#nameOf(origin, left - 1);
  }

  /** The name that a scope of another unit looks for here, or where to look on. */
  nameOfEntry(offset: number): number | Omit<DistantName, 'scope'> {
    return this.#nameAt(offset, MAX_ORIGINS);
  }

  /** @returns where the entry behind all children of this one stands, if nothing among them is wanted */
  #skipEntry(abbreviation: Abbreviation): number | undefined {
    const [unit, cursor] = [this.#unit, this.#cursor];
    const jumps = abbreviation.hasSibling && abbreviation.hasChildren && !this.#mayHoldCode(abbreviation.tag);
    if (!jumps && abbreviation.fixedBytes !== undefined) {
      cursor.skip(abbreviation.fixedBytes);
      return undefined;
    }
    for (let i = 0; i < abbreviation.attributes.length; i += 1) {
      const form = abbreviation.forms[i] ?? 0;
      if (jumps && abbreviation.attributes[i] === At.Sibling) {
        unit.read(cursor, form, 0, this.#value);
        const sibling = this.#siblingOf(this.#value);
        if (sibling !== undefined) return sibling;
      } else {
        skipForm(cursor, form, unit.header);
      }
    }
    return undefined;
  }

  #siblingOf({ kind, number }: FormValue): number | undefined {
    // Only forwards: anything else would read for ever.
    return kind === ValueKind.UnitReference && number > this.#cursor.offset && number <= this.#cursor.end
      ? number
      : undefined;
  }

  #mayHoldCode(tag: number): boolean {
    switch (tag) {
      case Tag.CompileUnit:
      case Tag.PartialUnit:
      case Tag.SkeletonUnit:
      case Tag.LexicalBlock:
      case Tag.Namespace:
      case Tag.Module:
        return true;
      case Tag.StructureType:
      case Tag.ClassType:
      case Tag.UnionType:
      case Tag.VariantPart:
        return this.#typesHoldCode;
      default:
        return false;
    }
  }
}
