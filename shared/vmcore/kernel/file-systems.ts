/** Mounted file systems, and which of them are frozen. */
import { readTexts } from './modules.ts';
import type { Kernel } from './kernel.ts';
import { walkList } from './walks.ts';

const MAX_FILE_SYSTEMS = 65_536;
/** `SB_FREEZE_COMPLETE` (v6.12 include/linux/fs.h): whoever froze it has been told so. */
const FREEZE_COMPLETE = 4;

export interface FileSystem {
  /** Its `super_block`. */
  readonly address: bigint;
  readonly end: bigint;
  readonly type: string;
  /** The device's name, or another by which the kernel tells it from its like. */
  readonly id: string;
  /** How far a freeze has come, 0 to 4. */
  readonly frozen: number;
  /** Who froze it, where the kernel counts that (6.6 and later). */
  readonly by: string | undefined;
  /** The `block_device` it lies on; 0 for none. */
  readonly device: bigint;
}

/** `ext4 on loop0` */
export function nameFileSystem({ type, id }: FileSystem): string {
  return id === '' || id === type ? type : `${type} on ${id}`;
}

export function isFrozen(fileSystem: FileSystem): boolean {
  return fileSystem.frozen >= FREEZE_COMPLETE;
}

/** `super_blocks`: every file system that the kernel has mounted, or keeps for itself. */
export async function readFileSystems(kernel: Kernel): Promise<FileSystem[]> {
  const head = kernel.symbol('super_blocks');
  const type = kernel.types.find('super_block');
  const link = type?.field('s_list');
  if (head === undefined || type === undefined || link === undefined) return [];
  const at = BigInt(link.offsetBytes);
  const walk = await walkList(kernel.memory, head, { maxNodes: MAX_FILE_SYSTEMS });
  const rows = await kernel
    .shape('super_block', {
      type: 's_type',
      id: 's_id',
      device: 's_bdev',
      frozen: 's_writers.frozen',
      byKernel: 's_writers.freeze_kcount',
      byUser: 's_writers.freeze_ucount',
    })
    .readGood(
      kernel.memory,
      walk.nodes.map((node) => node - at),
    );
  const names = await readTypeNames(
    kernel,
    rows.map((row) => (row.has('type') ? row.pointer('type') : 0n)),
  );
  return rows.map((row, i): FileSystem => {
    const byUser = row.has('byUser') && row.int('byUser') > 0;
    const byKernel = row.has('byKernel') && row.int('byKernel') > 0;
    return {
      address: row.address,
      end: row.address + BigInt(type.sizeBytes),
      type: names[i] ?? 'a file system',
      id: row.has('id') ? row.text('id') : '',
      frozen: row.has('frozen') ? row.int('frozen') : 0,
      by: byUser ? 'from user space' : byKernel ? 'by the kernel' : undefined,
      device: row.has('device') ? row.pointer('device') : 0n,
    };
  });
}

async function readTypeNames(kernel: Kernel, types: readonly bigint[]): Promise<(string | undefined)[]> {
  const shape = kernel.shape('file_system_type', { name: 'name' }).need('name');
  const rows = await shape.readGood(kernel.memory, [...new Set(types)]);
  const texts = await readTexts(
    kernel,
    rows.map((row) => row.pointer('name')),
  );
  const byType = new Map(rows.map((row, i) => [row.address, texts[i]]));
  return types.map((type) => byType.get(type));
}
