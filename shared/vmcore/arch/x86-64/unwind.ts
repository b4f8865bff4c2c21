import { OrcRegister, OrcType, type OrcEntry } from '../../symbols/orc.ts';
import { decodeRegisters, type RegisterSet } from '../register-set.ts';
import { x86Registers, X86_PT_REGS_WORDS } from './registers.ts';
import type { StackRange } from '../../stacks/stack-memory.ts';
import {
  MAX_FRAMES,
  MAX_STACK_SWITCHES,
  stackAt,
  type RawFrame,
  type Stacks,
  type Unwound,
  type UnwindStart,
} from '../../stacks/unwind.ts';

/** What unwinding asks of the kernel's text. */
export interface X86Text {
  /** The unwind entry that covers an instruction. */
  orc(ip: bigint): OrcEntry | undefined;
  /** Makes ready what {@link orc} and names need of the module at an address: nothing where it is there already. */
  prepare?(ip: bigint): Promise<void>;
  /** Code that no tables cover but that keeps a frame pointer: what BPF's compilers make. */
  hasFramePointer?(ip: bigint): boolean;
  /**
   * There are no tables: then frame pointers are followed where calls confirm them, the stack is searched where they do not, and
   * this tells the code in assembly by its name: where an exception's registers begin, and where a stack does; and whether code at an address
   * has its frame set up: then the caller is certain.
   */
  readonly withoutTables?: {
    assembly(ip: bigint): 'entry' | 'outermost' | undefined;
    hasSetUpFrame(ip: bigint): Promise<boolean>;
  };
  /** Within the text of the kernel or of a module. */
  isText(ip: bigint): boolean;
  /** How the instruction before a return address relates to the code that it would have called. */
  callBefore(returnAddress: bigint, callee: bigint): Promise<CallBefore>;
}

/** What stands before a return address. */
export const CallBefore = {
  /** A call of the very function: this is its return address. */
  Callee: 'callee',
  /** A call through a pointer, a thunk or a trampoline: it may be. */
  Indirect: 'indirect',
  /** A call of something else. */
  Other: 'other',
  None: 'none',
} as const;
export type CallBefore = (typeof CallBefore)[keyof typeof CallBefore];

/** `struct pt_regs`: 21 words; the last five are what the processor itself pushes. */
const IRET_OFFSET = 128n;
const WORD = 8n;
/** How far to look up a stack for something that is a return address. */
const MAX_SCAN_WORDS = 4096;

/** A call through a wild pointer has pushed its return address, and nothing else has happened. */
const CALLED_NOWHERE: OrcEntry = {
  spOffset: 8,
  bpOffset: 0,
  spRegister: OrcRegister.Sp,
  bpRegister: OrcRegister.Undefined,
  type: OrcType.Call,
  signal: false,
};

/** Code that nobody made tables for (BPF, trampolines) is taken to have a frame pointer. */
const FRAME_POINTER: OrcEntry = {
  spOffset: 16,
  bpOffset: -16,
  spRegister: OrcRegister.Bp,
  bpRegister: OrcRegister.PrevSp,
  type: OrcType.Call,
  signal: false,
};

/** Of code in assembly that has no tables: the registers of an exception begin at the stack pointer. */
const ENTRY: OrcEntry = {
  spOffset: 0,
  bpOffset: 0,
  spRegister: OrcRegister.Sp,
  bpRegister: OrcRegister.Undefined,
  type: OrcType.Regs,
  signal: true,
};
const OUTERMOST: OrcEntry = { ...ENTRY, type: OrcType.EndOfStack, signal: false };

/** The registers at one point of the unwinding. Those beyond pc, sp and bp are known after an exception only. */
interface State {
  /** `bp` was not restored but taken over where the tables ended: what it leads to is checked. */
  doubtful: boolean;
  pc: bigint;
  sp: bigint;
  bp: bigint;
  exact: boolean;
  registers: RegisterSet | undefined;
}

