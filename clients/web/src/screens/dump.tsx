/** A dump: findings first, then the panic, then everything else in tabs. */
import type { JSX } from 'preact';
import { bySeverity } from '../../../../shared/contract/severities.ts';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { getReport } from '../logic/api.ts';
import { bytes } from '../../../../shared/report-view/units.ts';
import { isTab, TABS, type Tab } from '../logic/report-view.ts';
import { unavailableReasons } from '../../../../shared/report-view/sections.ts';
import { isSettled } from '../logic/held.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { useApi, useLoad } from '../ui/hooks.ts';
import { Foldable } from '../ui/foldable.tsx';
import { Await, Facts, Findings } from '../ui/parts.tsx';
import { useTitle } from '../ui/title.ts';
import { InterruptsTab, ModulesTab, StacksTab } from './dump-figures.tsx';
import { ExploreLink, ReportHead } from './dump-head.tsx';
import { IntegrityTab } from './dump-integrity.tsx';
import { MemoryTab } from './dump-memory.tsx';
import { ComparePage } from './dump-compare.tsx';
import { LocksTab } from './dump-locks.tsx';
import { HeldPanel } from './dump-held.tsx';
import { CrashKernelLog, LogTab } from './dump-log.tsx';
import { LogOnlyPage } from './dump-log-only.tsx';
import { BesideExplorer } from './dump-explorer.tsx';
import { CpusTab, Missing, PanicTab } from './dump-panic.tsx';
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

/** What of a section could not be read, and why: beside what could. */
export function Reasons({ report, tab }: { report: Report; tab: Tab }): JSX.Element | null {
  const reasons = unavailableReasons(report, tab);
  if (reasons.length === 0) return null;
  return (
    <ul class="problem">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
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
      return <PanicTab report={report} route={route} />;
    case 'cpus':
      return <CpusTab report={report} route={route} />;
    case 'tasks':
      return report.tasks ? (
        <TasksTab tasks={report.tasks} route={route} />
      ) : (
        <Missing report={report} section="tasks" />
      );
    case 'log':
      return (
        <>
          {report.log ? <LogTab log={report.log} route={route} /> : <Missing report={report} section="log" />}
          <CrashKernelLog text={report.crashKernelLog} />
        </>
      );
    case 'locks':
      return (report.locks ?? report.waits) ? (
        <LocksTab report={report} id={dump.id} />
      ) : (
        <Missing report={report} section="locks" />
      );
    case 'interrupts':
      return report.interrupts ? (
        <InterruptsTab interrupts={report.interrupts} route={route} />
      ) : (
        <Missing report={report} section="interrupts" />
      );
    case 'memory':
      return report.memory ? (
        <MemoryTab memory={report.memory} route={route} />
      ) : (
        <Missing report={report} section="memory" />
      );
    case 'stacks':
      return report.tasks ? (
        <StacksTab tasks={report.tasks} route={route} />
      ) : (
        <Missing report={report} section="tasks" />
      );
    case 'modules':
      return report.modules ? (
        <ModulesTab modules={report.modules} route={route} />
      ) : (
        <Missing report={report} section="modules" />
      );
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

/** `1 critical, 2 warning`, the gravest first. */
function severitiesText(findings: Report['findings']): string {
  const counts = new Map<string, number>();
  for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  return [...counts].map(([severity, number]) => `${String(number)} ${severity}`).join(', ') || 'none';
}

/** Findings stand open beside the panic, and fold away above the other tabs. */
function FoldedFindings({
  findings,
  id,
  isFirst,
}: {
  findings: Report['findings'];
  id: string;
  isFirst: boolean;
}): JSX.Element {
  return (
    <Foldable
      name={isFirst ? 'findings' : 'findings-above-tabs'}
      opens={isFirst}
      summary={
        <>
          <h2>Findings</h2> <span class="quiet">{severitiesText(findings)}</span>
        </>
      }
    >
      <Findings findings={findings} id={id} />
    </Foldable>
  );
}

function DumpPage({ dump, route }: { dump: DumpDetail; route: Route }): JSX.Element {
  const [progress, setProgress] = useState('');
  const load = useCallback(
    (id: string, signal: AbortSignal) =>
      getReport(id, signal, (loaded, total) => {
        setProgress(loaded < total ? `, ${bytes(loaded)} of ${bytes(total)}` : ', unpacking it');
      }),
    [],
  );
  const report = useLoad<Report>(dump.analysis === 'done' ? dump.id : undefined, load);
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
          {dump.sizeBytes > 0 && dump.state !== 'aborted' && <ExploreLink />}
        </p>
      </>
    );
  }
  const tab = isTab(route.tab) ? route.tab : 'panic';
  return (
    <Await loaded={report} what={`the report${progress}`}>
      {(value) => (
        <>
          <ReportHead report={value} dump={dump} />
          <FoldedFindings findings={bySeverity(value.findings)} id={dump.id} isFirst={tab === 'panic'} />
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
            <Reasons report={value} tab={tab} />
            <TabBody tab={tab} report={value} dump={dump} route={route} />
          </div>
        </>
      )}
    </Await>
  );
}

export function DumpScreen({ route, id }: { route: Route; id: string }): JSX.Element {
  // Once its report is there and nothing more is sent, nothing of a dump changes that the page shows.
  const [settled, setSettled] = useState(false);
  const dump = useApi<DumpDetail>(`dumps/${encodeURIComponent(id)}`, settled ? undefined : 5000);
  useTitle(dump.value && `${dump.value.title ?? 'Dump'} · ${dump.value.host}`);
  useEffect(() => {
    if (dump.value !== undefined) setSettled(isSettled(dump.value));
  }, [dump.value]);
  return (
    <>
      <p class="back">
        <a href={formatRoute({ screen: 'dumps' })}>Dumps</a>
      </p>
      <Await loaded={dump} what="the dump">
        {(value) =>
          value.logOnly === true ? (
            <LogOnlyPage dump={value} route={route} />
          ) : route.tab === 'compare' ? (
            <ComparePage dump={value} route={route} />
          ) : (
            <BesideExplorer dump={value} route={route}>
              <HeldPanel dump={value} onChange={dump.reload} />
              <DumpPage dump={value} route={route} />
            </BesideExplorer>
          )
        }
      </Await>
    </>
  );
}
