/** A crash of which there is a log alone: what the log says, its trace, and the log itself. */
import type { JSX } from 'preact';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { getText } from '../logic/api.ts';
import { duration } from '../../../../shared/report-view/units.ts';
import { symbolText } from '../logic/report-view.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { useApi, useLoad } from '../ui/hooks.ts';
import { Await, Facts, Time } from '../ui/parts.tsx';
import { CrashKernelLog, LogTab } from './dump-log.tsx';

export function LogOnlyPage({ dump, route }: { dump: DumpDetail; route: Route }): JSX.Element {
  const path = `dumps/${encodeURIComponent(dump.id)}`;
  const triage = useApi<TriageResult>(dump.logReceived ? `${path}/triage` : undefined);
  const log = useLoad<string>(dump.logReceived ? `${path}/log` : undefined, getText);
  const crashKernel = useLoad<string>(dump.crashKernelLog === true ? `${path}/crash-kernel-log` : undefined, getText);
  return (
    <>
      <header>
        <h1>{dump.title ?? (dump.title === null ? `No crash in the log of ${dump.host}` : `Log of ${dump.host}`)}</h1>
        <LogFacts dump={dump} log={triage.value} />
        <p class="actions">
          {dump.crashId !== undefined && (
            <a href={formatRoute({ screen: 'crashes', id: dump.crashId })}>All crashes of this kind</a>
          )}
          <a href={`v1/${path}/log`}>Log as text</a>
        </p>
        <p class="quiet">Its host sent the log alone: there is no dump that more could be read from.</p>
      </header>
      {!dump.logReceived && <p class="waiting">The log is yet to arrive; this page fills in by itself.</p>}
      {dump.logReceived && (
        <>
          <h2>Trace</h2>
          <Await loaded={triage} what="what the log says">
            {(value) => <LogTrace log={value} />}
          </Await>
          <h2>Log</h2>
          <Await loaded={log} what="the log">
            {(text) => <LogTab log={{ records: 0, text }} route={{ ...route, id: dump.id }} />}
          </Await>
          <CrashKernelLog text={crashKernel.value} />
        </>
      )}
    </>
  );
}

function LogFacts({ dump, log }: { dump: DumpDetail; log: TriageResult | undefined }): JSX.Element {
  const { cpu, pid, comm, hardware, taint, uptimeSeconds, likely, partial } = log ?? {};
  return (
    <Facts
      facts={[
        ['host', <a href={formatRoute({ screen: 'dumps', query: { host: dump.host } })}>{dump.host}</a>],
        ['kernel', log?.kernelRelease ?? dump.kernelRelease],
        ['crashed', <Time iso={dump.capturedAt ?? dump.createdAt} />],
        ['up', uptimeSeconds !== undefined && duration(uptimeSeconds)],
        ['task', comm !== undefined && `${comm} (${String(pid ?? '?')}) on CPU ${String(cpu ?? '?')}`],
        ['hardware', hardware],
        ['tainted', taint],
        ['likely', likely],
        ['read', partial !== undefined && 'in part: the log is too long to be read in one request'],
      ]}
    />
  );
}

function LogTrace({ log }: { log: TriageResult }): JSX.Element {
  if (log.frames.length === 0) return <p class="quiet">The log shows no trace.</p>;
  return (
    <ol class="frames">
      {log.frames.map((frame, index) => (
        <li key={index} class={frame.reliable ? '' : 'guessed'}>
          <code>
            {frame.reliable ? '' : '? '}
            {symbolText(frame)}
          </code>
        </li>
      ))}
    </ol>
  );
}
