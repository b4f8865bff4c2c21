import {
  MAX_FRAMES,
  MAX_STACK_SWITCHES,
  stackAt,
  type RawFrame,
  type Stacks,
  type Unwound,
  type UnwindStart,
} from '../../stacks/unwind.ts';
import { decodeRegisters, type RegisterSet } from '../register-set.ts';
import { RISCV_PT_REGS_WORDS, riscvRegisters } from './registers.ts';

/** What unwinding asks of the kernel. */
export interface RiscvText {
  isText(pc: bigint): boolean;
  /** The code at `pc` is the entry of exceptions: their registers begin where the frame before it ends. */
  isExceptionEntry(pc: bigint): boolean;
  /** The code at `pc` is where a task begins: it has no frame, and s0 is the function that a kernel thread runs. */
  isTaskStart(pc: bigint): boolean;
  /** True where the function that `pc` is in has not made its frame yet, has ended it, or never makes one: the caller is in ra. */
  isOutsideFrame(pc: bigint): Promise<boolean>;
}

const WORD = 8n;
const PT_REGS_BYTES = BigInt(RISCV_PT_REGS_WORDS) * WORD;

/**
 * Follows the chain of frames: the caller's frame pointer and return address lie below what s0 points to
 * (arch/riscv/kernel/stacktrace.c, linux v6.12).
 */
export async function unwindRiscv(text: RiscvText, stacks: Stacks, start: UnwindStart): Promise<Unwound> {
  const frames: RawFrame[] = [];
  let { pc, sp, fp, exact } = start;
  let link = start.registers?.values.get('ra');
  let switches = 0;
  if (start.registers?.user === true) return { frames: [{ pc, sp, exact, reliable: true, user: true }] };
  while (frames.length < MAX_FRAMES) {
    frames.push({ pc, sp, exact, reliable: true, user: false });
    if (exact && !text.isText(pc)) {
      // A call to nowhere: nothing has been saved yet.
      if (link === undefined || !text.isText(link)) return { frames, stopped: 'the instruction is no code' };
      [pc, exact, link] = [link, false, undefined];
      continue;
    }
    if (exact && (await isInLink(text, pc, link))) {
      [pc, exact, link] = [link ?? 0n, false, undefined];
      continue;
    }
    if (text.isTaskStart(pc)) return { frames: await withUser(frames, stacks, sp) };
    if (fp === 0n) return { frames };
    const overflowed = overflowEnd(stacks, fp);
    if (overflowed) {
      const registers = await exceptionRegisters(stacks, fp);
      if (registers === undefined) return { frames, stopped: 'the registers of an exception cannot be read' };
      frames.push({ ...(frames.pop() as RawFrame), interrupted: registers });
      ({ pc, sp, fp } = registers);
      [link, exact] = [registers.values.get('ra'), true];
      continue;
    }
    if (fp % WORD !== 0n || stackAt(stacks, fp - WORD) === undefined) {
      return { frames, stopped: 'the frame pointer leads to no stack' };
    }
    const [next, saved] = await Promise.all([stacks.word(fp - 2n * WORD), stacks.word(fp - WORD)]);
    if (next === undefined || saved === undefined) return { frames, stopped: 'a frame cannot be read' };
    const from = stackAt(stacks, sp);
    // A function that calls no other keeps only its caller's frame pointer, where the return address would be.
    const isLeaf = exact && link !== undefined && text.isText(link) && isFrame(stacks, saved, fp);
    const caller = isLeaf ? link : await recovered(stacks, saved, next);
    if (caller === undefined) return { frames, stopped: 'a tracer has replaced the return address' };
    const callerFp = isLeaf ? saved : next;
    sp = fp;
    [link, exact] = [undefined, false];
    if (caller === 0n) return { frames };
    if (text.isExceptionEntry(caller)) {
      const registers = await exceptionRegisters(stacks, sp);
      frames.push({
        pc: caller,
        sp,
        exact: false,
        reliable: true,
        user: false,
        assembly: true,
        interrupted: registers,
      });
      if (registers === undefined) return { frames, stopped: 'the registers of an exception cannot be read' };
      ({ pc, sp, fp } = registers);
      if (registers.user) return { frames: [...frames, { pc, sp, exact: true, reliable: true, user: true }] };
      [link, exact] = [registers.values.get('ra'), true];
    } else {
      if (!text.isText(caller)) {
        // The outermost frame lies where the registers of user space would: what is above it is no frame.
        if (endsStack(stacks, fp)) return { frames };
        frames.push({ pc: caller, sp, exact: false, reliable: false, user: false });
        return { frames, stopped: 'the return address is no code' };
      }
      [pc, fp] = [caller, callerFp];
    }
    const to = stackAt(stacks, sp);
    const onSame = from !== undefined && from.start === to?.start;
    if (!onSame && ++switches > MAX_STACK_SWITCHES) return { frames, stopped: 'too many stacks' };
    if (fp !== 0n && stackAt(stacks, fp - WORD)?.start === to?.start && fp <= sp && !exact) {
      return { frames, stopped: 'the frames go the wrong way' };
    }
  }
  return { frames, stopped: `stopped after ${MAX_FRAMES} frames` };
}

