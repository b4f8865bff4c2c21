import { LittleEndian } from '../../bytes/little-endian.ts';
import type { InterruptInfo } from '../../contract/report.ts';
import type { Row } from '../symbols/shape.ts';
import type { StructType } from '../symbols/types.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { walkMapleTree } from '../kernel/maple-tree.ts';
import { readTexts } from '../kernel/modules.ts';
import type { KernelTime } from '../kernel/time.ts';
import { readIpiNames } from './ipi-names.ts';
import { wrapOf, type CpuLoad } from './interrupt-wraps.ts';
import { walkChain, type WalkProblem } from '../kernel/walks.ts';
import { walkXarray } from '../kernel/xarray.ts';

const MAX_ACTIONS = 64;

export interface Interrupts {
  readonly interrupts: readonly InterruptInfo[];
  readonly problems: readonly WalkProblem[];
}

/** Every interrupt with its count on each processor, then the architecture's own counters. */
export async function readInterrupts(kernel: Kernel, time: Promise<KernelTime | undefined>): Promise<Interrupts> {
  const [lines, counters, loads, clock] = await Promise.all([
    readLines(kernel),
    readArchCounters(kernel),
    readCpuLoads(kernel),
    time,
  ]);
  const sums = kernel.cpus.ids.map((_, i) => lines.found.reduce((sum, line) => sum + (line.perCpu[i] ?? 0), 0));
  const judge = { loads, sums, hz: clock?.hz, uptimeSeconds: clock?.uptimeSeconds };
  const interrupts = [...lines.found, ...counters].map((line): InterruptInfo => {
    const total = line.perCpu.reduce((a, b) => a + b, 0);
    return { ...line, total, wrap: wrapOf(line, judge) };
  });
  return { interrupts, problems: lines.problems };
}

export type Counted = Pick<InterruptInfo, 'irq' | 'name' | 'chip' | 'perCpu'>;

async function readLines(kernel: Kernel): Promise<{ found: Counted[]; problems: readonly WalkProblem[] }> {
  // 6.5 keeps descriptors in a maple tree, kernels before in a radix tree.
  const maple = kernel.symbol('sparse_irqs');
  const radix = kernel.symbol('irq_desc_tree');
  const tree =
    maple !== undefined && kernel.types.has('maple_tree')
      ? await walkMapleTree(kernel, maple)
      : radix !== undefined
        ? await walkXarray(kernel, radix)
        : { entries: [], problems: [{ address: 0n, problem: 'the tree of interrupts is not known' }] };
  const problems = [...tree.problems];
  const shape = kernel
    .shape('irq_desc', { irq: 'irq_data.irq', counts: 'kstat_irqs', action: 'action', chip: 'irq_data.chip' })
    .need('counts');
  const numbers = new Map(tree.entries.map(({ index, value }) => [value, index]));
  const rows = await shape.readGood(kernel.memory, [...numbers.keys()], (failure, address) => {
    problems.push({ address, problem: 'an interrupt that cannot be read', failure });
  });
  const [counts, actions, chips, named] = await Promise.all([
    readCounts(kernel, rows),
    readActions(kernel, rows),
    readChips(kernel, rows),
    readIpiNames(kernel),
  ]);
  const found = rows.flatMap((row, i): Counted[] => {
    const perCpu = counts[i] ?? [];
    const irq = numbers.get(row.address) ?? 0;
    const name = named(irq, actions[i]);
    const used = name !== undefined || perCpu.some((count) => count > 0);
    if (!used) return [];
    const chip = chips[i];
    return [
      {
        irq,
        ...(name === undefined ? {} : { name }),
        ...(chip === undefined || chip === '' ? {} : { chip }),
        perCpu,
      },
    ];
  });
  return { found: found.sort((a, b) => Number(a.irq) - Number(b.irq)), problems };
}

type IrqRow = Row<'irq' | 'counts' | 'action' | 'chip'>;

/** `kstat_irqs` is a per-CPU array of one counter: a plain one, or since 6.10 `struct irqstat` that begins with it. */
async function readCounts(kernel: Kernel, rows: readonly IrqRow[]): Promise<number[][]> {
  const inner = kernel.types.find('irqstat')?.field('cnt')?.offsetBytes ?? 0;
  const offsets = [...kernel.cpus.perCpuOffset.values()];
  const ranges = rows.flatMap((row) =>
    offsets.map((offset) => ({
      address: BigInt.asUintN(64, row.pointer('counts') + offset + BigInt(inner)),
      length: row.pointer('counts') === 0n ? 0 : 4,
    })),
  );
  const results = await kernel.memory.read(ranges);
  return rows.map((_, i) =>
    offsets.map((__, cpu) => {
      const bytes = results[i * offsets.length + cpu]?.bytes;
      return bytes?.length === 4 ? new LittleEndian(bytes).u32(0) : 0;
    }),
  );
}

