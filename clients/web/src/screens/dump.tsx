/** A dump: findings first, then the panic, then everything else in tabs. */
import type { JSX } from 'preact';
import { bySeverity } from '../../../../shared/contract/severities.ts';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import type { DumpDetail, DumpDownload } from '../../../../shared/contract/dumps.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { innermostPlace, placeText } from '../../../../shared/contract/source-place.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { get, getReport } from '../logic/api.ts';
import { bytes, duration } from '../../../../shared/report-view/units.ts';
import { isTab, TABS, type Tab } from '../logic/report-view.ts';
import { culpritFrame } from '../../../../shared/report-view/culprit.ts';
import { textVerdict } from '../../../../shared/report-view/facts.ts';
import { frameText } from '../../../../shared/report-view/frames.ts';
import { reportTitle } from '../../../../shared/report-view/head.ts';
import { otherNotes, unavailableReasons } from '../../../../shared/report-view/sections.ts';
import { renderReportMarkdown } from '../../../../shared/render/report-markdown.ts';
import { isSettled } from '../logic/held.ts';
import { FIRST_QUESTION } from '../logic/explore.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { AskContext } from '../ui/ask.tsx';
import { useApi, useLoad } from '../ui/hooks.ts';
import { Await, CopyButton, Facts, Findings, Time } from '../ui/parts.tsx';
import { useTitle } from '../ui/title.ts';
import { IntegrityTab, InterruptsTab, MemoryTab, ModulesTab, StacksTab } from './dump-figures.tsx';
import { ComparePage } from './dump-compare.tsx';
import { LocksTab } from './dump-locks.tsx';
import { HeldPanel } from './dump-held.tsx';
import { LogTab } from './dump-log.tsx';
import { LogOnlyPage } from './dump-log-only.tsx';
import { BesideExplorer } from './dump-explorer.tsx';
import { CpusTab, Missing, PanicTab } from './dump-panic.tsx';
import { TasksTab } from './dump-tasks.tsx';
import { KernelBadge } from './kernels.tsx';

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
      return report.log ? <LogTab log={report.log} route={route} /> : <Missing report={report} section="log" />;
    case 'locks':
      return (report.locks ?? report.waits) ? (
        <LocksTab report={report} id={dump.id} />
      ) : (
        <Missing report={report} section="locks" />
      );
    case 'interrupts':
      return report.interrupts ? (
        <InterruptsTab interrupts={report.interrupts} />
      ) : (
        <Missing report={report} section="interrupts" />
      );
    case 'memory':
      return report.memory ? <MemoryTab memory={report.memory} /> : <Missing report={report} section="memory" />;
    case 'stacks':
      return report.tasks ? (
        <StacksTab tasks={report.tasks} id={dump.id} />
      ) : (
        <Missing report={report} section="tasks" />
      );
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
              setProblem(messageOf(error));
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

function ExploreLink(): JSX.Element | null {
  const link = useContext(AskContext);
  if (link === undefined) return null;
  return (
    <a class="button" href={link(FIRST_QUESTION)}>
      Explore its memory
    </a>
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function ReportHead({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  const { kernel, panic } = report;
  const culprit = panic && culpritFrame(panic);
  return (
    <header>
      <h1>{panic?.title ?? dump.title ?? capitalized(reportTitle(report))}</h1>
      <Facts
        facts={[
          ['host', <a href={formatRoute({ screen: 'dumps', query: { host: dump.host } })}>{dump.host}</a>],
          ['kernel', kernel && `${kernel.release} ${kernel.machine}`],
          [
            'build-id',
            kernel?.buildId && (
              <a href={formatRoute({ screen: 'kernels', id: kernel.buildId })}>
                <code>{kernel.buildId}</code>
              </a>
            ),
          ],
          ['signature', report.integrity && <KernelBadge state={report.integrity.image} />],
          ['kernel text', report.integrity && textVerdict(report.integrity)?.words],
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
          [
            'at',
            culprit && (
              <code>
                {frameText(culprit)} {placeText(innermostPlace(culprit))}
              </code>
            ),
          ],
        ]}
      />
      {otherNotes(report).map((note) => (
        <p key={note} class="problem">
          {note}
        </p>
      ))}
      <p class="actions">
        <CopyButton label="Copy as Markdown" text={() => renderReportMarkdown(report)} />
        {dump.crashId !== undefined && (
          <>
            <a href={formatRoute({ screen: 'crashes', id: dump.crashId })}>All crashes of this kind</a>
            <a href={formatRoute({ screen: 'dumps', id: dump.id, tab: 'compare' })}>Compare with another</a>
          </>
        )}
        <ExploreLink />
        {dump.state === 'sealed' && <DownloadButton dump={dump} />}
      </p>
    </header>
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
          <h2>Findings</h2>
          <Findings findings={bySeverity(value.findings)} id={dump.id} />
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
  );
}
