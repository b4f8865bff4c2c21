import { decodeRegisters } from '../register-set.ts';
import { arm64Registers } from './registers.ts';
import {
  MAX_FRAMES,
  MAX_STACK_SWITCHES,
  stackAt,
  type RawFrame,
  type Stacks,
  type Unwound,
  type UnwindStart,
} from '../../stacks/unwind.ts';

/** Where in `struct pt_regs` the frame record stands, and whether it is marked, as since 6.13. */
export interface PtRegsLayout {
  readonly frameRecord: number;
  readonly sizeBytes: number;
  readonly hasMeta: boolean;
  /** Where no types tell which of two it is: the layout with a mark, to be taken where the mark is seen. */
  readonly withMeta?: PtRegsLayout;
}

/** What unwinding asks of the kernel. */
export interface Arm64Text {
  isText(pc: bigint): boolean;
  /** Removes pointer authentication from a return address. */
  strip(pc: bigint): bigint;
  /** True where the function that `pc` is in has not saved its caller yet (or never does): the caller is in x30. */
  isBeforeFrame(pc: bigint): Promise<boolean>;
  /** Of an exception's `struct pt_regs`: where in it the frame record stands, and its size; absent without types. */
  readonly ptRegs: PtRegsLayout | undefined;
  /** The code at `pc` is the entry of an exception taken from the kernel: its caller's record lies in `struct pt_regs`. */
  isExceptionEntry(pc: bigint): boolean;
  /** The code at `pc` is the entry of an event of firmware: its record has where the processor stood, or nothing if that was no kernel code. */
  isFirmwareEntry(pc: bigint): boolean;
}

/** `enum frame_meta_type` in a record whose two words are zero (arch/arm64/include/asm/stacktrace/frame.h, since 6.13). */
const FRAME_META_TYPE_PT_REGS = 2n;

/**
 * Follows the chain of frame records {x29, x30} (arch/arm64/kernel/stacktrace.c). An exception's registers hold a record of
 * their own, so the chain leads through them; since 6.13 that record is empty and marked instead.
 */
export async function unwindArm64(text: Arm64Text, stacks: Stacks, start: UnwindStart): Promise<Unwound> {
  const unwound = await followRecords(text, stacks, start);
  if (unwound.stopped === undefined || stacks.shadow === undefined) return unwound;
  return goOn(text, unwound, await stacks.shadow());
}

/** Where the records break, the return addresses that are kept apart lead on from the last that is in both. */
function goOn(text: Arm64Text, unwound: Unwound, shadow: readonly bigint[]): Unwound {
  const good = unwound.frames.slice(0, unwound.frames.findLastIndex(({ reliable }) => reliable) + 1);
  const last = good.at(-1);
  const pcs = shadow.map((pc) => text.strip(pc));
  if (last === undefined || last.user || pcs.length === 0 || !pcs.every((pc) => text.isText(pc))) return unwound;
  // A function that calls itself is there several times.
  const times = good.filter(({ pc }) => pc === last.pc).length;
  const places = pcs.flatMap((pc, i) => (pc === last.pc ? [i] : []));
  const at = places[times - 1];
  // Where it was switched out is no return address of a caller.
  if (at === undefined && good.length > 1) return unwound;
  const rest = pcs.slice((at ?? -1) + 1, MAX_FRAMES);
  const { sp } = last;
  return { frames: [...good, ...rest.map((pc) => ({ pc, sp, exact: false, reliable: true, user: false }))] };
}

async function followRecords(text: Arm64Text, stacks: Stacks, start: UnwindStart): Promise<Unwound> {
  const frames: RawFrame[] = [];
  let pc = text.strip(start.pc);
  let fp = start.fp;
  let sp = start.sp;
  let exact = start.exact;
  let link = start.registers?.values.get('x30');
  let switches = 0;
  if (start.registers?.user === true) return { frames: [{ pc, sp, exact, reliable: true, user: true }] };
  while (frames.length < MAX_FRAMES) {
    frames.push({ pc, sp, exact, reliable: true, user: false });
    // A processor that stopped in a function without a frame has its caller in x30 alone; so has a call to nowhere.
    if (exact && link !== undefined) {
      const caller = text.strip(link);
      if (text.isText(caller) && (!text.isText(pc) || (await text.isBeforeFrame(pc)))) {
        pc = caller;
        exact = false;
        link = undefined;
        continue;
      }
    }
    if (fp === 0n) return { frames };
    const [next, saved] = await Promise.all([stacks.word(fp), stacks.word(fp + 8n)]);
    if (next === undefined || saved === undefined) return { frames, stopped: 'a frame record cannot be read' };
    const fromEntry = text.isExceptionEntry(pc);
    const fromFirmware = text.isFirmwareEntry(pc);
    if (next === 0n && saved === 0n) {
      const layout = text.ptRegs?.hasMeta === true ? text.ptRegs : text.ptRegs?.withMeta;
      const meta = layout === undefined ? undefined : await stacks.word(fp + 16n);
      if (meta !== FRAME_META_TYPE_PT_REGS) return { frames };
      const registers = await exceptionRegisters(layout, stacks, fp);
      if (registers === undefined) return { frames, stopped: 'the registers of an exception cannot be read' };
      frames[frames.length - 1] = { ...(frames.at(-1) as RawFrame), interrupted: registers };
      pc = text.strip(registers.pc);
      if (registers.user)
        return { frames: [...frames, { pc, sp: registers.sp, exact: true, reliable: true, user: true }] };
      fp = registers.fp;
      sp = registers.sp;
      link = registers.values.get('x30');
      exact = true;
      continue;
    }
    if (fromEntry) {
      const registers = await exceptionRegisters(text.ptRegs, stacks, fp);
      if (registers !== undefined)
        frames[frames.length - 1] = { ...(frames.at(-1) as RawFrame), interrupted: registers };
      link = registers?.values.get('x30');
    }
    const here = stackAt(stacks, fp);
    const onSame = here !== undefined && next >= here.start && next < here.end;
    if (onSame && next <= fp) return { frames, stopped: 'the frame records go the wrong way' };
    if (!onSame && ++switches > MAX_STACK_SWITCHES) return { frames, stopped: 'too many stacks' };
    pc = text.strip(saved);
    // The tracers know a place by the frame pointer of the caller.
    const recovered = (await stacks.recover?.(pc, next)) ?? pc;
    pc = text.strip(recovered);
    sp = fp + 16n;
    exact = fromEntry || fromFirmware;
    fp = next;
    // A call to address 0 is where an exception was taken: its caller is in x30.
    if (pc === 0n && !fromEntry) return { frames };
    if (!text.isText(pc) && !fromEntry) {
      frames.push({ pc, sp, exact, reliable: false, user: false });
      return { frames, stopped: 'the return address is no code' };
    }
  }
  return { frames, stopped: `stopped after ${MAX_FRAMES} frames` };
}

async function exceptionRegisters(
  layout: PtRegsLayout | undefined,
  stacks: Stacks,
  record: bigint,
): Promise<ReturnType<typeof decodeRegisters>> {
  if (layout === undefined) return undefined;
  const start = record - BigInt(layout.frameRecord);
  const words = await Promise.all(Array.from({ length: 34 }, (_, i) => stacks.word(start + BigInt(i * 8))));
  const block = Buffer.alloc(34 * 8);
  for (const [i, word] of words.entries()) {
    if (word === undefined) return undefined;
    block.writeBigUInt64LE(word, i * 8);
  }
  return decodeRegisters(arm64Registers, block);
}
