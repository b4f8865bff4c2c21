import { describe, expect, it } from '@jest/globals';
import { OrcRegister, OrcType, type OrcEntry } from '../../../../../shared/vmcore/symbols/orc.ts';
import { CallBefore, unwindX86, type X86Text } from '../../../../../shared/vmcore/arch/x86-64/unwind.ts';
import type { Stacks } from '../../../../../shared/vmcore/stacks/unwind.ts';
import { StackImage, type StackRange } from '../../../../../shared/vmcore/stacks/stack-memory.ts';

const STACK = 0xffff_c900_0001_0000n;
const TOP = STACK + 0x4000n;
const IRQ = 0xffff_c900_0000_0000n;
const TEXT = 0xffff_ffff_8100_0000n;

type Rule = Partial<Pick<OrcEntry, 'spOffset' | 'bpOffset' | 'spRegister' | 'bpRegister' | 'type' | 'signal'>>;

/** Functions of 256 bytes each, by number: how a frame of it is left. */
class World {
  readonly rules = new Map<number, Rule>();
  readonly words = new Map<bigint, bigint>();
  readonly calls = new Map<bigint, number>();
  /** True return addresses of the places where `f2` stands in their stead. */
  readonly returns = new Map<bigint, bigint>();
  /** What is loaded when an address is first asked for. */
  readonly late = new Map<bigint, () => void>();
  readonly framePointers = new Set<number>();
  tables = true;
  readonly assembly = new Map<number, 'entry' | 'outermost'>();
  special: StackRange[] = [];

  fn(index: number, rule: Rule): bigint {
    this.rules.set(index, rule);
    return TEXT + BigInt(index * 256);
  }

  put(address: bigint, ...values: readonly bigint[]): this {
    values.forEach((value, i) => this.words.set(address + BigInt(i * 8), value));
    return this;
  }

  get text(): X86Text {
    const index = (ip: bigint): number => Number((ip - TEXT) / 256n);
    const isText = (ip: bigint): boolean => ip >= TEXT && ip < TEXT + 0x10_0000n;
    return {
      isText,
      prepare: (ip) => Promise.resolve(this.late.get(ip)?.()),
      ...(this.tables
        ? {}
        : {
            withoutTables: {
              assembly: (ip: bigint) => this.assembly.get(index(ip)),
              hasSetUpFrame: (ip: bigint) => Promise.resolve(this.framePointers.has(index(ip - 1n))),
            },
          }),
      hasFramePointer: (ip) => this.framePointers.has(index(ip)),
      orc: (ip) => {
        const rule = isText(ip) ? this.rules.get(index(ip)) : undefined;
        return (
          rule && {
            spOffset: 8,
            bpOffset: 0,
            spRegister: OrcRegister.Sp,
            bpRegister: OrcRegister.Undefined,
            type: OrcType.Call,
            signal: false,
            ...rule,
          }
        );
      },
      callBefore: (address, callee) => {
        const called = this.calls.get(address);
        if (called === undefined) return Promise.resolve(CallBefore.Indirect);
        return Promise.resolve(called === index(callee) ? CallBefore.Callee : CallBefore.Other);
      },
    };
  }

  get stacks(): Stacks {
    const task = new StackImage(STACK, 0x4000, 4096, [undefined, undefined, undefined, undefined]);
    return {
      task,
      special: this.special,
      recover: (pc, slot) => Promise.resolve(pc === TEXT + 0x200n ? this.returns.get(slot) : pc),
      word: (address) => Promise.resolve(this.words.get(address)),
    };
  }

  async run(pc: bigint, sp: bigint, more: { fp?: bigint; exact?: boolean } = {}): Promise<string[]> {
    const start = { pc, sp, fp: more.fp ?? 0n, exact: more.exact ?? true };
    const { frames, stopped } = await unwindX86(this.text, this.stacks, start);
    const shown = frames.map((frame) => {
      const where = this.text.isText(frame.pc) ? `f${(frame.pc - TEXT) / 256n}` : `0x${frame.pc.toString(16)}`;
      return `${frame.reliable ? '' : '?'}${where}${frame.user ? ' user' : ''}`;
    });
    return stopped === undefined ? shown : [...shown, `stopped: ${stopped}`];
  }
}