/** Where an exception enters the kernel, ra is what was interrupted's. */
async function isInLink(text: RiscvText, pc: bigint, link: bigint | undefined): Promise<boolean> {
  if (link === undefined || !text.isText(link) || text.isExceptionEntry(pc) || text.isTaskStart(pc)) return false;
  return text.isOutsideFrame(pc);
}

/**
 * What overflows a stack is told of by `handle_bad_stack()`, which nobody called: it is jumped to with the registers as all that
 * is on the overflow stack (arch/riscv/kernel/entry.S, linux v6.12).
 */
function overflowEnd(stacks: Stacks, fp: bigint): boolean {
  const stack = stackAt(stacks, fp);
  return stack?.kind === 'overflow' && fp + PT_REGS_BYTES === stack.end;
}

/** A task that was forked and has not run yet has the registers of user space where it begins. */
async function withUser(frames: readonly RawFrame[], stacks: Stacks, sp: bigint): Promise<RawFrame[]> {
  const registers = frames.at(-1)?.exact === true ? await exceptionRegisters(stacks, sp) : undefined;
  if (registers?.user !== true) return [...frames];
  const user: RawFrame = { pc: registers.pc, sp: registers.sp, exact: true, reliable: true, user: true };
  return [...frames.slice(0, -1), { ...(frames.at(-1) as RawFrame), interrupted: registers }, user];
}

/** A frame pointer that leads outward on the same stack. */
function isFrame(stacks: Stacks, address: bigint, below: bigint): boolean {
  const stack = stackAt(stacks, below - WORD);
  return stack !== undefined && address > below && address <= stack.end && address % WORD === 0n;
}

/** Within the last registers' room of a stack. */
function endsStack(stacks: Stacks, fp: bigint): boolean {
  const stack = stackAt(stacks, fp - WORD);
  return stack !== undefined && fp + BigInt(RISCV_PT_REGS_WORDS + 4) * WORD >= stack.end;
}

/** The tracers know a place by the caller's frame pointer. */
async function recovered(stacks: Stacks, pc: bigint, slot: bigint): Promise<bigint | undefined> {
  return stacks.recover === undefined ? pc : stacks.recover(pc, slot);
}

async function exceptionRegisters(stacks: Stacks, start: bigint): Promise<RegisterSet | undefined> {
  const places = Array.from({ length: RISCV_PT_REGS_WORDS }, (_, i) => stacks.word(start + BigInt(i) * WORD));
  const block = Buffer.alloc(RISCV_PT_REGS_WORDS * 8);
  for (const [i, word] of (await Promise.all(places)).entries()) {
    if (word === undefined) return undefined;
    block.writeBigUInt64LE(word, i * 8);
  }
  return decodeRegisters(riscvRegisters, block);
}
