/** Looks at BTF from end to end before it is kept: who reads it later asks for some hundred types of a hundred thousand. */
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { BtfKind, indexTypes, readBtfSections, RECORD_WORDS } from './btf-records.ts';

/** No kernel's types are larger: those of distributions have 4 to 8 MB. */
export const MAX_BTF_BYTES = 48 * 2 ** 20;

/** What stands in a record behind its first words, element by element: words that are names, and words that are types. */
interface References {
  /** Words of an element; 0 where they stand once, whatever the count says. */
  readonly each: number;
  readonly names: readonly number[];
  readonly types: readonly number[];
}

const NOTHING: References = { each: 0, names: [], types: [] };
const MEMBERS: References = { each: 3, names: [0], types: [1] };

const REFERENCES: Readonly<Record<BtfKind, References>> = {
  [BtfKind.Void]: NOTHING,
  [BtfKind.Int]: NOTHING,
  [BtfKind.Pointer]: NOTHING,
  [BtfKind.Array]: { each: 0, names: [], types: [0, 1] },
  [BtfKind.Struct]: MEMBERS,
  [BtfKind.Union]: MEMBERS,
  [BtfKind.Enum]: { each: 2, names: [0], types: [] },
  [BtfKind.Forward]: NOTHING,
  [BtfKind.Typedef]: NOTHING,
  [BtfKind.Volatile]: NOTHING,
  [BtfKind.Const]: NOTHING,
  [BtfKind.Restrict]: NOTHING,
  [BtfKind.Function]: NOTHING,
  [BtfKind.FunctionPrototype]: { each: 2, names: [0], types: [1] },
  [BtfKind.Variable]: NOTHING,
  [BtfKind.DataSection]: { each: 3, names: [], types: [0] },
  [BtfKind.Float]: NOTHING,
  [BtfKind.DeclarationTag]: NOTHING,
  [BtfKind.TypeTag]: NOTHING,
  [BtfKind.Enum64]: { each: 3, names: [0], types: [] },
};

/** Kinds whose third word is a type, not a size. */
const REFERRING: ReadonlySet<number> = new Set([
  BtfKind.Pointer,
  BtfKind.Typedef,
  BtfKind.Volatile,
  BtfKind.Const,
  BtfKind.Restrict,
  BtfKind.Function,
  BtfKind.FunctionPrototype,
  BtfKind.Variable,
  BtfKind.DeclarationTag,
  BtfKind.TypeTag,
]);

/**
 * Makes sure that bytes are the whole BTF of a kernel: no name and no type leads out of it, and `struct task_struct` is among them.
 *
 * @returns how many types there are
 * @throws {FormatError} bad-magic | truncated | bad-value | unsupported | limit
 */
export function verifyKernelBtf(bytes: Uint8Array): number {
  if (bytes.length > MAX_BTF_BYTES) {
    throw new FormatError(
      FormatErrorCode.Limit,
      { format: 'btf', field: 'size' },
      `${bytes.length} bytes, at most ${MAX_BTF_BYTES} are read`,
    );
  }
  const { words, strings } = readBtfSections(bytes);
  const records = indexTypes(words);
  requireTexts(strings);
  const task = Buffer.from(strings).indexOf('\0task_struct\0') + 1;
  const limits = { strings: strings.length, endId: records.length + 1 };
  let hasTasks = false;
  for (const [i, at] of records.entries()) {
    requireWithin(words, at, i + 1, limits);
    hasTasks ||= task > 0 && kindAt(words, at) === BtfKind.Struct && words[at] === task;
  }
  if (!hasTasks) fail('types', 'holds no struct task_struct: these are not the types of a kernel');
  return records.length;
}

const kindAt = (words: Uint32Array, at: number): number => ((words[at + 1] ?? 0) >>> 24) & 0x1f;

/** @param at where the record of type `id` begins, in words; it lies within them */
function requireWithin(
  words: Uint32Array,
  at: number,
  id: number,
  { strings, endId }: { readonly strings: number; readonly endId: number },
): void {
  const name = (word: number): void => {
    if ((words[word] ?? 0) < strings) return;
    const problem = `type ${id} has a name outside of its strings: types of a module lack those of their kernel`;
    fail('name_off', `${problem}, and a kernel's alone are kept`);
  };
  const type = (word: number): void => {
    const target = words[word] ?? 0;
    if (target >= endId) fail('type', `type ${id} refers to type ${target}, and there are ${endId - 1}`);
  };
  const kind = kindAt(words, at);
  name(at);
  if (REFERRING.has(kind)) type(at + 2);
  const { each, names, types } = REFERENCES[kind as BtfKind];
  const count = each === 0 ? 1 : (words[at + 1] ?? 0) & 0xffff;
  for (let i = 0; i < count; i++) {
    const element = at + RECORD_WORDS + i * each;
    for (const word of names) name(element + word);
    for (const word of types) type(element + word);
  }
}

/** The first string is the empty one, and the last one ends. */
function requireTexts(strings: Uint8Array): void {
  if (strings[0] !== 0 || strings.at(-1) !== 0) {
    fail('strings', 'do not begin with the empty one and end: types of a module, or a part of a file');
  }
}

function fail(field: string, problem: string): never {
  throw new FormatError(FormatErrorCode.BadValue, { format: 'btf', field }, problem);
}
