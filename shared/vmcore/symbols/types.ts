import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { Btf, BtfMember } from './btf.ts';
import { BtfKind } from './btf-records.ts';

const MAX_TYPE_CHAIN = 64;
const MAX_NESTING = 16;
const POINTER_BYTES = 8;

/** A member found by its path, or a variable: where it is and how its bytes are read. */
export interface Field {
  /** From the start of the struct the path began at. */
  readonly offsetBytes: number;
  /** Of the whole field; for a bitfield the bytes that hold it. */
  readonly sizeBytes: number;
  /** Set for a bitfield: its place within those bytes. */
  readonly bits?: { readonly shift: number; readonly count: number } | undefined;
  readonly signed: boolean;
  /** Id of its type, typedefs and qualifiers removed. */
  readonly type: number;
}

/** A struct or union. */
export interface StructType {
  readonly name: string;
  readonly id: number;
  readonly sizeBytes: number;
  /**
   * The member at a path such as `se.sum_exec_runtime`, `mem[3].base` or `thread_pid`; members of anonymous structs and
   * unions are found as C finds them. Nothing where this kernel has none of that name.
   */
  field(path: string): Field | undefined;
  /** @throws {FormatError} unsupported, where the kernel has no such member */
  offsetOf(path: string): number;
}

/** Types by name, over BTF. */
export class Types {
  readonly btf: Btf;
  readonly #structs = new Map<string, StructType | undefined>();
  readonly #members = new Map<number, readonly BtfMember[]>();
  readonly #enums = new Map<string, ReadonlyMap<string, number> | undefined>();
  #perCpu: ReadonlyMap<string, { offset: number; type: number }> | undefined;

  constructor(btf: Btf) {
    this.btf = btf;
  }

  /** A struct, union, or typedef of one. */
  find(name: string): StructType | undefined {
    if (!this.#structs.has(name)) this.#structs.set(name, this.#findStruct(name));
    return this.#structs.get(name);
  }

  /** @throws {FormatError} unsupported, where the kernel's BTF has no such type */
  struct(name: string): StructType {
    const found = this.find(name);
    if (found !== undefined) return found;
    throw new FormatError(FormatErrorCode.Unsupported, { format: 'btf', field: `struct ${name}` }, 'is not in it');
  }

  has(name: string, path?: string): boolean {
    const found = this.find(name);
    return found !== undefined && (path === undefined || found.field(path) !== undefined);
  }

  /** The struct that a field, or what it points to, is of. */
  structOf(field: Field): StructType | undefined {
    let id = field.type;
    if (this.btf.kind(id) === BtfKind.Pointer) id = this.strip(this.btf.target(id));
    return isComposite(this.btf.kind(id)) ? this.#structType(this.btf.name(id), id) : undefined;
  }

  /** Values of an enum by name. */
  enum(name: string): ReadonlyMap<string, number> | undefined {
    if (!this.#enums.has(name)) {
      const [id] = this.btf.find(name, [BtfKind.Enum, BtfKind.Enum64]);
      const values = id === undefined ? undefined : this.btf.enumerators(id);
      this.#enums.set(name, values && new Map(values.map((entry) => [entry.name, Number(entry.value)])));
    }
    return this.#enums.get(name);
  }

  /** Per-CPU variables: the only ones whose types BTF holds. Offsets are from the start of the per-CPU section. */
  get perCpu(): ReadonlyMap<string, { readonly offset: number; readonly type: number }> {
    this.#perCpu ??= this.#findPerCpu();
    return this.#perCpu;
  }

  /** The element type and count of an array. */
  array(id: number): { readonly element: number; readonly length: number } | undefined {
    const bare = this.strip(id);
    return this.btf.kind(bare) === BtfKind.Array ? this.btf.array(bare) : undefined;
  }

  /** Removes typedefs, qualifiers and tags. */
  strip(id: number): number {
    let at = id;
    for (let i = 0; i < MAX_TYPE_CHAIN; i++) {
      switch (this.btf.kind(at)) {
        case BtfKind.Typedef:
        case BtfKind.Volatile:
        case BtfKind.Const:
        case BtfKind.Restrict:
        case BtfKind.TypeTag:
          at = this.btf.target(at);
          break;
        default:
          return at;
      }
    }
    return 0;
  }

  sizeOf(id: number): number {
    let count = 1;
    let at = this.strip(id);
    for (let i = 0; i < MAX_NESTING && this.btf.kind(at) === BtfKind.Array; i++) {
      const { element, length } = this.btf.array(at);
      count *= length;
      at = this.strip(element);
    }
    switch (this.btf.kind(at)) {
      case BtfKind.Pointer:
        return count * POINTER_BYTES;
      case BtfKind.Int:
      case BtfKind.Struct:
      case BtfKind.Union:
      case BtfKind.Enum:
      case BtfKind.Enum64:
      case BtfKind.Float:
        return count * this.btf.sizeField(at);
      default:
        return 0;
    }
  }

  #findStruct(name: string): StructType | undefined {
    const structs = this.btf.find(name, [BtfKind.Struct, BtfKind.Union]);
    const [typedef] = structs.length > 0 ? [] : this.btf.find(name, [BtfKind.Typedef]);
    // One name can have several definitions, private to their files: the fullest is the one that is meant.
    let best = typedef === undefined ? undefined : this.strip(typedef);
    for (const id of structs) {
      if (best === undefined || this.btf.memberCount(id) > this.btf.memberCount(best)) best = id;
    }
    return best === undefined || !isComposite(this.btf.kind(best)) ? undefined : this.#structType(name, best);
  }

