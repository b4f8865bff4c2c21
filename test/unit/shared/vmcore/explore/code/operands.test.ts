import { describe, expect, it } from '@jest/globals';
import { openCapstone } from '../../../../../../shared/disassembly/capstone.ts';
import type { Instruction } from '../../../../../../shared/vmcore/explore/code/disassembler.ts';
import { accessesOf, accessText, Pages, placeOf } from '../../../../../../shared/vmcore/explore/code/operands.ts';
import { Machine } from '../../../../../../shared/vmcore/formats/dump.ts';

const BASE = 0xffff_ffff_8100_0000n;

async function decode(machine: Machine, code: string, address = BASE): Promise<readonly Instruction[]> {
  const disassembler = await openCapstone(machine);
  return disassembler?.decode(Buffer.from(code.replaceAll(' ', ''), 'hex'), address) ?? [];
}

async function one(machine: Machine, code: string): Promise<Instruction> {
  const [instruction] = await decode(machine, code);
  if (instruction === undefined) throw new Error('nothing decoded');
  return instruction;
}

function accesses(instruction: Instruction, registers: Readonly<Record<string, bigint>>): string[] {
  return accessesOf(instruction, new Map(Object.entries(registers))).map(accessText);
}

describe('instructions of x86-64', () => {
  it('tell the place that registers name', async () => {
    const load = await one(Machine.X86_64, '48 8b 40 18');
    expect(load).toMatchObject({ mnemonic: 'movq', operands: '0x18(%rax), %rax' });
    expect(accesses(load, { rax: 0n })).toEqual(['rax = 0x0, so 0x18(%rax) is 0x18']);
    expect(accesses(load, { rbx: 0n })).toEqual([]);
  });

  it('count a negative distance, an index and its scale, around the end of the address space', async () => {
    const indexed = await one(Machine.X86_64, '48 8b 54 cb f8');
    expect(accesses(indexed, { rbx: 0n, rcx: 1n })).toEqual(['rbx = 0x0, rcx = 0x1, so -8(%rbx, %rcx, 8) is 0x0']);
    expect(accesses(indexed, { rbx: 0n, rcx: 0n })[0]).toMatch(/ is 0xfffffffffffffff8$/);
  });

  it('do not say that lea or a nop reads memory', async () => {
    for (const code of ['48 8d 40 18', '0f 1f 44 00 00'])
      expect(accesses(await one(Machine.X86_64, code), { rax: 1n })).toEqual([]);
  });

  it('name what they branch to, and data at a distance from them', async () => {
    expect(placeOf(await one(Machine.X86_64, 'e8 fb 00 00 00'))).toBe(BASE + 0x100n);
    expect(placeOf(await one(Machine.X86_64, '74 0e'))).toBe(BASE + 0x10n);
    expect(placeOf(await one(Machine.X86_64, '48 8b 05 f9 ff ff ff'))).toBe(BASE);
    expect(placeOf(await one(Machine.X86_64, '48 c7 c7 00 10 00 81'))).toBe(BASE + 0x1000n);
    for (const code of ['48 83 c0 10', '48 83 e4 f0']) expect(placeOf(await one(Machine.X86_64, code))).toBeUndefined();
  });

  it('are as long as the code, whatever it holds', async () => {
    const code = '06 ff ff ff 90 0f';
    const found = await decode(Machine.X86_64, code);
    expect(Buffer.concat(found.map(({ bytes }) => bytes)).toString('hex')).toBe(code.replaceAll(' ', ''));
    expect(found.map(({ address }) => address)).toEqual([...found.keys()].map((i) => BASE + sum(found, i)));
  });
});

