/** Debug files that are asked for the variables of a stack: descriptions of code, expressions, lists of locations, types. */
import { memorySource } from '../../shared/bytes/byte-source.ts';
import { PurgatoryError } from '../../shared/errors.ts';
import { DebugFile } from '../../shared/symbols/locals/debug-file.ts';
import { frameVariables } from '../../shared/symbols/locals/source.ts';
import type { NamedFrame } from '../../shared/symbols/locals/source.ts';
import { symbolFixture } from '../support/symbol-fixtures.ts';

export const name = 'locals';

export const seeds: readonly Uint8Array[] = [
  'gcc-dwarf5',
  'gcc-dwarf4',
  'clang-dwarf5',
  'clang-lto',
  'module-x86-64',
].map(symbolFixture);

const TEXT = 0xffff_ffff_9000_0000n;
const REGISTERS = new Map(
  ['rax', 'rbx', 'rcx', 'rdx', 'rdi', 'rsi', 'rbp', 'rsp', 'r8', 'r9'].map((name, i) => [name, BigInt(i)]),
);

export async function fuzz(bytes: Uint8Array): Promise<void> {
  try {
    const file = await DebugFile.open(memorySource(bytes, 'fuzz'));
    const frames = [0, 0x50, 0x9c, 0xe8, 0x100].map((offset, i): NamedFrame => {
      const at = { pc: TEXT + BigInt(offset), sp: BigInt(i * 8), exact: i === 0, reliable: true, user: false };
      return { ...at, symbol: 'outer', offset, sizeBytes: undefined, module: undefined };
    });
    await frameVariables(() => Promise.resolve(file))({
      ...{ frames, registers: REGISTERS, kernel: { kind: 'kernel', name: 'vmlinux' }, text: TEXT },
      module: (module) => ({ kind: 'module', name: module }),
      memory: {
        word: (address) => Promise.resolve(TEXT + address),
        bytes: (address, length) => Promise.resolve(address % 3n === 0n ? undefined : new Uint8Array(length)),
      },
    });
  } catch (error) {
    if (!(error instanceof PurgatoryError)) throw error;
  }
}
