/**
 * Return addresses that tracing has replaced. The function-graph tracer and return probes make a function return into a
 * trampoline and keep the true address beside the task, with the place on the stack that they took it from; what undoes it is
 * `unwind_recover_ret_addr()` of the kernel (arch/x86/include/asm/unwind.h, arch/arm64/kernel/stacktrace.c, linux v6.12).
 */
import type { Kernel } from '../kernel/kernel.ts';
import { walkChain } from '../kernel/walks.ts';
import type { StructType } from '../symbols/types.ts';

const GRAPH_TRAMPOLINES = ['return_to_handler'] as const;
const PROBE_TRAMPOLINES = ['arch_rethook_trampoline', '__kretprobe_trampoline', 'kretprobe_trampoline'] as const;

/** `FTRACE_RETFUNC_DEPTH` entries until 6.11, a page of words since. */
const MAX_GRAPH_BYTES = 8192;
/** `KPROBE_HASH_BITS` */
const PROBE_TABLE_BITS = 6;
/** `GOLDEN_RATIO_64` */
const GOLDEN_RATIO = 0x61c8864680b583ebn;
const MAX_PROBES = 4096;
const WORD = 8;

/** The trampolines of one kernel that return addresses are replaced by. */
export class TracedReturns {
  readonly #kernel: Kernel;
  readonly #graph: ReadonlySet<bigint>;
  readonly #probes: ReadonlySet<bigint>;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    const addresses = (names: readonly string[]): Set<bigint> =>
      new Set(names.map((name) => kernel.symbol(name)).filter((address) => address !== undefined));
    this.#graph = addresses(GRAPH_TRAMPOLINES);
    this.#probes = addresses(PROBE_TRAMPOLINES);
  }

  /** True for an address that never stands behind a call: what is written over return addresses. */
  has(pc: bigint): boolean {
    return this.#graph.has(pc) || this.#probes.has(pc);
  }

  /** What undoes it on the stack of one task. Its bookkeeping is read when it is first needed: mostly never. */
  of(task: bigint | undefined): (pc: bigint, slot: bigint) => Promise<bigint | undefined> {
    let kept: Promise<ReadonlyMap<bigint, readonly bigint[]>> | undefined;
    return async (pc, slot) => {
      // A function that is both probed and traced goes through two trampolines.
      let address = pc;
      for (let i = 0; i < 2 && this.has(address); i++) {
        if (task === undefined) return undefined;
        kept ??= this.#read(task);
        const known: readonly bigint[] = (await kept).get(slot) ?? [];
        const next = known.find((candidate) => candidate !== address && !this.has(candidate)) ?? known[i];
        if (next === undefined || next === address) return undefined;
        address = next;
      }
      return this.has(address) ? undefined : address;
    };
  }

  /** True return addresses by the places on the stack that they were taken from, the newest first. */
  async #read(task: bigint): Promise<ReadonlyMap<bigint, readonly bigint[]>> {
    const found = new Map<bigint, bigint[]>();
    const note = (slot: bigint, address: bigint): void => {
      found.set(slot, [...(found.get(slot) ?? []), address]);
    };
    if (!this.#kernel.hasTypes) return found;
    await Promise.all([this.#readGraph(task, note), this.#readProbes(task, note), this.#readProbeTable(task, note)]);
    return found;
  }

  /**
   * `task->ret_stack`: an array of `struct ftrace_ret_stack` until 6.11, since then a stack of words in which such structures
   * lie among others. Both are searched alike, from what was pushed last: an entry is where its `retp` is, or its `fp`, the
   * caller's frame pointer, where it has one: what riscv notes as `retp` is a copy (arch/riscv/kernel/ftrace.c, linux v6.12), and arm64
   * notes none up to 5.13.
   */
  async #readGraph(task: bigint, note: (slot: bigint, address: bigint) => void): Promise<void> {
    const { types, memory } = this.#kernel;
    const type = types.find('task_struct');
    const entry = types.find('ftrace_ret_stack');
    const [stack, current] = [type?.field('ret_stack'), type?.field('curr_ret_stack')];
    const [ret, retp, fp] = [entry?.field('ret'), entry?.field('retp'), entry?.field('fp')];
    if (entry === undefined || stack === undefined || current === undefined || !ret || !(retp ?? fp)) return;
    const [base, depth] = await Promise.all([
      memory.word(task + BigInt(stack.offsetBytes)),
      memory.u32(task + BigInt(current.offsetBytes), 'curr_ret_stack'),
    ]);
    if (base === undefined || base === 0n || depth > MAX_GRAPH_BYTES) return;
    const isArray = types.structOf(stack)?.name === 'ftrace_ret_stack';
    const used = Math.min(isArray ? (depth + 1) * entry.sizeBytes : depth * WORD, MAX_GRAPH_BYTES);
    const places = Array.from({ length: Math.floor(used / WORD) }, (_, i) => base + BigInt(i * WORD));
    const words = await memory.words(places);
    const step = isArray ? entry.sizeBytes / WORD : 1;
    const last = Math.floor((used - entry.sizeBytes) / WORD);
    const byFrame: (readonly [frame: bigint, address: bigint])[] = [];
    for (let at = last; at >= 0; at -= step) {
      const slot = retp === undefined ? undefined : words[at + retp.offsetBytes / WORD];
      const address = words[at + ret.offsetBytes / WORD];
      if (address === undefined || !this.#kernel.isText(address)) continue;
      if (slot !== undefined) note(slot, address);
      const frame = fp === undefined ? undefined : words[at + fp.offsetBytes / WORD];
      if (frame !== undefined && frame !== 0n) byFrame.push([frame, address]);
    }
    // Among words that are no entry, one may look as if it were by its frame pointer: what `retp` tells goes before.
    for (const [frame, address] of byFrame) note(frame, address);
  }

  /** Up to 5.10 `kretprobe_inst_table`: the instances of many tasks in a list, the newest first (v5.10 kernel/kprobes.c). */
  async #readProbeTable(task: bigint, note: (slot: bigint, address: bigint) => void): Promise<void> {
    const table = this.#kernel.symbol('kretprobe_inst_table');
    const type = this.#kernel.types.find('kretprobe_instance');
    const link = type?.field('hlist');
    if (table === undefined || link === undefined) return;
    const first = await this.#kernel.memory.word(table + BigInt(WORD) * hashPointer(task, PROBE_TABLE_BITS));
    const { nodes } = await walkChain(this.#kernel.memory, first ?? 0n, 0, { maxNodes: MAX_PROBES });
    const rows = await this.#kernel
      .shape('kretprobe_instance', { owner: 'task', address: 'ret_addr', slot: 'fp' })
      .need('owner', 'address', 'slot')
      .readGood(
        this.#kernel.memory,
        nodes.map((node) => node - BigInt(link.offsetBytes)),
      );
    for (const row of rows) if (row.pointer('owner') === task) note(row.pointer('slot'), row.pointer('address'));
  }

  /** `task->rethooks` since 5.18, `task->kretprobe_instances` since 5.11: lists, the newest first. */
  async #readProbes(task: bigint, note: (slot: bigint, address: bigint) => void): Promise<void> {
    const { types, memory } = this.#kernel;
    const type = types.find('task_struct');
    const head = type?.field('rethooks.first') ?? type?.field('kretprobe_instances.first');
    const node: StructType | undefined =
      type?.field('rethooks.first') === undefined ? types.find('kretprobe_instance') : types.find('rethook_node');
    const [link, address, frame] = [
      node?.field('llist'),
      node?.field('ret_addr'),
      node?.field('frame') ?? node?.field('fp'),
    ];
    if (head === undefined || link === undefined || address === undefined || frame === undefined) return;
    const seen = new Set<bigint>();
    let next = (await memory.word(task + BigInt(head.offsetBytes))) ?? 0n;
    while (next !== 0n && seen.size < MAX_PROBES && !seen.has(next)) {
      seen.add(next);
      const start = next - BigInt(link.offsetBytes);
      const [following, target, slot] = await memory.words([
        next,
        start + BigInt(address.offsetBytes),
        start + BigInt(frame.offsetBytes),
      ]);
      if (target !== undefined && slot !== undefined) note(slot, target);
      next = following ?? 0n;
    }
  }
}

/** `hash_ptr()` (v5.10 include/linux/hash.h). */
function hashPointer(pointer: bigint, bits: number): bigint {
  return BigInt.asUintN(64, pointer * GOLDEN_RATIO) >> BigInt(64 - bits);
}
