/** Works out what an expression is in a dump. */
import { nearNames } from './near-names.ts';
import {
  bare,
  findMember,
  INT,
  LONG,
  memberNames,
  pointerTo,
  SIZE_T,
  sizeOf,
  typeText,
  UNSIGNED_LONG,
  VOID,
  type CType,
  type Member,
  type StructType,
} from './ctype.ts';
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import { binaryOperation } from './operations.ts';
import { readText } from './read-text.ts';
import { resolveType } from './resolve-type.ts';
import { isTypeName, type Expression, type MemberPath, type TypeName } from './syntax.ts';
import { loadScalar, placed, requireReadable, scalarOf, typeError, type Value } from './value.ts';
import type { World } from './world.ts';

/** Names that a walk has given to what it is at. */
export interface Scope {
  readonly names: ReadonlyMap<string, Value>;
  /** What members may be named of without saying whose: the entry of a walk. */
  readonly it?: Value | undefined;
}

const EMPTY: Scope = { names: new Map() };
type Of<K extends Expression['node']> = Extract<Expression, { node: K }>;

export class Evaluator {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** @throws {ExploreError} */
  async evaluate(node: Expression, scope: Scope = EMPTY): Promise<Value> {
    switch (node.node) {
      case 'number':
        return scalarOf(literalType(node.value, node.suffix), node.value);
      case 'string':
        return {
          type: {
            kind: 'array',
            of: { kind: 'int', name: 'char', sizeBytes: 1, signed: true },
            length: node.text.length + 1,
          },
          text: node.text,
        };
      case 'name':
        return this.#name(node.name, node.at, scope);
      case 'member':
        return this.#memberOf(await this.evaluate(node.of, scope), node);
      case 'index':
        return this.index(await this.evaluate(node.of, scope), await this.number(node.index, scope), node.at);
      case 'slice':
        return this.#slice(node, scope);
      case 'unary':
        return this.#unary(node, scope);
      case 'binary':
        return this.#binary(node, scope);
      case 'conditional':
        return this.evaluate((await this.isTrue(node.test, scope)) ? node.yes : node.no, scope);
      case 'cast':
        return this.#cast(await this.type(node.type, scope), await this.evaluate(node.operand, scope), node.at);
      case 'sizeof':
        return this.#sizeof(node, scope);
      case 'offsetof':
        return scalarOf(SIZE_T, BigInt(await this.offsetOf(await this.type(node.type, scope), node.path, scope)));
      case 'container_of': {
        const type = await this.type(node.type, scope);
        const [pointer, offset] = [await this.number(node.pointer, scope), await this.offsetOf(type, node.path, scope)];
        return scalarOf(pointerTo(type), pointer - BigInt(offset));
      }
      case 'call':
        return this.#call(node, scope);
    }
  }

  type(name: TypeName, scope: Scope = EMPTY): Promise<CType> {
    return this.#withModules(() => resolveType(this.world.types, name, (length) => this.number(length, scope)));
  }

  /** The number that an expression is. */
  async number(node: Expression, scope: Scope = EMPTY): Promise<bigint> {
    return loadScalar(this.world.kernel.memory, await this.evaluate(node, scope), node.at);
  }

  async isTrue(node: Expression, scope: Scope = EMPTY): Promise<boolean> {
    return (await this.number(node, scope)) !== 0n;
  }

