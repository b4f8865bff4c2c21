/** Walks what a question says, row by row. */
import { datumOf, type Datum } from './datum.ts';
import { hex } from '../../bytes/cursor.ts';
import { bare, INT, pointerTo, UNSIGNED_LONG, VOID, type CType } from './ctype.ts';
import { addressOf, type Evaluator, type Scope } from './evaluate.ts';
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import {
  chainNodes,
  listNodes,
  mapleNodes,
  treeNodes,
  word,
  type Broken,
  type Node,
  type Nodes,
} from './structures.ts';
import type { Expression } from './syntax.ts';
import { loadScalar, scalarOf, typeError, type Value } from './value.ts';
import type { WalkQuestion, WalkSource } from './walk-syntax.ts';
import { idrNodes, xarrayNodes } from './xarray-nodes.ts';

export interface WalkAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Datum[])[];
  /** Where the walk could not go on: the rows are those before. */
  readonly broken?: { readonly problem: string; readonly address?: string; readonly why?: string };
  /** The row to go on from, where there are more. */
  readonly next?: number;
}

const ROWS_AT_ONCE = 128;

/** @throws {ExploreError} for what is wrong with the question itself */
export async function walk(evaluator: Evaluator, question: WalkQuestion): Promise<WalkAnswer> {
  const walker = new Walker(evaluator, question);
  return walker.run();
}

class Walker {
  readonly #evaluator: Evaluator;
  readonly #question: WalkQuestion;
  #broken: Broken | undefined;

  constructor(evaluator: Evaluator, question: WalkQuestion) {
    this.#evaluator = evaluator;
    this.#question = question;
  }

