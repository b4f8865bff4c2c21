import { hex } from '../../bytes/cursor.ts';
import type { Frame } from '../../contract/report.ts';
import type { Unwinder } from '../arch/architecture.ts';
import { architectureOf } from '../arch/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { loadModulesAt, loadModuleTables } from '../kernel/module-tables.ts';
import type { LoadedModule } from '../symbols/module-map.ts';
import { readShadowStack } from './shadow-stack.ts';
import type { StackImage, StackRange } from './stack-memory.ts';
import { TracedReturns } from './traced-returns.ts';
import { stackAt, type RawFrame, type Stacks, type Unwound, type UnwindStart } from './unwind.ts';

/** Unwinds stacks of one kernel and names what is found on them. */
export class Tracer {
  readonly kernel: Kernel;
  readonly special: readonly StackRange[];
  readonly #unwinder: Unwinder;
  readonly #traced: TracedReturns;

  private constructor(kernel: Kernel, special: readonly StackRange[], unwinder: Unwinder) {
    this.kernel = kernel;
    this.special = special;
    this.#unwinder = unwinder;
    this.#traced = new TracedReturns(kernel);
  }

  /** @throws {MemoryReadError} {FormatError} where the kernel has no unwind tables that can be read */
  static async open(kernel: Kernel, special: readonly StackRange[]): Promise<Tracer> {
    return new Tracer(kernel, special, await architectureOf(kernel.machine).stacks.openUnwinder(kernel));
  }

  /** Loads symbols and unwind tables of every module that something on these stacks may point into. */
  async prepare(stacks: readonly StackImage[], extra: readonly bigint[] = []): Promise<void> {
    const wanted = new Set<LoadedModule>();
    const { modules } = this.kernel;
    const uppers = [...new Set(modules.list.flatMap((m) => m.regions.map((r) => Number(r.start >> 32n))))];
    const look = (word: bigint): void => {
      const module = modules.at(word);
      if (module !== undefined) wanted.add(module);
    };
    for (const stack of stacks) stack.scan(uppers, look);
    for (const address of extra) look(address);
    await loadModuleTables(this.kernel, wanted, this.#unwinder.moduleTables);
  }

  /** Why frames can only be guessed, if they can. */
  get problem(): string | undefined {
    return this.#unwinder.problem;
  }

  isText(address: bigint): boolean {
    return this.kernel.isText(address);
  }

  /** @param task the `task_struct` whose stack it is: tracers keep return addresses there that they have replaced */
  async unwind(start: UnwindStart, image: StackImage | undefined, task?: bigint): Promise<Unwound> {
    const { memory } = this.kernel;
    const stacks: Stacks = {
      task: image,
      special: this.special,
      recover: this.#traced.of(task),
      // Of one that runs, only its processor knows how far they go.
      ...(task === undefined || start.exact ? {} : { shadow: () => readShadowStack(this.kernel, task) }),
      word: async (address) => image?.word(address) ?? memory.word(address),
    };
    const unwound = await this.#unwinder.unwind(stacks, start);
    // Interrupt, exception and NMI stacks lead into modules that no task's stack names.
    await loadModulesAt(
      this.kernel,
      unwound.frames.flatMap(({ pc, user }) => (user ? [] : [pc, pc - 1n])),
    );
    return unwound;
  }

  /** Names the frames, as the report holds them. */
  frames(unwound: Unwound, task: StackImage | undefined): Frame[] {
    const stacks: Stacks = { task, special: this.special, word: () => Promise.resolve(undefined) };
    return unwound.frames.map((frame) => this.#name(frame, stackAt(stacks, frame.sp)));
  }

  #name(frame: RawFrame, stack: StackRange | undefined): Frame {
    // No call stands before a trampoline that a function returns into: it is named by its own first byte.
    const exact = frame.exact || this.#traced.has(frame.pc);
    const isOthers = frame.user || frame.guest === true;
    const place = isOthers ? undefined : this.kernel.symbolize(exact ? frame.pc : frame.pc - 1n, frame.assembly);
    return {
      address: hex(BigInt.asUintN(64, frame.pc)),
      ...(place === undefined ? {} : { symbol: place.symbol, offset: place.offset + (exact ? 0 : 1) }),
      ...(place?.sizeBytes === undefined || place.sizeBytes <= 0 ? {} : { sizeBytes: place.sizeBytes }),
      ...(place?.module === undefined ? {} : { module: place.module }),
      reliable: frame.reliable,
      ...(stack === undefined || stack.kind === 'task' ? {} : { stack: stack.kind }),
      ...(frame.user ? { user: true } : {}),
      ...(frame.guest === true ? { guest: true } : {}),
      ...(exact && !isOthers ? { exact } : {}),
    };
  }
}