  async #name(name: string, at: number, scope: Scope): Promise<Value> {
    const own = scope.names.get(name);
    if (own !== undefined) return own;
    const it = scope.it === undefined ? undefined : structOf(scope.it.type);
    if (it !== undefined && scope.it !== undefined && findMember(it, name) !== undefined) {
      return this.#memberOf(scope.it, { name, at, arrow: false });
    }
    return this.world.globals.find(name, at);
  }

  async #memberOf(
    value: Value,
    { name, arrow, at }: { readonly name: string; readonly arrow: boolean; readonly at: number },
  ): Promise<Value> {
    const type = bare(value.type);
    if (type.kind === 'struct') {
      if (arrow) throw typeError(`\`${typeText(value.type)}\` is no pointer`, at, `\`.${name}\``);
      requireReadable(value, at);
      if (value.place === undefined) throw typeError('a struct that is not in memory', at);
      return this.#member(type, name, value.place.address, at);
    }
    const target = type.kind === 'pointer' ? type.to : type.kind === 'array' ? type.of : undefined;
    const struct = target === undefined ? undefined : bare(target);
    if (struct?.kind !== 'struct') {
      requireReadable(value, at);
      throw typeError(`\`${typeText(value.type)}\` has no members`, at, 'a struct, a union or a pointer to one');
    }
    requireReadable(value, at);
    return this.#member(struct, name, await loadScalar(this.world.kernel.memory, value, at), at);
  }

  async #member(struct: StructType, name: string, address: bigint, at: number): Promise<Value> {
    const complete = await this.#complete(struct);
    return memberValue(needMember(complete, name, at), address);
  }

  /** What one BTF only declares another may hold: a module's struct, of which the kernel knows the name. */
  async #complete(struct: StructType): Promise<StructType> {
    if (struct.incomplete !== true) return struct;
    const found = await this.world.withModules(() => this.world.types.structOrUnion(struct.name));
    return found?.kind === 'struct' ? found : struct;
  }

  /** An element of an array, or of what a pointer points to. */
  async index(value: Value, index: bigint, at = 0): Promise<Value> {
    const type = bare(value.type);
    const element = type.kind === 'array' ? type.of : type.kind === 'pointer' ? type.to : undefined;
    requireReadable(value, at);
    if (element === undefined) throw typeError(`\`${typeText(value.type)}\` is no array and no pointer`, at);
    if (value.text !== undefined) return scalarOf(element, BigInt(value.text.charCodeAt(Number(index)) || 0));
    const size = await this.#sizeOf(element, at);
    return placed(element, (await loadScalar(this.world.kernel.memory, value, at)) + index * BigInt(size));
  }

  async #slice(node: Of<'slice'>, scope: Scope): Promise<Value> {
    const value = await this.evaluate(node.of, scope);
    const from = await this.number(node.from, scope);
    const to = await this.number(node.to, scope);
    if (to < from || to - from > 2n ** 20n)
      throw typeError(`from ${from} up to ${to} is no slice`, node.at, 'at most 2^20 elements');
    const first = await this.index(value, from, node.at);
    return { ...first, type: { kind: 'array', of: first.type, length: Number(to - from) } };
  }

  async #unary(node: Of<'unary'>, scope: Scope): Promise<Value> {
    const value = await this.evaluate(node.operand, scope);
    if (node.operator === '&') return addressOf(value, node.at);
    if (node.operator === '*') return this.#dereference(value, node.at);
    const number = await loadScalar(this.world.kernel.memory, value, node.operand.at);
    if (node.operator === '!') return scalarOf(INT, number === 0n ? 1n : 0n);
    const type = promoted(value.type);
    return scalarOf(type, node.operator === '-' ? -number : node.operator === '~' ? ~number : number);
  }

  async #dereference(value: Value, at: number): Promise<Value> {
    const type = bare(value.type);
    requireReadable(value, at);
    if (type.kind === 'function') return value;
    const target = type.kind === 'pointer' ? type.to : type.kind === 'array' ? type.of : undefined;
    if (target === undefined) throw typeError(`\`${typeText(value.type)}\` is no pointer`, at);
    if (bare(target).kind === 'void') throw typeError('`void *` points to nothing that has a type', at, 'a cast');
    return placed(target, await loadScalar(this.world.kernel.memory, value, at));
  }

  async #binary(node: Of<'binary'>, scope: Scope): Promise<Value> {
    const { operator, at } = node;
    if (operator === '&&' || operator === '||') {
      const left = await this.isTrue(node.left, scope);
      const decided = operator === '&&' ? !left : left;
      return scalarOf(INT, (decided ? left : await this.isTrue(node.right, scope)) ? 1n : 0n);
    }
    const left = await this.evaluate(node.left, scope);
    const right = await this.evaluate(node.right, scope);
    if (left.text !== undefined || right.text !== undefined) return this.#compareTexts(left, right, operator, at);
    const { memory } = this.world.kernel;
    const numbers = [
      await loadScalar(memory, left, node.left.at),
      await loadScalar(memory, right, node.right.at),
    ] as const;
    return binaryOperation(
      operator,
      { type: left.type, value: numbers[0] },
      { type: right.type, value: numbers[1] },
      at,
    );
  }

  async #compareTexts(left: Value, right: Value, operator: string, at: number): Promise<Value> {
    if (operator !== '==' && operator !== '!=') throw typeError('texts can be compared with == and != alone', at);
    const [a, b] = [await this.textOf(left, at), await this.textOf(right, at)];
    return scalarOf(INT, (a === b) === (operator === '==') ? 1n : 0n);
  }

  /** The text that an array of characters holds, or that a pointer to characters points to. */
  async textOf(value: Value, at = 0): Promise<string> {
    if (value.text !== undefined) return value.text;
    const type = bare(value.type);
    const element = type.kind === 'array' ? type.of : type.kind === 'pointer' ? type.to : undefined;
    if (element === undefined || sizeOf(element) !== 1) throw typeError(`\`${typeText(value.type)}\` is no text`, at);
    const address = await loadScalar(this.world.kernel.memory, value, at);
    const limit = type.kind === 'array' && type.length > 0 ? type.length : undefined;
    return readText(this.world.kernel.memory, address, limit, at);
  }

  async #cast(type: CType, value: Value, at: number): Promise<Value> {
    const target = bare(type);
    if (target.kind === 'struct' || target.kind === 'array' || target.kind === 'function') {
      throw typeError(`nothing is made a \`${typeText(type)}\` by a cast`, at, 'a pointer to it, as in (*(T *)&x)');
    }
    if (target.kind === 'void') throw typeError('a cast to void leaves nothing', at);
    return scalarOf(type, await loadScalar(this.world.kernel.memory, value, at));
  }

  async #sizeof(node: Of<'sizeof'>, scope: Scope): Promise<Value> {
    const type = isTypeName(node.of) ? await this.type(node.of, scope) : (await this.evaluate(node.of, scope)).type;
    return scalarOf(SIZE_T, BigInt(await this.#sizeOf(type, node.at)));
  }

  async #sizeOf(type: CType, at: number): Promise<number> {
    const at0 = bare(type);
    const struct = at0.kind === 'struct' ? await this.#complete(at0) : undefined;
    if (struct?.incomplete === true) {
      throw new ExploreError(ExploreErrorCode.UnknownType, `\`${typeText(type)}\` is declared here and nothing more`, {
        at,
      });
    }
    if (at0.kind === 'function') throw typeError('a function has no size', at);
    return struct?.sizeBytes ?? (at0.kind === 'void' ? 1 : sizeOf(at0));
  }

  /** Where in a struct a member is, in bytes. */
  async offsetOf(type: CType, path: MemberPath, scope: Scope): Promise<number> {
    let value: Value = placed(type, 0n);
    let bits = false;
    for (const step of path.steps) {
      if (bare(value.type).kind === 'pointer') throw typeError('a path ends where a pointer begins', path.at);
      if ('index' in step) value = await this.index(value, await this.number(step.index, scope), path.at);
      else {
        const at = bare(value.type);
        if (at.kind !== 'struct') throw typeError(`\`${typeText(value.type)}\` has no members`, step.at);
        value = await this.#member(at, step.name, value.place?.address ?? 0n, step.at);
      }
      bits = value.place?.bits !== undefined;
    }
    if (bits) throw typeError('a bit-field has no offset in bytes', path.at);
    return Number(value.place?.address ?? 0n);
  }

  async #call(node: Of<'call'>, scope: Scope): Promise<Value> {
    const { name, at } = node;
    const [first, second] = node.arguments;
    const { kernel } = this.world;
    if ((name === 'per_cpu' || name === 'per_cpu_ptr') && first !== undefined && second !== undefined) {
      const value = await this.evaluate(first, scope);
      const base = this.#perCpuBase(Number(await this.number(second, scope)), second.at);
      if (name === 'per_cpu_ptr')
        return scalarOf(value.type, (await loadScalar(kernel.memory, value, first.at)) + base);
      if (value.place === undefined) throw typeError('no variable', first.at, 'the name of a per-CPU variable');
      const note = value.note !== undefined && 'untyped' in value.note ? { note: value.note } : {};
      return { type: value.type, place: { address: BigInt.asUintN(64, value.place.address + base) }, ...note };
    }
    if (name === 'cpu_rq' && first !== undefined) {
      return this.#call(
        { ...node, name: 'per_cpu', arguments: [{ node: 'name', name: 'runqueues', at }, first] },
        scope,
      ).then((value) => addressOf(value, at));
    }
    if (name === 'task' && first !== undefined) {
      const pid = Number(await this.number(first, scope));
      const { tasks } = await this.world.tasks();
      const task = tasks.find((each) => each.pid === pid);
      if (task === undefined)
        throw new ExploreError(ExploreErrorCode.UnknownName, `there is no task with pid ${pid}`, { at });
      const type = this.world.types.tagged('struct', 'task_struct') ?? VOID;
      return scalarOf(pointerTo(type), task.address);
    }
    throw new ExploreError(ExploreErrorCode.UnknownName, `\`${name}\` can't be called: nothing runs in a dump`, {
      at,
      expected:
        'per_cpu(x, CPU), per_cpu_ptr(p, CPU), container_of(p, T, m), offsetof(T, m), sizeof, cpu_rq(CPU) or task(PID)',
      name,
    });
  }

  #perCpuBase(cpu: number, at: number): bigint {
    const { ids, perCpuOffset } = this.world.kernel.cpus;
    const base = perCpuOffset.get(cpu);
    if (base !== undefined) return base;
    throw typeError(
      `there is no processor ${cpu}`,
      at,
      `one of ${ids.slice(0, 16).join(', ')}${ids.length > 16 ? ', …' : ''}`,
    );
  }

  /** What only a module's types hold makes them be read. */
  async #withModules<T>(find: () => Promise<T>): Promise<T> {
    try {
      return await find();
    } catch (error) {
      if (!(error instanceof ExploreError) || error.code !== ExploreErrorCode.UnknownType) throw error;
      await this.world.loadModules();
      return find();
    }
  }
}

