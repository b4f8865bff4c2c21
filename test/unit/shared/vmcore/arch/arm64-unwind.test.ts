import { describe, expect, it } from '@jest/globals';
import { unwindArm64, type Arm64Text } from '../../../../../shared/vmcore/arch/arm64/unwind.ts';
import { stripSignature } from '../../../../../shared/vmcore/arch/arm64/text.ts';
import { arm64Registers } from '../../../../../shared/vmcore/arch/arm64/registers.ts';
import { decodeRegisters } from '../../../../../shared/vmcore/arch/register-set.ts';

const TEXT = 0xffff_8000_0801_0000n;
const STACK = 0xffff_8000_0900_0000n;
const PAC = 0xffff_0000_0000_0000n;

function world(
  words: ReadonlyMap<bigint, bigint>,
  more: { leaf?: bigint; entry?: bigint; firmware?: bigint; hasMeta?: boolean; ptRegs?: Arm64Text['ptRegs'] } = {},
): { text: Arm64Text; stacks: Parameters<typeof unwindArm64>[1] } {
  return {
    text: {
      isText: (pc) => pc >= TEXT && pc < TEXT + 0x10_0000n,
      strip: (pc) => stripSignature(pc, PAC),
      isBeforeFrame: (pc) => Promise.resolve(pc === more.leaf),
      isExceptionEntry: (pc) => pc === more.entry,
      isFirmwareEntry: (pc) => pc === more.firmware,
      ptRegs: more.ptRegs ?? { frameRecord: 288, sizeBytes: 336, hasMeta: more.hasMeta ?? false },
    },
    stacks: { task: undefined, special: [], word: (address) => Promise.resolve(words.get(address)) },
  };
}

const records = (...list: readonly (readonly [at: bigint, fp: bigint, pc: bigint])[]): Map<bigint, bigint> =>
  new Map(list.flatMap(([at, fp, pc]) => [[at, fp] as const, [at + 8n, pc] as const]));

async function run(from: ReturnType<typeof world>, start: Partial<Parameters<typeof unwindArm64>[2]>) {
  const { frames, stopped } = await unwindArm64(from.text, from.stacks, {
    pc: TEXT,
    sp: STACK,
    fp: STACK,
    exact: false,
    ...start,
  });
  return [
    ...frames.map(({ pc, user }) => (user ? 'user' : Number(pc - TEXT))),
    ...(stopped === undefined ? [] : [stopped]),
  ];
}

function registers(values: Readonly<Record<number, bigint>>): ReturnType<typeof decodeRegisters> {
  const block = new Uint8Array(34 * 8);
  const view = new DataView(block.buffer);
  for (const [index, value] of Object.entries(values)) view.setBigUint64(Number(index) * 8, value, true);
  return decodeRegisters(arm64Registers, block);
}

