import { describe, expect, it } from '@jest/globals';
import { FormatError } from '../../../../../shared/errors.ts';
import { Kallsyms } from '../../../../../shared/vmcore/symbols/kallsyms.ts';

describe('Kallsyms', () => {
  it('refuses fewer values than symbols', () => {
    const names = Buffer.from('\x07T_stext');
    const tokenTable = Buffer.from(Array.from({ length: 256 }, (_, i) => [i === 0 ? 1 : i, 0]).flat());
    const tokenIndex = Buffer.alloc(512);
    for (let i = 0; i < 256; i++) tokenIndex.writeUInt16LE(i * 2, i * 2);
    const tables = { count: 1, names, tokenTable, tokenIndex, valuesAddress: 0n, relativeBase: 0x1000n };
    expect(new Kallsyms({ ...tables, values: Buffer.alloc(4) }, 0x1000n).name(0)).toBe('_stext');
    expect(() => new Kallsyms({ ...tables, values: Buffer.alloc(3) }, 0x1000n)).toThrow(FormatError);
  });
});
