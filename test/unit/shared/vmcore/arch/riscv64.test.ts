import { describe, expect, it } from '@jest/globals';
import { machineByInfo } from '../../../../../shared/vmcore/arch/index.ts';
import { decodeRegisters } from '../../../../../shared/vmcore/arch/register-set.ts';
import { imageOffset, riscvAddressSpace } from '../../../../../shared/vmcore/arch/riscv64/address-space.ts';
import { riscvPageTables } from '../../../../../shared/vmcore/arch/riscv64/page-tables.ts';
import { riscvReferences } from '../../../../../shared/vmcore/arch/riscv64/references.ts';
import { riscvRegisters } from '../../../../../shared/vmcore/arch/riscv64/registers.ts';
import { unwindRiscv } from '../../../../../shared/vmcore/arch/riscv64/unwind.ts';
import { parseVmcoreInfo } from '../../../../../shared/vmcore/formats/vmcoreinfo.ts';
import { StackImage } from '../../../../../shared/vmcore/stacks/stack-memory.ts';
import type { Stacks } from '../../../../../shared/vmcore/stacks/unwind.ts';

/** As a kernel 6.12 under qemu wrote it. */
const INFO = [
  'OSRELEASE=6.12.117+deb13-riscv64',
  'SYMBOL(swapper_pg_dir)=ffffffff81dcb000',
  'SYMBOL(_stext)=ffffffff80002000',
  'SYMBOL(prb)=ffffffff81db6b90',
  'NUMBER(phys_ram_base)=2147483648',
  'NUMBER(PAGE_OFFSET)=0xff60000000000000',
  'NUMBER(VA_BITS)=57',
  'NUMBER(KERNEL_LINK_ADDR)=0xffffffff80000000',
  'NUMBER(va_kernel_pa_offset)=0xfffffffeffe00000',
].join('\n');

