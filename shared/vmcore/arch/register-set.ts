import { LittleEndian } from '../../bytes/little-endian.ts';
import type { RegisterLayout } from './architecture.ts';

/** Registers of a processor at one instant. */
export interface RegisterSet {
  readonly pc: bigint;
  readonly sp: bigint;
  /** Frame pointer: rbp, x29. */
  readonly fp: bigint;
  /** It ran a user program, not the kernel. */
  readonly user: boolean;
  /** Interrupts were off. */
  readonly interruptsOff: boolean;
  readonly values: ReadonlyMap<string, bigint>;
}

/** Registers from a block of 64-bit words in the order of `struct pt_regs` (or longer, as in NT_PRSTATUS). */
export function decodeRegisters(layout: RegisterLayout, block: Uint8Array): RegisterSet | undefined {
  if (block.length < layout.ptRegs.length * 8) return undefined;
  const view = new LittleEndian(block);
  const values = new Map<string, bigint>();
  layout.names.forEach((name, i) => {
    if (i * 8 + 8 <= block.length) values.set(name, view.u64(i * 8));
  });
  return { ...layout.interpret((name) => values.get(name) ?? 0n), values };
}