/** A member of a struct that is at an address. */
export function memberValue(member: Member, address: bigint): Value {
  const at = BigInt.asUintN(64, address + BigInt(member.bitOffset >> 3));
  if (member.bitSize === 0) return { type: member.type, place: { address: at } };
  return { type: member.type, place: { address: at, bits: { first: member.bitOffset & 7, count: member.bitSize } } };
}

function needMember(struct: StructType, name: string, at: number): Member {
  const found = findMember(struct, name);
  if (found !== undefined) return found;
  const what = struct.incomplete === true ? 'is declared here and nothing more: it' : '';
  throw new ExploreError(ExploreErrorCode.NoMember, `\`${typeText(struct)}\` ${what}has no member \`${name}\``, {
    at,
    name,
    near: nearNames(name, memberNames(struct)),
  });
}

export function structOf(type: CType): StructType | undefined {
  const at = bare(type);
  const target = at.kind === 'pointer' ? bare(at.to) : at;
  return target.kind === 'struct' ? target : undefined;
}

export function addressOf(value: Value, at = 0): Value {
  const { place } = value;
  if (place === undefined) throw typeError('this is nowhere in memory', at, 'a variable or a member');
  if (place.bits !== undefined) throw typeError('a bit-field has no address', at);
  return scalarOf(pointerTo(value.type), place.address);
}

function promoted(type: CType): CType {
  const at = bare(type);
  if (at.kind !== 'int' && at.kind !== 'enum') return UNSIGNED_LONG;
  return at.sizeBytes < 4 ? INT : at.kind === 'enum' ? LONG : type;
}

function literalType(value: bigint, suffix: string): CType {
  const unsigned = suffix.includes('u');
  const long = suffix.includes('l');
  if (!long && !unsigned && value < 2n ** 31n) return INT;
  if (!long && unsigned && value < 2n ** 32n) return { kind: 'int', name: 'unsigned int', sizeBytes: 4, signed: false };
  return unsigned || value >= 2n ** 63n ? UNSIGNED_LONG : LONG;
}
