/** Asks a dump questions: expressions, walks, what an address is, symbols. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { hex } from '../../bytes/cursor.ts';
import type { FrameVariables } from '../../symbols/locals/source.ts';
import { openDump, type OpenDumpOptions } from '../formats/index.ts';
import type { Dump } from '../formats/dump.ts';
import { identifyAddress, type AddressAnswer } from './address.ts';
import { bare, sizeOf, typeText, type CType } from './ctype.ts';
import type { OpenDisassembler } from './code/disassembler.ts';
import { complete, type Completion } from './complete.ts';
import { helpText, verbNames } from './help.ts';
import { datumOf, type Datum } from './datum.ts';
import { inHexadecimal } from './hexadecimal.ts';
import { Evaluator } from './evaluate.ts';
import { placed } from './error-place.ts';
import { ExploreError, ExploreErrorCode } from './explore-error.ts';
import type { Task } from '../tasks/tasks.ts';
import { lacksData } from '../kernel/hidden-symbols.ts';
import type { FindTypes } from '../kernel/kernel-types.ts';
import { nearNames } from './near-names.ts';
import type { OpenSignedText } from '../integrity/signed-text.ts';
import { parseDeclaration } from './parse-type.ts';
import { parseExpression, Parser } from './parser.ts';
import { resolveType } from './resolve-type.ts';
import { TokenReader } from './token-reader.ts';
import { walk, type WalkAnswer } from './walk.ts';
import { parseWalk } from './walk-syntax.ts';
import { World } from './world.ts';
import { VIEWS } from './views/index.ts';
import type { ViewContext } from './views/context.ts';
import { structExpression, symbols } from './views/structs.ts';
import type { Table } from './views/table.ts';

export type Answer =
  | {
      readonly kind: 'value';
      readonly type: string;
      /** Where it is in memory; absent of what was worked out. */
      readonly address?: string;
      readonly datum: Datum;
    }
  | ({ readonly kind: 'walk' } & WalkAnswer)
  | ({ readonly kind: 'address' } & AddressAnswer)
  | ({ readonly kind: 'table' } & Table)
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'symbols'; readonly symbols: readonly SymbolAnswer[] };

export interface SymbolAnswer {
  readonly name: string;
  readonly address: string;
  readonly type: string;
  readonly module?: string;
}

export interface OpenExplorerOptions {
  readonly container?: OpenDumpOptions;
  /** Types from outside, for a kernel that carries none. */
  readonly btf?: Uint8Array | undefined;
  /** Who may have the types of a build, for a kernel that carries none. */
  readonly findTypes?: FindTypes | undefined;
  /** The same dump, opened before when less of it had arrived: its symbols and types are not read again. */
  readonly like?: Explorer | undefined;
  /** Takes the dump's place: shows less of it than there is. */
  readonly guard?: ((dump: Dump) => Dump) | undefined;
  /** Who reads code, for `dis`. */
  readonly disassembler?: OpenDisassembler | undefined;
  /** Who knows the variables of frames, for `locals`. */
  readonly frameVariables?: FrameVariables | undefined;
  /** Who knows the code of the signed image, for `dis`. */
  readonly signedText?: OpenSignedText | undefined;
}

export class Explorer {
  readonly world: World;
  readonly dump: Dump;
  readonly #evaluator: Evaluator;

