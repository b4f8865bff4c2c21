import { describe, expect, it } from '@jest/globals';
import { Kallsyms } from '../../../../../shared/vmcore/symbols/kallsyms.ts';
import { findKallsyms } from '../../../../../shared/vmcore/symbols/find-kallsyms.ts';
import { parseVmcoreInfo } from '../../../../../shared/vmcore/formats/vmcoreinfo.ts';
import { VirtualMemory } from '../../../../../shared/vmcore/memory/virtual-memory.ts';
import { Machine } from '../../../../../shared/vmcore/formats/dump.ts';
import {
  writeNames,
  writeTokens,
  writeValues,
  type TestScheme,
  type TestSymbol,
} from '../../../../support/kallsyms-writer.ts';
import { IMAGE, memoryDump } from '../../../../support/kernel-writer.ts';

const SYMBOLS: TestSymbol[] = [
  { name: '_stext', type: 'T', address: IMAGE },
  { name: '__schedule', type: 't', address: IMAGE + 0x1000n },
  { name: '__do_sys_vfork', type: 't', address: IMAGE + 0x2000n },
  { name: '__ia32_sys_vfork', type: 'T', address: IMAGE + 0x2000n },
  { name: '__x64_sys_vfork', type: 'T', address: IMAGE + 0x2000n },
  { name: 'f'.repeat(300), type: 'T', address: IMAGE + 0x3000n },
  { name: 'twice', type: 'd', address: IMAGE + 0x4000n },
  { name: 'twice', type: 'd', address: IMAGE + 0x5000n },
];
const RUNQUEUES: TestSymbol = { name: 'runqueues', type: 'A', address: 0x31c40n };

function table(scheme: TestScheme, symbols = SYMBOLS, place = IMAGE + 0x10_0000n): Kallsyms {
  const tokens = writeTokens();
  return new Kallsyms(
    {
      count: symbols.length,
      names: writeNames(symbols).names,
      tokenTable: tokens.table,
      tokenIndex: tokens.index,
      values: writeValues(symbols, scheme, IMAGE, place),
      valuesAddress: place,
      relativeBase: scheme === 'absolute' || scheme === 'place-relative' ? 0n : IMAGE,
    },
    IMAGE,
  );
}

describe('Kallsyms', () => {
  it.each(['absolute', 'base-relative', 'absolute-percpu', 'place-relative'] as const)(
    'tells the %s scheme by the address of _stext',
    (scheme) => {
      const kallsyms = table(scheme);
      expect(kallsyms.scheme).toBe(scheme);
      expect(kallsyms.find('__schedule').map((i) => kallsyms.address(i))).toEqual([IMAGE + 0x1000n]);
    },
  );

  it('has per-CPU symbols as offsets where the scheme tells them apart', () => {
    const kallsyms = table('absolute-percpu', [RUNQUEUES, ...SYMBOLS]);
    expect(kallsyms.address(kallsyms.find('runqueues')[0] ?? -1)).toBe(0x31c40n);
    expect(kallsyms.at(IMAGE + 0x1010n)).toBe(kallsyms.find('__schedule')[0]);
  });

  it('expands names of any length, and finds all of one name', () => {
    const kallsyms = table('base-relative');
    expect(kallsyms.find('f'.repeat(300)).length).toBe(1);
    expect(kallsyms.find('twice').map((i) => [kallsyms.type(i), kallsyms.address(i)])).toEqual([
      ['d', IMAGE + 0x4000n],
      ['d', IMAGE + 0x5000n],
    ]);
    expect(kallsyms.find('missing')).toEqual([]);
  });

  it('names an address by the symbol before it, of several by the one that people know', () => {
    const kallsyms = table('base-relative');
    const nameAt = (address: bigint): string | undefined => {
      const index = kallsyms.at(address);
      return index === undefined ? undefined : kallsyms.name(index);
    };
    expect(nameAt(IMAGE + 0x1abcn)).toBe('__schedule');
    expect(nameAt(IMAGE + 0x2001n)).toBe('__x64_sys_vfork');
    expect(nameAt(IMAGE - 1n)).toBeUndefined();
    expect(nameAt(0x1000n)).toBeUndefined();
  });

  it('knows which function a label in assembly belongs to', () => {
    const kallsyms = table('base-relative', [
      { name: '_stext', type: 'T', address: IMAGE },
      { name: 'asm_exc_nmi', type: 'T', address: IMAGE + 0x100n },
      { name: 'first_nmi', type: 't', address: IMAGE + 0x140n },
      { name: 'repeat_nmi', type: 't', address: IMAGE + 0x180n },
      { name: 'end_repeat_nmi', type: 't', address: IMAGE + 0x180n },
      { name: 'entry_SYSENTER_compat', type: 'T', address: IMAGE + 0x200n },
    ]);
    const function_ = kallsyms.globalAt(IMAGE + 0x190n) ?? -1;
    expect(kallsyms.name(function_)).toBe('asm_exc_nmi');
    expect(kallsyms.sizeOf(function_, IMAGE + 0x190n)).toBe(0x100);
    expect(kallsyms.globalAt(IMAGE + 0x200n)).toBe(kallsyms.find('entry_SYSENTER_compat')[0]);
    const locals = table('base-relative', [{ name: '_stext', type: 't', address: IMAGE }]);
    expect(locals.globalAt(IMAGE + 8n)).toBe(0);
  });

  it('names a function that begins where a section ends, not the mark of the section', () => {
    const kallsyms = table('base-relative', [
      { name: '_stext', type: 'T', address: IMAGE },
      { name: '__cpuidle_text_end', type: 'T', address: IMAGE + 0x100n },
      { name: '__noinstr_text_end', type: 'T', address: IMAGE + 0x100n },
      { name: 'rest_init', type: 't', address: IMAGE + 0x100n },
      { name: '__irqentry_text_start', type: 'T', address: IMAGE + 0x200n },
    ]);
    const nameAt = (address: bigint): string => kallsyms.name(kallsyms.at(address) ?? -1);
    expect(nameAt(IMAGE + 0x1d4n)).toBe('rest_init');
    expect(nameAt(IMAGE + 0x200n)).toBe('__irqentry_text_start');
  });

  it('gives a symbol the room to the next address', () => {
    const kallsyms = table('base-relative');
    expect(kallsyms.sizeOf(kallsyms.find('__do_sys_vfork')[0] ?? -1)).toBe(0x1000);
    expect(kallsyms.sizeOf(SYMBOLS.length - 1)).toBe(0);
  });

  it('refuses tables that do not give _stext its address', () => {
    const moved = SYMBOLS.map((symbol) => ({ ...symbol, address: symbol.address + 0x40n }));
    expect(() => table('base-relative', moved)).toThrow('kallsyms: _stext');
    expect(() => table('base-relative', SYMBOLS.slice(1))).toThrow('the table does not name it');
  });
});

