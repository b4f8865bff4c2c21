/** Devices in error, as their drivers have written it down in kernels with them built in or as modules. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBadDevices } from '../../../../../shared/vmcore/devices/read-devices.ts';
import type { BtfWriter } from '../../../../support/btf-writer.ts';
import { DeviceKernel } from '../../../../support/device-kernel.ts';
import { DIRECT_MAP } from '../../../../support/kernel-writer.ts';
import { tries } from '../../../../support/thorough.ts';

const HZ = 250;
const NOW = 2 ** 32 + 500_000;
const TIME = { uptimeSeconds: 1000, wallSeconds: undefined, hz: HZ };
const NOTHING = { inFlight: 0, atLeast: false, overdue: 0, overdueSeconds: 0 };

const VIRTIO = (btf: BtfWriter): BtfWriter =>
  btf.struct('virtio_device', { index: 's32', failed: 'u8', dev: 'struct device', vqs: 'struct list_head' });
const RING = (btf: BtfWriter): BtfWriter =>
  btf
    .struct('virtqueue', { list: 'struct list_head', callback: 'ptr', name: 'ptr' })
    .struct('vring_virtqueue', { vq: 'struct virtqueue', packed_ring: 'u8', broken: 'u8' });
const NVME = (btf: BtfWriter): BtfWriter =>
  btf
    .enum('nvme_ctrl_state', {
      NVME_CTRL_NEW: 0,
      NVME_CTRL_LIVE: 1,
      NVME_CTRL_RESETTING: 2,
      NVME_CTRL_CONNECTING: 3,
      NVME_CTRL_DELETING: 4,
      NVME_CTRL_DELETING_NOIO: 5,
      NVME_CTRL_DEAD: 6,
    })
    .struct('nvme_ctrl', {
      comp_seen: 'u8',
      state: 'enum nvme_ctrl_state',
      admin_q: 'ptr',
      namespaces: 'struct list_head',
      ctrl_device: 'struct device',
      nr_reconnects: 's32',
    })
    .struct('nvme_ns', { list: 'struct list_head', ctrl: 'ptr', queue: 'ptr' });
const SCSI = (btf: BtfWriter): BtfWriter =>
  btf
    .enum('scsi_host_state', {
      SHOST_CREATED: 1,
      SHOST_RUNNING: 2,
      SHOST_CANCEL: 3,
      SHOST_DEL: 4,
      SHOST_RECOVERY: 5,
      SHOST_CANCEL_RECOVERY: 6,
    })
    .enum('scsi_device_state', {
      SDEV_CREATED: 1,
      SDEV_RUNNING: 2,
      SDEV_QUIESCE: 5,
      SDEV_OFFLINE: 6,
      SDEV_TRANSPORT_OFFLINE: 7,
      SDEV_BLOCK: 8,
    })
    .struct('scsi_host_template', { module: 'ptr', name: 'ptr' })
    .struct('Scsi_Host', {
      __devices: 'struct list_head',
      ehandler: 'ptr',
      hostt: 'ptr',
      host_failed: 'u32',
      host_eh_scheduled: 'u32',
      eh_deadline: 's32',
      shost_state: 'enum scsi_host_state',
      shost_dev: 'struct device',
    })
    .struct('scsi_device', {
      host: 'ptr',
      request_queue: 'ptr',
      siblings: 'struct list_head',
      vendor: 'ptr',
      model: 'ptr',
      sdev_state: 'enum scsi_device_state',
      sdev_gendev: 'struct device',
    });
/** As in v6.1 include/linux/blk-mq.h, as far as it is looked at. */
const BLOCK = (btf: BtfWriter): BtfWriter =>
  btf
    .struct('request_queue', { queue_hw_ctx: 'ptr', nr_hw_queues: 'u32' })
    .struct('blk_mq_hw_ctx', { tags: 'ptr' })
    .struct('blk_mq_tags', { nr_tags: 'u32', rqs: 'ptr' })
    .struct('request', { q: 'ptr', cmd_flags: 'u32', deadline: 'u64', state: 's32', start_time_ns: 'u64' });

const MODULE = 'as a module';
const BUILT_IN = 'built in';
const WAYS = [MODULE, BUILT_IN] as const;

/** A kernel whose driver is built in, or a module. */
function start(way: string, module: string, define: (btf: BtfWriter) => BtfWriter) {
  const kernel = new DeviceKernel().define(BLOCK);
  kernel.writer.word(kernel.writer.symbol('jiffies_64', 8), NOW);
  const types = way === MODULE ? kernel.module(module, define) : define(kernel.writer.btf);
  return { kernel, types, writer: kernel.writer };
}

