import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openCapstone } from '../../../../../../shared/disassembly/capstone.ts';
import { besideImage } from '../../../../../../shared/vmcore/explore/code/signed-code.ts';
import type { Disassembler } from '../../../../../../shared/vmcore/explore/code/disassembler.ts';
import { Machine } from '../../../../../../shared/vmcore/formats/dump.ts';
import { TextState, type SignedText } from '../../../../../../shared/vmcore/integrity/signed-text.ts';

const BASE = 0xffff_ffff_8100_0000n;

async function capstone(): Promise<Disassembler> {
  const opened = await openCapstone(Machine.X86_64);
  if (opened === undefined) throw new Error('there is no disassembler');
  return opened;
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** An image whose code is `image`, but for what is told of single bytes. */
function imageOf(image: Uint8Array, told: Readonly<Record<number, TextState>> = {}): SignedText {
  return {
    notes: [],
    compare(address, code) {
      const at = Number(address - BASE);
      const states = Array.from(
        code,
        (byte, i) => told[at + i] ?? (byte === image[at + i] ? TextState.Same : TextState.Changed),
      );
      const shown = Uint8Array.from(code, (byte, i) => (states[i] === TextState.Changed ? (image[at + i] ?? 0) : byte));
      return { image: shown, states };
    },
  };
}

async function lines(memory: string, image: string, told?: Readonly<Record<number, TextState>>): Promise<string[]> {
  const reader = await capstone();
  const rows = besideImage(reader.decode(bytesOf(memory), BASE), imageOf(bytesOf(image), told), reader);
  return rows.map(({ instruction: { mnemonic, operands }, inMemory, state, changedBits }) =>
    `${inMemory ? '' : '- '}${mnemonic} ${operands}: ${state} ${changedBits}`.replace(' :', ':'),
  );
}

describe('code beside the signed image', () => {
  it('is the same, and then nothing of the image is shown', async () => {
    expect(await lines('55 5d c3', '55 5d c3')).toEqual(['pushq %rbp: same 0', 'popq %rbp: same 0', 'retq: same 0']);
  });

  it('has the instruction that was signed behind the one that is there, with the bits that differ', async () => {
    expect(await lines('55 74 02 c3', '55 75 02 c3')).toEqual([
      'pushq %rbp: same 0',
      'je 0xffffffff81000005: changed 1',
      '- jne 0xffffffff81000005: changed 1',
      'retq: same 0',
    ]);
  });

  it('goes on together where both sides begin an instruction again: one was two', async () => {
    // `mov $0x5d5d5d5d, %eax` became five instructions.
    expect(await lines('90 5d 5d 5d 5d c3', 'b8 5d 5d 5d 5d c3')).toEqual([
      'nop: changed 2',
      'popq %rbp: same 0',
      'popq %rbp: same 0',
      'popq %rbp: same 0',
      'popq %rbp: same 0',
      '- movl $0x5d5d5d5d, %eax: changed 2',
      'retq: same 0',
    ]);
  });

  it('is never told as the same where a byte was not compared; what differs all the same is told', async () => {
    expect(await lines('55 74 02', '55 75 02', { 0: TextState.Unknown, 2: TextState.Unknown })).toEqual([
      'pushq %rbp: unknown 0',
      'je 0xffffffff81000005: changed 1',
      '- jne 0xffffffff81000005: changed 1',
    ]);
    expect(await lines('74 02', '75 02', { 0: TextState.Rewritten })).toEqual(['je 0xffffffff81000004: rewritten 0']);
  });

  it('keeps every instruction of memory in order, whatever the bytes', async () => {
    const reader = await capstone();
    const code = fc.uint8Array({ minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(code, code, (memory, other) => {
        const image = Uint8Array.from(memory, (byte, i) => other[i] ?? byte);
        const instructions = reader.decode(memory, BASE);
        const rows = besideImage(instructions, imageOf(image), reader);
        expect(rows.filter(({ inMemory }) => inMemory).map((row) => row.instruction)).toEqual(instructions);
        const shown = rows.filter(({ inMemory, state }) => inMemory && state === TextState.Changed);
        for (const { instruction } of shown) {
          const at = Number(instruction.address - BASE);
          const own = image.subarray(at, at + instruction.bytes.length);
          expect(Buffer.compare(own, instruction.bytes)).not.toBe(0);
        }
        // The image's rows say what the image has.
        for (const { instruction, inMemory } of rows) {
          const at = Number(instruction.address - BASE);
          const side = inMemory ? memory : image;
          expect([...instruction.bytes]).toEqual([...side.subarray(at, at + instruction.bytes.length)]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
