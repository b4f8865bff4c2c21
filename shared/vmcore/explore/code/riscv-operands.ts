/** What riscv64's instructions name, as Capstone writes them: branches and `auipc` count from the instruction itself. */
import type { Instruction } from './disassembler.ts';

const BRANCH = /^(?:c\.)?(?:j|jal|b(?:eq|ne|lt|ge|gt|le)u?z?)$/;
const NUMBER = String.raw`-?(?:0x[0-9a-f]+|\d+)`;
const DISTANCE = new RegExp(`(?:^|, )(${NUMBER})$`);
const PAGE = new RegExp(`^(\\w+), (${NUMBER})$`);
const SUM = new RegExp(`^\\w+, (\\w+), (${NUMBER})$`);
/** `off(reg)` of a load or store. */
export const RISCV_MEMORY = new RegExp(`(?<![\\w)])(${NUMBER})\\(([a-z]\\w*)\\)`, 'g');
const STORE = /^(?:c\.)?f?s[bhwd](?:sp)?$/;

/** Where a branch goes, as no other machine's mnemonics have it. */
export function riscvBranch({ address, mnemonic, operands }: Instruction): bigint | undefined {
  const distance = BRANCH.test(mnemonic) ? DISTANCE.exec(operands)?.[1] : undefined;
  return distance === undefined ? undefined : BigInt.asUintN(64, address + signed(distance));
}

/** `auipc rN, page` and the `addi`, jump, load or store that goes on from it. */
export class RiscvPages {
  readonly #pages = new Map<string, bigint>();

  /** @param instruction the next in order */
  placeAt({ address, mnemonic, operands }: Instruction): bigint | undefined {
    if (mnemonic === 'auipc') {
      const [, register = '', page = '0'] = PAGE.exec(operands) ?? [];
      this.#pages.set(register, BigInt.asUintN(64, address + BigInt.asIntN(32, signed(page) << 12n)));
      return undefined;
    }
    // What is not decoded may have written any of them: Capstone does not know Zba and Zbb.
    if (mnemonic === '.byte') this.#pages.clear();
    const place = this.#placeOf(mnemonic, operands);
    // Whatever the instruction wrote is no longer a page.
    if (!STORE.test(mnemonic) && !BRANCH.test(mnemonic)) this.#pages.delete(operands.split(',')[0]?.trim() ?? '');
    return place === undefined ? undefined : BigInt.asUintN(64, place);
  }

  #placeOf(mnemonic: string, operands: string): bigint | undefined {
    if (/^(?:c\.)?jal?r$/.test(mnemonic)) {
      const base = this.#pages.get(/^(\w+)$/.exec(operands)?.[1] ?? SUM.exec(operands)?.[1] ?? '');
      return base === undefined ? undefined : base + signed(SUM.exec(operands)?.[2] ?? '0');
    }
    const sum = mnemonic === 'addi' ? SUM.exec(operands) : null;
    const [load] = sum === null ? operands.matchAll(RISCV_MEMORY) : [];
    const base = this.#pages.get(sum?.[1] ?? load?.[2] ?? '');
    return base === undefined ? undefined : base + signed(sum?.[2] ?? load?.[1] ?? '0');
  }
}

function signed(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
}
