/**
 * Code that the kernel made while it ran: BPF programs, their trampolines and dispatchers, trampolines of the function tracer,
 * pages of instructions that kprobes run out of line. It is in no symbol table.
 */
import { walkList } from './walks.ts';
import type { Kernel } from './kernel.ts';

const MAX_REGIONS = 2 ** 16;
const MAX_REGION_BYTES = 2n ** 24n;
const NAME_BYTES = 512;
/** `FTRACE_OPS_FL_SAVE_REGS`, include/linux/ftrace.h, linux v6.12. */
const SAVE_REGS = 1n << 2n;

export interface DynamicCode {
  readonly start: bigint;
  readonly end: bigint;
  readonly name: string;
  /** Its functions keep a frame pointer, as all that BPF's compilers make do. */
  readonly framePointer: boolean;
  /** The code that it is a copy of, whose unwind tables hold for it as well. */
  readonly copyOf?: bigint | undefined;
}

/** Which of them an address lies in. */
export class DynamicCodeMap {
  readonly #list: readonly DynamicCode[];

  constructor(list: readonly DynamicCode[]) {
    this.#list = [...list].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  }

  get names(): readonly string[] {
    return this.#list.map(({ name }) => name);
  }

  at(address: bigint): DynamicCode | undefined {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#list[middle]?.start ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    const found = this.#list[low - 1];
    return found !== undefined && address < found.end ? found : undefined;
  }
}

/** All of it that can be found. What a broken list leaves out stays without a name, as it would have been. */
export async function readDynamicCode(kernel: Kernel): Promise<DynamicCodeMap> {
  const found = await Promise.all([bpfCode(kernel), tracerCode(kernel), kprobePages(kernel)]);
  const sound = ({ start, end }: DynamicCode): boolean =>
    end > start && end - start <= MAX_REGION_BYTES && start >> 63n === 1n;
  return new DynamicCodeMap(found.flat().filter(sound));
}

/** `bpf_kallsyms`: a list of `struct bpf_ksym`, one for each program, trampoline and dispatcher (kernel/bpf/core.c). */
async function bpfCode(kernel: Kernel): Promise<DynamicCode[]> {
  const rows = await listOf(kernel, 'bpf_kallsyms', 'bpf_ksym', 'lnode', { start: 'start', end: 'end', name: 'name' });
  return rows.map((row) => ({
    start: row.pointer('start'),
    end: row.pointer('end'),
    name: row.text('name').slice(0, NAME_BYTES),
    framePointer: true,
  }));
}

/** `ftrace_ops_trampoline_list`: users of the function tracer that have a trampoline of their own (kernel/trace/ftrace.c). */
async function tracerCode(kernel: Kernel): Promise<DynamicCode[]> {
  const rows = await listOf(kernel, 'ftrace_ops_trampoline_list', 'ftrace_ops', 'list', {
    start: 'trampoline',
    size: 'trampoline_size',
    flags: 'flags',
  });
  return rows.map((row) => {
    const start = row.pointer('start');
    const original = (row.pointer('flags') & SAVE_REGS) === 0n ? 'ftrace_caller' : 'ftrace_regs_caller';
    const end = start + row.big('size');
    return { start, end, name: 'ftrace_trampoline', framePointer: false, copyOf: kernel.symbol(original) };
  });
}

/** Pages of `kprobe_insn_slots` and `kprobe_optinsn_slots`, named as /proc/kallsyms names them (kernel/kprobes.c). */
async function kprobePages(kernel: Kernel): Promise<DynamicCode[]> {
  const pages = kernel.types.find('kprobe_insn_cache')?.field('pages');
  if (pages === undefined) return [];
  const found = await Promise.all(
    [
      ['kprobe_insn_slots', 'kprobe_insn_page'],
      ['kprobe_optinsn_slots', 'kprobe_optinsn_page'],
    ].map(async ([symbol = '', name = '']) => {
      const head = kernel.symbol(symbol);
      if (head === undefined) return [];
      const at = head + BigInt(pages.offsetBytes);
      const rows = await listOf(kernel, at, 'kprobe_insn_page', 'list', { start: 'insns' });
      const bytes = BigInt(kernel.memory.pageSizeBytes);
      return rows.map((row) => {
        const start = row.pointer('start');
        return { start, end: start + bytes, name, framePointer: false };
      });
    }),
  );
  return found.flat();
}

async function listOf<K extends string>(
  kernel: Kernel,
  head: string | bigint,
  type: string,
  link: string,
  paths: Readonly<Record<K, string>>,
) {
  const start = typeof head === 'string' ? kernel.symbol(head) : head;
  const at = kernel.types.find(type)?.field(link)?.offsetBytes;
  if (start === undefined || at === undefined) return [];
  const shape = kernel.shape(type, paths);
  if (Object.keys(paths).some((key) => !shape.has(key as K))) return [];
  const { nodes } = await walkList(kernel.memory, start, { maxNodes: MAX_REGIONS });
  const rows = nodes.map((node) => node - BigInt(at));
  return shape.readGood(kernel.memory, rows, () => undefined);
}
