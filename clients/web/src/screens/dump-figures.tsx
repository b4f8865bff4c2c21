/** The tabs that are tables of figures: interrupts, memory, stacks, modules, integrity. */
import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type {
  IntegrityInfo,
  InterruptInfo,
  MemoryInfo,
  ModuleInfo,
  TaskInfo,
} from '../../../../shared/contract/report.ts';
import { bytes, count, percent } from '../../../../shared/report-view/units.ts';
import {
  damageLines,
  differenceText,
  interruptsByCount,
  textVerdict,
  wrapText,
} from '../../../../shared/report-view/facts.ts';
import { memoryUses } from '../../../../shared/report-view/memory.ts';
import { deepestStacks, stackTrouble } from '../../../../shared/report-view/tasks.ts';
import { formatRoute } from '../logic/route.ts';

function Table({
  label,
  head,
  children,
}: {
  label: string;
  /** Names of columns; those of figures begin with `#`. */
  head: readonly string[];
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col" class={name.startsWith('#') ? 'number' : ''}>
                {name.replace('#', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** More CPUs than this are summed up: the JSON has each. */
const SHOWN_CPUS = 16;

export function InterruptsTab({ interrupts }: { interrupts: readonly InterruptInfo[] }): JSX.Element {
  const cpus = Math.max(0, ...interrupts.map((line) => line.perCpu.length));
  const shown = Math.min(cpus, SHOWN_CPUS);
  return (
    <Table
      label="Interrupts"
      head={['IRQ', ...Array.from({ length: shown }, (_, cpu) => `#CPU ${String(cpu)}`), '#Total', 'Name', 'Wrapped']}
    >
      {interruptsByCount(interrupts).map((line) => (
        <tr key={line.irq}>
          <th scope="row">{line.irq}</th>
          {Array.from({ length: shown }, (_, cpu) => (
            <td key={cpu} class="number">
              {count(line.perCpu[cpu] ?? 0)}
            </td>
          ))}
          <td class="number">{count(line.total)}</td>
          <td>
            {line.name} <span class="quiet">{line.chip}</span>
          </td>
          <td>{wrapText(line)}</td>
        </tr>
      ))}
    </Table>
  );
}

export function MemoryTab({ memory }: { memory: MemoryInfo }): JSX.Element {
  return (
    <>
      <Table label="Memory by use" head={['Use', '#Size', 'Share']}>
        {memoryUses(memory).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{bytes(value)}</td>
            <td>
              <meter
                min={0}
                max={1}
                value={memory.totalBytes > 0 ? Math.min(1, value / memory.totalBytes) : 0}
                aria-label={`${name}: share of the total`}
              />{' '}
              {percent(value, memory.totalBytes)}
            </td>
          </tr>
        ))}
      </Table>
      {memory.caches && memory.caches.length > 0 && (
        <>
          <h3>Slab caches</h3>
          <Table label="Slab caches" head={['Cache', '#Object', '#Slabs', '#Objects', '#In all']}>
            {memory.caches.slice(0, 100).map((cache) => (
              <tr key={cache.name}>
                <th scope="row">{cache.name}</th>
                <td class="number">{bytes(cache.objectBytes)}</td>
                <td class="number">{cache.slabs === undefined ? '' : count(cache.slabs)}</td>
                <td class="number">{cache.objects === undefined ? '' : count(cache.objects)}</td>
                <td class="number">{cache.totalBytes === undefined ? '' : bytes(cache.totalBytes)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </>
  );
}

const MOST_STACKS = 100;

/** The deepest stacks first; a bar shows now (dark) within the deepest ever (light) within the whole. */
export function StacksTab({ tasks, id }: { tasks: readonly TaskInfo[]; id: string }): JSX.Element {
  const deepest = useMemo(() => deepestStacks(tasks).slice(0, MOST_STACKS), [tasks]);
  return (
    <Table label="Deepest stacks" head={['Task', '#Now', '#Deepest ever', '#Of', 'Depth', 'End']}>
      {deepest.map(({ pid, comm, stack }) => (
        <tr key={pid}>
          <th scope="row">
            <a
              href={formatRoute({
                screen: 'dumps',
                id,
                tab: 'tasks',
                query: { q: String(pid), pid: String(pid) },
              })}
            >
              {comm} ({pid})
            </a>
          </th>
          <td class="number">{stack.usedBytes === undefined ? '' : bytes(stack.usedBytes)}</td>
          <td class="number">{stack.highWaterBytes === undefined ? '' : bytes(stack.highWaterBytes)}</td>
          <td class="number">{bytes(stack.sizeBytes)}</td>
          <td>
            <svg class="depth" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect class="whole" width="100" height="8" />
              <rect class="ever" width={(100 * (stack.highWaterBytes ?? 0)) / stack.sizeBytes} height="8" />
              <rect class="now" width={(100 * (stack.usedBytes ?? 0)) / stack.sizeBytes} height="8" />
            </svg>
          </td>
          <td>{stackTrouble({ stack })}</td>
        </tr>
      ))}
    </Table>
  );
}

export function ModulesTab({ modules }: { modules: readonly ModuleInfo[] }): JSX.Element {
  return (
    <Table label="Modules" head={['Module', 'Address', '#Size', 'Tainted', 'Version']}>
      {modules.map((module) => (
        <tr key={module.address}>
          <th scope="row">{module.name}</th>
          <td>
            <code>{module.address}</code>
          </td>
          <td class="number">{bytes(module.sizeBytes)}</td>
          <td>{module.tainted.join(' ')}</td>
          <td>{module.version}</td>
        </tr>
      ))}
    </Table>
  );
}

const IMAGE_WORDS: Record<IntegrityInfo['image'], string> = {
  signed: 'This kernel was signed here.',
  unsigned: 'The register of this service has no signature of this build; it may have been signed elsewhere.',
  revoked: 'This kernel was signed here, and has been revoked since.',
  unknown: 'Whether this kernel was signed here is not known: the dump has no build-id, or no register was asked.',
};

export function IntegrityTab({ integrity }: { integrity: IntegrityInfo }): JSX.Element {
  const { text } = integrity;
  return (
    <>
      <p>{IMAGE_WORDS[integrity.image]}</p>
      {text && (
        <p>
          Kernel text: {textVerdict(integrity)?.words} ({bytes(text.checkedBytes)} compared). {text.note}
        </p>
      )}
      <List title="Differences in kernel text" items={text?.differences.map(differenceText)} />
      <List title="Damage" items={damageLines(integrity).map((line) => line.text)} />
    </>
  );
}

function List({ title, items }: { title: string; items: readonly string[] | undefined }): JSX.Element | null {
  if (!items || items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {items.map((item, index) => (
          <li key={index}>
            <code>{item}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
