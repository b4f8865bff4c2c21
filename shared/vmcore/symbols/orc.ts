/**
 * ORC, the unwind tables of x86-64 (arch/x86/include/asm/orc_types.h): sorted instruction addresses, 32-bit and relative to
 * their own place, and for each a 6-byte entry that says how the caller's registers are found:
 *
 *     s16 sp_offset | s16 bp_offset | sp_reg:4 bp_reg:4 | type, signal, end: by layout
 *
 * The layout has changed, and no release string tells which one a kernel has (RHEL 9.6 took that of 6.4): it is told by what
 * the entries hold.
 */
import { LittleEndian } from '../../bytes/little-endian.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';

const ENTRY_BYTES = 6;

/** Registers an entry may count from, by the names they have had since 4.14. */
export const OrcRegister = {
  Undefined: 0,
  PrevSp: 1,
  Dx: 2,
  Di: 3,
  Bp: 4,
  Sp: 5,
  R10: 6,
  R13: 7,
  BpIndirect: 8,
  SpIndirect: 9,
  /** Since 7.1. */
  Ax: 10,
  Unknown: 15,
} as const;
export type OrcRegister = (typeof OrcRegister)[keyof typeof OrcRegister];

export const OrcType = { Undefined: 0, EndOfStack: 1, Call: 2, Regs: 3, RegsPartial: 4, Unknown: 7 } as const;
export type OrcType = (typeof OrcType)[keyof typeof OrcType];

export interface OrcEntry {
  readonly spOffset: number;
  readonly bpOffset: number;
  readonly spRegister: OrcRegister;
  readonly bpRegister: OrcRegister;
  readonly type: OrcType;
  /** The frame is of an interrupted instruction: its address is exact, not a return address. */
  readonly signal: boolean;
}

export const OrcLayout = {
  /** 4.14 to 6.2: `type:2, end:1`. */
  End: '4.14',
  /** 6.3: `type:2, signal:1, end:1`. */
  SignalAndEnd: '6.3',
  /** 6.4 to 7.0: `type:3, signal:1`. */
  Type3: '6.4',
  /** 7.1 and later: as 6.4, registers numbered anew. */
  NewRegisters: '7.1',
} as const;
export type OrcLayout = (typeof OrcLayout)[keyof typeof OrcLayout];

const R = OrcRegister;
/** By the number in the entry. */
const REGISTERS_4_14 = [
  R.Undefined,
  R.PrevSp,
  R.Dx,
  R.Di,
  R.Bp,
  R.Sp,
  R.R10,
  R.R13,
  R.BpIndirect,
  R.SpIndirect,
] as const;
const REGISTERS_7_1 = [
  R.Undefined,
  R.Ax,
  R.Dx,
  R.Sp,
  R.Bp,
  R.Di,
  R.R10,
  R.R13,
  R.PrevSp,
  R.SpIndirect,
  R.BpIndirect,
] as const;

/** One table: the kernel's own or a module's. */
export class OrcTable {
  readonly #address: bigint;
  readonly #ips: LittleEndian;
  readonly #entries: LittleEndian;
  readonly #count: number;
  readonly #layout: OrcLayout;

  /**
   * @param address where `ips` is in memory: what its values are relative to
   * @throws {FormatError} bad-value where the two tables are not of one length
   */
  constructor(address: bigint, ips: Uint8Array, entries: Uint8Array, layout: OrcLayout) {
    this.#address = address;
    this.#ips = new LittleEndian(ips);
    this.#entries = new LittleEndian(entries);
    this.#count = Math.floor(ips.length / 4);
    this.#layout = layout;
    if (this.#count * ENTRY_BYTES !== entries.length) {
      const problem = `${ips.length} bytes of addresses, ${entries.length} of entries`;
      throw new FormatError(FormatErrorCode.BadValue, { format: 'orc', field: 'tables' }, problem);
    }
  }

