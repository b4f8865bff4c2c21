import { describe, expect, it } from '@jest/globals';
import { DenseCursor } from '../../../../shared/bytes/dense-cursor.ts';
import { u32 } from '../../../../shared/bytes/to-little-endian.ts';
import { CallFrames } from '../../../../shared/symbols/dwarf/call-frames.ts';
import { recoverRegisters } from '../../../../shared/symbols/locals/frames.ts';
import type { StackFrame } from '../../../../shared/symbols/locals/frames.ts';
import { REGISTER_NUMBERS } from '../../../../shared/symbols/locals/machines.ts';

const [RAX, RBX, RSP, R12] = [0, 3, 7, 12];
const STACK = 0x1000n;
const record = (...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length), body]);
};
/** CFA = rsp + 16; the return address at CFA - 8, rbx at CFA - 16. */
const callFrames = new CallFrames(
  new DenseCursor(
    Buffer.concat([
      record(u32(0xffff_ffff), Buffer.from([1, 0, 1, 0x78, 16, 0x0c, 7, 16, 0x80 | 16, 1, 0x80 | RBX, 2])),
      record(u32(0), u32(0x100), u32(0), u32(0x100), u32(0)),
    ]),
    'frames',
  ),
  { high: 0, low: 0 },
);
const WORDS = new Map([
  [STACK, 0xb0bn],
  [STACK + 8n, 0x180n],
]);
const numbers = REGISTER_NUMBERS.get(62);

async function recovered(next: Partial<StackFrame>, first: Partial<StackFrame> = {}) {
  const frame = { exact: false, reliable: true, user: false };
  const frames: StackFrame[] = [
    { ...frame, pc: 0x110n, sp: STACK, exact: true, ...first },
    { ...frame, pc: 0x180n, sp: STACK + 16n, ...next },
  ];
  const registers = new Map([
    ['rax', 1n],
    ['rbx', 2n],
    ['r12', 12n],
    ['rsp', STACK],
  ]);
  if (numbers === undefined) throw new Error('no numbers');
  return recoverRegisters(
    { frames, registers },
    numbers,
    ({ pc, exact }) => Promise.resolve({ callFrames, place: Number(pc) - (exact ? 0 : 1) }),
    { word: (address) => Promise.resolve(WORDS.get(address)) },
  );
}

describe('registers of a caller', () => {
  it('are those that the function has saved or leaves alone; of the others nothing is known', async () => {
    const [own, caller] = await recovered({});
    expect(own?.cfa).toBe(STACK + 16n);
    expect([...(caller?.values ?? [])].sort(([a], [b]) => a - b)).toEqual([
      [RBX, 0xb0bn],
      [RSP, STACK + 16n],
      [R12, 12n],
      [16, 0x180n],
    ]);
    expect(caller?.values.has(RAX)).toBe(false);
  });

  it('are not known where the unwinder has found another caller than the description leads to', async () => {
    const [own, caller] = await recovered({ pc: 0x190n, sp: STACK + 64n });
    expect(own?.cfa).toBeUndefined();
    expect([...(caller?.values ?? [])]).toEqual([[RSP, STACK + 64n]]);
  });

  it('are all known behind an exception, and none of a frame that was guessed', async () => {
    const values = new Map([['rbx', 77n]]);
    const [, behind] = await recovered({ exact: true }, { interrupted: { values } });
    expect(behind?.values.get(RBX)).toBe(77n);
    const [, guessed] = await recovered({ reliable: false });
    expect(guessed).toEqual({ values: new Map(), cfa: undefined });
  });
});
