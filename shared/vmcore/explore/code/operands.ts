/** What an instruction's operands come to: the places that it names, and with registers at hand those that it reads or writes. */
import { hex } from '../../../bytes/cursor.ts';
import type { Instruction } from './disassembler.ts';
import { RISCV_MEMORY, riscvBranch, RiscvPages } from './riscv-operands.ts';

export type Registers = ReadonlyMap<string, bigint>;

/** A place in memory that an operand names by registers. */
export interface Access {
  /** As the instruction writes it. */
  readonly operand: string;
  readonly address: bigint;
  /** Each register with what it held. */
  readonly by: readonly (readonly [string, bigint])[];
}

/** `disp(base,index,scale)` of AT&T syntax, without a segment: what that adds no register here tells. */
const X86_MEMORY = /(?<![:\w])(-?(?:0x[0-9a-f]+|\d+))?\((%\w+)?(?:, ?(%\w+)(?:, ?(\d))?)?\)/g;
/** `[base]`, `[base, #offset]`, `[base, index, lsl #shift]` of arm64. */
const ARM_MEMORY = /\[(x\d+|sp)(?:, #(-?(?:0x[0-9a-f]+|\d+)))?(?:, (x\d+)(?:, lsl #(\d+))?)?\]/g;
const RIP = /(-?(?:0x[0-9a-f]+|\d+))?\(%rip\)/;
const BRANCH = /^(?:(?:call|j\w+|xbegin|loop\w*)q?|bl?|b\.\w+|cbn?z|tbn?z)$/;
/** No kernel has anything in its last pages: such a number counts backwards. */
const SMALL_NEGATIVES = 2n ** 64n - 65_536n;
const LAST_NUMBER = /#?(0x[0-9a-f]+)$/;

/** The address that an instruction names by itself: where it branches, or data at a distance from it. */
export function placeOf(instruction: Instruction): bigint | undefined {
  const { address, bytes, mnemonic, operands } = instruction;
  const branch = riscvBranch(instruction);
  if (branch !== undefined) return branch;
  const relative = RIP.exec(operands);
  if (relative !== null) return BigInt.asUintN(64, address + BigInt(bytes.length) + number(relative[1] ?? '0'));
  const target = BRANCH.test(mnemonic) ? LAST_NUMBER.exec(operands)?.[1] : undefined;
  if (target !== undefined) return BigInt(target);
  // An immediate that is an address of the kernel.
  const immediate = /(?:^|[\s,])[$#](-?0x[0-9a-f]+)/.exec(operands)?.[1];
  const value = immediate === undefined ? 0n : BigInt.asUintN(64, number(immediate));
  return value >> 47n === 0x1_ffffn && value < SMALL_NEGATIVES ? value : undefined;
}

/** Places in memory that the operands name, by what registers held. Of `lea` and the like nothing is accessed. */
export function accessesOf({ mnemonic, operands }: Instruction, registers: Registers): Access[] {
  if (/^(?:lea|nop)/.test(mnemonic)) return [];
  const found: Access[] = [];
  for (const [operand, displacement, base, index, scale] of operands.matchAll(X86_MEMORY)) {
    if (base === '%rip') continue;
    add(operand, displacement, [
      [base, 1n],
      [index, BigInt(scale ?? 1)],
    ]);
  }
  for (const [operand, base, displacement, index, shift] of operands.matchAll(ARM_MEMORY)) {
    add(operand, displacement, [
      [base, 1n],
      [index, 1n << BigInt(shift ?? 0)],
    ]);
  }
  for (const [operand, displacement, base] of operands.matchAll(RISCV_MEMORY)) add(operand, displacement, [[base, 1n]]);
  return found;

  function add(
    operand: string,
    displacement: string | undefined,
    parts: readonly (readonly [name: string | undefined, factor: bigint])[],
  ): void {
    let address = number(displacement ?? '0');
    const by: [string, bigint][] = [];
    for (const [name, factor] of parts) {
      if (name === undefined) continue;
      const value = registers.get(name.replace('%', ''));
      if (value === undefined) return;
      address += value * factor;
      by.push([name.replace('%', ''), value]);
    }
    if (by.length > 0) found.push({ operand, address: BigInt.asUintN(64, address), by });
  }
}

/** `rax = 0x0, so 0x18(%rax) is 0x18` */
export function accessText({ operand, address, by }: Access): string {
  return `${by.map(([name, value]) => `${name} = ${hex(value)}`).join(', ')}, so ${operand} is ${hex(address)}`;
}

/** `adrp xN, page` and the `add` or load that goes on from it (riscv64: `auipc`): what it comes to, instruction by instruction. */
export class Pages {
  readonly #pages = new Map<string, bigint>();
  readonly #riscv = new RiscvPages();

  /** @param instruction the next in order */
  placeAt(instruction: Instruction): bigint | undefined {
    const { mnemonic, operands } = instruction;
    const riscv = this.#riscv.placeAt(instruction);
    if (riscv !== undefined) return riscv;
    const page = mnemonic === 'adrp' ? /^(x\d+), #?(0x[0-9a-f]+)$/.exec(operands) : null;
    if (page !== null) {
      this.#pages.set(page[1] ?? '', BigInt(page[2] ?? 0));
      return undefined;
    }
    const sum = mnemonic === 'add' ? /^(x\d+), (x\d+), #(0x[0-9a-f]+|\d+)$/.exec(operands) : null;
    const from = this.#pages.get(sum?.[2] ?? '');
    const [written = ''] = operands.split(',');
    const load = /\[(x\d+)(?:, #(0x[0-9a-f]+|\d+))?\]/.exec(operands);
    const base = this.#pages.get(load?.[1] ?? '');
    // Whatever the instruction wrote is no longer a page.
    if (!/^st|^cmp|^b|^cbn?z|^tbn?z/.test(mnemonic)) this.#pages.delete(written.trim());
    if (sum !== null && from !== undefined) return from + number(sum[3] ?? '0');
    return base === undefined ? undefined : base + number(load?.[2] ?? '0');
  }
}

/** A signed number as disassemblers write it. */
function number(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}