/** A queue with requests in flight, by the ticks until each is late. */
function queue({ writer }: DeviceKernel, ticksLeft: readonly number[]): bigint {
  const own = writer.alloc(writer.btf.sizeOf('struct request_queue'));
  const requests = ticksLeft.map((ticks) => writer.make('request', { q: own, state: 1, deadline: NOW + ticks }));
  // One that is not in flight, and one of another queue that shares the tags.
  requests.push(writer.make('request', { q: own, state: 0, deadline: 1 }), writer.make('request', { q: 1, state: 1 }));
  const rqs = writer.alloc(8 * requests.length);
  requests.forEach((request, i) => {
    writer.word(rqs + BigInt(8 * i), request);
  });
  const context = writer.make('blk_mq_hw_ctx', { tags: writer.make('blk_mq_tags', { nr_tags: requests.length, rqs }) });
  const contexts = writer.alloc(8);
  writer.word(contexts, context);
  writer.set('request_queue', own, { queue_hw_ctx: contexts, nr_hw_queues: 1 });
  return own;
}

function virtioDevice(way: string, broken: readonly boolean[], failed = 0) {
  const parts = start(way, 'virtio', VIRTIO);
  const { kernel, types, writer } = parts;
  const ring = way === MODULE ? kernel.module('virtio_ring', RING) : RING(writer.btf);
  const own = kernel.make(types, 'virtio_device', { failed });
  const queues = broken.map((is, i) => {
    const at = kernel.make(ring, 'vring_virtqueue', { broken: is ? 1 : 0 });
    writer.word(at + BigInt(ring.place('vring_virtqueue', 'vq.name').offset), writer.text(`req.${i}`));
    return at + BigInt(ring.place('vring_virtqueue', 'vq.list').offset);
  });
  writer.list(own + BigInt(types.place('virtio_device', 'vqs').offset), queues);
  const entry = kernel.add(
    'bus',
    'virtio',
    own + BigInt(types.place('virtio_device', 'dev').offset),
    'virtio3',
    'virtio_blk',
  );
  return { ...parts, own, queues, entry };
}

function nvmeController(
  way: string,
  state: number,
  ticks: readonly number[] = [],
  adminTicks: readonly number[] = [],
  namespaces = 1,
) {
  const parts = start(way, 'nvme_core', NVME);
  const { kernel, types, writer } = parts;
  const own = kernel.make(types, 'nvme_ctrl', { state, admin_q: queue(kernel, adminTicks), nr_reconnects: 2 });
  const spaces = Array.from({ length: namespaces }, () =>
    kernel.make(types, 'nvme_ns', { ctrl: own, queue: queue(kernel, ticks) }),
  );
  const link = (type: string, path: string, at: bigint): bigint => at + BigInt(types.place(type, path).offset);
  writer.list(
    link('nvme_ctrl', 'namespaces', own),
    spaces.map((space) => link('nvme_ns', 'list', space)),
  );
  kernel.add('class', 'nvme', link('nvme_ctrl', 'ctrl_device', own), 'nvme0');
  return kernel;
}

function scsiHost(
  way: string,
  values: Readonly<Record<string, number | bigint>>,
  states: readonly number[] = [2],
  ticks: readonly number[] = [],
) {
  const { kernel, types, writer } = start(way, 'scsi_mod', SCSI);
  const hostt = kernel.make(types, 'scsi_host_template', { name: writer.text('ahci') });
  const own = kernel.make(types, 'Scsi_Host', { shost_state: 2, hostt, eh_deadline: -1, ...values });
  const link = (type: string, path: string, at: bigint): bigint => at + BigInt(types.place(type, path).offset);
  const devices = states.map((sdev_state, i) => {
    const request_queue = queue(kernel, ticks);
    // Not ended by a NUL: they point into one answer of the device.
    const inquiry = writer.text('ATA     QEMU HARDDISK   2.5+');
    const device = kernel.make(types, 'scsi_device', {
      sdev_state,
      request_queue,
      vendor: inquiry,
      model: inquiry + 8n,
    });
    const name = link('scsi_device', 'sdev_gendev', device) + BigInt(writer.btf.place('device', 'kobj.name').offset);
    writer.word(name, writer.text(`2:0:${i}:0`));
    return link('scsi_device', 'siblings', device);
  });
  writer.list(link('Scsi_Host', '__devices', own), devices);
  kernel.add('class', 'scsi_host', link('Scsi_Host', 'shost_dev', own), 'host2');
  return kernel;
}

async function read(kernel: DeviceKernel) {
  const found = await readBadDevices(await kernel.open(), TIME);
  expect(found.problems).toEqual([]);
  return found;
}

