/** The types of a dump by name: of the kernel's BTF and of its modules', which begins where the kernel's ends. */
import type { ModuleBtf } from '../kernel/module-btf.ts';
import type { Btf } from '../symbols/btf.ts';
import { BtfKind } from '../symbols/btf-records.ts';
import { bare, PLAIN_TYPES, SIZE_T, VOID, type CType, type EnumType, type Member, type StructType } from './ctype.ts';

const TAG_KINDS = {
  struct: [BtfKind.Struct],
  union: [BtfKind.Union],
  enum: [BtfKind.Enum, BtfKind.Enum64],
} as const;
const MAX_CHAIN = 64;

export interface Variable {
  readonly type: CType;
  /** Within its section; the symbol says where it is. */
  readonly perCpu: boolean;
}

export class TypeTable {
  readonly kernel: Btf;
  #modules: readonly ModuleBtf[] = [];
  readonly #made = new Map<Btf, Map<number, CType>>();
  readonly #tags = new Map<string, CType | undefined>();
  readonly #typedefs = new Map<string, CType | undefined>();
  #enumerators: ReadonlyMap<string, { readonly type: EnumType; readonly value: bigint }> | undefined;
  #functions: ReadonlyMap<string, { readonly btf: Btf; readonly id: number }> | undefined;
  #variables: ReadonlyMap<string, Variable> | undefined;

  constructor(kernel: Btf) {
    this.kernel = kernel;
  }

  useModules(modules: readonly ModuleBtf[]): void {
    this.#modules = modules;
    this.#tags.clear();
    this.#typedefs.clear();
    this.#enumerators = undefined;
    this.#functions = undefined;
    this.#variables = undefined;
  }

  /** `struct NAME`, `union NAME`, `enum NAME`: of several the fullest, the kernel's before a module's. */
  tagged(tag: 'struct' | 'union' | 'enum', name: string): CType | undefined {
    const key = `${tag} ${name}`;
    if (!this.#tags.has(key)) this.#tags.set(key, this.#findTagged(tag, name));
    return this.#tags.get(key);
  }

  structOrUnion(name: string): CType | undefined {
    return this.tagged('struct', name) ?? this.tagged('union', name);
  }

  /** A typedef, or one of C's own types. */
  named(name: string): CType | undefined {
    const plain = PLAIN_TYPES.get(name);
    if (plain !== undefined) return plain;
    if (!this.#typedefs.has(name)) this.#typedefs.set(name, this.#findTypedef(name));
    return this.#typedefs.get(name) ?? (name === 'size_t' ? SIZE_T : undefined);
  }

  /** What {@link named} finds: where a name may begin a cast. */
  readonly isTypedef = (name: string): boolean => this.named(name) !== undefined;

  enumerator(name: string): { readonly type: EnumType; readonly value: bigint } | undefined {
    this.#enumerators ??= this.#indexEnumerators();
    return this.#enumerators.get(name);
  }

  /** The prototype of a function of the kernel's or a module's. */
  functionType(name: string): CType | undefined {
    this.#functions ??= this.#indexFunctions();
    const found = this.#functions.get(name);
    return found === undefined ? undefined : this.type(found.btf, found.btf.target(found.id));
  }

  /** A variable that BTF holds: per-CPU ones, and others where pahole wrote them (1.29, `global_var`). */
  variable(name: string): Variable | undefined {
    this.#variables ??= this.#indexVariables();
    return this.#variables.get(name);
  }

  get variables(): ReadonlyMap<string, Variable> {
    this.#variables ??= this.#indexVariables();
    return this.#variables;
  }

  /** What a wrong name of a typedef may have meant. */
  typedefNames(): Iterable<string> {
    return this.#names([BtfKind.Typedef]);
  }

  tagNames(tag: 'struct' | 'union' | 'enum'): Iterable<string> {
    return this.#names(TAG_KINDS[tag]);
  }

  *#names(kinds: readonly BtfKind[]): Iterable<string> {
    for (const { btf, from } of this.#all()) {
      for (let id = from; id < btf.endId; id++) if (kinds.includes(btf.kind(id))) yield btf.name(id);
    }
  }

  /** The type with an id of BTF. */
  type(btf: Btf, id: number): CType {
    let home = btf;
    while (id < home.firstId && home.base !== undefined) home = home.base;
    let made = this.#made.get(home);
    if (made === undefined) this.#made.set(home, (made = new Map<number, CType>()));
    const known = made.get(id);
    if (known !== undefined) return known;
    const type = this.#make(home, id);
    made.set(id, type);
    return type;
  }

  *#all(): Iterable<{ readonly btf: Btf; readonly from: number }> {
    yield { btf: this.kernel, from: this.kernel.firstId };
    for (const { btf } of this.#modules) yield { btf, from: btf.firstId };
  }

  #findTagged(tag: 'struct' | 'union' | 'enum', name: string): CType | undefined {
    const kinds: readonly BtfKind[] = TAG_KINDS[tag];
    for (const { btf, from } of this.#all()) {
      let best: CType | undefined;
      for (const id of btf.find(name, kinds)) {
        if (id < from) continue;
        const type = this.type(btf, id);
        if (best === undefined || fullness(type) > fullness(best)) best = type;
      }
      if (best !== undefined) return best;
    }
    return undefined;
  }

