/** The shapes of entries: `.debug_abbrev`. @see DWARF 5, section 7.5.3 */
import type { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatErrorCode } from '../../errors.ts';
import { At, Form } from './constants.ts';
import { fixedBytes } from './forms.ts';
import type { Encoding } from './forms.ts';
import type { DwarfSections } from './sections.ts';

const MAX_ABBREVIATIONS = 1_000_000;
const MAX_ATTRIBUTES = 1024;
const MAX_KEPT_TABLES = 64;

export interface Abbreviation {
  readonly tag: number;
  readonly hasChildren: boolean;
  readonly attributes: readonly number[];
  readonly forms: readonly number[];
  /** For `DW_FORM_implicit_const`, else 0. */
  readonly implicit: readonly number[];
  /** The size of all values together, where it is always the same. */
  readonly fixedBytes: number | undefined;
  /** Whether an entry says where the one after all of its children stands. */
  readonly hasSibling: boolean;
}

export type Abbreviations = ReadonlyMap<number, Abbreviation>;

/** @throws {FormatError} truncated | bad-value | limit */
export function readAbbreviations(cursor: DenseCursor, offset: number, encoding: Encoding): Abbreviations {
  const table = new Map<number, Abbreviation>();
  cursor.seek(offset);
  for (let code = cursor.uleb(); code !== 0; code = cursor.uleb()) {
    if (table.size >= MAX_ABBREVIATIONS) cursor.fail(FormatErrorCode.Limit, 'abbreviations', `more than ${table.size}`);
    table.set(code, readOne(cursor, encoding));
  }
  return table;
}

/** Tables of one file by where they stand: units one after the other often share theirs. */
export class KeptAbbreviations {
  readonly #tables = new Map<string, Abbreviations>();

  /** @throws {FormatError} as {@link readAbbreviations} */
  of(header: Encoding & { readonly abbreviations: number }, sections: DwarfSections): Abbreviations {
    const key = `${header.abbreviations}/${header.version}/${header.addressBytes}/${header.offsetBytes}`;
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    if (this.#tables.size >= MAX_KEPT_TABLES) this.#tables.clear();
    const table = readAbbreviations(sections('abbreviations'), header.abbreviations, header);
    this.#tables.set(key, table);
    return table;
  }
}

function readOne(cursor: DenseCursor, encoding: Encoding): Abbreviation {
  const tag = cursor.uleb();
  const hasChildren = cursor.u8() !== 0;
  const [attributes, forms, implicit]: [number[], number[], number[]] = [[], [], []];
  let size: number | undefined = 0;
  for (;;) {
    const attribute = cursor.uleb();
    const form = cursor.uleb();
    if (attribute === 0 && form === 0) break;
    if (attributes.length >= MAX_ATTRIBUTES) cursor.fail(FormatErrorCode.Limit, 'attributes', `over ${MAX_ATTRIBUTES}`);
    attributes.push(attribute);
    forms.push(form);
    implicit.push(form === Form.ImplicitConst ? cursor.sleb() : 0);
    const bytes = fixedBytes(form, encoding);
    size = size === undefined || bytes === undefined ? undefined : size + bytes;
  }
  return {
    tag,
    hasChildren,
    attributes,
    forms,
    implicit,
    fixedBytes: size,
    hasSibling: attributes.includes(At.Sibling),
  };
}