describe.each(WAYS)('virtio %s', (way) => {
  it('tells the queues that are broken, by the device and its driver', async () => {
    const { kernel } = virtioDevice(way, [false, true, false, true]);
    await expect(read(kernel)).resolves.toMatchObject({
      virtio: [{ name: 'virtio3', driver: 'virtio_blk', queues: 4, broken: ['req.1', 'req.3'], failed: false }],
      unknown: [],
    });
  });

  it('tells one that its driver had given up', async () => {
    const { kernel } = virtioDevice(way, [false], 1);
    await expect(read(kernel)).resolves.toMatchObject({ virtio: [{ broken: [], failed: true }] });
  });

  it('has nothing to say of one that works, and of one on its way out', async () => {
    await expect(read(virtioDevice(way, [false, false]).kernel)).resolves.toMatchObject({ virtio: [], unknown: [] });
    const { kernel, writer, entry } = virtioDevice(way, [true]);
    writer.set('device_private', entry, { 'knode_bus.n_klist': 1 });
    await expect(read(kernel)).resolves.toMatchObject({ virtio: [], unknown: [] });
  });

  it('says so where a queue can’t be read', async () => {
    const { kernel, writer, own, types } = virtioDevice(way, [true]);
    const lost = 0xffff_8880_4000_0000n;
    const head = own + BigInt(types.place('virtio_device', 'vqs').offset);
    writer.word(head, lost);
    writer.word(head + 8n, lost);
    const found = await readBadDevices(await kernel.open(), TIME);
    expect(found.problems).toMatchObject([{ failure: { address: lost, reason: 'excluded' } }]);
  });
});

describe.each(WAYS)('NVMe %s', (way) => {
  it.each([
    [2, 'resetting'],
    [3, 'connecting'],
    [4, 'deleting'],
    [5, 'deleting noio'],
    [6, 'dead'],
    [7, 'in state 7, which its types do not name'],
  ])('tells a controller in state %d', async (value, state) => {
    await expect(read(nvmeController(way, value))).resolves.toMatchObject({
      nvme: [{ name: 'nvme0', state, reconnects: 2, requests: NOTHING }],
    });
  });

  it.each([0, 1])('has nothing to say of one in state %d that answers in time', async (state) => {
    await expect(read(nvmeController(way, state, [1, 5000, 0], [20]))).resolves.toMatchObject({
      nvme: [],
      unknown: [],
    });
  });

  it('tells one that is up, with requests past their time in the queues of its namespaces and its own', async () => {
    await expect(read(nvmeController(way, 1, [-10 * HZ, 5, -HZ], [-40 * HZ]))).resolves.toMatchObject({
      nvme: [{ state: 'live', requests: { inFlight: 4, overdue: 3, overdueSeconds: 40 } }],
    });
  });
});

describe.each(WAYS)('SCSI %s', (way) => {
  it('tells a host in recovery, with its handler, its limit and what it has not answered', async () => {
    const kernel = scsiHost(
      way,
      { shost_state: 5, host_failed: 3, ehandler: 0x1234n, eh_deadline: 30 * HZ },
      [2, 2],
      [5, -HZ],
    );
    await expect(read(kernel)).resolves.toMatchObject({
      scsi: [
        {
          name: 'host2',
          driver: 'ahci',
          recovering: true,
          failed: 3,
          scheduled: false,
          handler: 0x1234n,
          deadlineSeconds: 30,
          requests: { inFlight: 4, overdue: 2, overdueSeconds: 1 },
          stopped: [],
        },
      ],
    });
  });

  it.each([
    ['with commands that failed', { host_failed: 1 }, { failed: 1, recovering: false }],
    ['that recovery was asked for', { host_eh_scheduled: 1 }, { scheduled: true, recovering: false }],
    ['that recovers while it is removed', { shost_state: 6 }, { recovering: true }],
  ])('tells a host %s', async (_, values, told) => {
    await expect(read(scsiHost(way, values))).resolves.toMatchObject({
      scsi: [{ ...told, deadlineSeconds: undefined }],
    });
  });

  it('tells devices that nothing is sent to, by what they are', async () => {
    const model = 'ATA QEMU HARDDISK';
    await expect(read(scsiHost(way, {}, [2, 6, 7, 8, 5]))).resolves.toMatchObject({
      scsi: [
        {
          recovering: false,
          requests: NOTHING,
          stopped: [
            { name: '2:0:1:0', state: 'offline', model },
            { name: '2:0:2:0', state: 'transport offline', model },
            { name: '2:0:3:0', state: 'block', model },
          ],
        },
      ],
    });
  });

  it('has nothing to say of a host that works', async () => {
    await expect(read(scsiHost(way, {}, [2, 1, 5], [5]))).resolves.toMatchObject({ scsi: [], unknown: [] });
  });
});