/** Names of those who handle an interrupt; several may share one. */
async function readActions(kernel: Kernel, rows: readonly IrqRow[]): Promise<(string | undefined)[]> {
  const type = kernel.types.find('irqaction');
  const next = type?.field('next');
  if (type === undefined || next === undefined || rows[0]?.has('action') !== true) return rows.map(() => undefined);
  const shape = kernel.shape('irqaction', { name: 'name' }).need('name');
  return Promise.all(
    rows.map(async (row) => {
      const first = row.pointer('action');
      if (first === 0n) return undefined;
      const { nodes } = await walkChain(kernel.memory, first, next.offsetBytes, { maxNodes: MAX_ACTIONS });
      const actions = await shape.readGood(kernel.memory, nodes);
      const names = await readTexts(
        kernel,
        actions.map((action) => action.pointer('name')),
      );
      return names.map((name) => name ?? '?').join(', ');
    }),
  );
}

async function readChips(kernel: Kernel, rows: readonly IrqRow[]): Promise<(string | undefined)[]> {
  const field = kernel.types.find('irq_chip')?.field('name');
  if (field === undefined || rows[0]?.has('chip') !== true) return rows.map(() => undefined);
  const pointers = await kernel.memory.read(
    rows.map((row) => ({
      address: row.pointer('chip') + BigInt(field.offsetBytes),
      length: row.pointer('chip') === 0n ? 0 : 8,
    })),
  );
  return readTexts(
    kernel,
    pointers.map(({ bytes }) => (bytes?.length === 8 ? new LittleEndian(bytes).u64(0) : 0n)),
  );
}

/** What `/proc/interrupts` calls the counters of x86-64's `irq_cpustat_t`. */
const ARCH_COUNTERS: Readonly<Record<string, readonly [label: string, name: string]>> = {
  __nmi_count: ['NMI', 'Non-maskable interrupts'],
  apic_timer_irqs: ['LOC', 'Local timer interrupts'],
  irq_spurious_count: ['SPU', 'Spurious interrupts'],
  apic_perf_irqs: ['PMI', 'Performance monitoring interrupts'],
  apic_irq_work_irqs: ['IWI', 'IRQ work interrupts'],
  icr_read_retry_count: ['RTR', 'APIC ICR read retries'],
  x86_platform_ipis: ['PLT', 'Platform interrupts'],
  irq_resched_count: ['RES', 'Rescheduling interrupts'],
  irq_call_count: ['CAL', 'Function call interrupts'],
  irq_tlb_count: ['TLB', 'TLB shootdowns'],
  irq_thermal_count: ['TRM', 'Thermal event interrupts'],
  irq_threshold_count: ['THR', 'Threshold APIC interrupts'],
  irq_deferred_error_count: ['DFR', 'Deferred error APIC interrupts'],
  irq_hv_callback_count: ['HYP', 'Hypervisor callback interrupts'],
  irq_hv_reenlightenment_count: ['HRE', 'Hyper-V reenlightenment interrupts'],
  hyperv_stimer0_count: ['HVS', 'Hyper-V stimer0 interrupts'],
  kvm_posted_intr_ipis: ['PIN', 'Posted-interrupt notification event'],
  kvm_posted_intr_nested_ipis: ['NPI', 'Nested posted-interrupt event'],
  kvm_posted_intr_wakeup_ipis: ['PIW', 'Posted-interrupt wakeup event'],
  perf_guest_mediated_pmis: ['VPMI', 'Perf guest mediated PMI'],
  mce_exception_count: ['MCE', 'Machine check exceptions'],
  mce_poll_count: ['MCP', 'Machine check polls'],
  irq_err_count: ['ERR', 'Interrupt controller errors'],
  irq_mis_count: ['MIS', 'Misrouted interrupts'],
};

/** The same counters since they are an array (7.2): names of `enum irq_stat_counts` without their prefix. */
const COUNT_NAMES: Readonly<Record<string, string>> = {
  NMI: '__nmi_count',
  APIC_TIMER: 'apic_timer_irqs',
  SPURIOUS: 'irq_spurious_count',
  APIC_PERF: 'apic_perf_irqs',
  IRQ_WORK: 'apic_irq_work_irqs',
  ICR_READ_RETRY: 'icr_read_retry_count',
  X86_PLATFORM_IPI: 'x86_platform_ipis',
  RESCHEDULE: 'irq_resched_count',
  CALL_FUNCTION: 'irq_call_count',
  TLB: 'irq_tlb_count',
  THERMAL_APIC: 'irq_thermal_count',
  THRESHOLD_APIC: 'irq_threshold_count',
  DEFERRED_ERROR: 'irq_deferred_error_count',
  HYPERVISOR_CALLBACK: 'irq_hv_callback_count',
  HYPERV_REENLIGHTENMENT: 'irq_hv_reenlightenment_count',
  HYPERV_STIMER0: 'hyperv_stimer0_count',
  POSTED_INTR: 'kvm_posted_intr_ipis',
  POSTED_INTR_NESTED: 'kvm_posted_intr_nested_ipis',
  POSTED_INTR_WAKEUP: 'kvm_posted_intr_wakeup_ipis',
  PERF_GUEST_MEDIATED_PMI: 'perf_guest_mediated_pmis',
  MCE_EXCEPTION: 'mce_exception_count',
  MCE_POLL: 'mce_poll_count',
  PIC_APIC_ERROR: 'irq_err_count',
  IOAPIC_MISROUTED: 'irq_mis_count',
};
const COUNT_PREFIX = 'IRQ_COUNT_';