/** Follows one stack outward by the kernel's ORC tables, as arch/x86/kernel/unwind_orc.c does. */
export async function unwindX86(text: X86Text, stacks: Stacks, start: UnwindStart): Promise<Unwound> {
  const { pc, sp, fp, exact, registers } = start;
  const state: State = { pc, sp, bp: fp, exact, registers, doubtful: false };
  const frames: RawFrame[] = [];
  let reliable = true;
  let switches = 0;
  let stopped: string | undefined;
  while (frames.length < MAX_FRAMES) {
    const user = state.registers?.user === true;
    if (!user) await text.prepare?.(state.pc);
    const entry = entryFor(text, state);
    const assembly = !user && !state.exact && (entry.type === OrcType.Regs || entry.type === OrcType.EndOfStack);
    const framePointer = state.doubtful || text.withoutTables !== undefined ? undefined : state.bp;
    frames.push({ pc: state.pc, sp: state.sp, exact: state.exact, reliable, user, assembly, framePointer });
    if (user || entry.type === OrcType.EndOfStack) return { frames, stopped };

    const before = { ...state };
    const problem = (await step(stacks, state, entry)) ?? (await objection(text, stacks, before, state));
    if (entry === FRAME_POINTER && !(await isCertain(text, before, state))) reliable = false;
    if (stackAt(stacks, before.sp) !== stackAt(stacks, state.sp) && !sameStack(stacks, before.sp, state.sp)) switches++;
    if (problem === undefined && switches <= MAX_STACK_SWITCHES) {
      if (state.registers !== undefined) markInterrupted(frames, state.registers);
      continue;
    }
    const found = await scan(text, stacks, before);
    if (found === undefined) return { frames, stopped: stopped ?? problem ?? 'too many stacks' };
    if (!found.certain) stopped ??= problem;
    // Without tables nothing tells a return address from one that an earlier call has left there.
    if (!found.certain || text.withoutTables !== undefined) reliable = false;
    Object.assign(state, found.state);
  }
  return { frames, stopped: `stopped after ${MAX_FRAMES} frames` };
}

/** Whether a step by the frame pointer, of code that has no tables, has led to the caller for certain. */
async function isCertain(text: X86Text, from: State, to: State): Promise<boolean> {
  const { withoutTables } = text;
  if (withoutTables === undefined) return text.hasFramePointer?.(from.pc) === true;
  if (!(await withoutTables.hasSetUpFrame(from.exact ? from.pc + 1n : from.pc))) return false;
  // An exception may have come where the frame is gone already: then it is the caller's, whose own caller called another function.
  return !from.exact || (await text.callBefore(to.pc, from.pc)) === CallBefore.Callee;
}

function markInterrupted(frames: RawFrame[], registers: RegisterSet): void {
  const last = frames.pop();
  if (last !== undefined) frames.push({ ...last, interrupted: registers });
}

function sameStack(stacks: Stacks, a: bigint, b: bigint): boolean {
  const stack = stackAt(stacks, a);
  return stack !== undefined && b >= stack.start && b < stack.end;
}

/** What is wrong with the frame that a step has led to. */
async function objection(text: X86Text, stacks: Stacks, from: State, to: State): Promise<string | undefined> {
  if (sameStack(stacks, from.sp, to.sp) && to.sp <= from.sp) return 'the stack goes the wrong way';
  if (to.exact) return undefined;
  if (!text.isText(to.pc)) return 'the return address is no code';
  if (!from.doubtful && text.withoutTables === undefined) return undefined;
  const call = await text.callBefore(to.pc, from.pc);
  return call === CallBefore.Callee || call === CallBefore.Indirect ? undefined : 'the frame pointer is not known';
}

function entryFor(text: X86Text, state: State): OrcEntry {
  if (text.withoutTables !== undefined && text.isText(state.pc)) {
    const assembly = state.exact ? undefined : text.withoutTables.assembly(state.pc);
    return assembly === undefined ? FRAME_POINTER : assembly === 'entry' ? ENTRY : OUTERMOST;
  }
  const entry = text.orc(state.exact ? state.pc : state.pc - 1n);
  if (entry !== undefined && text.isText(state.pc)) return entry;
  return state.exact && !text.isText(state.pc) ? CALLED_NOWHERE : (entry ?? FRAME_POINTER);
}

/** Goes to the caller's frame; answers what kept it from that. `state` is then of no use. */
async function step(stacks: Stacks, state: State, entry: OrcEntry): Promise<string | undefined> {
  const base = await stackPointer(stacks, state, entry);
  if (base === undefined) return 'the place of the frame is not known';
  const { bp } = state;
  const registers = state.registers;
  switch (entry.type) {
    case OrcType.Call: {
      const slot = base - WORD;
      const found = await stacks.word(slot);
      if (found === undefined) return 'the stack cannot be read';
      const pc = await trueReturn(stacks, found, slot);
      if (pc === undefined) return 'a tracer has replaced the return address';
      state.pc = pc;
      state.sp = base;
      state.registers = undefined;
      break;
    }
    case OrcType.Regs:
    case OrcType.RegsPartial: {
      const partial = entry.type === OrcType.RegsPartial;
      const found = await savedRegisters(stacks, partial ? base - IRET_OFFSET : base, partial, registers);
      if (found === undefined) return 'the registers of an exception cannot be read';
      state.pc = found.pc;
      state.sp = found.sp;
      state.registers = found;
      break;
    }
    default:
      return 'the tables do not cover this code';
  }
  state.exact = entry.signal || entry.type !== OrcType.Call;
  switch (entry.bpRegister) {
    case OrcRegister.Undefined:
      if (state.registers !== undefined) state.bp = state.registers.fp;
      return undefined;
    case OrcRegister.PrevSp:
    case OrcRegister.Bp: {
      const at = (entry.bpRegister === OrcRegister.Bp ? bp : base) + BigInt(entry.bpOffset);
      const saved = await stacks.word(at);
      if (saved === undefined) return 'the saved frame pointer cannot be read';
      state.bp = saved;
      if (entry.bpRegister === OrcRegister.PrevSp) state.doubtful = false;
      return undefined;
    }
    default:
      return 'the tables name an unknown register';
  }
}

