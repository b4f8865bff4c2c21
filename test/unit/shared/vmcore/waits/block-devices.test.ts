/** Whose driver has a disk's requests. */
import { describe, expect, it } from '@jest/globals';
import { ModuleMap } from '../../../../../shared/vmcore/symbols/module-map.ts';
import { readInFlight } from '../../../../../shared/vmcore/waits/block-devices.ts';
import type { BtfWriter } from '../../../../support/btf-writer.ts';
import { DeviceKernel } from '../../../../support/device-kernel.ts';

const BLOCK = (btf: BtfWriter): BtfWriter =>
  btf
    .struct('blk_mq_ops', { queue_rq: 'ptr' })
    .struct('request_queue', { queuedata: 'ptr', mq_ops: 'ptr', queue_hw_ctx: 'ptr', nr_hw_queues: 'u32' })
    .struct('blk_mq_hw_ctx', { tags: 'ptr' })
    .struct('blk_mq_tags', { nr_tags: 'u32', rqs: 'ptr' })
    .struct('request', { q: 'ptr', state: 's32' });
const SCSI = (btf: BtfWriter): BtfWriter =>
  btf
    .struct('scsi_host_template', { module: 'ptr', name: 'ptr' })
    .struct('Scsi_Host', { __devices: 'u64', hostt: 'ptr' })
    .struct('scsi_device', { host: 'ptr' });

/** What a request of a disk is told to be with; by the host's template, its modules in the order of their addresses. */
async function driverOf(
  taker: string,
  { modules, isOwned, name }: { modules: readonly string[]; isOwned: boolean; name: string | undefined },
): Promise<string | undefined> {
  const kernel = new DeviceKernel().define(BLOCK);
  const { writer } = kernel;
  const types = modules.includes('scsi_mod') ? kernel.module('scsi_mod', SCSI) : SCSI(writer.btf);
  for (const module of modules.filter((each) => each !== 'scsi_mod')) kernel.module(module);
  const take = writer.code(taker, 0x200);
  const module = isOwned ? modules.indexOf('virtio_scsi') + 1 : 0;
  const hostt = kernel.make(types, 'scsi_host_template', { module, name: name === undefined ? 0n : writer.text(name) });
  const host = kernel.make(types, 'Scsi_Host', { hostt });
  const contexts = writer.alloc(8);
  writer.word(contexts, writer.make('blk_mq_hw_ctx', { tags: writer.make('blk_mq_tags', { nr_tags: 0 }) }));
  const queue = writer.make('request_queue', {
    queuedata: kernel.make(types, 'scsi_device', { host }),
    mq_ops: writer.make('blk_mq_ops', { queue_rq: take }),
    queue_hw_ctx: contexts,
    nr_hw_queues: 1,
  });
  const opened = await kernel.open();
  // SCSI's own code is where its module is.
  const regions = [{ start: take, end: take + 0x100n }];
  opened.modules = new ModuleMap(
    opened.modules.list.map((each) => (each.name === 'scsi_mod' ? { ...each, regions } : each)),
  );
  return (await readInFlight(opened, { queue }, undefined))?.driver;
}

describe('the driver of a request', () => {
  it.each([
    [
      'of the host behind SCSI, by its module',
      'scsi_queue_rq',
      ['scsi_mod', 'virtio_scsi'],
      true,
      'Virtio',
      'virtio_scsi',
    ],
    ['of a host whose driver is built in', 'scsi_queue_rq', [], false, 'Virtio SCSI HBA', 'Virtio SCSI HBA'],
    ['of a host that is built in, behind SCSI as a module', 'scsi_queue_rq', ['scsi_mod'], false, 'ahci', 'ahci'],
    ['SCSI itself, where its host says nothing', 'scsi_queue_rq', [], false, undefined, 'scsi'],
    ['of another disk', 'virtio_queue_rq', [], false, 'not asked', 'virtio'],
  ] as const)('is that %s', async (_, taker, modules, isOwned, name, expected) => {
    expect(await driverOf(taker, { modules, isOwned, name })).toBe(expected);
  });
});
