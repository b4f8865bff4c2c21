/** What the kernel was doing when it ended: the panic, with the oops as the kernel printed it, and what each CPU did. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CpuInfo, Report } from '../../../../shared/contract/report.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { SortedTable, type Column } from '../ui/sorted-table.tsx';
import { Addresses } from '../ui/ask.tsx';
import { Oops } from '../ui/oops.tsx';
import { FoldedFrames } from '../ui/folded-frames.tsx';
import { cpuFacts, panicFacts } from '../../../../shared/report-view/facts.ts';
import { whereabouts } from '../../../../shared/report-view/tasks.ts';
import { unavailableReasons } from '../../../../shared/report-view/sections.ts';

/** Instead of a section that is not there; why that is stands above it, where a reason is known. */
export function Missing({ report, section }: { report: Report; section: string }): JSX.Element | null {
  if (unavailableReasons(report, section).length > 0) return null;
  return <p class="quiet">This dump holds nothing of that.</p>;
}

function Registers({ values }: { values: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <dl class="registers">
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Addresses text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The bytes around the instruction pointer; the one it points at is marked. */
function CodeBytes({ code }: { code: { bytes: string; at: number } }): JSX.Element {
  const pairs = code.bytes.match(/[0-9a-f]{2}/g) ?? [];
  return (
    <p class="code-bytes">
      {pairs.map((pair, index) =>
        index === code.at ? <mark key={index}>{pair}</mark> : <span key={index}>{pair}</span>,
      )}
    </p>
  );
}

const frameLink =
  (route: Route, tab: string, query: Record<string, string> = {}) =>
  (index: number): string =>
    formatRoute({
      screen: 'dumps',
      ...(route.id ? { id: route.id } : {}),
      tab,
      query: { ...query, frame: String(index) },
    });

export function PanicTab({ report, route }: { report: Report; route: Route }): JSX.Element {
  const { panic } = report;
  if (!panic) return <Missing report={report} section="panic" />;
  return (
    <>
      <p class="quiet">{panicFacts(panic).join(' · ')}</p>
      {(panic.altTitles ?? []).map((title) => (
        <p key={title}>or: {title}</p>
      ))}
      <div class="columns">
        <section>
          <h3>Trace</h3>
          <FoldedFrames
            frames={panic.frames}
            chosen={route.query['frame']}
            link={frameLink(route, 'panic')}
            sourceLink={report.kernel?.sourceLink}
          />
        </section>
        <Oops log={report.log?.text} id={route.id ?? ''} message={panic.message} />
      </div>
      {panic.code && (
        <>
          <h3>Code</h3>
          <CodeBytes code={panic.code} />
        </>
      )}
      {panic.exception && (
        <>
          <h3>
            Registers at the exception{panic.exception.vector === undefined ? '' : ` (${panic.exception.vector})`}
          </h3>
          <Registers values={panic.exception.registers} />
        </>
      )}
      {panic.registers && (
        <>
          <h3>Registers when it stopped</h3>
          <Registers values={panic.registers} />
        </>
      )}
    </>
  );
}

const cpuColumns = (route: Route): Column<CpuInfo>[] => [
  {
    id: 'cpu',
    name: 'CPU',
    value: ({ cpu }) => cpu,
    // To its trace below.
    cell: ({ cpu }) => <a href={frameLink(route, 'cpus', { cpu: String(cpu) })(0)}>{cpu}</a>,
  },
  { id: 'task', name: 'Task', value: ({ comm }) => comm, cell: ({ comm }) => comm },
  { id: 'pid', name: 'PID', isNumber: true, value: ({ pid }) => pid, cell: ({ pid }) => pid },
  {
    id: 'runnable',
    name: 'Runnable',
    isNumber: true,
    value: ({ runQueue }) => runQueue?.nrRunning,
    cell: ({ runQueue }) => runQueue?.nrRunning,
  },
  {
    id: 'interrupts',
    name: 'Interrupts',
    value: ({ interruptsOff }) => (interruptsOff === undefined ? undefined : interruptsOff ? 'off' : 'on'),
    cell: ({ interruptsOff }) => (interruptsOff === undefined ? 'not known' : interruptsOff ? 'off' : 'on'),
  },
  {
    id: 'where',
    name: 'Where it is',
    value: ({ frames }) => whereabouts(frames) || undefined,
    cell: ({ frames }) => <code>{whereabouts(frames)}</code>,
  },
];

/** A glance at all of them is worth a table from so many on. */
const FEW_CPUS = 3;

export function CpusTab({ report, route }: { report: Report; route: Route }): JSX.Element {
  const columns = useMemo(() => cpuColumns(route), [route]);
  const { cpus } = report;
  if (!cpus) return <Missing report={report} section="cpus" />;
  return (
    <>
      {cpus.length >= FEW_CPUS && (
        <SortedTable label="CPUs at a glance" columns={columns} rows={cpus} keyOf={({ cpu }) => cpu} route={route} />
      )}
      <div class="columns">
        {cpus.map((cpu) => (
          <section key={cpu.cpu}>
            <h3>
              CPU {cpu.cpu} <span class="quiet">{cpuFacts(cpu, report.panic?.cpu).join(' · ')}</span>
            </h3>
            <FoldedFrames
              frames={cpu.frames}
              chosen={route.query['cpu'] === String(cpu.cpu) ? route.query['frame'] : undefined}
              link={frameLink(route, 'cpus', { cpu: String(cpu.cpu) })}
              sourceLink={report.kernel?.sourceLink}
            />
            {cpu.registers && (
              <details>
                <summary>Registers</summary>
                <Registers values={cpu.registers} />
              </details>
            )}
          </section>
        ))}
      </div>
    </>
  );
}