describe('unwindArm64', () => {
  it('follows frame records to the one that is empty', async () => {
    const words = records(
      [STACK, STACK + 32n, TEXT + 0x100n],
      [STACK + 32n, STACK + 64n, TEXT + 0x200n],
      [STACK + 64n, 0n, 0n],
    );
    await expect(run(world(words), {})).resolves.toEqual([0, 0x100, 0x200]);
  });

  it('removes pointer authentication from return addresses', async () => {
    const signed = (TEXT + 0x100n) & ~PAC & ~0n;
    const words = records([STACK, STACK + 32n, signed | (1n << 55n) | (0x5an << 56n)], [STACK + 32n, 0n, 0n]);
    await expect(run(world(words), {})).resolves.toEqual([0, 0x100]);
  });

  it('ends where the first function of a processor returns to nowhere, signed or not', async () => {
    const words = records([STACK, STACK + 32n, TEXT + 0x100n], [STACK + 32n, 0n, 0x0064n << 48n]);
    await expect(run(world(words), {})).resolves.toEqual([0, 0x100]);
  });

  it('has the caller of a function without a frame in x30', async () => {
    const words = records([STACK, STACK + 32n, TEXT + 0x300n], [STACK + 32n, 0n, 0n]);
    const start = { exact: true, registers: registers({ 30: TEXT + 0x200n, 33: 5n }) };
    await expect(run(world(words, { leaf: TEXT }), start)).resolves.toEqual([0, 0x200, 0x300]);
    await expect(run(world(words), start)).resolves.toEqual([0, 0x300]);
  });

  it('goes through the record that an exception has put into its registers', async () => {
    const regs = STACK + 0x100n;
    const words = records(
      [STACK, regs + 288n, TEXT + 0x500n],
      [regs + 288n, STACK + 0x300n, TEXT + 0x600n],
      [STACK + 0x300n, 0n, 0n],
    );
    for (let i = 0n; i < 34n; i++) words.set(regs + i * 8n, 0n);
    await expect(run(world(words, { entry: TEXT + 0x500n }), {})).resolves.toEqual([0, 0x500, 0x600]);
  });

  it('goes on where a function pointer was null: the exception was taken at address 0', async () => {
    const entry = TEXT + 0x40n;
    const record = STACK + 288n;
    const words = records([record, record + 64n, 0n], [record + 64n, 0n, 0n]);
    for (let i = 0; i < 34; i++) if (!words.has(STACK + BigInt(i * 8))) words.set(STACK + BigInt(i * 8), 0n);
    words.set(STACK + 30n * 8n, TEXT + 0x500n);
    const result = await run(world(words, { entry }), { pc: entry, fp: record, sp: STACK, exact: true });
    expect(result).toEqual([0x40, Number(0n - TEXT), 0x500]);
  });

  it('goes through the marked record of 6.13 and later', async () => {
    const regs = STACK + 0x100n;
    const words = records([STACK, regs + 288n, TEXT + 0x500n], [regs + 288n, 0n, 0n], [STACK + 0x300n, 0n, 0n]);
    for (let i = 0n; i < 34n; i++) words.set(regs + i * 8n, 0n);
    words.set(regs + 288n + 16n, 2n);
    words
      .set(regs + 32n * 8n, TEXT + 0x700n)
      .set(regs + 29n * 8n, STACK + 0x300n)
      .set(regs + 33n * 8n, 5n);
    await expect(run(world(words, { hasMeta: true }), {})).resolves.toEqual([0, 0x500, 0x700]);
    words.set(regs + 288n + 16n, 1n);
    await expect(run(world(words, { hasMeta: true }), {})).resolves.toEqual([0, 0x500]);
  });

  it('knows the marked record without types, by its mark', async () => {
    const ptRegs = {
      frameRecord: 304,
      sizeBytes: 336,
      hasMeta: false,
      withMeta: { frameRecord: 296, sizeBytes: 320, hasMeta: true },
    };
    const regs = STACK + 0x100n;
    const words = records([STACK, regs + 296n, TEXT + 0x500n], [regs + 296n, 0n, 0n], [STACK + 0x300n, 0n, 0n]);
    for (let i = 0n; i < 34n; i++) words.set(regs + i * 8n, 0n);
    words.set(regs + 32n * 8n, TEXT + 0x700n).set(regs + 29n * 8n, STACK + 0x300n);
    words.set(regs + 33n * 8n, 5n).set(regs + 296n + 16n, 2n);
    await expect(run(world(words, { ptRegs }), {})).resolves.toEqual([0, 0x500, 0x700]);
    // The last record of a stack of before has no mark, whatever stands behind it.
    words.set(regs + 296n + 16n, 0n);
    await expect(run(world(words, { ptRegs }), {})).resolves.toEqual([0, 0x500]);
  });

  describe('with return addresses that are kept apart', () => {
    const T = (...offsets: readonly bigint[]): bigint[] => offsets.map((offset) => TEXT + offset);
    const whole = records(
      [STACK, STACK + 32n, TEXT + 0x100n],
      [STACK + 32n, STACK + 64n, TEXT + 0x200n],
      [STACK + 64n, 0n, 0n],
    );
    /** The same with one record overwritten. */
    const broken = (at: bigint, fp: bigint, pc: bigint) => new Map([...whole, ...records([at, fp, pc])]);

    async function shadowed(words: ReadonlyMap<bigint, bigint>, shadow: readonly bigint[]) {
      const from = world(words);
      return run({ ...from, stacks: { ...from.stacks, shadow: () => Promise.resolve(shadow) } }, {});
    }

    it.each([
      [
        'leads nowhere',
        broken(STACK + 32n, 0x4141n, TEXT + 0x200n),
        T(0x100n, 0x200n, 0x300n),
        [0, 0x100, 0x200, 0x300],
      ],
      ['names no code', broken(STACK + 32n, STACK + 64n, 0x4141n), T(0x100n, 0x200n, 0x300n), [0, 0x100, 0x200, 0x300]],
      ['is the first of all', broken(STACK, 0x4141n, 0x4141n), T(0x100n, 0x200n), [0, 0x100, 0x200]],
      [
        'is signed there',
        broken(STACK + 32n, STACK + 64n, 0x4141n),
        [((TEXT + 0x100n) & ~PAC) | (1n << 55n), TEXT + 0x200n],
        [0, 0x100, 0x200],
      ],
    ])('goes on by them where a record %s', async (_, words, shadow, expected) => {
      expect(await shadowed(words, shadow)).toEqual(expected);
    });

    it('counts a function that calls itself', async () => {
      const words = records([STACK, STACK + 32n, TEXT + 0x100n], [STACK + 32n, 0x4141n, TEXT + 0x100n]);
      const shadow = T(0x100n, 0x100n, 0x100n, 0x300n);
      expect(await shadowed(words, shadow)).toEqual([0, 0x100, 0x100, 0x100, 0x300]);
    });

    it.each([
      ['the records are whole', whole, T(0x100n, 0x700n), [0, 0x100, 0x200]],
      ['they know nothing of the frames', broken(STACK + 32n, STACK + 64n, 0x4141n), T(0x500n), /no code$/],
      ['they are no code themselves', broken(STACK + 32n, STACK + 64n, 0x4141n), [TEXT + 0x100n, 0x77n], /no code$/],
      ['there are none', broken(STACK + 32n, STACK + 64n, 0x4141n), [], /no code$/],
    ])('leaves the trace where %s', async (_, words, shadow, expected) => {
      const found = await shadowed(words, shadow);
      if (expected instanceof RegExp) expect(found.at(-1)).toMatch(expected);
      else expect(found).toEqual(expected);
    });
  });

  it('has the instruction that an event of firmware interrupted, and no more of a program', async () => {
    const task = STACK + 0x8000n;
    const words = records([STACK, task, TEXT + 0x300n], [task, 0n, 0n]);
    const from = world(words, { firmware: TEXT });
    const { frames } = await unwindArm64(from.text, from.stacks, { pc: TEXT, sp: STACK, fp: STACK, exact: false });
    expect(frames.map(({ pc, exact }) => [Number(pc - TEXT), exact])).toEqual([
      [0, false],
      [0x300, true],
    ]);
    await expect(run(world(records([STACK, 0n, 0n]), { firmware: TEXT }), {})).resolves.toEqual([0]);
  });

  it.each([
    ['go the wrong way', records([STACK, STACK - 0n, TEXT + 0x100n])],
    ['cannot be read', new Map<bigint, bigint>()],
  ])('ends at frame records that %s', async (_, words) => {
    const result = await run(world(words), {});
    expect(result.length).toBeLessThan(20);
  });

  it('is one frame for a processor that ran a user program', async () => {
    const start = { pc: 0x40_1000n, exact: true, registers: registers({ 32: 0x40_1000n, 33: 0n }) };
    await expect(run(world(new Map()), start)).resolves.toEqual(['user']);
  });
});
