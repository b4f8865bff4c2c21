import { describe, expect, it } from '@jest/globals';
import { arm64References } from '../../../../../shared/vmcore/arch/arm64/references.ts';
import { x86References } from '../../../../../shared/vmcore/arch/x86-64/references.ts';
import { findExports } from '../../../../../shared/vmcore/symbols/export-table.ts';
import { ModuleMap, type LoadedModule } from '../../../../../shared/vmcore/symbols/module-map.ts';

const START = 0xffff_8000_0800_0000n;

describe('findExports', () => {
  const names = ['alpha', 'init_task', 'jiffies', ...Array.from({ length: 20 }, (_, i) => `symbol_${i}`)];

  function image(stride: 8 | 12): Uint8Array {
    const strings = Buffer.from(`\0${names.map((name) => `${name}\0`).join('')}`, 'latin1');
    const table = Buffer.alloc(names.length * stride);
    const stringsAt = 64 + table.length + 32;
    let text = 1;
    names.forEach((name, i) => {
      const at = 64 + i * stride;
      table.writeInt32LE(0x1000 * (i + 1) - at, i * stride);
      table.writeInt32LE(stringsAt + text - (at + 4), i * stride + 4);
      if (stride === 12) table.writeInt32LE(stringsAt - (at + 8), i * stride + 8);
      text += name.length + 1;
    });
    return Buffer.concat([Buffer.alloc(64, 0xff), table, Buffer.alloc(32, 0xff), strings, Buffer.alloc(64, 0xff)]);
  }

  it.each([12, 8] as const)('reads a table of %d bytes an entry from a name that every kernel exports', (stride) => {
    const found = findExports({ start: START, bytes: image(stride) });
    expect(found.size).toBe(names.length);
    expect(found.get('alpha')).toBe(START + 0x1000n);
    expect(found.get('init_task')).toBe(START + 0x2000n);
    expect(found.get('symbol_19')).toBe(START + BigInt(0x1000 * names.length));
  });

  it('finds nothing in bytes that hold no table', () => {
    expect(findExports({ start: START, bytes: new Uint8Array(4096) }).size).toBe(0);
  });
});

describe('dataReferences', () => {
  it('pairs adrp with the add or load that follows from its register', () => {
    const code = Buffer.alloc(16);
    code.writeUInt32LE(0xb000_0000, 0); // adrp x0, next page
    code.writeUInt32LE(0x9104_8001, 4); // add x1, x0, #0x120
    code.writeUInt32LE(0xf940_0802, 8); // ldr x2, [x0, #16]
    code.writeUInt32LE(0xd65f_03c0, 12); // ret
    expect(arm64References(START, code)).toEqual([START + 0x1120n, START + 0x1010n]);
  });

  it('takes whatever may be a displacement from the instruction pointer on x86-64', () => {
    const code = Uint8Array.of(0x48, 0x8b, 0x05, 0x10, 0x20, 0, 0, 0xc3); // mov rax, [rip + 0x2010]
    expect(x86References(START, code)).toContain(START + 7n + 0x2010n);
  });
});

describe('ModuleMap', () => {
  const module = (name: string, start: bigint): LoadedModule => ({
    address: start,
    name,
    regions: [{ start, end: start + 0x2000n }],
    kallsyms: 0n,
    orc: undefined,
  });
  const map = new ModuleMap([module('second', START + 0x4000n), module('first', START)]);

  it('finds the module that an address lies in', () => {
    expect(map.at(START + 0x1fffn)?.name).toBe('first');
    expect(map.at(START + 0x2000n)).toBeUndefined();
    expect(map.at(START + 0x4000n)?.name).toBe('second');
    expect(map.at(START - 1n)).toBeUndefined();
  });

  it('names an address by the module alone where its symbols were not read', () => {
    expect(map.symbolize(START + 0x10n)).toEqual({ symbol: 'first', offset: 16, module: 'first' });
  });
});