  /** The entry for an instruction: the last one at or before it. */
  find(ip: bigint): OrcEntry | undefined {
    const distance = ip - this.#address;
    if (distance > 2n ** 40n || distance < -(2n ** 40n)) return undefined;
    const wanted = Number(distance);
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (middle * 4 + this.#ips.i32(middle * 4) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : decodeOrcEntry(this.#entries, (low - 1) * ENTRY_BYTES, this.#layout);
  }
}

function decodeOrcEntry(view: LittleEndian, at: number, layout: OrcLayout): OrcEntry {
  const flags = view.u16(at + 4);
  const registers: readonly OrcRegister[] = layout === OrcLayout.NewRegisters ? REGISTERS_7_1 : REGISTERS_4_14;
  const spRegister = registers[flags & 0xf] ?? R.Unknown;
  return {
    spOffset: view.i16(at),
    bpOffset: view.i16(at + 2),
    spRegister,
    bpRegister: registers[(flags >> 4) & 0xf] ?? R.Unknown,
    ...typeAndSignal(flags, spRegister, layout),
  };
}

const OLD_TYPES = [OrcType.Call, OrcType.Regs, OrcType.RegsPartial, OrcType.Unknown] as const;
const NEW_TYPES = [OrcType.Undefined, OrcType.EndOfStack, OrcType.Call, OrcType.Regs, OrcType.RegsPartial] as const;

function typeAndSignal(flags: number, sp: OrcRegister, layout: OrcLayout): { type: OrcType; signal: boolean } {
  switch (layout) {
    case OrcLayout.End:
    case OrcLayout.SignalAndEnd: {
      const end = (flags & (layout === OrcLayout.End ? 0x400 : 0x800)) !== 0;
      const type = OLD_TYPES[(flags >> 8) & 3] ?? OrcType.Unknown;
      const ending = end ? OrcType.EndOfStack : OrcType.Undefined;
      // Before there was a bit for it, the frames of registers were those that had been interrupted.
      const signal = layout === OrcLayout.End ? type !== OrcType.Call : (flags & 0x400) !== 0;
      return { type: sp === R.Undefined ? ending : type, signal };
    }
    case OrcLayout.Type3:
    case OrcLayout.NewRegisters:
      return { type: NEW_TYPES[(flags >> 8) & 7] ?? OrcType.Unknown, signal: (flags & 0x800) !== 0 };
  }
}

/** Of a kernel's hundreds of thousands of entries about so many are looked at: they are of one mind. */
const LAYOUT_SAMPLES = 16_384;

/**
 * Tells the layout of entries by what they hold. Nearly all are calls: type 0 of the old layouts, 2 of the new. Nearly all
 * count from the stack pointer: register 5, or 3 since 7.1. 6.3 alone has `end` in bit 11 of an entry of type 0.
 */
export function detectOrcLayout(entries: Uint8Array): OrcLayout {
  const view = new LittleEndian(entries);
  const count = Math.floor(entries.length / ENTRY_BYTES);
  let calls = 0;
  let oldCalls = 0;
  let oldSp = 0;
  let newSp = 0;
  const step = Math.max(1, Math.floor(count / LAYOUT_SAMPLES));
  for (let i = 0; i < count; i += step) {
    const flags = view.u16(i * ENTRY_BYTES + 4);
    const sp = flags & 0xf;
    if (sp === 0) continue;
    const type = (flags >> 8) & 7;
    if (type === 2) calls++;
    if (type === 0) oldCalls++;
    if (sp === 5) oldSp++;
    if (sp === 3) newSp++;
  }
  if (oldCalls > calls) return hasHighEnd(view.words()) ? OrcLayout.SignalAndEnd : OrcLayout.End;
  return newSp > oldSp ? OrcLayout.NewRegisters : OrcLayout.Type3;
}

/** Whether one entry ends the stack as 6.3 writes it: few do, so all are looked at, two in each three words. */
function hasHighEnd(words: Uint32Array): boolean {
  for (let i = 1; i < words.length; i += 3) {
    if (((words[i] ?? 0) & 0xf0f) === 0x800 || ((words[i + 1] ?? 0) & 0xf0f_0000) === 0x800_0000) return true;
  }
  return false;
}
