/** Virtio devices of which a queue is broken: its driver has seen an answer that makes no sense, or lost the device, and uses it no more. */
import type { Kernel } from '../kernel/kernel.ts';
import { readTexts } from '../kernel/modules.ts';
import { typesWith } from '../kernel/module-btf.ts';
import { devicesOf, nameDevices, type DeviceName } from '../kernel/subsystems.ts';
import { walkList, type WalkProblem } from '../kernel/walks.ts';
import { Shape } from '../symbols/shape.ts';
import { noTypes } from './types.ts';

const MODULES = ['virtio', 'virtio_ring', 'virtio_pci'] as const;
const MAX_QUEUES = 4096;

export interface BrokenVirtio extends DeviceName {
  readonly queues: number;
  /** Names of the queues that are broken: `req.0`. */
  readonly broken: readonly string[];
  /** Its driver had given it up when the machine was suspended. */
  readonly failed: boolean;
}

/** @throws {FormatError} unsupported, where there are such devices and what they look like is not known */
export async function readBrokenVirtio(kernel: Kernel, problems: WalkProblem[]): Promise<readonly BrokenVirtio[]> {
  const [list, types, ring] = await Promise.all([
    devicesOf(kernel, 'bus', 'virtio'),
    typesWith(kernel, 'virtio_device', MODULES),
    typesWith(kernel, 'vring_virtqueue', ['virtio_ring']),
  ]);
  problems.push(...list.problems);
  if (list.devices.length === 0) return [];
  if (types === undefined || ring === undefined)
    throw noTypes('vring_virtqueue', 'virtio: whether a queue is broken is not known');
  const type = types.struct('virtio_device');
  const offset = BigInt(type.offsetOf('dev'));
  const [rows, names] = await Promise.all([
    new Shape(type, { failed: 'failed', queues: 'vqs' }).need('queues').readGood(
      kernel.memory,
      list.devices.map((device) => device - offset),
      (failure, address) => problems.push({ address, problem: 'a virtio device that cannot be read', failure }),
    ),
    nameDevices(kernel, list.devices),
  ]);
  const shape = new Shape(ring.struct('vring_virtqueue'), { broken: 'broken', name: 'vq.name' }).need('broken', 'name');
  const link = BigInt(shape.type.offsetOf('vq.list'));
  const devices = await Promise.all(
    rows.map(async (row): Promise<BrokenVirtio> => {
      const walk = await walkList(kernel.memory, row.addressOf('queues'), { maxNodes: MAX_QUEUES });
      problems.push(...walk.problems);
      const queues = await shape.readGood(
        kernel.memory,
        walk.nodes.map((node) => node - link),
        (failure, address) => problems.push({ address, problem: 'a virtio queue that cannot be read', failure }),
      );
      const broken = queues.filter((queue) => queue.int('broken') !== 0);
      const texts = await readTexts(
        kernel,
        broken.map((queue) => queue.pointer('name')),
      );
      return {
        name: '?',
        ...names.get(row.address + offset),
        queues: walk.nodes.length,
        broken: texts.map((text) => text ?? '?'),
        failed: row.has('failed') && row.int('failed') !== 0,
      };
    }),
  );
  return devices.filter(({ broken, failed }) => broken.length > 0 || failed);
}