describe('instructions of arm64', () => {
  it('tell the place that registers name', async () => {
    const load = await one(Machine.Aarch64, '01 0c 40 f9');
    expect(load).toMatchObject({ mnemonic: 'ldr', operands: 'x1, [x0, #0x18]' });
    expect(accesses(load, { x0: 0n })).toEqual(['x0 = 0x0, so [x0, #0x18] is 0x18']);
  });

  it('name what they branch to', async () => {
    expect(placeOf(await one(Machine.Aarch64, '40 00 00 94'))).toBe(BASE + 0x100n);
    expect(placeOf(await one(Machine.Aarch64, '80 00 00 b4'))).toBe(BASE + 0x10n);
  });

  it('name what a page and what is added to it come to, until the register is written anew', async () => {
    // adrp x0, +0x1000; add x0, x0, #0x40; adrp x1, +0x1000; ldr x2, [x1, #8]; mov x1, x2; ldr x3, [x1, #8]
    const code = '00 00 00 b0 00 00 01 91 01 00 00 b0 22 04 40 f9 e1 03 02 aa 23 04 40 f9';
    const pages = new Pages();
    const places = (await decode(Machine.Aarch64, code)).map((instruction) => pages.placeAt(instruction));
    expect(places).toEqual([undefined, BASE + 0x1040n, undefined, BASE + 0x1008n, undefined, undefined]);
  });
});

describe('instructions of riscv64', () => {
  it('tell the place that registers name, in two bytes and in four', async () => {
    const load = await one(Machine.Riscv64, '08 45');
    expect(load).toMatchObject({ mnemonic: 'c.lw', operands: 'a0, 8(a0)' });
    expect(accesses(load, { a0: 0n })).toEqual(['a0 = 0x0, so 8(a0) is 0x8']);
    expect(accesses(await one(Machine.Riscv64, '23 3c f4 f8'), { s0: 0x68n })).toEqual([
      's0 = 0x68, so -0x68(s0) is 0x0',
    ]);
    expect(accesses(load, { a1: 0n })).toEqual([]);
  });

  it.each([
    ['ef f0 df ff', BASE - 4n], // jal
    ['6f f0 1f ff', BASE - 16n], // j
    ['63 04 05 00', BASE + 8n], // beqz a0
    ['e3 1c 05 fe', BASE - 8n], // bnez a0
    ['c5 bf', BASE - 16n], // c.j
  ])('name what they branch to, which counts from themselves: %s', async (code, target) => {
    expect(placeOf(await one(Machine.Riscv64, code))).toBe(target);
  });

  it('name nothing by a number that is none of theirs', async () => {
    for (const code of ['13 85 85 00', '41 11', '82 80', '82 90'])
      expect(placeOf(await one(Machine.Riscv64, code))).toBeUndefined();
  });

  it('name what auipc and what follows come to, until the register is written anew', async () => {
    // auipc a0, 1; addi a0, a0, -8; auipc a1, 0xfffff; sd a0, 16(a1); ld a1, 8(a1); ld a2, 8(a1)
    const code = '17 15 00 00 13 05 85 ff 97 f5 ff ff 23 b8 a5 00 8c 65 90 65';
    const places = async (text: string): Promise<(bigint | undefined)[]> => {
      const pages = new Pages();
      return (await decode(Machine.Riscv64, text)).map((instruction) => pages.placeAt(instruction));
    };
    expect(await places(code)).toEqual([
      undefined,
      BASE + 0xff8n,
      undefined,
      BASE + 8n - 0x1000n + 16n,
      BASE + 8n - 0x1000n + 8n,
      undefined,
    ]);
    // auipc ra, 0x1; jalr ra, ra, -8; jalr ra, ra, -8. And: auipc ra, 1; c.jalr ra
    expect(await places('97 10 00 00 e7 80 80 ff e7 80 80 ff')).toEqual([undefined, BASE + 0xff8n, undefined]);
    expect(await places('97 10 00 00 82 90')).toEqual([undefined, BASE + 0x1000n]);
    // auipc a0, 1; sh1add a0, a0, a1, which is not decoded; c.lw a0, 0(a0)
    expect((await places('17 15 00 00 33 25 b5 20 08 41')).at(-1)).toBeUndefined();
  });
});

function sum(instructions: readonly Instruction[], count: number): bigint {
  return instructions.slice(0, count).reduce((total, { bytes }) => total + BigInt(bytes.length), 0n);
}