describe('findKallsyms', () => {
  const many: TestSymbol[] = [
    ...SYMBOLS.slice(0, 5),
    ...Array.from({ length: 3000 }, (_, i) => ({
      name: `function_${i}`,
      type: 't',
      address: IMAGE + 0x3000n + BigInt(i * 16),
    })),
  ];

  /** The tables in the order of kernels before 6.2, somewhere in an image. */
  function image(scheme: 'absolute' | 'base-relative', markerBytes: 4 | 8): Map<number, Uint8Array> {
    const { names, markers } = writeNames(many);
    const tokens = writeTokens();
    const base = Buffer.alloc(8);
    base.writeBigUInt64LE(IMAGE);
    const count = Buffer.alloc(8);
    count.writeUInt32LE(many.length);
    const marks = Buffer.alloc(markers.length * markerBytes);
    markers.forEach((marker, i) => marks.writeUInt32LE(marker, i * markerBytes));
    const parts = [
      Buffer.alloc(4096 + 24, 0x90),
      writeValues(many, scheme, IMAGE, 0n),
      ...(scheme === 'absolute' ? [] : [base]),
      count,
      names,
      marks,
      tokens.table,
      tokens.index,
      Buffer.alloc(8192, 0x90),
    ];
    const whole = Buffer.concat(parts.map((part) => Buffer.concat([part, Buffer.alloc((8 - (part.length % 8)) % 8)])));
    const pages = new Map<number, Uint8Array>();
    for (let at = 0; at < whole.length; at += 4096) {
      const page = new Uint8Array(4096);
      page.set(whole.subarray(at, at + 4096));
      pages.set(0x1000 + at / 4096, page);
    }
    return pages;
  }

  it.each([
    ['offsets and markers of 4 bytes (4.20 and later)', 'base-relative', 4],
    ['offsets and markers of 8 bytes (before 4.20)', 'base-relative', 8],
    ['addresses', 'absolute', 4],
  ] as const)('finds %s with nothing but their shape', async (_, scheme, markerBytes) => {
    const pages = image(scheme, markerBytes);
    const memory = new VirtualMemory(memoryDump(pages).memory);
    memory.use({
      pageTables: undefined,
      linear: [{ start: IMAGE, end: IMAGE + BigInt(pages.size * 4096), physicalStart: 0x100_0000n }],
    });
    const end = IMAGE + BigInt(pages.size * 4096);
    const info = parseVmcoreInfo(`SYMBOL(_stext)=${IMAGE.toString(16)}\nSYMBOL(last)=${end.toString(16)}`);
    const places = await findKallsyms({ info, memory, machine: Machine.X86_64 }, IMAGE);
    const found = places.find((place) => place.wide === (scheme === 'absolute'));
    expect(found).toMatchObject({ count: many.length, relativeBase: scheme === 'absolute' ? 0n : IMAGE });
  });

  it('says so where there is nothing of that shape', async () => {
    const memory = new VirtualMemory(memoryDump(new Map([[0x1000, new Uint8Array(4096)]])).memory);
    memory.use({ pageTables: undefined, linear: [{ start: IMAGE, end: IMAGE + 4096n, physicalStart: 0x100_0000n }] });
    const info = parseVmcoreInfo(`SYMBOL(last)=${(IMAGE + 4096n).toString(16)}`);
    await expect(findKallsyms({ info, memory, machine: Machine.X86_64 }, IMAGE)).rejects.toThrow('were not found');
  });
});
