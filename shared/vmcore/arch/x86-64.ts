import { FormatError } from '../../errors.ts';
import { markX86Sites } from '../integrity/x86-64.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { loadModulesAt } from '../kernel/module-tables.ts';
import { MemoryReadError, ReadFailureReason } from '../memory/read-failure.ts';
import type { OrcEntry } from '../symbols/orc.ts';
import type { Architecture, Unwinder } from './architecture.ts';
import { START_KERNEL_MAP, x86AddressSpace, x86DirectMap } from './x86-64/address-space.ts';
import { callBefore, hasSetUpFrame } from './x86-64/calls.ts';
import { readOrc } from './x86-64/orc-tables.ts';
import { x86Mentions, x86References } from './x86-64/references.ts';
import { x86Registers } from './x86-64/registers.ts';
import { x86Stacks } from './x86-64/stacks.ts';
import { unwindX86 } from './x86-64/unwind.ts';

/** Where modules are, with KASLR or without (Documentation/arch/x86/x86_64/mm.rst, linux v6.12). */
const MODULES = [0xffff_ffff_a000_0000n, 0xffff_ffff_ff00_0000n] as const;
/** Below it are no kernel addresses, with five levels of page tables or with four. */
const LOWEST_KERNEL_ADDRESS = 0xff00_0000_0000_0000n;

/** Registers in `struct inactive_task_frame` (arch/x86/include/asm/switch_to.h, linux v6.12). */
const SWITCHED = [
  ...(['r15', 'r14', 'r13', 'r12'] as const).map((name) => [name, name] as const),
  ...([
    ['rbx', 'bx'],
    ['rbp', 'bp'],
  ] as const),
];

export const x86: Architecture = {
  machine: 'x86_64',
  addresses: {
    describes: (info) => info.number('phys_base') !== undefined,
    imagePhysical(info, address) {
      const physBase = info.number('phys_base');
      return physBase === undefined ? undefined : address - START_KERNEL_MAP + physBase;
    },
    memoryStarts: () => [],
    space: (info, header) => x86AddressSpace(info, header),
    async directMap(kernel) {
      const symbol = kernel.symbol('page_offset_base');
      if (symbol === undefined) return undefined;
      const base = await kernel.memory.u64(symbol, 'page_offset_base');
      return x86DirectMap(base, kernel.dump.memory);
    },
    moduleRegions: () => [MODULES],
    async vmallocStart({ memory }, kernel) {
      const symbol = kernel?.symbol('vmalloc_base');
      const start = symbol === undefined ? undefined : await memory.word(symbol);
      return start !== undefined && start >= LOWEST_KERNEL_ADDRESS ? start : undefined;
    },
  },
  registers: x86Registers,
  stacks: {
    special: x86Stacks,
    switchedOut: ({ row }) => (row.has('sp') ? { sp: row.pointer('sp'), fp: 0n, pc: 0n } : undefined),
    asleep(kernel, { sp }, image) {
      const frame = kernel.types.struct('inactive_task_frame');
      const pc = image.word(sp + BigInt(frame.offsetOf('ret_addr')));
      const fp = image.word(sp + BigInt(frame.offsetOf('bp')));
      if (pc === undefined || fp === undefined) return undefined;
      // A task that has never run stands at the very first instruction of its return to user space, not after a call.
      const exact = pc === (kernel.symbol('ret_from_fork_asm') ?? kernel.symbol('ret_from_fork'));
      const start = sp + BigInt(frame.sizeBytes);
      const saved = new Map([['rsp', start]]);
      for (const [register, member] of SWITCHED) {
        const value = image.word(sp + BigInt(frame.offsetOf(member)));
        if (value !== undefined) saved.set(register, value);
      }
      return { pc, sp: start, fp, exact, saved };
    },
    openUnwinder,
  },
  code: { dataReferences: x86References, mentions: x86Mentions, rewrites: undefined, markSites: markX86Sites },
};

/** Entries of exceptions, interrupts and system calls; and where a stack begins. */
const ENTRY = /^(asm_(exc|sysvec|common|spurious|int|load)\w*|entry_(SYSCALL|SYSENTER|INT80)\w*|ret_from_exc\w*)$/;
const OUTERMOST = /^(ret_from_fork(_asm)?|secondary_startup_64\w*|x86_64_start_\w+|start_secondary)$/;

async function openUnwinder(kernel: Kernel): Promise<Unwinder> {
  const { tables, problem } = await orcOrProblem(kernel);
  const orc = (ip: bigint): OrcEntry | undefined => {
    if (kernel.inText(ip)) return tables?.table.find(ip);
    const made = kernel.dynamicCode.at(ip);
    if (made === undefined) return kernel.modules.at(ip)?.orcTable?.find(ip);
    return made.copyOf === undefined ? undefined : tables?.table.find(made.copyOf + ip - made.start);
  };
  const assembly = (ip: bigint): 'entry' | 'outermost' | undefined => {
    const symbol = kernel.symbolize(ip - 1n, true)?.symbol ?? '';
    return ENTRY.test(symbol) ? 'entry' : OUTERMOST.test(symbol) ? 'outermost' : undefined;
  };
  const text = {
    orc,
    prepare: (ip: bigint) => loadModulesAt(kernel, [ip, ip - 1n], tables?.layout),
    hasFramePointer: (ip: bigint) => kernel.dynamicCode.at(ip)?.framePointer === true,
    ...(tables === undefined
      ? { withoutTables: { assembly, hasSetUpFrame: (ip: bigint) => hasSetUpFrame(kernel, ip) } }
      : {}),
    isText: (ip: bigint) => kernel.isText(ip),
    callBefore: (address: bigint, callee: bigint) => callBefore(kernel, address, callee),
  };
  return {
    moduleTables: tables?.layout,
    problem,
    unwind: (stacks, start) => unwindX86(text, stacks, start),
  };
}

interface OrcOrProblem {
  readonly tables: Awaited<ReturnType<typeof readOrc>> | undefined;
  readonly problem: string | undefined;
}

/** A kernel built with frame pointers has no tables, and of a dump that breaks off they may be missing: stacks are still told. */
async function orcOrProblem(kernel: Kernel): Promise<OrcOrProblem> {
  try {
    return { tables: await readOrc(kernel), problem: undefined };
  } catch (error) {
    const isPending = error instanceof MemoryReadError && error.code === ReadFailureReason.Pending;
    if (isPending || !(error instanceof FormatError || error instanceof MemoryReadError)) throw error;
    return {
      tables: undefined,
      problem: `${error.message}; frames that frame pointers do not make certain are guessed`,
    };
  }
}