describe('riscvAddressSpace', () => {
  const memory = { pageSizeBytes: 4096, maxPfn: 0x9_8000, readPages: () => Promise.resolve([]) };

  it('maps the image and all of memory by VMCOREINFO', () => {
    const info = parseVmcoreInfo(INFO);
    expect(machineByInfo(info)).toBe('riscv64');
    const space = riscvAddressSpace(info, memory);
    expect(space?.pageTables?.root).toBe(0x8000_0000 + 0x1dcb000 + 0x20_0000);
    expect(space?.linear).toMatchObject([
      { start: 0xffff_ffff_8000_0000n, physicalStart: 0x8020_0000n },
      { start: 0xff60_0000_0000_0000n, end: 0xff60_0000_1800_0000n, physicalStart: 0x8000_0000n },
    ]);
  });

  it("maps the image's last variables too, which VMCOREINFO does not name: page tables may not be in the dump", () => {
    const endWith = (line: string): bigint | undefined =>
      riscvAddressSpace(parseVmcoreInfo(`${INFO}\n${line}`), memory)?.linear[0]?.end;
    // Modules end where they would be too far from the image's end.
    expect(endWith('NUMBER(MODULES_VADDR)=0xffffffff01e6c000')).toBe(0xffff_ffff_81e6_c000n);
    const named = endWith('');
    expect(named).toBe(0xffff_ffff_81dd_0000n);
    for (const wrong of ['0xffffffff01000000', '0xffffffff81e6c000', '0x0'])
      expect(endWith(`NUMBER(MODULES_VADDR)=${wrong}`)).toBe(named);
  });

  it('takes the image to be where memory begins, of a kernel that does not say', () => {
    const older = parseVmcoreInfo(INFO.replace(/^NUMBER\(va_kernel.*$/m, ''));
    expect(imageOffset(older)).toBe(0xffff_ffff_0000_0000n);
  });

  it('has none where the mode is none', () => {
    expect(riscvAddressSpace(parseVmcoreInfo(INFO.replace('VA_BITS)=57', 'VA_BITS)=64')), memory)).toBeUndefined();
    expect(riscvAddressSpace(parseVmcoreInfo('SYMBOL(_stext)=ffffffff80002000'), memory)).toBeUndefined();
  });
});

describe('riscvPageTables', () => {
  it.each([
    [39, [30, 21, 12]],
    [48, [39, 30, 21, 12]],
    [57, [48, 39, 30, 21, 12]],
  ])('of Sv%i', (addressBits, shifts) => {
    const tables = riscvPageTables({ root: 0x1000, addressBits });
    expect(tables.levels.map(({ shift }) => shift)).toEqual(shifts);
    expect(tables.levels.every(({ entries }) => entries === 512)).toBe(true);
    const page = (address: bigint): number => Number(address >> 12n);
    expect(tables.translates(page(2n ** 64n - 2n ** BigInt(addressBits - 1)))).toBe(true);
    expect(tables.translates(page(2n ** 64n - 2n ** BigInt(addressBits - 1)) - 1)).toBe(false);
  });

  it('tells tables, leaves and what is not there, whatever the memory type', () => {
    const tables = riscvPageTables({ root: 0, addressBits: 48 });
    // Page frame 0x12_3456_789 with Svpbmt bits above it.
    const entry = (0x1_2345_6789n << 10n) | (1n << 62n);
    const halves = (word: bigint): [number, number] => [Number(word & 0xffff_ffffn) | 0, Number(word >> 32n) | 0];
    expect(tables.target(...halves(entry | 1n))).toBe(0x1_2345_6789 * 4096);
    expect(tables.target(...halves(entry))).toBe(-1);
    expect([0x1, 0x3, 0x9, 0x7].map((low) => tables.isLarge(low))).toEqual([false, true, true, true]);
    expect([0x3, 0x7].map((low) => tables.isWritable(low))).toEqual([false, true]);
  });
});

const block = (values: Readonly<Record<string, bigint>>, words = 36): Buffer => {
  const bytes = Buffer.alloc(words * 8);
  for (const [name, value] of Object.entries(values)) {
    bytes.writeBigUInt64LE(value, riscvRegisters.names.indexOf(name) * 8);
  }
  return bytes;
};

describe('riscvRegisters', () => {
  it('reads what an exception left, and a note that has no status', () => {
    const kernel = decodeRegisters(riscvRegisters, block({ pc: 0x10n, s0: 7n, sp: 8n, status: 0x2_0000_0120n }));
    expect(kernel).toMatchObject({ pc: 0x10n, fp: 7n, sp: 8n, user: false, interruptsOff: false });
    const user = decodeRegisters(riscvRegisters, block({ pc: 0x10n, status: 0x2_0000_0020n }));
    expect(user).toMatchObject({ user: true });
    const off = decodeRegisters(riscvRegisters, block({ pc: 0x10n, status: 0x2_0000_0100n }));
    expect(off).toMatchObject({ user: false, interruptsOff: true });
    const note = decodeRegisters(riscvRegisters, block({ pc: 2n ** 63n, ra: 5n }, 33));
    expect(note).toMatchObject({ user: false, interruptsOff: false });
    expect(note?.values.get('ra')).toBe(5n);
    expect(decodeRegisters(riscvRegisters, Buffer.alloc(31 * 8))).toBeUndefined();
  });
});

describe('riscvReferences', () => {
  it('adds up auipc and what follows from its register, over instructions of two bytes', () => {
    const code = Buffer.alloc(18);
    code.writeUInt32LE(0x0000_1797, 0); // auipc a5, 0x1
    code.writeUInt16LE(0x0001, 4); // c.nop
    code.writeUInt32LE(0xff87_8793, 6); // addi a5, a5, -8
    code.writeUInt32LE(0x0107_b703, 10); // ld a4, 16(a5)
    code.writeUInt32LE(0x00e7_b423, 14); // sd a4, 8(a5)
    expect(riscvReferences(0x1000n, code)).toEqual([0x1ff8n, 0x2010n, 0x2008n]);
  });
});

const STACK = 0xff20_0000_0001_0000n;
const TOP = STACK + 0x4000n;
const TEXT = 0xffff_ffff_8000_0000n;
const ENTRY = TEXT + 0x9000n;
const FORK = TEXT + 0xa000n;
const OVERFLOW = 0xff60_0000_1000_0000n;

class World {
  readonly words = new Map<bigint, bigint>();
  readonly returns = new Map<bigint, bigint>();
  readonly outside = new Set<bigint>();

  put(address: bigint, ...values: readonly bigint[]): this {
    values.forEach((value, i) => this.words.set(address + BigInt(i * 8), value));
    return this;
  }

  async run(start: Readonly<Record<string, bigint>>, exact = true): Promise<string[]> {
    const registers = exact ? decodeRegisters(riscvRegisters, block(start)) : undefined;
    const stacks: Stacks = {
      task: new StackImage(STACK, 0x4000, 4096, []),
      special: [{ start: OVERFLOW, end: OVERFLOW + 0x1000n, kind: 'overflow' }],
      recover: (pc, frame) => Promise.resolve(pc === TEXT + 0x8000n ? this.returns.get(frame) : pc),
      word: (address) => Promise.resolve(this.words.get(address)),
    };
    const text = {
      isText: (pc: bigint) => pc >= TEXT && pc < TEXT + 0x1_0000n,
      isExceptionEntry: (pc: bigint) => pc >= ENTRY && pc < ENTRY + 0x100n,
      isOutsideFrame: (pc: bigint) => Promise.resolve(this.outside.has(pc)),
      isTaskStart: (pc: bigint) => pc >= FORK && pc < FORK + 0x100n,
    };
    const { pc = 0n, sp = 0n, s0: fp = 0n } = start;
    const { frames, stopped } = await unwindRiscv(text, stacks, { pc, sp, fp, exact, registers });
    const shown = frames.map((frame) => {
      const kind = `${frame.reliable ? '' : '?'}${frame.user ? 'user ' : ''}${frame.exact ? '=' : ''}`;
      return kind + (text.isText(frame.pc) ? `+${(frame.pc - TEXT).toString(16)}` : frame.pc.toString(16));
    });
    return stopped === undefined ? shown : [...shown, `stopped: ${stopped}`];
  }
}

describe('unwindRiscv', () => {
  it('follows the chain to the outermost frame', async () => {
    const world = new World();
    const [a, b, top] = [TOP - 0x300n, TOP - 0x200n, TOP - 0x120n];
    world
      .put(a - 16n, b, TEXT + 0x20n)
      .put(b - 16n, top, TEXT + 0x30n)
      .put(top - 16n, 0x1234n, 0x5678n);
    const start = { pc: TEXT + 0x10n, sp: a - 64n, s0: a };
    await expect(world.run(start, false)).resolves.toEqual(['+10', '+20', '+30']);
  });

  it('goes through an exception by the registers behind the frame, in a function that saved no return address', async () => {
    const world = new World();
    const inner = TOP - 0x400n;
    const leaf = TOP - 0x200n;
    const outer = TOP - 0x140n;
    world.put(inner - 16n, 0n, ENTRY + 0x10n);
    const regs = block({ pc: TEXT + 0x50n, ra: TEXT + 0x64n, sp: leaf - 16n, s0: leaf, status: 0x2_0000_0120n });
    for (let i = 0; i < 36; i++) world.put(inner + BigInt(i * 8), regs.readBigUInt64LE(i * 8));
    world.put(leaf - 16n, 0n, outer).put(outer - 16n, 0n, 0n);
    const start = { pc: TEXT + 0x10n, sp: inner - 0x40n, s0: inner };
    await expect(world.run(start, false)).resolves.toEqual(['+10', '+9010', '=+50', '+64']);
  });

  it('ends in user space', async () => {
    const world = new World();
    const inner = TOP - 0x400n;
    world.put(inner - 16n, 0n, ENTRY + 4n);
    const regs = block({ pc: 0x10_0000n, sp: 0x7fff_0000n, status: 0x2_0000_0020n });
    for (let i = 0; i < 36; i++) world.put(inner + BigInt(i * 8), regs.readBigUInt64LE(i * 8));
    const start = { pc: TEXT + 0x10n, sp: inner - 0x40n, s0: inner };
    await expect(world.run(start, false)).resolves.toEqual(['+10', '+9004', 'user =100000']);
  });

  it('takes the caller from ra where the function has no frame, but not where an exception has just entered', async () => {
    const world = new World();
    const [caller, outer] = [TOP - 0x200n, TOP - 0x140n];
    world.put(caller - 16n, outer, TEXT + 0x74n).put(outer - 16n, 0n, 0n);
    const start = { pc: TEXT + 0x50n, ra: TEXT + 0x64n, sp: caller - 0x40n, s0: caller, status: 0x2_0000_0120n };
    world.outside.add(TEXT + 0x50n).add(ENTRY);
    await expect(world.run(start)).resolves.toEqual(['=+50', '+64', '+74']);
    await expect(world.run({ ...start, ra: 0x1234n })).resolves.toEqual(['=+50', '+74']);
    await expect(world.run({ ...start, pc: ENTRY })).resolves.toEqual(['=+9000', '+74']);
  });

  it('ends where a kernel thread begins: what s0 holds there is the function it runs', async () => {
    const world = new World();
    const a = TOP - 0x140n;
    world.put(a - 16n, TEXT + 0x4000n, FORK + 0xen);
    world.put(TEXT + 0x4000n - 16n, 0x1111n, 0x2222n);
    const start = { pc: TEXT + 0x10n, sp: a - 64n, s0: a };
    await expect(world.run(start, false)).resolves.toEqual(['+10', '+a00e']);
  });

  it('tells where a task will be in user space that was forked and has not run', async () => {
    const world = new World();
    const sp = TOP - 0x120n;
    const regs = block({ pc: 0x10_0000n, sp: 0x7fff_0000n, status: 0x2_0000_0020n });
    for (let i = 0; i < 36; i++) world.put(sp + BigInt(i * 8), regs.readBigUInt64LE(i * 8));
    await expect(world.run({ pc: FORK, sp, s0: 0n })).resolves.toEqual(['=+a000', 'user =100000']);
    // Of a kernel thread they are empty, and say that it is the kernel.
    world.put(sp + 32n * 8n, 0x2_0000_0120n);
    await expect(world.run({ pc: FORK, sp, s0: 0n })).resolves.toEqual(['=+a000']);
  });

  it('goes from the overflow stack to what has overflowed', async () => {
    const world = new World();
    const regsAt = OVERFLOW + 0x1000n - 288n;
    const inner = regsAt - 0x100n;
    const outer = TOP - 0x140n;
    world.put(inner - 16n, regsAt, TEXT + 0x20n);
    // Jumped to, not called: what lies below its frame is what the function that overflowed had in ra and s0.
    world.put(regsAt - 16n, outer, TEXT + 0x64n);
    const regs = block({ pc: TEXT + 0x50n, ra: TEXT + 0x64n, sp: STACK + 8n, s0: outer, status: 0x2_0000_0120n });
    for (let i = 0; i < 36; i++) world.put(regsAt + BigInt(i * 8), regs.readBigUInt64LE(i * 8));
    world.put(outer - 16n, 0n, 0n);
    const start = { pc: TEXT + 0x10n, sp: inner - 0x40n, s0: inner };
    await expect(world.run(start, false)).resolves.toEqual(['+10', '+20', '=+50']);
    world.words.delete(regsAt + 8n);
    await expect(world.run(start, false)).resolves.toEqual([
      '+10',
      '+20',
      'stopped: the registers of an exception cannot be read',
    ]);
  });

  it.each([TEXT + 0x4000n, TOP - 0x144n, TOP + 0x100n])('reads no frame where none can be: %#x', async (fp) => {
    const world = new World();
    world.put(fp - 16n, TOP - 0x140n, TEXT + 0x20n);
    await expect(world.run({ pc: TEXT + 0x10n, sp: TOP - 0x400n, s0: fp }, false)).resolves.toEqual([
      '+10',
      'stopped: the frame pointer leads to no stack',
    ]);
  });

  it('comes back from a call to nowhere by ra', async () => {
    const world = new World();
    const fp = TOP - 0x140n;
    world.put(fp - 16n, 0n, 0n);
    const start = { pc: 0xdead_beefn, ra: TEXT + 0x44n, sp: fp - 0x40n, s0: fp, status: 0x2_0000_0120n };
    await expect(world.run(start)).resolves.toEqual(['=deadbeef', '+44']);
  });

  it('puts back what a tracer took, does not go in circles, and says what is missing', async () => {
    const world = new World();
    const [a, b] = [TOP - 0x400n, TOP - 0x140n];
    world.put(a - 16n, b, TEXT + 0x8000n).put(b - 16n, 0n, 0n);
    const start = { pc: TEXT + 0x10n, sp: a - 64n, s0: a };
    await expect(world.run(start, false)).resolves.toEqual([
      '+10',
      'stopped: a tracer has replaced the return address',
    ]);
    world.returns.set(b, TEXT + 0x30n);
    await expect(world.run(start, false)).resolves.toEqual(['+10', '+30']);
    world.put(a - 16n, a, TEXT + 0x20n);
    await expect(world.run(start, false)).resolves.toEqual(['+10', 'stopped: the frames go the wrong way']);
    await expect(world.run({ pc: TEXT, sp: b, s0: TOP - 0x800n }, false)).resolves.toEqual([
      '+0',
      'stopped: a frame cannot be read',
    ]);
  });
});