  private constructor(dump: Dump, world: World) {
    this.dump = dump;
    this.world = world;
    this.#evaluator = new Evaluator(world);
    world.globals.resolveWith((declaration, room) => this.#declared(declaration, room));
  }

  /**
   * Opens a dump, all parts of a split set together, for questions.
   *
   * @throws {FormatError} where it is no dump, or its kernel has no types
   *
   * @example
   * const explorer = await Explorer.open([await fileSource('/var/crash/vmcore')]);
   * const answer = await explorer.ask('init_task.comm');
   */
  static async open(sources: readonly ByteSource[], options: OpenExplorerOptions = {}): Promise<Explorer> {
    const opened = await openDump(sources, options.container);
    const dump = options.guard?.(opened) ?? opened;
    try {
      return new Explorer(dump, await World.open(dump, { ...options, like: options.like?.world.kernel }));
    } catch (error) {
      await dump.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.dump.close();
  }

  /** @throws {ExploreError} with the place in the question, what was expected, near names; or the fault */
  async ask(question: string): Promise<Answer> {
    const [verb, rest] = splitVerb(question);
    try {
      return await this.#answer(question, verb, rest);
    } catch (error) {
      throw error instanceof ExploreError ? placed(error, question, verb, verbNames()) : error;
    }
  }

  async #answer(question: string, verb: string, rest: string): Promise<Answer> {
    const { isTypedef } = this.world.types;
    if (verb === 'walk') return { kind: 'walk', ...(await walk(this.#evaluator, parseWalk(rest, isTypedef))) };
    if (verb === 'sym' && rest.startsWith('-m '))
      return { kind: 'table', ...(await symbols(this.#context(), rest.split(/\s+/))) };
    if (verb === 'sym') return { kind: 'symbols', symbols: await this.#symbols(rest) };
    if (verb === 'what') return { kind: 'address', ...(await this.#what(rest)) };
    if (verb === 'help') return { kind: 'text', text: helpText(rest) };
    const view = VIEWS.get(verb);
    const words = rest.split(/\s+/).filter(Boolean);
    const isStruct = verb === 'struct' || verb === 'union';
    const object = isStruct ? await structExpression(this.#context(), words) : undefined;
    if (view !== undefined && object === undefined) {
      await this.world.loadDataNames();
      return { kind: 'table', ...(await view.run(this.#context(), words)) };
    }
    const isPrint = verb === 'p' || verb === 'eval';
    const hexadecimal = (isPrint && rest.startsWith('-x ')) || (isStruct && words.includes('-x'));
    const asked = object ?? (isPrint ? ofProcessor(hexadecimal ? rest.slice(3) : rest) : question);
    const value = await this.#evaluator.evaluate(parseExpression(asked, isTypedef));
    const told = await datumOf(this.world, value);
    const datum = hexadecimal ? inHexadecimal(told, typeText(value.type)) : told;
    const { place } = value;
    return {
      kind: 'value',
      type: typeText(value.type),
      ...(place === undefined ? {} : { address: hex(place.address) }),
      datum,
    };
  }

  #context(): ViewContext {
    const { world } = this;
    const { isTypedef } = world.types;
    return {
      world,
      kernel: world.kernel,
      walk: (question) => walk(this.#evaluator, parseWalk(question, isTypedef)),
      typeOf: async (expression) =>
        typeText((await this.#evaluator.evaluate(parseExpression(expression, isTypedef))).type),
      number: (expression) => this.#evaluator.number(parseExpression(expression, isTypedef)),
    };
  }

  /** What a question that is being typed may go on with. */
  complete(line: string): Promise<Completion> {
    return complete(this.#evaluator, line, verbNames());
  }

  /** `what EXPRESSION [in PID]` */
  async #what(text: string): Promise<AddressAnswer> {
    const parser = new Parser(new TokenReader(text), this.world.types.isTypedef);
    const address = await this.#evaluator.number(parser.expression());
    let context: Task | undefined;
    if (parser.tokens.accept('in')) {
      const at = parser.tokens.peek().at;
      const pid = Number(await this.#evaluator.number(parser.expression()));
      context = (await this.world.tasks()).tasks.find((task) => task.pid === pid);
      if (context === undefined)
        throw new ExploreError(ExploreErrorCode.UnknownName, `there is no task with pid ${pid}`, { at });
    }
    if (!parser.tokens.atEnd) throw parser.tokens.unexpected('`in PID`, or the end');
    return identifyAddress(this.world, BigInt.asUintN(64, address), context);
  }

  async #symbols(name: string): Promise<SymbolAnswer[]> {
    const found = await this.world.allSymbols(name);
    if (found.length === 0) {
      const why = lacksData(this.world.kernel) ? "; this kernel's table has functions only" : '';
      throw new ExploreError(ExploreErrorCode.UnknownName, `\`${name}\` is no symbol that is known here${why}`, {
        name,
        near: nearNames(name, this.world.symbolNames()),
      });
    }
    return found.map(({ address, letter, module }) => ({
      name,
      address: hex(address),
      type: letter,
      ...(module === undefined ? {} : { module }),
    }));
  }

  /** A declaration of the kept table as this dump has it; nothing where it does not have the type. */
  async #declared(declaration: string, room: number): Promise<CType | undefined> {
    const { types, kernel } = this.world;
    try {
      const parser = new Parser(new TokenReader(declaration), types.isTypedef);
      const { type: name } = parseDeclaration(parser);
      const shift = BigInt(Math.log2(kernel.memory.pageSizeBytes));
      const names = new Map([
        ['PAGE_SHIFT', { type: { kind: 'int', name: 'int', sizeBytes: 4, signed: true }, scalar: shift }] as const,
      ]);
      const type = await resolveType(types, name, (length) => this.#evaluator.number(length, { names }));
      const outer = bare(type);
      if (outer.kind !== 'array' || outer.length > 0) return type;
      return { ...outer, length: Math.floor(room / Math.max(1, sizeOf(outer.of))) };
    } catch (error) {
      if (error instanceof ExploreError) return undefined;
      throw error;
    }
  }
}

const VERB = /^\s*([a-z]+)(?:\s+(?![.=[?<>+/%|^]|[*&][\s=&]|->|-(?!-[a-z])[^A-Za-z0-9])(.*))?$/s;

/** `VARIABLE:CPU`, as crash names one processor's. */
function ofProcessor(text: string): string {
  return text.replace(/^\s*(\w+):(\d+)\s*$/, 'per_cpu($1, $2)');
}

function splitVerb(question: string): readonly [string, string] {
  const found = VERB.exec(question);
  return [found?.[1] ?? '', found?.[2]?.trim() ?? ''];
}
