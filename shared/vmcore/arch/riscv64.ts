import { markRiscvSites } from '../integrity/riscv64.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { mentionedIn, type Architecture } from './architecture.ts';
import { arm64Stacks } from './arm64/stacks.ts';
import { imageOffset, riscvAddressSpace } from './riscv64/address-space.ts';
import { isOutsideFrame } from './riscv64/frame-code.ts';
import { riscvReferences } from './riscv64/references.ts';
import { riscvRegisters } from './riscv64/registers.ts';
import { unwindRiscv } from './riscv64/unwind.ts';

/** Where exceptions enter the kernel, and leave it (arch/riscv/kernel/entry.S, linux v6.12). */
const EXCEPTION_ENTRY = /^(handle_exception|ret_from_exception|handle_kernel_stack_overflow)$/;
/** Where tasks begin; two of them since 6.16. */
const TASK_START = /^ret_from_fork(_kernel_asm|_user_asm)?$/;
/** Where qemu's `virt` machine has its memory, and most boards. */
const USUAL_MEMORY = 0x8000_0000n;

export const riscv64: Architecture = {
  machine: 'riscv64',
  addresses: {
    describes: (info) => info.number('va_kernel_pa_offset') !== undefined || info.number('phys_ram_base') !== undefined,
    imagePhysical(info, address) {
      const offset = imageOffset(info);
      return offset === undefined ? undefined : BigInt.asUintN(64, address - offset);
    },
    memoryStarts(info) {
      const start = info.number('phys_ram_base');
      return start !== undefined && start > 0n ? [start, USUAL_MEMORY] : [USUAL_MEMORY];
    },
    space: (info, _header, memory) => riscvAddressSpace(info, memory),
    directMap: () => Promise.resolve(undefined),
    moduleRegions({ info }) {
      const [start, end] = [info.number('MODULES_VADDR'), info.number('MODULES_END')];
      if (start === undefined || end === undefined) return [];
      return [[BigInt.asUintN(64, start), BigInt.asUintN(64, end)]];
    },
    vmallocStart({ info }) {
      const start = info.number('VMALLOC_START');
      return Promise.resolve(start === undefined ? undefined : BigInt.asUintN(64, start));
    },
  },
  registers: riscvRegisters,
  stacks: {
    // The same variables as arm64 has.
    special: arm64Stacks,
    switchedOut({ row }) {
      if (!row.has('returnAddress') || !row.has('sp') || !row.has('framePointer')) return undefined;
      return { sp: row.pointer('sp'), fp: row.pointer('framePointer'), pc: row.pointer('returnAddress') };
    },
    // A task that has not run since it was forked does not return: it begins at the first byte of that code.
    asleep: (kernel, { pc, sp, fp }) => ({ pc, sp, fp, exact: isFirstByte(kernel, pc) }),
    openUnwinder(kernel) {
      const text = {
        isText: (pc: bigint) => kernel.isText(pc),
        isExceptionEntry: (pc: bigint) => EXCEPTION_ENTRY.test(kernel.symbolize(pc, true)?.symbol ?? ''),
        isOutsideFrame: (pc: bigint) => isOutsideFrame(kernel, pc),
        isTaskStart: (pc: bigint) => TASK_START.test(kernel.symbolize(pc, true)?.symbol ?? ''),
      };
      return Promise.resolve({
        moduleTables: undefined,
        unwind: (stacks, start) => unwindRiscv(text, stacks, start),
      });
    },
  },
  code: {
    dataReferences: riscvReferences,
    mentions: mentionedIn(riscvReferences),
    rewrites: undefined,
    markSites: markRiscvSites,
  },
};

function isFirstByte(kernel: Kernel, pc: bigint): boolean {
  const place = kernel.symbolize(pc);
  return place?.offset === 0 && TASK_START.test(place.symbol);
}
