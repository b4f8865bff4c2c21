/**
 * `.debug_frame`: where a function has put its caller's registers, for each of its instructions. Compilers write it with all debug
 * information; a kernel's own unwind tables (ORC) tell of the stack and frame pointer alone.
 *
 * @see DWARF 5, section 6.4
 */
import { DenseCursor } from '../../bytes/dense-cursor.ts';
import { FormatError, FormatErrorCode } from '../../errors.ts';
import { lastIndex } from '../last-index.ts';
import { readAddress, readOffset } from './forms.ts';
import { readLength } from './unit.ts';

const MAX_DESCRIPTIONS = 4_000_000;
const MAX_REMEMBERED = 64;
const NO_BASE = { high: 0, low: 0 };

/** How a register of the caller is found. */
export type RegisterRule =
  | { readonly is: 'unknown' }
  | { readonly is: 'same' }
  /** In memory, so far from the CFA. */
  | { readonly is: 'saved'; readonly offset: number }
  /** The CFA plus so much itself. */
  | { readonly is: 'offset'; readonly offset: number }
  | { readonly is: 'register'; readonly register: number }
  | { readonly is: 'saved at'; readonly expression: Uint8Array }
  | { readonly is: 'value of'; readonly expression: Uint8Array };

export type CfaRule =
  | { readonly is: 'register'; readonly register: number; readonly offset: number }
  | { readonly is: 'value of'; readonly expression: Uint8Array };

/** What holds at one instruction. */
export interface FrameRow {
  readonly cfa: CfaRule | undefined;
  readonly registers: ReadonlyMap<number, RegisterRule>;
  readonly returnRegister: number;
}

interface CommonInformation {
  readonly codeAlignment: number;
  readonly dataAlignment: number;
  readonly returnRegister: number;
  readonly instructions: Uint8Array;
  readonly addressBytes: number;
}

interface Description {
  readonly start: number;
  readonly end: number;
  readonly common: number;
  readonly from: number;
  readonly to: number;
}

export class CallFrames {
  readonly #cursor: DenseCursor;
  readonly #base: { readonly high: number; readonly low: number };
  readonly #addressBytes: number;
  readonly #common = new Map<number, CommonInformation>();
  #descriptions: readonly Description[] | undefined;

  /** @param base what addresses are told from */
  constructor(
    cursor: DenseCursor,
    base: { readonly high: number; readonly low: number },
    { addressBytes = 8 }: { readonly addressBytes?: number } = {},
  ) {
    this.#cursor = cursor;
    this.#base = base;
    this.#addressBytes = addressBytes;
  }

  /** Undefined where no description covers the place: code in assembly. @throws {FormatError} */
  rowAt(place: number): FrameRow | undefined {
    this.#descriptions ??= this.#index();
    const found = this.#descriptions[lastIndex(this.#descriptions, ({ start }) => start <= place)];
    return found === undefined || place >= found.end ? undefined : this.#row(found, place);
  }

