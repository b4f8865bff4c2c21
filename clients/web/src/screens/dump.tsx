/** A dump: findings first, then the panic, then everything else in tabs. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DumpDetail, DumpDownload } from '../../../../shared/contract/dumps.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { get } from '../logic/api.ts';
import { bytes, duration } from '../logic/format.ts';
import { asMarkdown, culpritFrame, frameText, isTab, sortedFindings, TABS, type Tab } from '../logic/report-view.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, CopyButton, Facts, Findings, Frames, Time } from '../ui/parts.tsx';
import { IntegrityTab, InterruptsTab, MemoryTab, ModulesTab, StacksTab } from './dump-figures.tsx';
import { LocksTab } from './dump-locks.tsx';
import { LogTab } from './dump-log.tsx';
import { TasksTab } from './dump-tasks.tsx';

const TAB_NAMES: Record<Tab, string> = {
  panic: 'Panic',
  cpus: 'CPUs',
  tasks: 'Tasks',
  log: 'Log',
  locks: 'Locks',
  interrupts: 'Interrupts',
  memory: 'Memory',
  stacks: 'Stacks',
  modules: 'Modules',
  integrity: 'Integrity',
  raw: 'Raw',
};

export function Registers({ values }: { values: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <dl class="registers">
      {Object.entries(values).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PanicTab({ report }: { report: Report }): JSX.Element {
  const { panic } = report;
  if (!panic) return <Missing report={report} section="panic" />;
  return (
    <div class="columns">
      <section>
        <h3>Trace</h3>
        <Frames frames={panic.frames} id="frame" />
        {panic.code && (
          <>
            <h3>Code</h3>
            <CodeBytes code={panic.code} />
          </>
        )}
      </section>
      <section>
        {panic.message !== undefined && (
          <>
            <h3>The kernel said</h3>
            <pre class="wrap">{panic.message}</pre>
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
      </section>
    </div>
  );
}

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

export function Missing({ report, section }: { report: Report; section: string }): JSX.Element {
  const reasons = report.unavailable.filter(
    (entry) => entry.section === section || entry.section.startsWith(`${section}.`),
  );
  if (reasons.length === 0) return <p class="quiet">This dump holds nothing of that.</p>;
  return (
    <ul class="problem">
      {reasons.map((entry, index) => (
        <li key={index}>
          {entry.pending ? 'Still arriving' : entry.partial ? 'Only in part' : 'Could not be read'}: {entry.reason}
        </li>
      ))}
    </ul>
  );
}

function CpusTab({ report }: { report: Report }): JSX.Element {
  if (!report.cpus) return <Missing report={report} section="cpus" />;
  return (
    <>
      {report.cpus.map((cpu) => (
        <section key={cpu.cpu} id={`cpu-${String(cpu.cpu)}`}>
          <h3>
            CPU {cpu.cpu} · {cpu.comm ?? 'nobody'} {cpu.pid === undefined ? '' : `(${String(cpu.pid)})`}
            {cpu.cpu === report.panic?.cpu && <span class="badge critical">panicked here</span>}
            {cpu.interruptsOff === true && <span class="badge">interrupts off</span>}
          </h3>
          <Frames frames={cpu.frames} id={`cpu-${String(cpu.cpu)}-frame`} />
          {cpu.registers && (
            <details>
              <summary>Registers</summary>
              <Registers values={cpu.registers} />
            </details>
          )}
        </section>
      ))}
    </>
  );
}

function RawTab({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  return (
    <>
      <p>
        <a href={`v1/dumps/${dump.id}/report`} download={`report-${dump.id}.json`}>
          Report as JSON
        </a>{' '}
        · <a href={`v1/dumps/${dump.id}/log`}>Log as text</a>
      </p>
      <Facts
        facts={[
          ['format', report.dump.format],
          ['page compression', report.dump.compression],
          ['size', bytes(report.dump.sizeBytes)],
          ['read for this report', bytes(report.dump.bytesRead)],
          ['rounds of reads', report.dump.rounds],
          ['dump level', report.dump.dumpLevel],
          ['incomplete', report.dump.incomplete ? 'yes: the file breaks off' : undefined],
        ]}
      />
      {report.unavailable.length > 0 && (
        <>
          <h3>Not available</h3>
          <ul>
            {report.unavailable.map((entry, index) => (
              <li key={index}>
                <strong>{entry.section}</strong>: {entry.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function TabBody({
  tab,
  report,
  dump,
  route,
}: {
  tab: Tab;
  report: Report;
  dump: DumpDetail;
  route: Route;
}): JSX.Element {
  switch (tab) {
    case 'panic':
      return <PanicTab report={report} />;
    case 'cpus':
      return <CpusTab report={report} />;
    case 'tasks':
      return report.tasks ? (
        <TasksTab tasks={report.tasks} route={route} />
      ) : (
        <Missing report={report} section="tasks" />
      );
    case 'log':
      return report.log ? <LogTab log={report.log} route={route} /> : <Missing report={report} section="log" />;
    case 'locks':
      return report.locks?.length ? <LocksTab locks={report.locks} /> : <Missing report={report} section="locks" />;
    case 'interrupts':
      return report.interrupts ? (
        <InterruptsTab interrupts={report.interrupts} />
      ) : (
        <Missing report={report} section="interrupts" />
      );
    case 'memory':
      return report.memory ? <MemoryTab memory={report.memory} /> : <Missing report={report} section="memory" />;
    case 'stacks':
      return report.tasks ? <StacksTab tasks={report.tasks} /> : <Missing report={report} section="tasks" />;
    case 'modules':
      return report.modules ? <ModulesTab modules={report.modules} /> : <Missing report={report} section="modules" />;
    case 'integrity':
      return report.integrity ? (
        <IntegrityTab integrity={report.integrity} />
      ) : (
        <Missing report={report} section="integrity" />
      );
    case 'raw':
      return <RawTab report={report} dump={dump} />;
  }
}

/** The dump comes straight from the bucket, by an address that is good for a while. */
function DownloadButton({ dump }: { dump: DumpDetail }): JSX.Element {
  const [problem, setProblem] = useState('');
  return (
    <>
      <button
        type="button"
        onClick={() => {
          get<DumpDownload>(`dumps/${dump.id}/download`).then(
            ({ url }) => {
              location.assign(url);
            },
            (error: unknown) => {
              setProblem(error instanceof Error ? error.message : String(error));
            },
          );
        }}
      >
        Download the dump ({bytes(dump.sizeBytes)})
      </button>
      {problem !== '' && <span role="alert">{problem}</span>}
    </>
  );
}

