/** Types of variables as C declares them: what reads them knows their members from the kernel's own type information. */
import { At, Encoding, Tag } from '../dwarf/constants.ts';
import { ValueKind } from '../dwarf/forms.ts';
import type { Entry, UnitEntries } from '../dwarf/entries.ts';

const MAX_DEPTH = 64;
const MAX_PARAMETERS = 64;
const POINTER_BYTES = 8;

export interface VariableType {
  /** `struct task_struct *`, `const char *`, `u8 [16]`; `void` for none. */
  readonly name: string;
  /** Undefined where nobody says: of what is only declared. */
  readonly sizeBytes: number | undefined;
  readonly kind: 'signed' | 'unsigned' | 'boolean' | 'float' | 'pointer' | 'enum' | 'struct' | 'array' | 'other';
}

const VOID: VariableType = { name: 'void', sizeBytes: undefined, kind: 'other' };
const UNKNOWN: VariableType = { name: '?', sizeBytes: undefined, kind: 'other' };

/** An entry with the unit that it stands in. */
export interface Placed {
  readonly unit: UnitEntries;
  readonly entry: Entry;
}

/** Finds the entry that an attribute of another points at, in whichever unit; undefined where there is none. */
export type Follow = (from: Placed, attribute: number) => Promise<Placed | undefined>;

/** The type that `DW_AT_type` of an entry names. */
export async function typeOf(from: Placed, follow: Follow): Promise<VariableType> {
  return declared(from, '', follow, MAX_DEPTH);
}

/**
 * @param inner the declarator so far, which the type stands around: `*` of a pointer to it
 */
async function declared(from: Placed, inner: string, follow: Follow, left: number): Promise<VariableType> {
  if (left === 0) return UNKNOWN;
  if (!from.entry.attributes.has(At.Type)) return { ...VOID, name: around('void', inner) };
  const at = await follow(from, At.Type);
  if (at === undefined) return { ...UNKNOWN, name: around('?', inner) };
  const { entry, unit } = at;
  const next = (declarator: string) => declared(at, declarator, follow, left - 1);
  switch (entry.tag) {
    case Tag.ConstType:
      return qualified('const', at, inner, next);
    case Tag.VolatileType:
      return qualified('volatile', at, inner, next);
    case Tag.RestrictType:
    case Tag.AtomicType:
      return next(inner);
    case Tag.PointerType:
    case Tag.ReferenceType: {
      const { name } = await next(`*${inner}`);
      return { name, sizeBytes: number(entry, At.ByteSize) ?? POINTER_BYTES, kind: 'pointer' };
    }
    case Tag.ArrayType: {
      const counts = [...unit.children(entry, SUBRANGE)].map(countOf);
      const lengths = counts.map((count) => `[${count ?? ''}]`).join('');
      const element = await next(`${grouped(inner)}${lengths}`);
      const items = counts.reduce<number | undefined>(
        (product, count) => (product === undefined || count === undefined ? undefined : product * count),
        1,
      );
      const { sizeBytes } = element;
      const size = items === undefined || sizeBytes === undefined ? undefined : items * sizeBytes;
      return { name: element.name, sizeBytes: number(entry, At.ByteSize) ?? size, kind: 'array' };
    }
    case Tag.SubroutineType: {
      const parameters = [...unit.children(entry, PARAMETER)].slice(0, MAX_PARAMETERS);
      const types: string[] = [];
      for (const parameter of parameters) {
        types.push((await declared({ unit, entry: parameter }, '', follow, left - 1)).name);
      }
      const { name } = await next(`${grouped(inner)}(${types.join(', ') || 'void'})`);
      return { name, sizeBytes: undefined, kind: 'other' };
    }
    case Tag.Typedef: {
      const target = await next('');
      return { ...target, name: around(unit.text(entry, At.Name) ?? '?', inner) };
    }
    case Tag.BaseType:
      return named(at, '', inner, BY_ENCODING.get(number(entry, At.Encoding) ?? 0) ?? 'other');
    case Tag.EnumerationType:
      return named(at, 'enum ', inner, 'enum');
    case Tag.StructureType:
    case Tag.ClassType:
      return named(at, 'struct ', inner, 'struct');
    case Tag.UnionType:
      return named(at, 'union ', inner, 'struct');
    default:
      return { ...UNKNOWN, name: around(unit.text(entry, At.Name) ?? '?', inner) };
  }
}

const SUBRANGE: ReadonlySet<number> = new Set([Tag.SubrangeType]);
const PARAMETER: ReadonlySet<number> = new Set([Tag.FormalParameter]);

const BY_ENCODING: ReadonlyMap<number, VariableType['kind']> = new Map<number, VariableType['kind']>([
  [Encoding.Boolean, 'boolean'],
  [Encoding.Float, 'float'],
  [Encoding.Signed, 'signed'],
  [Encoding.SignedChar, 'signed'],
  [Encoding.Unsigned, 'unsigned'],
  [Encoding.UnsignedChar, 'unsigned'],
  [Encoding.Address, 'pointer'],
]);

/** A qualifier of a pointer stands behind its `*`, any other before the name. */
async function qualified(
  word: string,
  { entry }: Placed,
  inner: string,
  next: (declarator: string) => Promise<VariableType>,
): Promise<VariableType> {
  const plain = await next('');
  if (plain.kind === 'pointer') return next(` ${word}${inner === '' ? '' : ` ${inner}`}`.replace(/^ /, ''));
  const type = await next(inner);
  return entry.attributes.has(At.Type)
    ? { ...type, name: `${word} ${type.name}` }
    : { ...type, name: `${word} void${space(inner)}` };
}

function named({ unit, entry }: Placed, keyword: string, inner: string, kind: VariableType['kind']): VariableType {
  const name = unit.text(entry, At.Name);
  const text = name === undefined ? `${keyword}{…}` : `${keyword}${name}`;
  return { name: around(text, inner), sizeBytes: number(entry, At.ByteSize), kind };
}

function countOf({ attributes }: Entry): number | undefined {
  const count = attributes.get(At.Count);
  if (count?.kind === ValueKind.Number) return count.number;
  const last = attributes.get(At.UpperBound);
  // -1, in as many bytes as the compiler took: an array of none.
  if (last?.kind !== ValueKind.Number) return undefined;
  return Number.isSafeInteger(last.number) && last.number < 2 ** 40 ? last.number + 1 : 0;
}

function number({ attributes }: Entry, attribute: number): number | undefined {
  const value = attributes.get(attribute);
  return value?.kind === ValueKind.Number ? value.number : undefined;
}

function around(name: string, inner: string): string {
  return `${name}${space(inner)}`;
}

function space(inner: string): string {
  return inner === '' ? '' : ` ${inner}`;
}

/** The declarator of a pointer to an array or a function stands in parentheses. */
function grouped(inner: string): string {
  return inner.startsWith('*') ? `(${inner})` : inner;
}
