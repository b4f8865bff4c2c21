import { describe, expect, it } from '@jest/globals';
import { readInterrupts } from '../../../../../shared/vmcore/interrupts/interrupts.ts';
import { wrapOf } from '../../../../../shared/vmcore/interrupts/interrupt-wraps.ts';
import { KernelWriter } from '../../../../support/kernel-writer.ts';

type Tree = 'radix_tree' | 'xarray' | 'maple_tree';

function define(kernel: KernelWriter, tree: Tree, counter: 'u32' | 'irqstat'): void {
  kernel.btf
    .struct('irq_chip', { name: 'ptr' })
    .struct('irq_data', { mask: 'u32', irq: 'u32', chip: 'ptr' })
    .struct('irqaction', { handler: 'ptr', next: 'ptr', name: 'ptr' })
    .struct('irq_desc', { irq_data: 'struct irq_data', kstat_irqs: 'ptr', action: 'ptr' });
  if (counter === 'irqstat') kernel.btf.struct('irqstat', { cnt: 'u32', ref: 'u32' });
  const node = { shift: 'u8', offset: 'u8', count: 'u8', slots: 'ptr[64]' };
  if (tree === 'radix_tree') {
    kernel.btf.struct('radix_tree_root', { gfp_mask: 'u32', rnode: 'ptr' }).struct('radix_tree_node', node);
  } else if (tree === 'xarray') {
    kernel.btf.struct('xarray', { xa_lock: 'u32', xa_flags: 'u32', xa_head: 'ptr' }).struct('xa_node', node);
  } else {
    kernel.btf
      .struct('maple_tree', { lock: 'u32', ma_flags: 'u32', ma_root: 'ptr' })
      .struct('maple_range_64', { parent: 'ptr', pivot: 'u64[15]', slot: 'ptr[16]' })
      .struct('maple_arange_64', { parent: 'ptr', pivot: 'u64[9]', slot: 'ptr[10]', gap: 'u64[10]' });
  }
}

function interrupt(kernel: KernelWriter, irq: number, name: string, counts: readonly number[]): bigint {
  const counters = kernel.allocPerCpu(8);
  counters.places.forEach((place, cpu) => {
    kernel.word(place, counts[cpu] ?? 0, 4);
  });
  const shared = kernel.make('irqaction', { name: kernel.text('shared') });
  const action = kernel.make('irqaction', { name: kernel.text(name), next: irq === 9 ? shared : 0n });
  return kernel.make('irq_desc', {
    'irq_data.irq': irq,
    'irq_data.chip': kernel.make('irq_chip', { name: kernel.text('IO-APIC') }),
    kstat_irqs: counters.pointer,
    action,
  });
}

function plant(kernel: KernelWriter, tree: Tree, descriptors: ReadonlyMap<number, bigint>): void {
  if (tree === 'maple_tree') {
    const leaf = kernel.alloc(256, 256);
    let slot = 0;
    let last = -1;
    for (const [irq, address] of descriptors) {
      if (irq > last + 1) kernel.set('maple_range_64', leaf, { [`pivot[${slot++}]`]: irq - 1 });
      kernel.set('maple_range_64', leaf, { [`pivot[${slot}]`]: irq, [`slot[${slot}]`]: address });
      slot++;
      last = irq;
    }
    kernel.set('maple_range_64', leaf, { [`pivot[${slot}]`]: 0xffff_ffff_ffff_ffffn });
    const root = kernel.alloc(256, 256);
    kernel.set('maple_range_64', root, { 'pivot[0]': 0xffff_ffff_ffff_ffffn, 'slot[0]': leaf | 0x0cn });
    const symbol = kernel.symbol('sparse_irqs', 16);
    kernel.set('maple_tree', symbol, { ma_root: root | 0x16n });
    return;
  }
  const isX = tree === 'xarray';
  const type = isX ? 'xa_node' : 'radix_tree_node';
  const mark = isX ? 2n : 1n;
  const node = kernel.make(type, { shift: 0, count: descriptors.size });
  for (const [irq, address] of descriptors) kernel.set(type, node, { [`slots[${irq}]`]: address });
  const root = kernel.symbol('irq_desc_tree', 16);
  kernel.set(isX ? 'xarray' : 'radix_tree_root', root, { [isX ? 'xa_head' : 'rnode']: node | mark });
}