function Head({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  const { kernel, panic } = report;
  const culprit = panic && culpritFrame(panic);
  return (
    <header>
      <h1>{panic?.title ?? dump.title ?? 'No panic found'}</h1>
      <Facts
        facts={[
          ['host', dump.host],
          ['kernel', kernel && `${kernel.release} ${kernel.machine}`],
          ['build-id', kernel?.buildId && <code>{kernel.buildId}</code>],
          ['crashed', kernel?.crashTime && <Time iso={kernel.crashTime} />],
          ['up', kernel?.uptimeSeconds !== undefined && duration(kernel.uptimeSeconds)],
          ['load', kernel?.loadAverage?.map((value) => value.toFixed(2)).join(' ')],
          [
            'tainted',
            kernel &&
              kernel.tainted.length > 0 &&
              kernel.tainted.map(({ flag, meaning }) => <abbr title={meaning}>{flag}</abbr>),
          ],
          [
            'task',
            panic?.comm !== undefined &&
              `${panic.comm} (${String(panic.pid ?? '?')}) on CPU ${String(panic.cpu ?? '?')}`,
          ],
          ['at', culprit && <code>{frameText(culprit)}</code>],
        ]}
      />
      <p class="actions">
        <CopyButton label="Copy as Markdown" text={() => asMarkdown(report)} />
        {dump.crashId !== undefined && (
          <a href={formatRoute({ screen: 'crashes', id: dump.crashId })}>All crashes of this kind</a>
        )}
        {dump.state === 'sealed' && <DownloadButton dump={dump} />}
      </p>
    </header>
  );
}

function DumpPage({ dump, route }: { dump: DumpDetail; route: Route }): JSX.Element {
  const report = useApi<Report>(dump.analysis === 'done' ? `dumps/${encodeURIComponent(dump.id)}/report` : undefined);
  if (dump.analysis !== 'done') {
    return (
      <>
        <h1>{dump.title ?? `Dump of ${dump.host}`}</h1>
        <p class={dump.analysis === 'unreadable' ? 'problem' : 'waiting'}>
          {dump.analysis === 'unreadable'
            ? `This dump is kept, but it could not be read: ${dump.reason ?? 'no reason was given'}.`
            : 'The report is being made; this page fills in by itself.'}
        </p>
        <p class="actions">
          {dump.crashId !== undefined && (
            <a href={formatRoute({ screen: 'crashes', id: dump.crashId })}>Its crash group</a>
          )}
          <a href={`v1/dumps/${dump.id}/log`}>The log it sent</a>
        </p>
      </>
    );
  }
  const tab = isTab(route.tab) ? route.tab : 'panic';
  return (
    <Await loaded={report} what="the report">
      {(value) => (
        <>
          <Head report={value} dump={dump} />
          <h2>Findings</h2>
          <Findings findings={sortedFindings(value.findings)} />
          <nav class="tabs" aria-label="Sections of the report">
            {TABS.map((name) => (
              <a
                key={name}
                href={formatRoute({ screen: 'dumps', id: dump.id, tab: name })}
                {...(name === tab ? { 'aria-current': 'page' as const } : {})}
              >
                {TAB_NAMES[name]}
              </a>
            ))}
          </nav>
          <div class="tab">
            <h2 class="visually-hidden">{TAB_NAMES[tab]}</h2>
            <TabBody tab={tab} report={value} dump={dump} route={route} />
          </div>
        </>
      )}
    </Await>
  );
}

export function DumpScreen({ route, id }: { route: Route; id: string }): JSX.Element {
  const dump = useApi<DumpDetail>(`dumps/${encodeURIComponent(id)}`, 5000);
  return (
    <Await loaded={dump} what="the dump">
      {(value) => <DumpPage dump={value} route={route} />}
    </Await>
  );
}
