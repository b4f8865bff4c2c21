/** The tabs that are tables of figures: interrupts, stacks, modules. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { InterruptInfo, ModuleInfo, TaskInfo } from '../../../../shared/contract/report.ts';
import { bytes, count } from '../../../../shared/report-view/units.ts';
import { interruptsByCount, wrapText } from '../../../../shared/report-view/facts.ts';
import { deepestBytes, deepestStacks, stackTrouble } from '../../../../shared/report-view/tasks.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { SortedTable, type Column } from '../ui/sorted-table.tsx';

/** More CPUs than this are summed up: the JSON has each. */
const SHOWN_CPUS = 16;

function interruptColumns(cpus: number): Column<InterruptInfo>[] {
  return [
    { id: 'irq', name: 'IRQ', value: ({ irq }) => irq, cell: ({ irq }) => irq },
    ...Array.from({ length: cpus }, (_, cpu) => ({
      id: `cpu${String(cpu)}`,
      name: `CPU ${String(cpu)}`,
      isNumber: true,
      value: ({ perCpu }: InterruptInfo) => perCpu[cpu] ?? 0,
      cell: ({ perCpu }: InterruptInfo) => count(perCpu[cpu] ?? 0),
    })),
    { id: 'total', name: 'Total', isNumber: true, value: ({ total }) => total, cell: ({ total }) => count(total) },
    {
      id: 'name',
      name: 'Name',
      value: ({ name, chip }) => name ?? chip,
      cell: ({ name, chip }) => (
        <>
          {name} <span class="quiet">{chip}</span>
        </>
      ),
    },
    { id: 'wrapped', name: 'Wrapped', value: ({ wrap }) => wrap.wraps, cell: wrapText },
  ];
}

export function InterruptsTab({
  interrupts,
  route,
}: {
  interrupts: readonly InterruptInfo[];
  route: Route;
}): JSX.Element {
  const rows = useMemo(() => interruptsByCount(interrupts), [interrupts]);
  const columns = useMemo(
    () => interruptColumns(Math.min(SHOWN_CPUS, Math.max(0, ...interrupts.map(({ perCpu }) => perCpu.length)))),
    [interrupts],
  );
  return <SortedTable label="Interrupts" columns={columns} rows={rows} keyOf={({ irq }) => irq} route={route} />;
}

const MOST_STACKS = 100;

type Deep = ReturnType<typeof deepestStacks>[number];

function stackColumns(id: string): Column<Deep>[] {
  const size = (value: number | undefined): string => (value === undefined ? '' : bytes(value));
  return [
    {
      id: 'task',
      name: 'Task',
      value: ({ comm }) => comm,
      cell: ({ pid, comm }) => (
        <a href={formatRoute({ screen: 'dumps', id, tab: 'tasks', query: { q: String(pid), pid: String(pid) } })}>
          {comm} ({pid})
        </a>
      ),
    },
    {
      id: 'now',
      name: 'Now',
      isNumber: true,
      value: ({ stack }) => stack.usedBytes,
      cell: ({ stack }) => size(stack.usedBytes),
    },
    {
      id: 'ever',
      name: 'Deepest ever',
      isNumber: true,
      value: ({ stack }) => stack.highWaterBytes,
      cell: ({ stack }) => size(stack.highWaterBytes),
    },
    {
      id: 'of',
      name: 'Of',
      isNumber: true,
      value: ({ stack }) => stack.sizeBytes,
      cell: ({ stack }) => bytes(stack.sizeBytes),
    },
    {
      id: 'depth',
      name: 'Depth',
      isNumber: true,
      value: ({ stack }) => deepestBytes(stack) / stack.sizeBytes,
      cell: ({ stack }) => <Depth stack={stack} />,
    },
    { id: 'end', name: 'End', value: stackTrouble, cell: stackTrouble },
  ];
}

/** A bar: now (dark) within the deepest ever (light) within the whole. */
function Depth({ stack }: Pick<Deep, 'stack'>): JSX.Element {
  return (
    <svg class="depth" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" width="100" height="8" />
      <rect class="ever" width={(100 * (stack.highWaterBytes ?? 0)) / stack.sizeBytes} height="8" />
      <rect class="now" width={(100 * (stack.usedBytes ?? 0)) / stack.sizeBytes} height="8" />
    </svg>
  );
}

/** The deepest stacks first, where nobody wants them otherwise. */
export function StacksTab({ tasks, route }: { tasks: readonly TaskInfo[]; route: Route }): JSX.Element {
  const deepest = useMemo(() => deepestStacks(tasks).slice(0, MOST_STACKS), [tasks]);
  const columns = useMemo(() => stackColumns(route.id ?? ''), [route.id]);
  return <SortedTable label="Deepest stacks" columns={columns} rows={deepest} keyOf={({ pid }) => pid} route={route} />;
}

const MODULE_COLUMNS: readonly Column<ModuleInfo>[] = [
  { id: 'module', name: 'Module', value: ({ name }) => name, cell: ({ name }) => name },
  // Addresses of one length, as those of modules are, sort as words do.
  { id: 'address', name: 'Address', value: ({ address }) => address, cell: ({ address }) => <code>{address}</code> },
  {
    id: 'size',
    name: 'Size',
    isNumber: true,
    value: ({ sizeBytes }) => sizeBytes,
    cell: ({ sizeBytes }) => bytes(sizeBytes),
  },
  {
    id: 'tainted',
    name: 'Tainted',
    value: ({ tainted }) => tainted.join(' ') || undefined,
    cell: ({ tainted }) => tainted.join(' '),
  },
  { id: 'version', name: 'Version', value: ({ version }) => version, cell: ({ version }) => version },
];

export function ModulesTab({ modules, route }: { modules: readonly ModuleInfo[]; route: Route }): JSX.Element {
  return (
    <SortedTable
      label="Modules"
      columns={MODULE_COLUMNS}
      rows={modules}
      keyOf={({ address }) => address}
      route={route}
    />
  );
}