  async run(): Promise<WalkAnswer> {
    const { from, limit, where, columns } = this.#question;
    const titles = columns.length === 0 ? ['entry'] : columns.map((column) => column.title);
    const rows: Datum[][] = [];
    let seen = 0;
    let batch: Scope[] = [];
    /** @returns whether there are more than were asked for */
    const flush = async (): Promise<boolean> => {
      const kept = where === undefined ? batch : await this.#filter(batch, where);
      batch = [];
      const wanted = kept.slice(Math.max(0, from - seen));
      seen += kept.length;
      const room = limit - rows.length;
      // What is wrong with a column itself shows in the first row: the others need not be tried.
      const shown = wanted.slice(0, room);
      const first = rows.length === 0 ? shown.shift() : undefined;
      if (first !== undefined) rows.push(await this.#row(first));
      rows.push(...(await Promise.all(shown.map((scope) => this.#row(scope)))));
      return wanted.length > room;
    };
    let more = false;
    for await (const scope of this.#scopes(0, { names: new Map() })) {
      batch.push(scope);
      if (batch.length >= ROWS_AT_ONCE) more = await flush();
      if (more) break;
    }
    if (!more) more = await flush();
    const broken = this.#broken;
    return {
      columns: titles,
      rows,
      ...(more ? { next: from + rows.length } : {}),
      ...(broken === undefined || more ? {} : { broken: brokenAnswer(broken) }),
    };
  }

  async #filter(scopes: readonly Scope[], where: Expression): Promise<Scope[]> {
    const keep = await Promise.all(
      scopes.map(async (scope) => {
        try {
          return await this.#evaluator.isTrue(where, scope);
        } catch (error) {
          if (!(error instanceof ExploreError) || error.fault === undefined) throw error;
          this.#broken ??= { problem: `a condition: ${error.message}`, fault: error.fault };
          return false;
        }
      }),
    );
    return scopes.filter((_, i) => keep[i] === true);
  }

  async #row(scope: Scope): Promise<Datum[]> {
    const { columns } = this.#question;
    const { world } = this.#evaluator;
    if (columns.length === 0) return scope.it === undefined ? [] : [await datumOf(world, entryPointer(scope.it))];
    return Promise.all(
      columns.map(async ({ expression }): Promise<Datum> => {
        try {
          return await datumOf(world, await this.#evaluator.evaluate(expression, scope), expression.at);
        } catch (error) {
          if (!(error instanceof ExploreError) || error.fault === undefined) throw error;
          return { is: 'unreadable', address: hex(error.fault.address), why: error.fault.why };
        }
      }),
    );
  }

  /** The entries of the sources from `depth` on, each with those around it. */
  async *#scopes(depth: number, outer: Scope): AsyncGenerator<Scope, void, undefined> {
    const source = this.#question.sources[depth];
    if (source === undefined) {
      yield outer;
      return;
    }
    const entries = this.#entries(source, outer);
    for (;;) {
      const next = await entries.next();
      if (next.done === true) {
        this.#broken ??= next.value;
        return;
      }
      const { value, index } = next.value;
      const names = new Map(outer.names);
      names.set('index', index).set('entry', value);
      if (source.as !== undefined) names.set(source.as, value).set(`${source.as}_index`, index);
      yield* this.#scopes(depth + 1, { names, it: value });
    }
  }

  async *#entries(
    source: WalkSource,
    scope: Scope,
  ): AsyncGenerator<{ value: Value; index: Value }, Broken | undefined, undefined> {
    const { kernel } = this.#evaluator.world;
    if (source.kind === 'cpus') {
      for (const cpu of kernel.cpus.ids) yield { value: scalarOf(INT, BigInt(cpu)), index: scalarOf(INT, BigInt(cpu)) };
      return undefined;
    }
    if (source.kind === 'percpu' || source.kind === 'array') return yield* this.#elements(source, scope);
    const over = await this.#evaluator.evaluate(source.over, scope);
    const type = source.type === undefined ? undefined : await this.#evaluator.type(source.type, scope);
    const offset =
      type === undefined || source.member === undefined
        ? 0n
        : BigInt(await this.#evaluator.offsetOf(type, source.member, scope));
    const found = await this.#nodes(source, over, offset);
    if ('problem' in found) return found;
    const pointer = pointerTo(type ?? found.entry ?? VOID);
    let count = 0n;
    for (;;) {
      const next = await found.nodes.next();
      if (next.done === true) return next.value;
      const node: Node = next.value;
      yield {
        value: scalarOf(pointer, node.address - (found.embedded ? offset : 0n)),
        index: scalarOf(UNSIGNED_LONG, node.index ?? count),
      };
      count++;
    }
  }

  async #nodes(
    source: WalkSource,
    over: Value,
    offset: bigint,
  ): Promise<{ nodes: Nodes; embedded: boolean; entry?: CType | undefined } | Broken> {
    const { kernel } = this.#evaluator.world;
    if (source.kind === 'next') {
      const first = await loadScalar(kernel.memory, over, source.at);
      const type = bare(over.type);
      return {
        nodes: chainNodes(kernel, first, offset),
        embedded: false,
        entry: type.kind === 'pointer' ? type.to : undefined,
      };
    }
    const head = await this.#head(over, source.at);
    switch (source.kind) {
      case 'list':
      case 'rlist':
        return { nodes: listNodes(kernel, head, source.kind === 'rlist'), embedded: true };
      case 'xarray':
      case 'radix':
        return { nodes: xarrayNodes(kernel, head), embedded: false };
      case 'idr':
        return { nodes: idrNodes(kernel, head), embedded: false };
      case 'maple':
        return { nodes: mapleNodes(kernel, head), embedded: false };
      default: {
        const first = await word(kernel, head);
        if (typeof first !== 'bigint') return first;
        return { nodes: source.kind === 'rb' ? treeNodes(kernel, first) : chainNodes(kernel, first), embedded: true };
      }
    }
  }

  /** Where a structure begins: a struct in memory, or what a pointer points to. */
  async #head(over: Value, at: number): Promise<bigint> {
    const type = bare(over.type);
    if (over.place !== undefined && (type.kind === 'struct' || type.kind === 'array' || type.kind === 'void'))
      return over.place.address;
    if (type.kind === 'pointer' || type.kind === 'int')
      return loadScalar(this.#evaluator.world.kernel.memory, over, at);
    throw typeError('this is no head of anything', at, 'a struct in memory or a pointer to it');
  }

  async *#elements(
    source: WalkSource,
    scope: Scope,
  ): AsyncGenerator<{ value: Value; index: Value }, undefined, undefined> {
    const { world } = this.#evaluator;
    if (source.kind === 'percpu') {
      for (const cpu of world.kernel.cpus.ids) {
        const number: Expression = { node: 'number', value: BigInt(cpu), suffix: '', at: source.at };
        const call: Expression = { node: 'call', name: 'per_cpu', arguments: [source.over, number], at: source.at };
        yield { value: await this.#evaluator.evaluate(call, scope), index: scalarOf(INT, BigInt(cpu)) };
      }
      return undefined;
    }
    const over = await this.#evaluator.evaluate(source.over, scope);
    const type = bare(over.type);
    if (type.kind !== 'array')
      throw new ExploreError(ExploreErrorCode.Type, 'this is no array', {
        at: source.at,
        expected: 'an array, or a slice such as p[0:8]',
      });
    for (let i = 0; i < type.length; i++) {
      yield { value: await this.#evaluator.index(over, BigInt(i)), index: scalarOf(INT, BigInt(i)) };
    }
    return undefined;
  }
}

function entryPointer(value: Value): Value {
  return value.place !== undefined && bare(value.type).kind === 'struct' ? addressOf(value) : value;
}

function brokenAnswer({ problem, fault }: Broken): NonNullable<WalkAnswer['broken']> {
  return { problem, ...(fault === undefined ? {} : { address: hex(fault.address), why: fault.why }) };
}
