/** Devices that are in error by what their drivers have written down: virtio, NVMe, SCSI. */
import { PurgatoryError, TransientError } from '../../errors.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { KernelTime } from '../kernel/time.ts';
import type { WalkProblem } from '../kernel/walks.ts';
import { MemoryReadError, ReadFailureReason } from '../memory/read-failure.ts';
import { readBadNvme, type NvmeController } from './nvme.ts';
import { readBadScsi, type ScsiHost } from './scsi.ts';
import { readBrokenVirtio, type BrokenVirtio } from './virtio.ts';

/** Those in error alone. That one is in none of the lists says that it is well only where `unknown` does not name its kind. */
export interface BadDevices {
  readonly virtio: readonly BrokenVirtio[];
  readonly nvme: readonly NvmeController[];
  readonly scsi: readonly ScsiHost[];
  /** Of what can't be told how its devices are, and why. */
  readonly unknown: readonly { readonly reason: string; readonly pending: boolean }[];
  readonly problems: readonly WalkProblem[];
}

/** Each kind by a structure of its own, and the modules of which one defines it. */
const KINDS = {
  virtio: { struct: 'virtio_device', modules: /^virtio(_ring|_pci|_mmio|_ccw)?$/ },
  nvme: { struct: 'nvme_ctrl', modules: /^nvme_core$/ },
  scsi: { struct: 'Scsi_Host', modules: /^scsi_mod$/ },
} as const;

/** Kinds that the kernel has no code for are not looked for. */
export async function readBadDevices(kernel: Kernel, time: KernelTime | undefined): Promise<BadDevices> {
  const problems: WalkProblem[] = [];
  const unknown: { reason: string; pending: boolean }[] = [];
  const look = async <T>(kind: keyof typeof KINDS, read: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    const { struct, modules } = KINDS[kind];
    if (!kernel.types.has(struct) && !kernel.modules.list.some(({ name }) => modules.test(name))) return [];
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof PurgatoryError) || error instanceof TransientError) throw error;
      const pending = error instanceof MemoryReadError && error.code === ReadFailureReason.Pending;
      unknown.push({ reason: `${kind}: ${error.message}`, pending });
      return [];
    }
  };
  const [virtio, nvme, scsi] = await Promise.all([
    look('virtio', () => readBrokenVirtio(kernel, problems)),
    look('nvme', () => readBadNvme(kernel, time, problems)),
    look('scsi', () => readBadScsi(kernel, time, problems)),
  ]);
  return { virtio, nvme, scsi, unknown, problems };
}
