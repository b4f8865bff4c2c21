/** What makes instructions of bytes: from outside, so that exploring needs no library of its own. */
import type { Machine } from '../../formats/dump.ts';

export interface Instruction {
  readonly address: bigint;
  readonly bytes: Uint8Array;
  /** As the GNU assembler writes it: AT&T syntax on x86-64. */
  readonly mnemonic: string;
  readonly operands: string;
}

export interface Disassembler {
  /** Every byte is in one instruction; what is none is `.byte`. */
  decode(code: Uint8Array, address: bigint): readonly Instruction[];
}

/** Undefined for a machine whose code it does not read. */
export type OpenDisassembler = (machine: Machine) => Promise<Disassembler | undefined>;