describe('readInterrupts', () => {
  it.each([
    ['radix_tree', 'u32'],
    ['xarray', 'u32'],
    ['maple_tree', 'u32'],
    ['maple_tree', 'irqstat'],
  ] as const)('reads descriptors in a %s with counters of %s', async (tree, counter) => {
    const kernel = new KernelWriter();
    define(kernel, tree, counter);
    const descriptors = new Map([
      [0, interrupt(kernel, 0, 'timer', [153, 0])],
      [9, interrupt(kernel, 9, 'acpi', [0, 7])],
    ]);
    plant(kernel, tree, descriptors);
    const { interrupts, problems } = await readInterrupts(await kernel.open(), Promise.resolve(undefined));
    expect(interrupts.map(({ irq, name, chip, perCpu, total }) => ({ irq, name, chip, perCpu, total }))).toEqual([
      { irq: 0, name: 'timer', chip: 'IO-APIC', perCpu: [153, 0], total: 153 },
      { irq: 9, name: 'acpi, shared', chip: 'IO-APIC', perCpu: [0, 7], total: 7 },
    ]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['arm64', 'ipi_irq_base', 'ipi_types'],
    ['riscv64', 'ipi_virq_base', 'ipi_names'],
  ])('names what processors of %s interrupt each other for', async (_, base, names) => {
    const kernel = new KernelWriter();
    define(kernel, 'maple_tree', 'irqstat');
    const irqs = [1, 2, 3, 4, 5] as const;
    const action = (irq: number): string => (irq === 5 ? 'uart' : 'IPI');
    plant(kernel, 'maple_tree', new Map(irqs.map((irq) => [irq, interrupt(kernel, irq, action(irq), [1, 0])])));
    kernel.word(kernel.symbol(base, 4), 2, 4);
    const table = kernel.symbol(names, 16);
    kernel.symbol('behind_it', 8, 'D', 1);
    kernel.word(table, kernel.text('Rescheduling interrupts'));
    // One that goes on in the next page.
    const page = kernel.alloc(8192, 4096);
    kernel.bytes(page + 4090n, Buffer.from('Function call interrupts\0'));
    kernel.word(table + 8n, page + 4090n);
    const { interrupts } = await readInterrupts(await kernel.open(), Promise.resolve(undefined));
    expect(interrupts.map(({ irq, name }) => [irq, name])).toEqual([
      [1, 'IPI'],
      [2, 'Rescheduling interrupts'],
      [3, 'Function call interrupts'],
      // Of another processor, whose numbers begin anew.
      [4, 'Rescheduling interrupts'],
      [5, 'uart'],
    ]);
  });

  it.each(['fields', 'array'] as const)('reads the counters of the architecture kept as %s', async (shape) => {
    const kernel = new KernelWriter();
    define(kernel, 'xarray', 'u32');
    plant(kernel, 'xarray', new Map());
    if (shape === 'fields') {
      kernel.btf.struct('irq_cpustat_t', {
        __softirq_pending: 'u32',
        __nmi_count: 'u32',
        apic_timer_irqs: 'u32',
        brand_new: 'u32',
      });
    } else {
      kernel.btf
        .enum('irq_stat_counts', {
          IRQ_COUNT_NMI: 0,
          IRQ_COUNT_APIC_TIMER: 1,
          IRQ_COUNT_BRAND_NEW: 2,
          IRQ_COUNT_MAX: 3,
        })
        .struct('irq_cpustat_t', { flush: 'u8', counts: 'u32[3]' });
    }
    kernel.perCpu('irq_stat', 'struct irq_cpustat_t').forEach((place, cpu) => {
      kernel.word(place + 4n, 3 + cpu, 4);
      kernel.word(place + 8n, 1000 + cpu, 4);
    });
    const { interrupts } = await readInterrupts(await kernel.open(), Promise.resolve(undefined));
    expect(interrupts.map(({ irq, perCpu }) => [irq, perCpu])).toEqual([
      ['NMI', [3, 4]],
      ['LOC', [1000, 1001]],
      [shape === 'fields' ? 'brand_new' : 'BRAND_NEW', [0, 0]],
    ]);
  });
});

describe('wrapOf', () => {
  const DAYS_60 = 60 * 86_400;

  it('knows that no counter of a young system has wrapped', () => {
    const evidence = { loads: [], sums: [], hz: 250, uptimeSeconds: 100 };
    expect(wrapOf({ irq: 4, perCpu: [5] }, evidence)).toEqual({ possible: false, wraps: 0 });
  });

  it('proves by the 64-bit sum of a processor that its interrupts have not', () => {
    const evidence = { loads: [{ interrupts: 5000, busySeconds: 10 }], sums: [5000], hz: 1000, uptimeSeconds: DAYS_60 };
    expect(wrapOf({ irq: 4, perCpu: [4000] }, evidence)).toEqual({ possible: false, wraps: 0 });
  });

  it('counts the wraps of the only interrupt of a processor', () => {
    const evidence = {
      loads: [{ interrupts: 2 * 2 ** 32 + 700, busySeconds: 10 }],
      sums: [700],
      hz: 1000,
      uptimeSeconds: DAYS_60,
    };
    expect(wrapOf({ irq: 4, perCpu: [700] }, evidence)).toEqual({
      possible: true,
      wraps: 2,
      estimatedTotal: 2 * 2 ** 32 + 700,
    });
  });

  it('does not say which of several has wrapped', () => {
    const evidence = {
      loads: [{ interrupts: 2 ** 32 + 900, busySeconds: 1 }],
      sums: [900],
      hz: 250,
      uptimeSeconds: DAYS_60,
    };
    expect(wrapOf({ irq: 4, perCpu: [700] }, evidence)).toEqual({ possible: true });
  });

  it('takes a local timer count below what a busy processor must have had for wrapped', () => {
    const busy = { loads: [{ interrupts: 1, busySeconds: DAYS_60 }], sums: [1], hz: 1000, uptimeSeconds: DAYS_60 };
    expect(wrapOf({ irq: 'LOC', perCpu: [889_032_704] }, busy)).toEqual({
      possible: true,
      wraps: 1,
      estimatedTotal: 2 ** 32 + 889_032_704,
    });
    const idle = { ...busy, loads: [{ interrupts: 1, busySeconds: 3600 }] };
    expect(wrapOf({ irq: 'LOC', perCpu: [889_032_704] }, idle)).toEqual({ possible: true });
  });
});