  #findTypedef(name: string): CType | undefined {
    for (const { btf, from } of this.#all()) {
      const id = btf.find(name, [BtfKind.Typedef]).find((each) => each >= from);
      if (id !== undefined) return this.type(btf, id);
    }
    return undefined;
  }

  #indexEnumerators(): ReadonlyMap<string, { readonly type: EnumType; readonly value: bigint }> {
    const found = new Map<string, { type: EnumType; value: bigint }>();
    for (const { btf, from } of this.#all()) {
      for (let id = from; id < btf.endId; id++) {
        const kind = btf.kind(id);
        if (kind !== BtfKind.Enum && kind !== BtfKind.Enum64) continue;
        const type = this.type(btf, id);
        if (type.kind !== 'enum') continue;
        for (const { name, value } of type.enumerators) if (!found.has(name)) found.set(name, { type, value });
      }
    }
    return found;
  }

  #indexFunctions(): ReadonlyMap<string, { readonly btf: Btf; readonly id: number }> {
    const found = new Map<string, { btf: Btf; id: number }>();
    for (const { btf, from } of this.#all()) {
      for (let id = from; id < btf.endId; id++) {
        if (btf.kind(id) !== BtfKind.Function) continue;
        const name = btf.name(id);
        if (!found.has(name)) found.set(name, { btf, id });
      }
    }
    return found;
  }

  #indexVariables(): ReadonlyMap<string, Variable> {
    const found = new Map<string, Variable>();
    for (const { btf, from } of this.#all()) {
      for (let id = from; id < btf.endId; id++) {
        if (btf.kind(id) !== BtfKind.DataSection) continue;
        const perCpu = /^\.data\.{1,2}percpu/.test(btf.name(id));
        for (const { variable } of btf.variables(id)) {
          const name = btf.name(variable);
          if (!found.has(name)) found.set(name, { type: this.type(btf, btf.target(variable)), perCpu });
        }
      }
    }
    return found;
  }

  #make(btf: Btf, id: number): CType {
    const at = skipQualifiers(btf, id);
    if (at !== id) return this.type(btf, at);
    const table = this as TypeTable;
    const later = (target: number): CType => table.type(btf, target);
    const kind = btf.kind(id);
    switch (kind) {
      case BtfKind.Int: {
        const { signed, bits, offset } = btf.intEncoding(id);
        const sizeBytes = btf.sizeField(id);
        const part = bits < sizeBytes * 8 && bits > 0 ? { bits: { count: bits, offset } } : {};
        return { kind: 'int', name: plainSpelling(btf.name(id)), sizeBytes, signed, ...part };
      }
      case BtfKind.Float:
        return { kind: 'float', name: btf.name(id), sizeBytes: btf.sizeField(id) };
      case BtfKind.Pointer: {
        const target = btf.target(id);
        return {
          kind: 'pointer',
          get to() {
            return later(target);
          },
        };
      }
      case BtfKind.Array: {
        const { element, length } = btf.array(id);
        return {
          kind: 'array',
          length,
          get of() {
            return later(element);
          },
        };
      }
      case BtfKind.Struct:
      case BtfKind.Union:
        return this.#struct(btf, id, kind === BtfKind.Struct ? 'struct' : 'union');
      case BtfKind.Forward:
        return { kind: 'struct', keyword: 'struct', name: btf.name(id), sizeBytes: 0, members: [], incomplete: true };
      case BtfKind.Enum:
      case BtfKind.Enum64: {
        const enumerators = btf.enumerators(id);
        return {
          kind: 'enum',
          name: btf.name(id),
          sizeBytes: btf.sizeField(id),
          signed: enumerators.some(({ value }) => value < 0n),
          enumerators,
        };
      }
      case BtfKind.Typedef: {
        const target = btf.target(id);
        return {
          kind: 'typedef',
          name: btf.name(id),
          get target() {
            return later(target);
          },
        };
      }
      case BtfKind.FunctionPrototype: {
        const target = btf.target(id);
        return {
          kind: 'function',
          get returns() {
            return later(target);
          },
          get parameters() {
            return btf.parameters(id).map(({ name, type }) => ({ name, type: later(type) }));
          },
        };
      }
      case BtfKind.Function:
      case BtfKind.Variable:
      case BtfKind.DeclarationTag:
        return this.type(btf, btf.target(id));
      default:
        return VOID;
    }
  }

  #struct(btf: Btf, id: number, keyword: 'struct' | 'union'): StructType {
    const table = this as TypeTable;
    let members: readonly Member[] | undefined;
    return {
      kind: 'struct',
      keyword,
      name: btf.name(id),
      sizeBytes: btf.sizeField(id),
      get members() {
        members ??= btf
          .members(id)
          .map(({ name, type, bitOffset, bitSize }) => table.#member(btf, name, type, bitOffset, bitSize));
        return members;
      },
    };
  }

  #member(btf: Btf, name: string, id: number, bitOffset: number, bitSize: number): Member {
    const type = this.type(btf, id);
    const int = bitSize === 0 ? bare(type) : undefined;
    if (int?.kind !== 'int' || int.bits === undefined) return { name, type, bitOffset, bitSize };
    return { name, type, bitOffset: bitOffset + int.bits.offset, bitSize: int.bits.count };
  }
}

function fullness(type: CType): number {
  return type.kind === 'struct' ? type.members.length : type.kind === 'enum' ? type.enumerators.length : 0;
}

/** Pahole writes `long unsigned int`, people `unsigned long`. */
function plainSpelling(name: string): string {
  const words = name.split(' ');
  if (words.length === 1) return name;
  const longs = words.filter((word) => word === 'long').length;
  const base = words.includes('char')
    ? 'char'
    : words.includes('short')
      ? 'short'
      : (['int', 'long', 'long long'][longs] ?? '');
  const spelt = words.includes('unsigned')
    ? `unsigned ${base}`
    : base === 'char' && words.includes('signed')
      ? name
      : base;
  return PLAIN_TYPES.has(spelt) ? spelt : name;
}

function skipQualifiers(btf: Btf, id: number): number {
  let at = id;
  for (let i = 0; i < MAX_CHAIN; i++) {
    const kind = btf.kind(at);
    const isQualifier =
      kind === BtfKind.Volatile || kind === BtfKind.Const || kind === BtfKind.Restrict || kind === BtfKind.TypeTag;
    if (!isQualifier) return at;
    at = btf.target(at);
  }
  return 0;
}
