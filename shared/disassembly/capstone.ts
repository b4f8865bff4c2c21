/** Instructions by Capstone (https://www.capstone-engine.org), compiled to WebAssembly: 3 MB, loaded when first asked. */
import { CAPSTONE_WASM } from '../bundling.ts';
import { Machine } from '../vmcore/formats/dump.ts';
import type { Disassembler, Instruction, OpenDisassembler } from '../vmcore/explore/code/disassembler.ts';

/** What is used of the library, which has no types of its own. */
interface Library {
  readonly ARCH_X86: number;
  readonly ARCH_ARM64: number;
  readonly ARCH_RISCV: number;
  readonly MODE_64: number;
  readonly MODE_ARM: number;
  readonly MODE_RISCV64: number;
  readonly MODE_RISCVC: number;
  readonly OPT_SYNTAX: number;
  readonly OPT_SYNTAX_ATT: number;
  readonly OPT_SKIPDATA: number;
  readonly OPT_ON: number;
  readonly Capstone: new (architecture: number, mode: number) => Engine;
}

interface Engine {
  option(option: number, value: number): void;
  /** @throws a text where there is nothing that it can decode */
  disasm(code: Uint8Array, address: bigint): readonly Decoded[];
}

interface Decoded {
  readonly size: number;
  readonly mnemonic: string;
  readonly op_str: string;
}

let library: Promise<Library> | undefined;

export const openCapstone: OpenDisassembler = async (machine) => {
  library ??= load();
  // Without its WebAssembly, which a packager may have lost, code can't be read; all else can.
  const capstone = await library.catch(() => undefined);
  if (capstone === undefined) return undefined;
  const engine = engineOf(capstone, machine);
  if (machine === Machine.X86_64) engine.option(capstone.OPT_SYNTAX, capstone.OPT_SYNTAX_ATT);
  engine.option(capstone.OPT_SKIPDATA, capstone.OPT_ON);
  return { decode: (code, address) => decode(engine, code, address) } satisfies Disassembler;
};

function engineOf(capstone: Library, machine: Machine): Engine {
  switch (machine) {
    case Machine.X86_64:
      return new capstone.Capstone(capstone.ARCH_X86, capstone.MODE_64);
    case Machine.Aarch64:
      return new capstone.Capstone(capstone.ARCH_ARM64, capstone.MODE_ARM);
    case Machine.Riscv64:
      return new capstone.Capstone(capstone.ARCH_RISCV, capstone.MODE_RISCV64 | capstone.MODE_RISCVC);
  }
}

async function load(): Promise<Library> {
  const [{ default: start }, { isSea, getAsset }] = await Promise.all([
    import('@alexaltea/capstone-js'),
    import('node:sea'),
  ]);
  // Elsewhere the library finds its WebAssembly itself: beside its own code, or beside the bundle that it became a part of.
  const wasmBinary = isSea() ? new Uint8Array(getAsset(CAPSTONE_WASM)) : undefined;
  return (await start({ wasmBinary })) as Library;
}

function decode(engine: Engine, code: Uint8Array, address: bigint): Instruction[] {
  if (code.length === 0) return [];
  let at = 0;
  const found = engine.disasm(code, address).map(({ size, mnemonic, op_str: operands }): Instruction => {
    const bytes = code.subarray(at, at + size);
    const instruction = {
      address: BigInt.asUintN(64, address + BigInt(at)),
      bytes,
      mnemonic,
      // Addresses of the kernel come as decimal numbers in some operands.
      operands: operands.replace(/\$(\d{16,20})\b/g, (_, digits: string) => `$0x${BigInt(digits).toString(16)}`),
    };
    at += size;
    return instruction;
  });
  return found;
}
