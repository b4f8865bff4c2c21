/**
 * The relocations that debug sections of a relocatable file (a module) have. An executable's are applied already, also where
 * the linker left the tables in (`--emit-relocs`).
 *
 * @see the processor supplements of the ELF specification: x86-64, AArch64, RISC-V, Power, s390x, LoongArch
 */
import { Cursor, hex } from '../../bytes/cursor.ts';
import { FormatErrorCode } from '../../errors.ts';

const TWO_32 = 0x1_0000_0000;
const RELA_BYTES = 24;

/** What a relocation does to the `bytes` bytes at its place: sets them, adds to them, or subtracts from them. */
interface Relocation {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly how: 'set' | 'add' | 'subtract' | 'low-6-set' | 'low-6-subtract' | 'leb-set' | 'leb-subtract' | 'none';
}

const set = (bytes: Relocation['bytes']): Relocation => ({ bytes, how: 'set' });
const add = (bytes: Relocation['bytes']): Relocation => ({ bytes, how: 'add' });
const subtract = (bytes: Relocation['bytes']): Relocation => ({ bytes, how: 'subtract' });
const NONE: Relocation = { bytes: 1, how: 'none' };

const BY_MACHINE: ReadonlyMap<number, ReadonlyMap<number, Relocation>> = new Map([
  [
    62,
    new Map([
      [0, NONE],
      [1, set(8)],
      [10, set(4)],
      [11, set(4)],
    ]),
  ],
  [
    183,
    new Map([
      [0, NONE],
      [256, NONE],
      [257, set(8)],
      [258, set(4)],
    ]),
  ],
  [
    21,
    new Map([
      [0, NONE],
      [1, set(4)],
      [38, set(8)],
    ]),
  ],
  [
    22,
    new Map([
      [0, NONE],
      [4, set(4)],
      [22, set(8)],
    ]),
  ],
  [
    243,
    new Map<number, Relocation>([
      [0, NONE],
      [1, set(4)],
      [2, set(8)],
      [33, add(1)],
      [34, add(2)],
      [35, add(4)],
      [36, add(8)],
      [37, subtract(1)],
      [38, subtract(2)],
      [39, subtract(4)],
      [40, subtract(8)],
      [51, NONE], // R_RISCV_RELAX
      [52, { bytes: 1, how: 'low-6-subtract' }],
      [53, { bytes: 1, how: 'low-6-set' }],
      [54, set(1)],
      [55, set(2)],
      [56, set(4)],
      [60, { bytes: 1, how: 'leb-set' }],
      [61, { bytes: 1, how: 'leb-subtract' }],
    ]),
  ],
  [
    258,
    new Map<number, Relocation>([
      [0, NONE],
      [1, set(4)],
      [2, set(8)],
      [47, add(1)],
      [48, add(2)],
      [50, add(4)],
      [51, add(8)],
      [52, subtract(1)],
      [53, subtract(2)],
      [55, subtract(4)],
      [56, subtract(8)],
      [100, NONE],
    ]),
  ],
]);

/**
 * Applies `table`, a `SHT_RELA` section's bytes, to `target`, in place.
 *
 * @param addressOf the address of a symbol by its index
 * @throws {FormatError} unsupported | bad-value | truncated
 */
export function relocate(
  target: Uint8Array,
  table: Uint8Array,
  options: {
    readonly machine: number;
    readonly littleEndian: boolean;
    readonly section: string;
    readonly addressOf: (symbol: number) => number;
  },
): void {
  const { machine, littleEndian, section, addressOf } = options;
  const kinds = BY_MACHINE.get(machine);
  const cursor = new Cursor(table, `elf.rela${section}`, { littleEndian });
  const view = new DataView(target.buffer, target.byteOffset, target.length);
  while (cursor.remaining >= RELA_BYTES) {
    const offset = cursor.size64('r_offset');
    const type = cursor.u32('r_info.type');
    const symbol = cursor.u32('r_info.symbol');
    const addend = Number(cursor.i64('r_addend'));
    const kind = kinds?.get(type);
    if (kind === undefined) {
      return cursor.fail(FormatErrorCode.Unsupported, 'r_info.type', `type ${type} of machine ${machine} is not known`);
    }
    if (kind.how === 'none') continue;
    if (offset + kind.bytes > target.length) {
      cursor.fail(
        FormatErrorCode.BadValue,
        'r_offset',
        `${hex(offset)} is outside ${section} (${target.length} bytes)`,
      );
    }
    apply(view, offset, kind, addressOf(symbol) + addend, littleEndian);
  }
}

function apply(view: DataView, offset: number, { bytes, how }: Relocation, value: number, little: boolean): void {
  switch (how) {
    case 'set':
      write(view, offset, bytes, value, little);
      return;
    case 'add':
      write(view, offset, bytes, read(view, offset, bytes, little) + value, little);
      return;
    case 'subtract':
      write(view, offset, bytes, read(view, offset, bytes, little) - value, little);
      return;
    case 'low-6-set':
    case 'low-6-subtract': {
      const old = view.getUint8(offset);
      const low = how === 'low-6-set' ? value : (old & 0x3f) - value;
      view.setUint8(offset, (old & 0xc0) | (low & 0x3f));
      return;
    }
    case 'leb-set':
    case 'leb-subtract':
      rewriteLeb(view, offset, how === 'leb-set' ? value : -value, how === 'leb-set');
      return;
    case 'none':
      return;
  }
}

function read(view: DataView, offset: number, bytes: number, little: boolean): number {
  if (bytes === 1) return view.getUint8(offset);
  if (bytes === 2) return view.getUint16(offset, little);
  if (bytes === 4) return view.getUint32(offset, little);
  const [first, second] = [view.getUint32(offset, little), view.getUint32(offset + 4, little)];
  return little ? second * TWO_32 + first : first * TWO_32 + second;
}

function write(view: DataView, offset: number, bytes: number, value: number, little: boolean): void {
  if (bytes === 1) view.setUint8(offset, value);
  else if (bytes === 2) view.setUint16(offset, value, little);
  else if (bytes === 4) view.setUint32(offset, value, little);
  else {
    const [high, low] = [Math.floor(value / TWO_32), value];
    view.setUint32(offset, little ? low : high, little);
    view.setUint32(offset + 4, little ? high : low, little);
  }
}

/** A ULEB128 is rewritten within the bytes that it has. */
function rewriteLeb(view: DataView, offset: number, value: number, replace: boolean): void {
  let end = offset;
  while (end < view.byteLength - 1 && view.getUint8(end) >= 0x80) end += 1;
  let old = 0;
  for (let at = end; at >= offset; at -= 1) old = old * 0x80 + (view.getUint8(at) & 0x7f);
  let rest = Math.max(0, replace ? value : old + value);
  for (let at = offset; at <= end; at += 1) {
    view.setUint8(at, (rest % 0x80) | (at < end ? 0x80 : 0));
    rest = Math.floor(rest / 0x80);
  }
}