const END: Rule = { type: OrcType.EndOfStack };

describe('unwindX86', () => {
  it('follows calls by the stack pointer to the end of the stack', async () => {
    const world = new World();
    const a = world.fn(1, { spOffset: 32 });
    const b = world.fn(2, { spOffset: 16 });
    const c = world.fn(3, END);
    world.put(TOP - 0x100n + 24n, b + 0x20n).put(TOP - 0x100n + 40n, c + 0x30n);
    await expect(world.run(a + 0x10n, TOP - 0x100n)).resolves.toEqual(['f1', 'f2', 'f3']);
  });

  it('follows a frame pointer that a callee has saved', async () => {
    const world = new World();
    const a = world.fn(1, { spOffset: 16, bpRegister: OrcRegister.PrevSp, bpOffset: -16 });
    const b = world.fn(2, { spRegister: OrcRegister.Bp, spOffset: 16, bpRegister: OrcRegister.PrevSp, bpOffset: -16 });
    const c = world.fn(3, END);
    const sp = TOP - 0x200n;
    const bp = TOP - 0x100n;
    world.put(sp, bp, b + 5n).put(bp, 0n, c + 5n);
    await expect(world.run(a, sp)).resolves.toEqual(['f1', 'f2', 'f3']);
  });

  it('goes through the registers of an exception, exactly where it struck', async () => {
    const world = new World();
    const handler = world.fn(1, { spOffset: 8 });
    const entry = world.fn(2, { type: OrcType.Regs, spOffset: 0, signal: true });
    const struck = world.fn(3, { spOffset: 8 });
    const caller = world.fn(4, END);
    const sp = TOP - 0x300n;
    const regs = sp + 8n;
    world.put(sp, entry + 5n);
    for (let i = 0; i < 21; i++) world.put(regs + BigInt(i * 8), BigInt(i));
    world.put(regs + 128n, struck, 0x10n, 0x202n, TOP - 0x80n, 0x18n).put(TOP - 0x80n, caller + 9n);
    await expect(world.run(handler, sp)).resolves.toEqual(['f1', 'f2', 'f3', 'f4']);
  });

  it('knows the code in assembly: where an exception enters and where the stack begins', async () => {
    const world = new World();
    const entry = world.fn(1, { type: OrcType.Regs, spOffset: 0, signal: true });
    const struck = world.fn(2, { spOffset: 8 });
    const first = world.fn(3, END);
    const regs = TOP - 0x200n;
    for (let i = 0; i < 21; i++) world.put(regs + BigInt(i * 8), 0n);
    world.put(regs + 128n, struck, 0x10n, 0x202n, TOP - 0x80n, 0x18n).put(TOP - 0x80n, first + 9n);
    const { frames } = await unwindX86(world.text, world.stacks, { pc: entry + 5n, sp: regs, fp: 0n, exact: false });
    expect(frames.map(({ assembly }) => assembly)).toEqual([true, false, true]);
  });

  it('ends where an exception came from a user program', async () => {
    const world = new World();
    const entry = world.fn(1, { type: OrcType.Regs, spOffset: 0, signal: true });
    const regs = TOP - 168n;
    for (let i = 0; i < 21; i++) world.put(regs + BigInt(i * 8), 0n);
    world.put(regs + 128n, 0x47_b7a0n, 0x33n, 0x246n, 0x7fff_0000n, 0x2bn);
    await expect(world.run(entry + 5n, regs, { exact: false })).resolves.toEqual(['f1', '0x47b7a0 user']);
  });

  it('switches from an interrupt stack to the task by the pointer that it saved', async () => {
    const world = new World();
    world.special = [{ start: IRQ, end: IRQ + 0x4000n, kind: 'irq' }];
    const inner = world.fn(1, { spRegister: OrcRegister.SpIndirect, spOffset: 8 });
    const outer = world.fn(2, END);
    world.put(IRQ + 0x3ff8n, TOP - 0x40n).put(TOP - 0x40n, outer + 3n);
    await expect(world.run(inner, IRQ + 0x3ff8n)).resolves.toEqual(['f1', 'f2']);
  });

  it('goes on from a call to nowhere with the caller that the call has pushed', async () => {
    const world = new World();
    const caller = world.fn(1, END);
    world.put(TOP - 0x60n, caller + 0xfn);
    await expect(world.run(0xdead_beefn, TOP - 0x60n)).resolves.toEqual(['0xdeadbeef', 'f1']);
  });

  it('finds the caller of code without tables by the call of that very function', async () => {
    const world = new World();
    const bare = world.fn(1, { type: OrcType.Undefined, spRegister: OrcRegister.Undefined });
    const stale = world.fn(2, { spOffset: 8 });
    const caller = world.fn(3, END);
    const sp = TOP - 0x100n;
    world.put(sp, 0n, stale + 7n, 0n, caller + 7n);
    world.calls.set(stale + 7n, 9).set(caller + 7n, 1);
    await expect(world.run(bare + 4n, sp)).resolves.toEqual(['f1', 'f3']);
  });

  it('marks what it can only guess, and says why it had to', async () => {
    const world = new World();
    const bare = world.fn(1, { type: OrcType.Undefined, spRegister: OrcRegister.Undefined });
    const maybe = world.fn(2, END);
    const sp = TOP - 0x100n;
    world.put(sp, 0n, 0n, maybe + 7n);
    await expect(world.run(bare + 4n, sp)).resolves.toEqual([
      'f1',
      '?f2',
      'stopped: the place of the frame is not known',
    ]);
  });

  it('does not follow a stack that goes the wrong way', async () => {
    const world = new World();
    const a = world.fn(1, { spOffset: -64 });
    world.put(TOP - 0x100n - 72n, a + 1n);
    await expect(world.run(a, TOP - 0x100n)).resolves.toEqual(['f1', 'stopped: the stack goes the wrong way']);
  });

  it('ends at tables that lead round and round between stacks', async () => {
    const world = new World();
    world.special = [{ start: IRQ, end: IRQ + 0x4000n, kind: 'irq' }];
    const a = world.fn(1, { spRegister: OrcRegister.SpIndirect, spOffset: 0 });
    world.put(TOP - 0x100n, IRQ + 0x1000n).put(IRQ + 0x1000n, TOP - 0x100n);
    world.put(IRQ + 0xff8n, a + 1n).put(TOP - 0x108n, a + 1n);
    const frames = await world.run(a, TOP - 0x100n);
    expect(frames.length).toBeLessThan(30);
    expect(frames.at(-1)).toMatch(/^stopped/);
  });

  it('puts back the return address that a tracer took, and says where it cannot', async () => {
    const world = new World();
    const probed = world.fn(1, { spOffset: 8 });
    const trampoline = world.fn(2, { spOffset: 8 });
    const caller = world.fn(3, END);
    world.put(TOP - 0x100n, trampoline).put(TOP - 0x80n, trampoline);
    world.returns.set(TOP - 0x100n, caller + 5n);
    await expect(world.run(probed, TOP - 0x100n)).resolves.toEqual(['f1', 'f3']);
    await expect(world.run(probed, TOP - 0x80n)).resolves.toEqual([
      'f1',
      'stopped: a tracer has replaced the return address',
    ]);
  });

  it('asks for the tables of a module before it looks something up there', async () => {
    const world = new World();
    const a = world.fn(1, { spOffset: 8 });
    const late = world.fn(2, END);
    world.rules.delete(2);
    world.late.set(late + 5n, () => world.rules.set(2, END));
    world.put(TOP - 0x100n, late + 5n);
    await expect(world.run(a, TOP - 0x100n)).resolves.toEqual(['f1', 'f2']);
  });

  it('trusts the frame pointer of code that always has one', async () => {
    const world = new World();
    const program = TEXT + 0x2_0000n;
    const caller = world.fn(3, END);
    world.put(TOP - 0x100n, 0n, caller + 7n);
    const unsure = await world.run(program + 5n, TOP - 0x180n, { fp: TOP - 0x100n, exact: false });
    expect(unsure).toEqual(['f512', '?f3']);
    world.framePointers.add(512);
    const sure = await world.run(program + 5n, TOP - 0x180n, { fp: TOP - 0x100n, exact: false });
    expect(sure).toEqual(['f512', 'f3']);
  });

  describe('without tables', () => {
    const world = (): World => {
      const made = new World();
      made.tables = false;
      for (const index of [1, 2, 3, 4]) made.fn(index, {});
      made.assembly.set(8, 'entry').set(9, 'outermost');
      return made;
    };
    const at = (index: number): bigint => TEXT + BigInt(index * 256) + 7n;

    it.each([
      ['guesses whose frame may be another’s', [], 1, true, ['f1', '?f2', '?f9']],
      ['is sure of functions that have set up theirs', [1, 2], 1, true, ['f1', 'f2', 'f9']],
      ['is sure of them up to one that has not', [1], 1, true, ['f1', 'f2', '?f9']],
      ['is sure of what a pointer called, behind a call of its own', [1, 2], undefined, false, ['f1', 'f2', 'f9']],
      [
        'guesses where an exception may have come behind the frame’s end',
        [1, 2],
        undefined,
        true,
        ['f1', '?f2', '?f9'],
      ],
    ] as const)('follows frame pointers that calls confirm, and %s', async (_, setUp, called, exact, expected) => {
      const made = world();
      for (const index of setUp) made.framePointers.add(index);
      const [a, b] = [TOP - 0x300n, TOP - 0x200n];
      made.put(a, b, at(2)).put(b, 0n, at(9));
      made.calls.set(at(9), 2);
      if (called !== undefined) made.calls.set(at(2), called);
      await expect(made.run(TEXT + 0x110n, a - 64n, { fp: a, exact })).resolves.toEqual(expected);
    });

    it('asks at a function’s very first byte for that function, not for the one before', async () => {
      const made = world();
      made.framePointers.add(1);
      made.put(TOP - 0x300n, 0n, at(9));
      made.calls.set(at(9), 1);
      await expect(made.run(TEXT + 0x100n, TOP - 0x340n, { fp: TOP - 0x300n })).resolves.toEqual(['f1', 'f9']);
    });

    it('guesses what it has searched for, whoever has set up a frame', async () => {
      const made = world();
      for (const index of [1, 2, 3]) made.framePointers.add(index);
      const sp = TOP - 0x400n;
      made.put(sp, 1n, at(2), at(9));
      made.calls.set(at(2), 1).set(at(9), 2);
      await expect(made.run(TEXT + 0x110n, sp, { fp: 0x1234n, exact: false })).resolves.toEqual(['f1', '?f2', '?f9']);
    });

    it('searches the stack where they do not: the call of the very function first, else the nearest', async () => {
      const made = world();
      const sp = TOP - 0x400n;
      made.put(sp, 1n, at(4), at(2), at(3), at(9));
      made.calls.set(at(4), 7).set(at(2), 1).set(at(3), 7).set(at(9), 3);
      await expect(made.run(TEXT + 0x110n, sp, { fp: 0x1234n })).resolves.toEqual([
        ...['f1', '?f2', '?f3', '?f9'],
        'stopped: the stack cannot be read',
      ]);
    });

    it('finds the registers of an exception behind the code that it enters by', async () => {
      const made = world();
      const sp = TOP - 0x400n;
      made.put(sp, at(8));
      for (let i = 0; i < 21; i++) made.put(sp + 8n + BigInt(i * 8), 0n);
      made.put(sp + 8n + 128n, at(3), 0x10n, 0x202n, TOP - 0x80n, 0x18n).put(TOP - 0x80n, at(9));
      made.calls.set(at(8), 1).set(at(9), 3);
      await expect(made.run(TEXT + 0x110n, sp)).resolves.toEqual(['f1', '?f8', '?f3', '?f9']);
    });

    it("goes over from an interrupt's stack by the pointer at its top", async () => {
      const made = world();
      made.special = [{ start: IRQ, end: IRQ + 0x4000n, kind: 'irq' }];
      made.put(IRQ + 0x3ff8n, TOP - 0x100n).put(TOP - 0x100n, at(9));
      made.calls.set(at(9), 1);
      await expect(made.run(TEXT + 0x110n, IRQ + 0x3fe0n)).resolves.toEqual(['f1', '?f9']);
    });
  });

  it('stops at a stack that is not in the dump', async () => {
    const world = new World();
    const a = world.fn(1, { spOffset: 32 });
    await expect(world.run(a, TOP - 0x100n)).resolves.toEqual(['f1', 'stopped: the stack cannot be read']);
  });
});
