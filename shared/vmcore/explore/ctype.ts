/** Types as expressions see them: of BTF, or made by a cast. What a pointer points to is looked up when it is asked for. */

export type CType =
  VoidType | IntType | FloatType | PointerType | ArrayType | StructType | EnumType | FunctionType | TypedefType;

export interface VoidType {
  readonly kind: 'void';
}

export interface IntType {
  readonly kind: 'int';
  readonly name: string;
  readonly sizeBytes: number;
  readonly signed: boolean;
  /** BTF of old kernels has bit-fields as ints of fewer bits than their bytes have. */
  readonly bits?: { readonly count: number; readonly offset: number } | undefined;
}

export interface FloatType {
  readonly kind: 'float';
  readonly name: string;
  readonly sizeBytes: number;
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly to: CType;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly of: CType;
  readonly length: number;
}

export interface Member {
  /** Empty for an anonymous struct or union, whose members are its parent's. */
  readonly name: string;
  readonly type: CType;
  readonly bitOffset: number;
  /** 0 for what is no bit-field. */
  readonly bitSize: number;
}

export interface StructType {
  readonly kind: 'struct';
  readonly keyword: 'struct' | 'union';
  readonly name: string;
  readonly sizeBytes: number;
  readonly members: readonly Member[];
  /** Declared, and nothing more is known of it. */
  readonly incomplete?: boolean;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly sizeBytes: number;
  readonly signed: boolean;
  readonly enumerators: readonly { readonly name: string; readonly value: bigint }[];
}

export interface FunctionType {
  readonly kind: 'function';
  readonly returns: CType;
  readonly parameters: readonly { readonly name: string; readonly type: CType }[];
}

export interface TypedefType {
  readonly kind: 'typedef';
  readonly name: string;
  readonly target: CType;
}

export const POINTER_BYTES = 8;
export const VOID: VoidType = { kind: 'void' };
const MAX_CHAIN = 64;

const int = (name: string, sizeBytes: number, signed: boolean): IntType => ({ kind: 'int', name, sizeBytes, signed });
/** C's own types, as every 64-bit kernel has them. */
export const PLAIN_TYPES: ReadonlyMap<string, CType> = new Map<string, CType>([
  ['void', VOID],
  ['char', int('char', 1, true)],
  ['signed char', int('signed char', 1, true)],
  ['unsigned char', int('unsigned char', 1, false)],
  ['short', int('short', 2, true)],
  ['unsigned short', int('unsigned short', 2, false)],
  ['int', int('int', 4, true)],
  ['unsigned int', int('unsigned int', 4, false)],
  ['long', int('long', 8, true)],
  ['unsigned long', int('unsigned long', 8, false)],
  ['long long', int('long long', 8, true)],
  ['unsigned long long', int('unsigned long long', 8, false)],
  ['__int128', int('__int128', 16, true)],
  ['unsigned __int128', int('unsigned __int128', 16, false)],
  ['_Bool', int('_Bool', 1, false)],
  ['float', { kind: 'float', name: 'float', sizeBytes: 4 }],
  ['double', { kind: 'float', name: 'double', sizeBytes: 8 }],
]);
export const INT: IntType = int('int', 4, true);
export const LONG: IntType = int('long', 8, true);
export const UNSIGNED_LONG: IntType = int('unsigned long', 8, false);
/** What `sizeof` and `offsetof` answer. */
export const SIZE_T: TypedefType = { kind: 'typedef', name: 'size_t', target: UNSIGNED_LONG };

export function pointerTo(to: CType): PointerType {
  return { kind: 'pointer', to };
}

/** The type behind typedefs. */
export function bare(type: CType): Exclude<CType, TypedefType> {
  let at = type;
  for (let i = 0; i < MAX_CHAIN && at.kind === 'typedef'; i++) at = at.target;
  return at.kind === 'typedef' ? VOID : at;
}

/** Bytes of a value; 0 for what has none: void, functions, what is only declared. */
export function sizeOf(type: CType, depth = 0): number {
  const at = bare(type);
  switch (at.kind) {
    case 'int':
    case 'float':
    case 'struct':
    case 'enum':
      return at.sizeBytes;
    case 'pointer':
      return POINTER_BYTES;
    case 'array':
      return depth > MAX_CHAIN ? 0 : at.length * sizeOf(at.of, depth + 1);
    case 'void':
    case 'function':
      return 0;
  }
}

/** At what multiple of bytes a compiler places a value of this type. */
export function alignOf(type: CType, depth = 0): number {
  const at = bare(type);
  if (depth > MAX_CHAIN) return 1;
  if (at.kind === 'array') return alignOf(at.of, depth + 1);
  if (at.kind === 'struct') return Math.max(1, ...at.members.map((member) => alignOf(member.type, depth + 1)));
  return Math.max(1, Math.min(sizeOf(at), 16));
}

/** True for `char`, whose arrays are texts; `unsigned char` is a number. */
export function isCharacter(type: CType): boolean {
  const at = bare(type);
  return at.kind === 'int' && at.name === 'char';
}

/** A member by name, those of anonymous structs and unions within as C finds them. */
export function findMember(struct: StructType, name: string, depth = 0): Member | undefined {
  if (depth > MAX_CHAIN) return undefined;
  const direct = struct.members.find((member) => member.name === name);
  if (direct !== undefined && name !== '') return direct;
  for (const outer of struct.members) {
    const type = outer.name === '' ? bare(outer.type) : undefined;
    const inner = type?.kind === 'struct' ? findMember(type, name, depth + 1) : undefined;
    if (inner !== undefined) return { ...inner, bitOffset: inner.bitOffset + outer.bitOffset };
  }
  return undefined;
}

/** The names that {@link findMember} finds. */
export function memberNames(struct: StructType, depth = 0): string[] {
  if (depth > MAX_CHAIN) return [];
  return struct.members.flatMap((member) => {
    if (member.name !== '') return [member.name];
    const type = bare(member.type);
    return type.kind === 'struct' ? memberNames(type, depth + 1) : [];
  });
}

/** As C writes it: `struct task_struct *`, `char [16]`, `int (*)(struct sk_buff *)`. */
export function typeText(type: CType, inner = '', depth = 0): string {
  const join = (left: string): string => (inner === '' ? left : `${left} ${inner}`);
  if (depth > 16) return join('…');
  switch (type.kind) {
    case 'void':
      return join('void');
    case 'int':
    case 'float':
    case 'typedef':
      return join(type.name);
    case 'struct':
      return join(`${type.keyword} ${type.name === '' ? '<anonymous>' : type.name}`);
    case 'enum':
      return join(`enum ${type.name === '' ? '<anonymous>' : type.name}`);
    case 'pointer': {
      const needsBrackets = type.to.kind === 'array' || type.to.kind === 'function';
      return typeText(type.to, needsBrackets ? `(*${inner})` : `*${inner}`, depth + 1);
    }
    case 'array':
      return typeText(type.of, `${inner}[${type.length}]`, depth + 1);
    case 'function': {
      const taken = type.parameters.map((parameter) => typeText(parameter.type, '', depth + 1)).join(', ');
      return typeText(type.returns, `${inner}(${taken === '' ? 'void' : taken})`, depth + 1);
    }
  }
}