describe('more than is looked at', () => {
  /** Controllers that are dead, or hosts in recovery, that have no queues and no devices. */
  function many(kind: 'nvme' | 'scsi', count: number): DeviceKernel {
    const isNvme = kind === 'nvme';
    const { kernel, types, writer } = start(MODULE, isNvme ? 'nvme_core' : 'scsi_mod', isNvme ? NVME : SCSI);
    const [type, device, list] = isNvme
      ? (['nvme_ctrl', 'ctrl_device', 'namespaces'] as const)
      : (['Scsi_Host', 'shost_dev', '__devices'] as const);
    for (let i = 0; i < count; i++) {
      const own = kernel.make(types, type, isNvme ? { state: 6 } : { shost_state: 5 });
      writer.list(own + BigInt(types.place(type, list).offset), []);
      kernel.add('class', isNvme ? 'nvme' : 'scsi_host', own + BigInt(types.place(type, device).offset), `device${i}`);
    }
    return kernel;
  }

  it.each([
    ['nvme', 'NVMe controllers'],
    ['scsi', 'SCSI hosts'],
  ] as const)('is said of %s devices', async (kind, what) => {
    expect((await read(many(kind, 1024)))[kind]).toHaveLength(1024);
    const { problems, ...found } = await readBadDevices(await many(kind, 1025).open(), TIME);
    expect(found[kind]).toHaveLength(1024);
    expect(problems).toMatchObject([{ problem: `1025 ${what}, of which the first 1024 were looked at` }]);
  });

  it('is said of a controller’s queues', async () => {
    const spaces = (count: number) => nvmeController(MODULE, 1, [-HZ], [], count);
    expect((await read(spaces(63))).nvme).toMatchObject([{ requests: { inFlight: 63, atLeast: false } }]);
    const { nvme, problems } = await readBadDevices(await spaces(64).open(), TIME);
    expect(nvme).toMatchObject([{ requests: { inFlight: 63, atLeast: true, overdue: 63 } }]);
    expect(problems).toMatchObject([{ problem: 'an NVMe controller of whose queues not all were looked at' }]);
  });
});

describe('memory that a hostile kernel made', () => {
  // Behind the memory of two processors come the structures, in pages of their own.
  const FIRST = DIRECT_MAP + 0x40_8000n;
  const SPAN_WORDS = 0x400n;
  const ALL = {
    virtio: () => virtioDevice(MODULE, [true, false]).kernel,
    nvme: () => nvmeController(MODULE, 6, [5, -HZ], [1]),
    scsi: () => scsiHost(MODULE, { shost_state: 5, host_failed: 1 }, [2, 6], [5, -HZ]),
  };

  it('ends in an answer, whatever pointers and counts are', async () => {
    const words = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.bigInt({ min: 0n, max: SPAN_WORDS }).map((at) => FIRST + at * 8n),
    );
    const changes = fc.array(fc.tuple(fc.nat(Number(SPAN_WORDS)), words), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('virtio' as const, 'nvme' as const, 'scsi' as const),
        changes,
        async (kind, made) => {
          const kernel = ALL[kind]();
          const opened = await kernel.open();
          for (const [at, word] of made) kernel.writer.word(FIRST + BigInt(at * 8), word);
          await expect(readBadDevices(opened, TIME)).resolves.toMatchObject({ problems: expect.any(Array) });
        },
      ),
      { numRuns: tries(100, 2000) },
    );
  });
});

describe('what is not known', () => {
  it.each([
    ['virtio', 'virtio', 'bus', 'virtio'],
    ['nvme', 'nvme_core', 'class', 'nvme'],
    ['scsi', 'scsi_mod', 'class', 'scsi_host'],
  ] as const)('is not told as well: %s devices whose module brought no types', async (kind, module, of, subsystem) => {
    const kernel = new DeviceKernel();
    kernel.module(module);
    kernel.add(of, subsystem, kernel.writer.make('device'), 'x0');
    const { unknown } = await read(kernel);
    expect(unknown).toEqual([{ reason: expect.stringMatching(new RegExp(`^${kind}: .*not known$`)), pending: false }]);
  });

  it('is how devices are listed in a kernel without the symbols for it', async () => {
    const kernel = new DeviceKernel();
    kernel.module('nvme_core', NVME);
    const opened = await kernel.open();
    const symbol = opened.symbol.bind(opened);
    opened.symbol = (name) => (name === 'class_kset' ? undefined : symbol(name));
    const { unknown } = await readBadDevices(opened, TIME);
    expect(unknown).toEqual([{ reason: expect.stringContaining('class_kset'), pending: false }]);
  });

  it('is nothing where the module has no devices, or there is no such module', async () => {
    const kernel = new DeviceKernel();
    kernel.module('nvme_core');
    kernel.add('class', 'scsi_host', kernel.writer.make('device'), 'host0');
    await expect(read(kernel)).resolves.toMatchObject({ nvme: [], scsi: [], unknown: [] });
  });
});
