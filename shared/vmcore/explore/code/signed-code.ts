/** Instructions in memory beside those that the signed image has in their place. */
import { differingBits } from '../../../bytes/differing-bits.ts';
import { TextState, worstState, type SignedText } from '../../integrity/signed-text.ts';
import type { Disassembler, Instruction } from './disassembler.ts';

/** An instruction in memory, or one that the image has in place of the changed ones before it. */
export interface SignedInstruction {
  readonly instruction: Instruction;
  readonly inMemory: boolean;
  readonly state: TextState;
  /** How many of its bits differ between memory and image. */
  readonly changedBits: number;
}

/**
 * `instructions` in order, and after each run of changed ones what the image has there. A changed byte may make one instruction two: a
 * run ends where both sides begin an instruction at the same place again.
 *
 * @param instructions without a gap between them
 */
export function besideImage(
  instructions: readonly Instruction[],
  signed: SignedText,
  disassembler: Disassembler,
): SignedInstruction[] {
  const [first] = instructions;
  if (first === undefined) return [];
  const code = Buffer.concat(instructions.map(({ bytes }) => bytes));
  const { image, states } = signed.compare(first.address, code);
  const told = (instruction: Instruction, inMemory: boolean): SignedInstruction => {
    const from = Number(instruction.address - first.address);
    const to = from + instruction.bytes.length;
    const changedBits = differingBits(code.subarray(from, to), image.subarray(from, to));
    return { instruction, inMemory, state: worstState(states.slice(from, to)), changedBits };
  };
  if (!states.includes(TextState.Changed)) return instructions.map((each) => told(each, true));
  const originals = disassembler.decode(image, first.address);
  const starts = new Set(originals.map(({ address }) => address));
  const common = new Set(instructions.flatMap(({ address }) => (starts.has(address) ? address : [])));
  const theirs = splitAt(originals, common);
  return splitAt(instructions, common).flatMap((mine, i) => {
    const own = mine.map((each) => told(each, true));
    const isChanged = own.some(({ state }) => state === TextState.Changed);
    return isChanged ? [...own, ...(theirs[i] ?? []).map((each) => told(each, false))] : own;
  });
}

/** Runs of instructions, each of which begins at one of these addresses. */
function splitAt(instructions: readonly Instruction[], addresses: ReadonlySet<bigint>): Instruction[][] {
  const runs: Instruction[][] = [];
  for (const instruction of instructions) {
    if (addresses.has(instruction.address)) runs.push([instruction]);
    else runs.at(-1)?.push(instruction);
  }
  return runs;
}
