import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memorySource } from '../../../../shared/bytes/byte-source.ts';
import { FormatError } from '../../../../shared/errors.ts';
import { extractLines } from '../../../../shared/symbols/extract.ts';
import { LineTable } from '../../../../shared/symbols/table/read.ts';
import { symbolFixture } from '../../../support/symbol-fixtures.ts';

async function outcome(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    return error;
  }
}

/** A few bytes changed, or the end cut off. */
const damage = fc.record({
  at: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
    maxLength: 8,
  }),
  keep: fc.oneof(
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  ),
});

function damaged(whole: Uint8Array, { at, keep }: { at: [number, number][]; keep: number }): Uint8Array {
  const bytes = new Uint8Array(whole.subarray(0, Math.floor(whole.length * keep)));
  for (const [place, value] of at) if (bytes.length > 0) bytes[Math.floor(place * (bytes.length - 1))] = value;
  return bytes;
}

describe('damaged debug files', () => {
  it.each(['gcc-dwarf4', 'clang-dwarf5', 'module-arm64', 'gcc-zstd'])(
    'give lines or a FormatError, whatever the bytes: %s',
    async (name) => {
      const whole = symbolFixture(name);
      await fc.assert(
        fc.asyncProperty(damage, async (how) => {
          const result = await outcome(() => extractLines(memorySource(damaged(whole, how), name)));
          if (result instanceof Error) expect(result).toBeInstanceOf(FormatError);
        }),
        { numRuns: 150 },
      );
    },
  );

  it('refuses a file without debug information and says where it is to be had', async () => {
    const bytes = symbolFixture('gcc-dwarf5');
    const renamed = Buffer.from(
      Buffer.from(bytes).toString('latin1').replaceAll('.debug_info', '.nodebginfo'),
      'latin1',
    );
    await expect(extractLines(memorySource(renamed, 'vmlinux'))).rejects.toThrow(/no debug information.*debug package/);
  });

  it('refuses what is no ELF file', async () => {
    await expect(extractLines(memorySource(Buffer.from('#!/bin/sh\n'.repeat(10)), 'script'))).rejects.toThrow(
      /no ELF magic/,
    );
  });
});

describe('damaged files of lines', () => {
  it('give frames or a FormatError, whatever the bytes', async () => {
    const { pieces } = await extractLines(memorySource(symbolFixture('gcc-dwarf5'), 'kernel'));
    const whole = Buffer.concat(pieces);
    await fc.assert(
      fc.asyncProperty(damage, fc.integer({ min: 0, max: 0x400 }), async (how, offset) => {
        const result = await outcome(async () => {
          const table = await LineTable.open(memorySource(damaged(whole, how), 'lines'));
          await table.symbol('outer');
          return table.lookup('', offset);
        });
        if (result instanceof Error) expect(result).toBeInstanceOf(FormatError);
      }),
      { numRuns: 500 },
    );
  });

  it('are refused in a version that is not known', async () => {
    const { pieces } = await extractLines(memorySource(symbolFixture('gcc-dwarf5'), 'kernel'));
    const whole = Buffer.concat(pieces);
    whole.writeUInt32LE(2, 8);
    await expect(LineTable.open(memorySource(whole, 'lines'))).rejects.toThrow(/version.*2.*version 1 is read/);
  });
});
