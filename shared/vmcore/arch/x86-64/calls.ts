import { LittleEndian } from '../../../bytes/little-endian.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { CallBefore } from './unwind.ts';

/** The longest call instruction: `call *disp32(base,index)` with a prefix. */
const MAX_CALL_BYTES = 8;
const NEAR_CALL = 0xe8;
const GROUP_5 = 0xff;
/** Lengths of `call *…` by its addressing: register, memory, with displacement, with SIB byte. */
const INDIRECT_LENGTHS = [2, 3, 4, 6, 7] as const;
/** Called in place of the function that is meant: retpolines and static calls. */
const STAND_INS = /^(__x86_indirect|__SCT__|__static_call|__kcfi|ftrace_)/;

/**
 * What the instruction before a return address called, and whether that is the function that `callee` lies in.
 *
 * @param callee an address within the function that would have been called
 */
export async function callBefore(kernel: Kernel, returnAddress: bigint, callee: bigint): Promise<CallBefore> {
  const start = returnAddress - BigInt(MAX_CALL_BYTES);
  const [result] = await kernel.memory.read([{ address: start, length: MAX_CALL_BYTES }]);
  if (result?.bytes === undefined) return CallBefore.None;
  const { bytes } = result;
  if (bytes[MAX_CALL_BYTES - 5] === NEAR_CALL) {
    const view = new LittleEndian(bytes);
    const target = BigInt.asUintN(64, returnAddress + BigInt(view.i32(MAX_CALL_BYTES - 4)));
    const called = kernel.symbolize(target);
    const running = kernel.symbolize(callee);
    if (called?.offset === 0) {
      if (running !== undefined && target === callee - BigInt(running.offset)) return CallBefore.Callee;
      return STAND_INS.test(called.symbol) ? CallBefore.Indirect : CallBefore.Other;
    }
  }
  for (const length of INDIRECT_LENGTHS) {
    const modRm = bytes[MAX_CALL_BYTES - length + 1] ?? 0;
    if (bytes[MAX_CALL_BYTES - length] === GROUP_5 && ((modRm >> 3) & 7) === 2) return CallBefore.Indirect;
  }
  return CallBefore.None;
}
