import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Arm64Text } from './unwind.ts';

const MAX_PROLOGUE_BYTES = 1024;
/** Code that an exception from the kernel enters by; the record in its registers leads to what was interrupted. */
const EXCEPTION_ENTRY = /^el1([ht]_64)?_(sync|irq|fiq|error)$/;
/** Code that an event of firmware enters by: its frame record leads to what was interrupted (arch/arm64/kernel/entry.S, linux v6.12). */
const FIRMWARE_ENTRY = '__sdei_asm_handler';
const KERNEL_ADDRESS_BIT = 1n << 55n;

/** `struct pt_regs` of arm64 where no types tell (arch/arm64/include/asm/ptrace.h): until 6.12, and since. */
const WITHOUT_TYPES: Arm64Text['ptRegs'] = {
  frameRecord: 304,
  sizeBytes: 336,
  hasMeta: false,
  withMeta: { frameRecord: 296, sizeBytes: 320, hasMeta: true },
};

/**
 * A return address without its signature, whose bits stand where an address of the kernel has ones only, and any other zeros: so does
 * the 0 that the first function of a processor returns to, where it is signed as well (v5.10 `start_kernel()`).
 */
export function stripSignature(pc: bigint, pacMask: bigint): bigint {
  return BigInt.asUintN(64, (pc & KERNEL_ADDRESS_BIT) !== 0n ? pc | pacMask : pc & ~pacMask);
}

/** What the arm64 unwinder asks of a kernel's code. */
export function arm64TextOf(kernel: Kernel): Arm64Text {
  const pacMask = kernel.info.number('KERNELPACMASK') ?? 0n;
  const ptRegs = kernel.hasTypes ? kernel.types.find('pt_regs') : undefined;
  const record = ptRegs?.field('stackframe');
  return {
    isText: (pc) => kernel.isText(pc),
    strip: (pc) => stripSignature(pc, pacMask),
    isExceptionEntry: (pc) => EXCEPTION_ENTRY.test(kernel.symbolize(pc - 1n)?.symbol ?? ''),
    isFirmwareEntry: (pc) => kernel.symbolize(pc - 1n)?.symbol === FIRMWARE_ENTRY,
    isBeforeFrame: (pc) => isBeforeFrame(kernel, pc),
    ptRegs:
      ptRegs === undefined || record === undefined
        ? WITHOUT_TYPES
        : { frameRecord: record.offsetBytes, sizeBytes: ptRegs.sizeBytes, hasMeta: record.sizeBytes > 16 },
  };
}

/**
 * Reads the function up to `pc`: it has its frame once x29 and x30 are stored and x29 points to them. Instructions that
 * decide: `stp x29, x30, [sp, …]` and `mov x29, sp` (or `add x29, sp, #n`); `ldp x29, x30, [sp], …` ends it again.
 */
async function isBeforeFrame(kernel: Kernel, pc: bigint): Promise<boolean> {
  const place = kernel.symbolize(pc);
  if (place === undefined || place.offset === 0) return true;
  const length = Math.min(place.offset - (place.offset % 4), MAX_PROLOGUE_BYTES);
  const [result] = await kernel.memory.read([{ address: pc - BigInt(place.offset), length }]);
  if (result?.bytes === undefined) return false;
  const view = new LittleEndian(result.bytes);
  let hasFrame = false;
  for (let at = 0; at + 4 <= length; at += 4) {
    const word = view.u32(at);
    const setsFrame = (word & 0xffc0_03ff) >>> 0 === 0x9100_03fd;
    const restores = (word & 0xffc0_7fff) >>> 0 === 0xa8c0_7bfd;
    if (setsFrame) hasFrame = true;
    else if (restores && at + 8 >= length) hasFrame = false;
  }
  return !hasFrame;
}
