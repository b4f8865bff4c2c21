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

/** How far into a function compilers put the setting up of its frame. */
const PROLOGUE_BYTES = 40;
const ENDBR64 = [0xf3, 0x0f, 0x1e, 0xfa];
/** A call of `__fentry__`, or what the kernel puts in its place (v6.12 arch/x86/kernel/ftrace.c, alternative.c). */
const FENTRY: readonly (readonly number[])[] = [
  [NEAR_CALL],
  [0x0f, 0x1f, 0x44, 0x00, 0x00],
  [0x66, 0x66, 0x66, 0x66, 0x90],
];
const FENTRY_BYTES = 5;
const PUSH_RBP = 0x55;
/** `mov %rsp,%rbp` */
const MOV_RSP_RBP = Buffer.of(0x48, 0x89, 0xe5);

/**
 * Whether the function that `ip` lies in begins by setting up a frame, and `ip` is behind that: then `%rbp` is its frame, as long as the
 * function runs.
 *
 * @param ip behind a call that the function has made, or within it
 */
export async function hasSetUpFrame(kernel: Kernel, ip: bigint): Promise<boolean> {
  const running = kernel.symbolize(ip - 1n);
  if (running === undefined) return false;
  const start = ip - 1n - BigInt(running.offset);
  const [result] = await kernel.memory.read([{ address: start, length: PROLOGUE_BYTES }]);
  if (result?.bytes === undefined) return false;
  const code = Buffer.from(result.bytes);
  const stands = (bytes: readonly number[], at: number): boolean => bytes.every((byte, i) => code[at + i] === byte);
  let at = stands(ENDBR64, 0) ? ENDBR64.length : 0;
  if (FENTRY.some((bytes) => stands(bytes, at))) at += FENTRY_BYTES;
  if (code[at] !== PUSH_RBP) return false;
  const mov = code.indexOf(MOV_RSP_RBP, at + 1);
  // Compilers put other instructions between the two, but none that pushes: what looks like one is taken for one.
  const isPlain = mov >= 0 && !code.subarray(at + 1, mov).some((byte) => byte >= 0x50 && byte <= 0x57);
  return isPlain && ip > start + BigInt(mov + MOV_RSP_RBP.length);
}

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