  #index(): readonly Description[] {
    const cursor = this.#cursor;
    const found: Description[] = [];
    cursor.seek(0);
    while (cursor.offset < cursor.end) {
      const { length, offsetBytes } = readLength(cursor);
      const to = cursor.offset + length;
      if (!(to <= cursor.end)) cursor.fail(FormatErrorCode.Truncated, 'frame.length', `ends at ${to}`);
      const common = readOffset(cursor, { offsetBytes });
      const isCommon = offsetBytes === 8 ? common >= 2 ** 64 : common === 0xffff_ffff;
      if (!isCommon && length > offsetBytes) {
        const start = readAddress(cursor, { addressBytes: this.#addressBytes }, this.#base);
        const size = readAddress(cursor, { addressBytes: this.#addressBytes }, NO_BASE);
        if (found.length >= MAX_DESCRIPTIONS) cursor.fail(FormatErrorCode.Limit, 'frame', `over ${MAX_DESCRIPTIONS}`);
        if (size > 0) found.push({ start, end: start + size, common, from: cursor.offset, to });
      }
      cursor.seek(to);
    }
    return found.sort((a, b) => a.start - b.start);
  }

  #commonAt(offset: number): CommonInformation {
    const known = this.#common.get(offset);
    if (known !== undefined) return known;
    const cursor = this.#cursor.seek(offset);
    const { length, offsetBytes } = readLength(cursor);
    const to = cursor.offset + length;
    const id = readOffset(cursor, { offsetBytes });
    if (id < 0xffff_ffff) cursor.fail(FormatErrorCode.BadValue, 'frame.CIE_pointer', 'leads to no CIE');
    const version = cursor.u8();
    const augmentation = cursor.string();
    if (augmentation !== '' && augmentation !== 'S') {
      cursor.fail(FormatErrorCode.Unsupported, 'frame.augmentation', JSON.stringify(augmentation.slice(0, 20)));
    }
    const addressBytes = version >= 4 ? cursor.u8() : this.#addressBytes;
    if (version >= 4) cursor.skip(1);
    const codeAlignment = cursor.uleb();
    const dataAlignment = cursor.sleb();
    const returnRegister = version === 1 ? cursor.u8() : cursor.uleb();
    const instructions = cursor.take(to - cursor.offset);
    const read = { codeAlignment, dataAlignment, returnRegister, instructions, addressBytes };
    this.#common.set(offset, read);
    return read;
  }

  #row(found: Description, place: number): FrameRow {
    const common = this.#commonAt(found.common);
    const own = this.#cursor.seek(found.from).take(found.to - found.from);
    const program = new FrameProgram(common, this.#base, this.#cursor.littleEndian);
    program.run(common.instructions, found.start, Infinity);
    program.begin();
    program.run(own, found.start, place);
    return { cfa: program.cfa, registers: program.registers, returnRegister: common.returnRegister };
  }
}

/** Runs call frame instructions up to an address. */
class FrameProgram {
  cfa: CfaRule | undefined;
  registers = new Map<number, RegisterRule>();
  #initial: ReadonlyMap<number, RegisterRule> = new Map();
  readonly #remembered: { cfa: CfaRule | undefined; registers: Map<number, RegisterRule> }[] = [];
  readonly #common: CommonInformation;
  readonly #base: { readonly high: number; readonly low: number };
  readonly #littleEndian: boolean;

  constructor(common: CommonInformation, base: { high: number; low: number }, littleEndian: boolean) {
    this.#common = common;
    this.#base = base;
    this.#littleEndian = littleEndian;
  }

  /** What holds now is what `DW_CFA_restore` leads back to. */
  begin(): void {
    this.#initial = new Map(this.registers);
  }

  run(instructions: Uint8Array, start: number, place: number): void {
    const cursor = new DenseCursor(instructions, 'debug_frame', { littleEndian: this.#littleEndian });
    const { codeAlignment, dataAlignment } = this.#common;
    let at = start;
    const saved = (register: number, offset: number) => this.registers.set(register, { is: 'saved', offset });
    while (cursor.offset < cursor.end) {
      const code = cursor.u8();
      const low = code & 0x3f;
      switch (code & 0xc0) {
        case 0x40:
          at += low * codeAlignment;
          if (at > place) return;
          continue;
        case 0x80:
          saved(low, cursor.uleb() * dataAlignment);
          continue;
        case 0xc0:
          this.#restore(low);
          continue;
      }
      switch (code) {
        case 0x01: // set_loc
          at = readAddress(cursor, this.#common, this.#base);
          break;
        case 0x02:
          at += cursor.u8() * codeAlignment;
          break;
        case 0x03:
          at += cursor.u16() * codeAlignment;
          break;
        case 0x04:
          at += cursor.u32() * codeAlignment;
          break;
        default:
          this.#step(code, cursor, dataAlignment);
      }
      if (at > place) return;
    }
  }

  #step(code: number, cursor: DenseCursor, dataAlignment: number): void {
    const set = (register: number, rule: RegisterRule) => this.registers.set(register, rule);
    switch (code) {
      case 0x00: // nop
      case 0x2d: // AARCH64_negate_ra_state: authentication codes are taken off wherever an address is compared
        return;
      case 0x05: // offset_extended
        set(cursor.uleb(), { is: 'saved', offset: cursor.uleb() * dataAlignment });
        return;
      case 0x06: // restore_extended
        this.#restore(cursor.uleb());
        return;
      case 0x07: // undefined
        set(cursor.uleb(), { is: 'unknown' });
        return;
      case 0x08: // same_value
        set(cursor.uleb(), { is: 'same' });
        return;
      case 0x09: // register
        set(cursor.uleb(), { is: 'register', register: cursor.uleb() });
        return;
      case 0x0a: // remember_state
        if (this.#remembered.length >= MAX_REMEMBERED) cursor.fail(FormatErrorCode.Limit, 'frame', 'states remembered');
        this.#remembered.push({ cfa: this.cfa, registers: new Map(this.registers) });
        return;
      case 0x0b: {
        // restore_state
        const state = this.#remembered.pop();
        if (state === undefined) return cursor.fail(FormatErrorCode.BadValue, 'frame', 'no state was remembered');
        this.cfa = state.cfa;
        this.registers = state.registers;
        return;
      }
      case 0x0c: // def_cfa
        this.cfa = { is: 'register', register: cursor.uleb(), offset: cursor.uleb() };
        return;
      case 0x0d: // def_cfa_register
        this.cfa = { is: 'register', register: cursor.uleb(), offset: this.#cfaOffset(cursor) };
        return;
      case 0x0e: // def_cfa_offset
        this.cfa = { is: 'register', register: this.#cfaRegister(cursor), offset: cursor.uleb() };
        return;
      case 0x0f: // def_cfa_expression
        this.cfa = { is: 'value of', expression: cursor.take(cursor.uleb()) };
        return;
      case 0x10: // expression
        set(cursor.uleb(), { is: 'saved at', expression: cursor.take(cursor.uleb()) });
        return;
      case 0x11: // offset_extended_sf
        set(cursor.uleb(), { is: 'saved', offset: cursor.sleb() * dataAlignment });
        return;
      case 0x12: // def_cfa_sf
        this.cfa = { is: 'register', register: cursor.uleb(), offset: cursor.sleb() * dataAlignment };
        return;
      case 0x13: // def_cfa_offset_sf
        this.cfa = { is: 'register', register: this.#cfaRegister(cursor), offset: cursor.sleb() * dataAlignment };
        return;
      case 0x14: // val_offset
        set(cursor.uleb(), { is: 'offset', offset: cursor.uleb() * dataAlignment });
        return;
      case 0x15: // val_offset_sf
        set(cursor.uleb(), { is: 'offset', offset: cursor.sleb() * dataAlignment });
        return;
      case 0x16: // val_expression
        set(cursor.uleb(), { is: 'value of', expression: cursor.take(cursor.uleb()) });
        return;
      case 0x2e: // GNU_args_size
        cursor.skipLeb();
        return;
      case 0x2f: // GNU_negative_offset_extended
        set(cursor.uleb(), { is: 'saved', offset: -cursor.uleb() * dataAlignment });
        return;
      default:
        cursor.fail(FormatErrorCode.Unsupported, 'frame.instruction', `0x${code.toString(16)} is not known`);
    }
  }

  #restore(register: number): void {
    const initial = this.#initial.get(register);
    if (initial === undefined) this.registers.delete(register);
    else this.registers.set(register, initial);
  }

  #cfaOffset(cursor: DenseCursor): number {
    return this.cfa?.is === 'register' ? this.cfa.offset : this.#noCfa(cursor);
  }

  #cfaRegister(cursor: DenseCursor): number {
    return this.cfa?.is === 'register' ? this.cfa.register : this.#noCfa(cursor);
  }

  #noCfa(cursor: DenseCursor): never {
    throw new FormatError(
      FormatErrorCode.BadValue,
      { format: cursor.format, field: 'frame.cfa', offset: cursor.offset },
      'changed before it was defined',
    );
  }
}
