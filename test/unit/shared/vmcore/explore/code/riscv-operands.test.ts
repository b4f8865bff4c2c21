import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Instruction } from '../../../../../../shared/vmcore/explore/code/disassembler.ts';
import { riscvBranch, RiscvPages } from '../../../../../../shared/vmcore/explore/code/riscv-operands.ts';

const TOP = 2n ** 64n;

function instruction(address: bigint, mnemonic: string, operands: string): Instruction {
  return { address, bytes: new Uint8Array(4), mnemonic, operands };
}

/** What each of some instructions names, one after the other. */
function places(...all: readonly (readonly [address: bigint, mnemonic: string, operands: string])[]) {
  const pages = new RiscvPages();
  return all.map((one) => pages.placeAt(instruction(...one)));
}

describe('what instructions of riscv64 name, at the ends of what there is', () => {
  it.each([
    ['backward beyond address 0', 0x10n, '-0x20', TOP - 0x10n],
    ['forward beyond the last address', TOP - 8n, '0x10', 8n],
    ['to themselves', 0x100n, '0', 0x100n],
  ])('a branch %s', (_, address, distance, target) => {
    expect(riscvBranch(instruction(address, 'j', distance))).toBe(target);
    expect(riscvBranch(instruction(address, 'bgeu', `a0, a1, ${distance}`))).toBe(target);
  });

  it.each([
    ['the highest page forward', '0x7ffff', 0x7fff_f000n],
    ['the first that counts backward', '0x80000', -0x8000_0000n],
    ['one page backward', '0xfffff', -0x1000n],
    ['its own page', '0', 0n],
  ])('auipc of %s', (_, page, distance) => {
    const base = 0xffff_ffff_8000_0000n;
    const [, found] = places([base, 'auipc', `a0, ${page}`], [base + 4n, 'addi', 'a0, a0, 0']);
    expect(found).toBe(BigInt.asUintN(64, base + distance));
  });

  it('a page that lies beyond the last address is one of the first', () => {
    expect(places([TOP - 0x1000n, 'auipc', 'a0, 1'], [0n, 'ld', 'a1, -8(a0)'])[1]).toBe(TOP - 8n);
    expect(places([TOP - 0x1000n, 'auipc', 'a0, 1'], [0n, 'ld', 'a1, 8(a0)'])[1]).toBe(8n);
  });

  it.each([
    ['is stored', 'sd', 'a0, 0(a1)', true],
    ['is stored beyond the stack pointer', 'c.sdsp', 'a0, 8(sp)', true],
    ['is compared', 'beq', 'a0, a1, 8', true],
    ['is written', 'ld', 'a0, 0(a1)', false],
    ['is copied over', 'c.mv', 'a0, a1', false],
  ])('a register is a page still where it %s: %s %s is %p', (_, mnemonic, operands, still) => {
    const [, , found] = places([0n, 'auipc', 'a0, 2'], [4n, mnemonic, operands], [8n, 'lw', 'a2, 4(a0)']);
    expect(found).toBe(still ? 0x2004n : undefined);
  });

  it('is an address or nothing, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('a0', 'sp', ', ', '-0x', '0x', '8', '(', ')', 'ffffffffffffffffffffff', ' '), {
          maxLength: 12,
        })
        .map((parts) => parts.join('')),
    );
    const mnemonic = fc.constantFrom('auipc', 'addi', 'c.jalr', 'jalr', 'ld', 'sd', 'j', 'beqz', '.byte');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.bigInt(0n, TOP - 1n), mnemonic, text), { maxLength: 6 }), (all) => {
        const found = [...places(...all), ...all.map((one) => riscvBranch(instruction(...one)))];
        for (const place of found) expect(place === undefined || (place >= 0n && place < TOP)).toBe(true);
      }),
    );
  });
});