/** Counters of `irq_stat`, whatever this kernel has of them: fields, or an array by an enum. */
async function readArchCounters(kernel: Kernel): Promise<Counted[]> {
  const type = kernel.types.find('irq_cpustat_t');
  if (type === undefined || kernel.symbol('irq_stat') === undefined) return [];
  const places = archCounterPlaces(kernel, type);
  const results = await kernel.memory.read(
    kernel.cpus.ids.map((cpu) => ({ address: kernel.perCpu('irq_stat', cpu) ?? 0n, length: type.sizeBytes })),
  );
  return places.map(({ name, at }): Counted => {
    const perCpu = results.map(({ bytes }) =>
      bytes === undefined || at + 4 > bytes.length ? 0 : new LittleEndian(bytes).u32(at),
    );
    const [label, title] = ARCH_COUNTERS[name] ?? [name, undefined];
    return { irq: label, ...(title === undefined ? {} : { name: title }), perCpu };
  });
}

function archCounterPlaces(kernel: Kernel, type: StructType): { readonly name: string; readonly at: number }[] {
  const counts = type.field('counts');
  if (counts !== undefined) {
    return [...(kernel.types.enum('irq_stat_counts') ?? [])]
      .filter(([name, index]) => !name.endsWith('_MAX') && index * 4 < counts.sizeBytes)
      .map(([name, index]) => {
        const short = name.startsWith(COUNT_PREFIX) ? name.slice(COUNT_PREFIX.length) : name;
        return { name: COUNT_NAMES[short] ?? short, at: counts.offsetBytes + index * 4 };
      });
  }
  return kernel.types.btf.members(type.id).flatMap(({ name }) => {
    const field = type.field(name);
    return field?.sizeBytes === 4 && name !== '__softirq_pending' ? [{ name, at: field.offsetBytes }] : [];
  });
}

/** What else is known of how much a processor has done: counters that do not wrap. */
async function readCpuLoads(kernel: Kernel): Promise<CpuLoad[]> {
  const sumAt = kernel.types.find('kernel_stat')?.field('irqs_sum');
  const times = kernel.types.find('kernel_cpustat')?.field('cpustat');
  const names = kernel.types.enum('cpu_usage_stat');
  const idle = ['CPUTIME_IDLE', 'CPUTIME_IOWAIT'].map((name) => names?.get(name));
  // Time of guests is counted a second time as that of users.
  const twice = ['CPUTIME_GUEST', 'CPUTIME_GUEST_NICE', 'CPUTIME_FORCEIDLE'].map((name) => names?.get(name));
  const end = names?.get('NR_STATS') ?? 0;
  const [sums, stats] = await Promise.all([
    kernel.memory.read(
      kernel.cpus.ids.map((cpu) => ({
        address: (kernel.perCpu('kstat', cpu) ?? 0n) + BigInt(sumAt?.offsetBytes ?? 0),
        length: sumAt === undefined || kernel.symbol('kstat') === undefined ? 0 : 8,
      })),
    ),
    kernel.memory.read(
      kernel.cpus.ids.map((cpu) => ({
        address: kernel.perCpu('kernel_cpustat', cpu) ?? 0n,
        length: times === undefined || kernel.symbol('kernel_cpustat') === undefined ? 0 : times.sizeBytes,
      })),
    ),
  ]);
  return kernel.cpus.ids.map((_, i) => {
    const sum = sums[i]?.bytes;
    const stat = stats[i]?.bytes;
    let busyNs = 0n;
    if (stat !== undefined && stat.length > 0) {
      const view = new LittleEndian(stat);
      for (let at = 0; at < end && at * 8 + 8 <= stat.length; at++) {
        if (!idle.includes(at) && !twice.includes(at)) busyNs += view.u64(at * 8);
      }
    }
    return {
      interrupts: sum?.length === 8 ? Number(new LittleEndian(sum).u64(0)) : undefined,
      busySeconds: stat === undefined || stat.length === 0 ? undefined : Number(busyNs) / 1e9,
    };
  });
}