  #structType(name: string, id: number): StructType {
    const fields = new Map<string, Field | undefined>();
    const field = (path: string): Field | undefined => {
      if (!fields.has(path)) fields.set(path, this.#walk(id, path));
      return fields.get(path);
    };
    return {
      name,
      id,
      sizeBytes: this.btf.sizeField(id),
      field,
      offsetOf: (path) => {
        const found = field(path);
        if (found !== undefined) return found.offsetBytes;
        const place = { format: 'btf', field: `struct ${name}` };
        throw new FormatError(FormatErrorCode.Unsupported, place, `has no member ${path}`);
      },
    };
  }

  #walk(id: number, path: string): Field | undefined {
    let type = id;
    let bitOffset = 0;
    let bitSize = 0;
    for (const step of path.split('.')) {
      const [name = '', ...indexes] = step.split('[');
      const member = this.#member(type, name, 0);
      if (member === undefined) return undefined;
      type = this.strip(member.type);
      bitOffset += member.bitOffset;
      bitSize = member.bitSize;
      for (const text of indexes) {
        const array = this.array(type);
        const index = Number.parseInt(text, 10);
        if (array === undefined || !(index >= 0)) return undefined;
        bitOffset += this.sizeOf(array.element) * 8 * index;
        type = this.strip(array.element);
      }
    }
    return this.#field(type, bitOffset, bitSize);
  }

  #member(id: number, name: string, depth: number): { type: number; bitOffset: number; bitSize: number } | undefined {
    if (depth > MAX_NESTING || !isComposite(this.btf.kind(id))) return undefined;
    const members = this.#membersOf(id);
    const direct = members.find((member) => member.name === name);
    if (direct !== undefined) return direct;
    for (const outer of members) {
      if (outer.name !== '') continue;
      const inner = this.#member(this.strip(outer.type), name, depth + 1);
      if (inner !== undefined) return { ...inner, bitOffset: inner.bitOffset + outer.bitOffset };
    }
    return undefined;
  }

  /** Names are decoded once, however many paths lead through a struct. */
  #membersOf(id: number): readonly BtfMember[] {
    const known = this.#members.get(id);
    if (known !== undefined) return known;
    const members = this.btf.members(id);
    this.#members.set(id, members);
    return members;
  }

  #field(type: number, bitOffset: number, bitSize: number): Field {
    const kind = this.btf.kind(type);
    const int = kind === BtfKind.Int ? this.btf.intEncoding(type) : undefined;
    const signed = int?.signed ?? false;
    const sizeBytes = this.sizeOf(type);
    // Old BTF has bitfields as ints of few bits instead of a size in the member.
    const bitCount = bitSize > 0 ? bitSize : int !== undefined && int.bits < sizeBytes * 8 ? int.bits : 0;
    if (bitCount === 0) return { offsetBytes: bitOffset >>> 3, sizeBytes, signed, type };
    const first = bitOffset + (bitSize > 0 ? 0 : (int?.offset ?? 0));
    const offsetBytes = first >>> 3;
    const shift = first & 7;
    const held = Math.ceil((shift + bitCount) / 8);
    return { offsetBytes, sizeBytes: held, signed, type, bits: { shift, count: bitCount } };
  }

  #findPerCpu(): ReadonlyMap<string, { offset: number; type: number }> {
    const variables = new Map<string, { offset: number; type: number }>();
    for (const section of ['.data..percpu', '.data.percpu']) {
      const [id] = this.btf.find(section, [BtfKind.DataSection]);
      if (id === undefined) continue;
      for (const { variable, offset } of this.btf.variables(id)) {
        variables.set(this.btf.name(variable), { offset, type: this.btf.target(variable) });
      }
    }
    return variables;
  }
}

function isComposite(kind: BtfKind): boolean {
  return kind === BtfKind.Struct || kind === BtfKind.Union;
}
