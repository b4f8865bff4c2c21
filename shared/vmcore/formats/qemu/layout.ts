/** Where blocks of memory are in the machine's address space: that is not in the stream, but follows from the machine's type. */
import { FormatError, FormatErrorCode } from '../../../errors.ts';
import { FORMAT } from './page-index.ts';
import type { Block } from './records.ts';

const GIB = 2 ** 30;
const FOUR_GIB = 4 * GIB;

export interface Stretch {
  readonly start: number;
  readonly lengthBytes: number;
  /** Its first page in the index. */
  readonly firstPage: number;
}

export interface Layout {
  readonly machineName: '' | 'x86_64' | 'aarch64' | 'riscv64';
  readonly stretches: readonly Stretch[];
  readonly problems: readonly string[];
}

/** Boards with memory in one piece: the name of its block, and where it begins (qemu v7.2 hw/arm/virt.c, hw/riscv/virt.c). */
const BOARDS: Readonly<Record<string, { readonly start: number; readonly machineName: 'aarch64' | 'riscv64' }>> = {
  'mach-virt.ram': { start: GIB, machineName: 'aarch64' },
  'riscv_virt_board.ram': { start: 2 * GIB, machineName: 'riscv64' },
};

/**
 * @throws {FormatError} unsupported, where it is not known where memory is
 */
export function layoutOf(machineType: string, blocks: readonly Block[]): Layout {
  const more = blocks.filter(({ name }) => /^\/objects\/|dimm/.test(name)).map(({ name }) => name);
  const pluggedIn =
    more.length === 0
      ? []
      : [`memory that was plugged in is left out, as where it is is not known: ${more.slice(0, 8).join(', ')}`];
  for (const block of blocks) {
    const board = Object.hasOwn(BOARDS, block.name) ? BOARDS[block.name] : undefined;
    if (board === undefined) continue;
    const stretches = [{ start: board.start, lengthBytes: block.sizeBytes, firstPage: block.firstPage }];
    return { machineName: board.machineName, stretches, problems: pluggedIn };
  }
  const block = blocks.find(({ name }) => name === 'pc.ram');
  if (block === undefined) {
    const names = blocks.map(({ name }) => name).join(', ');
    return fail(
      `where its memory is (${names}) is not known: only machines pc, q35 and virt with memory in one block are read`,
    );
  }
  const low = lowBytes(machineType, block.sizeBytes);
  const { firstPage, sizeBytes } = block;
  if (low >= sizeBytes)
    return { machineName: 'x86_64', stretches: [{ start: 0, lengthBytes: sizeBytes, firstPage }], problems: pluggedIn };
  return {
    machineName: 'x86_64',
    stretches: [
      { start: 0, lengthBytes: low, firstPage },
      { start: FOUR_GIB, lengthBytes: sizeBytes - low, firstPage: firstPage + low / 4096 },
    ],
    problems: [
      ...pluggedIn,
      `the file does not say where memory is: as in any ${machineType}, ${low / GIB} GiB are taken to be below 4 GiB and the rest above; with max-ram-below-4g or pluggable memory this does not hold`,
    ],
  };
}

/** How much of a PC's memory is below the hole for devices (qemu v7.2 hw/i386/pc_piix.c `pc_init1`, pc_q35.c `pc_q35_init`). */
function lowBytes(machineType: string, sizeBytes: number): number {
  if (machineType.startsWith('pc-q35-')) return sizeBytes >= 2.75 * GIB ? 2 * GIB : sizeBytes;
  if (machineType.startsWith('pc-i440fx-')) return sizeBytes >= 3.5 * GIB ? 3 * GIB : sizeBytes;
  if (sizeBytes <= 2 * GIB) return sizeBytes;
  return fail(`where memory above 2 GiB is in a machine “${machineType}” is not known`);
}

function fail(problem: string): never {
  const how = 'let `virsh dump --memory-only` write it instead';
  throw new FormatError(FormatErrorCode.Unsupported, { format: FORMAT, field: 'ram' }, `${problem}; ${how}`);
}