/** A return address found on the stack, as it was before a tracer replaced it. */
async function trueReturn(stacks: Stacks, found: bigint, slot: bigint): Promise<bigint | undefined> {
  return stacks.recover === undefined ? found : stacks.recover(found, slot);
}

/** The caller's stack pointer, or where the saved registers stand. */
async function stackPointer(stacks: Stacks, state: State, entry: OrcEntry): Promise<bigint | undefined> {
  const offset = BigInt(entry.spOffset);
  switch (entry.spRegister) {
    case OrcRegister.Sp:
      return state.sp + offset;
    case OrcRegister.Bp:
      return state.bp + offset;
    case OrcRegister.SpIndirect: {
      const value = await stacks.word(state.sp);
      return value === undefined ? undefined : value + offset;
    }
    case OrcRegister.BpIndirect:
      return stacks.word(state.bp + offset);
    case OrcRegister.R10:
      return state.registers?.values.get('r10');
    case OrcRegister.R13:
      return state.registers?.values.get('r13');
    case OrcRegister.Di:
      return state.registers?.values.get('rdi');
    case OrcRegister.Dx:
      return state.registers?.values.get('rdx');
    case OrcRegister.Ax:
      return state.registers?.values.get('rax');
    default:
      return undefined;
  }
}

/** `struct pt_regs` on a stack. Of a partial one the processor's own five words are there; the others are as they were. */
async function savedRegisters(
  stacks: Stacks,
  address: bigint,
  partial: boolean,
  inner: RegisterSet | undefined,
): Promise<RegisterSet | undefined> {
  const block = Buffer.alloc(X86_PT_REGS_WORDS * 8);
  const first = partial ? Number(IRET_OFFSET) / 8 : 0;
  for (let i = first; i < X86_PT_REGS_WORDS; i++) {
    const word = await stacks.word(address + BigInt(i * 8));
    if (word === undefined) return undefined;
    block.writeBigUInt64LE(word, i * 8);
  }
  const registers = decodeRegisters(x86Registers, block);
  if (registers === undefined || !partial) return registers;
  const values = new Map([...registers.values].filter((_, i) => i >= first));
  for (const [name, value] of inner?.values ?? []) if (!values.has(name)) values.set(name, value);
  return { ...registers, fp: inner?.fp ?? 0n, values };
}

interface Found {
  readonly state: State;
  readonly certain: boolean;
}

/**
 * The caller, looked for up the stack where the tables do not say. The word after a call of the very function that is running
 * is its return address: that is certain. Failing such, the nearest return address there is: a guess.
 */
async function scan(text: X86Text, stacks: Stacks, from: State): Promise<Found | undefined> {
  const stack = stackAt(stacks, from.sp);
  if (stack === undefined) return undefined;
  const inFunction = text.isText(from.pc);
  let guess: Found | undefined;
  let at = from.sp + ((WORD - (from.sp % WORD)) % WORD);
  for (let i = 0; i < MAX_SCAN_WORDS && at < stack.end; i++, at += WORD) {
    const found = await stacks.word(at);
    if (found === undefined || !text.isText(found)) continue;
    const word = await trueReturn(stacks, found, at);
    if (word === undefined) continue;
    await text.prepare?.(word);
    if (text.withoutTables === undefined && !isCovered(text.orc(word - 1n))) continue;
    const call = await text.callBefore(word, from.pc);
    const state = { pc: word, sp: at + WORD, bp: from.bp, exact: false, registers: undefined, doubtful: true };
    if (inFunction && call === CallBefore.Callee) return { state, certain: true };
    if (call !== CallBefore.None) guess ??= { state, certain: false };
  }
  return guess ?? (await acrossStacks(text, stacks, from, stack));
}

function isCovered(entry: OrcEntry | undefined): boolean {
  return entry !== undefined && entry.type !== OrcType.Undefined && entry.type !== OrcType.Unknown;
}

/** An interrupt's stack begins with the stack pointer of the one it was entered from (asm/irq_stack.h, linux v6.12). */
async function acrossStacks(text: X86Text, stacks: Stacks, from: State, stack: StackRange): Promise<Found | undefined> {
  if (text.withoutTables === undefined || stack.kind !== 'irq') return undefined;
  const sp = await stacks.word(stack.end - WORD);
  const next = sp === undefined ? undefined : stackAt(stacks, sp);
  if (sp === undefined || next === undefined || next.start === stack.start) return undefined;
  return scan(text, { ...stacks, special: stacks.special.filter((one) => one !== stack) }, { ...from, sp });
}
