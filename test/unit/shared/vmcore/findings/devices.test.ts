/** Devices in error, as they are told. */
import { describe, expect, it } from '@jest/globals';
import type { BadDevices } from '../../../../../shared/vmcore/devices/read-devices.ts';
import type { NvmeController } from '../../../../../shared/vmcore/devices/nvme.ts';
import type { ScsiHost } from '../../../../../shared/vmcore/devices/scsi.ts';
import { find, task, trace } from './scene.ts';

const NONE = { inFlight: 0, atLeast: false, overdue: 0, overdueSeconds: 0 };

function tell(devices: Partial<BadDevices>, more: Parameters<typeof find>[0] = {}) {
  const all = { virtio: [], nvme: [], scsi: [], unknown: [], problems: [], ...devices };
  return find({ ...more, more: { devices: all } });
}

const nvme = (values: Partial<NvmeController>): NvmeController => {
  return { name: 'nvme0', state: 'live', reconnects: 0, requests: NONE, ...values };
};

describe('a virtio device in error', () => {
  it('is told with its queues and the last that its driver said', async () => {
    const log = [
      '[ 1.0] virtio_blk virtio0: 1/0/0 default/read/poll queues',
      '[ 9.0] virtio_blk virtio0: req.0:id 5 is not a head!',
      '[ 9.1] virtio_blk virtio01: another',
    ];
    const virtio = [{ name: 'virtio0', driver: 'virtio_blk', queues: 2, broken: ['req.0'], failed: false }];
    await expect(tell({ virtio }, { log: log.join('\n') })).resolves.toEqual([
      {
        code: 'device-in-error',
        severity: 'warning',
        summary: 'Virtio device virtio0 (virtio_blk) uses 1 of its 2 queues no more: they are marked as broken.',
        evidence: ['broken: req.0', log[0], log[1]],
      },
    ]);
  });

  it('is told where its driver had given it up', async () => {
    const [finding] = await tell({ virtio: [{ name: 'virtio1', queues: 1, broken: [], failed: true }] });
    expect(finding?.summary).toBe('Virtio device virtio1 was given up by its driver.');
  });
});

describe('an NVMe controller in error', () => {
  it.each([
    [nvme({ state: 'dead' }), 'NVMe controller nvme0 is dead: its driver has given it up.'],
    [nvme({ state: 'resetting' }), 'NVMe controller nvme0 is being reset.'],
    [nvme({ state: 'suspended' }), 'NVMe controller nvme0 is suspended.'],
    [
      nvme({ requests: { inFlight: 9, atLeast: false, overdue: 2, overdueSeconds: 31.4 } }),
      'NVMe controller nvme0 is up, with 2 requests past their time by up to 31 s.',
    ],
    [
      nvme({ state: 'connecting', requests: { inFlight: 1, atLeast: false, overdue: 1, overdueSeconds: 2 } }),
      'NVMe controller nvme0 is being set up again, with 1 request past its time by up to 2 s.',
    ],
  ])('is told by its state: $state', async (controller, summary) => {
    const [finding, ...others] = await tell({ nvme: [controller] });
    expect(finding?.summary).toBe(summary);
    expect(others).toEqual([]);
  });

  it('says at least of what was not counted to its end', async () => {
    const requests = { inFlight: 9, atLeast: true, overdue: 2, overdueSeconds: 31 };
    const [finding] = await tell({ nvme: [nvme({ requests })] });
    expect(finding?.summary).toBe(
      'NVMe controller nvme0 is up, with at least 2 requests past their time by up to 31 s.',
    );
    expect(finding?.evidence).toContain(
      'requests that it has and has not answered: at least 9, past their time at least 2',
    );
  });

  it('says what it has not answered, and how often it was tried', async () => {
    const requests = { inFlight: 9, atLeast: false, overdue: 2, overdueSeconds: 31 };
    const [finding] = await tell({ nvme: [nvme({ state: 'connecting', reconnects: 3, requests })] });
    expect(finding?.evidence).toEqual([
      'its state is connecting',
      'requests that it has and has not answered: 9, past their time 2',
      'it has been tried to reach 3 times',
    ]);
  });
});

describe('a SCSI host in error', () => {
  const handler = task(77, 'scsi_eh_2');
  const host: ScsiHost = {
    name: 'host2',
    driver: 'ahci',
    recovering: false,
    failed: 0,
    scheduled: false,
    handler: handler.address,
    deadlineSeconds: undefined,
    requests: NONE,
    stopped: [],
  };
  const stopped = [{ name: '2:0:0:0', state: 'offline', model: 'ATA QEMU' }];

  it('is told with where its error handler stands', async () => {
    const requests = { inFlight: 4, atLeast: false, overdue: 1, overdueSeconds: 3 };
    const scsi = [{ ...host, recovering: true, failed: 2, deadlineSeconds: 30, requests, stopped }];
    const traces = [trace(handler, [{ symbol: '__schedule' }, { symbol: 'ata_eh_reset', module: 'libata' }])];
    const log = ['[ 5.0] sd 2:0:0:0: [sda] tag#3 timing out command', '[ 5.1] sd 1:0:0:0: [sdb] fine'];
    await expect(tell({ scsi }, { traces, log: log.join('\n') })).resolves.toEqual([
      {
        code: 'device-in-error',
        severity: 'warning',
        summary: 'SCSI host host2 (ahci) is in error recovery, and has 1 device that nothing is sent to.',
        evidence: [
          'commands that have failed: 2',
          'requests that it has and has not answered: 4, past their time 1',
          'its error handler scsi_eh_2 (pid 77) is in ata_eh_reset [libata], in state D',
          'after 30 s of recovery the host is reset (eh_deadline)',
          '2:0:0:0 (ATA QEMU) is in state offline',
          log[0],
        ],
      },
    ]);
  });

  it.each([
    [{ failed: 1 }, 'SCSI host host2 (ahci) is about to begin error recovery.'],
    [{ scheduled: true, driver: undefined }, 'SCSI host host2 is about to begin error recovery.'],
    [{ stopped }, 'SCSI host host2 (ahci) has 1 device that nothing is sent to.'],
  ])('is told by what is wrong: %j', async (values, summary) => {
    const [finding] = await tell({ scsi: [{ ...host, ...values }] });
    expect(finding?.summary).toBe(summary);
  });
});

describe('devices that are well', () => {
  it('are not told', async () => {
    await expect(tell({})).resolves.toEqual([]);
    await expect(find({})).resolves.toEqual([]);
  });
});
