import { describe, expect, it } from '@jest/globals';
import type { FindingContext } from '../../../../../shared/vmcore/findings/context.ts';
import { networkRule } from '../../../../../shared/vmcore/findings/network.ts';
import { defineTasks } from '../../../../support/kernel-shapes.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

const NOW = 2 ** 32 + 100_000;
const HZ = 250;
const LIMIT = 5 * HZ;
const DRIVER = 1;
const STACK = 2;

interface Queue {
  readonly state: number;
  /** Ticks since something was sent; undefined for never. */
  readonly ticks: number | undefined;
}

/** A device that is up, with its queues, in the second of two namespaces. */
function device(queues: readonly Queue[], values: Readonly<Record<string, number>> = {}): KernelWriter {
  const kernel = new KernelWriter();
  defineTasks(kernel);
  kernel.btf
    .struct('net', { count: 'u32', list: 'struct list_head', dev_base_head: 'struct list_head' })
    .struct('device', { parent: 'ptr', driver: 'ptr' })
    .struct('device_driver', { name: 'ptr' })
    .struct('net_device', {
      state: 'u64',
      dev_list: 'struct list_head',
      name: 'char[16]',
      _tx: 'ptr',
      num_tx_queues: 'u32',
      watchdog_timeo: 's32',
      dev: 'struct device',
    })
    .struct('netdev_queue', { dev: 'ptr', trans_start: 'u64', state: 'u64' });
  kernel.word(kernel.symbol('jiffies_64', 8), NOW);
  const bytes = kernel.btf.sizeOf('struct netdev_queue');
  const first = kernel.alloc(bytes * Math.max(queues.length, 1));
  queues.forEach(({ state, ticks }, i) => {
    const trans_start = ticks === undefined ? 0 : NOW - ticks;
    kernel.set('netdev_queue', first + BigInt(i * bytes), { state, trans_start });
  });
  const driver = kernel.make('device_driver', { name: kernel.text('ixgbe') });
  const parent = kernel.make('device', { driver });
  const [one, other] = [kernel.make('net'), kernel.make('net')];
  kernel.list(
    kernel.symbol('net_namespace_list', 16),
    [one, other].map((net) => kernel.member('net', 'list', net)),
  );
  kernel.list(kernel.member('net', 'dev_base_head', one), []);
  const own = kernel.make('net_device', {
    name: 'eth0',
    state: 3,
    _tx: first,
    num_tx_queues: queues.length,
    watchdog_timeo: LIMIT,
    'dev.parent': parent,
    ...values,
  });
  kernel.list(kernel.member('net', 'dev_base_head', other), [kernel.member('net_device', 'dev_list', own)]);
  return kernel;
}

async function find(writer: KernelWriter, log = '') {
  const kernel = await writer.open();
  const context = { kernel, state: { time: { hz: HZ } }, log: { text: log, records: 1 } };
  return networkRule.find(context as unknown as FindingContext);
}

describe('networkRule', () => {
  it('tells of queues that were stopped for longer than the kernel allows, with the driver and its own words', async () => {
    const queues = [
      { state: 0, ticks: 9999 },
      { state: DRIVER, ticks: 3000 },
      { state: STACK, ticks: 2000 },
      { state: DRIVER, ticks: LIMIT },
      { state: DRIVER, ticks: undefined },
      { state: DRIVER, ticks: -5 },
    ];
    const line = '[   20.000000] NETDEV WATCHDOG: eth0 (ixgbe): transmit queue 1 timed out 12000 ms';
    const log = `[   19.000000] NETDEV WATCHDOG: eth1 (other): transmit queue 0 timed out\n${line}\nmore`;
    await expect(find(device(queues), log)).resolves.toEqual([
      {
        code: 'stalled-network',
        severity: 'warning',
        summary: 'Network device eth0 (ixgbe) has sent nothing on 2 of its 6 queues for 12 s.',
        evidence: [
          'queue 1: stopped by its driver, for 12 s',
          'queue 2: stopped by the byte limit, for 8 s',
          'the kernel takes a queue for hung after 5 s',
          line,
        ],
      },
    ]);
  });

  it.each([
    ['that is down', { state: 2 }],
    ['that is gone', { state: 1 }],
    ['without a carrier', { state: 7 }],
    ['that has no watchdog', { watchdog_timeo: 0 }],
    ['without queues', { _tx: 0 }],
  ])('has nothing to say of a device %s', async (_, values) => {
    await expect(find(device([{ state: DRIVER, ticks: 3000 }], values))).resolves.toEqual([]);
  });

  it('tells of a device that no driver is known of', async () => {
    const [finding] = await find(device([{ state: DRIVER, ticks: 3000 }], { 'dev.parent': 0 }));
    expect(finding?.summary).toBe('Network device eth0 has sent nothing on 1 of its 1 queues for 12 s.');
  });

  it('has nothing to say of a kernel whose types it does not know', async () => {
    const kernel = new KernelWriter();
    defineTasks(kernel);
    kernel.symbol('jiffies_64', 8);
    await expect(find(kernel)).resolves.toEqual([]);
  });
});
