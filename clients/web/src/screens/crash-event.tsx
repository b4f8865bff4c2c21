/** One event of a crash group, as far as the on-call needs it at once: trace, what the kernel said, findings, the way to the dump. */
import type { JSX } from 'preact';
import { useCallback } from 'preact/hooks';
import type { Occurrence } from '../../../../shared/contract/crashes.ts';
import type { DumpDetail } from '../../../../shared/contract/dumps.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { getReport, getText, ReportTooLarge } from '../logic/api.ts';
import { bytes, plural } from '../../../../shared/report-view/units.ts';
import { bySeverity } from '../../../../shared/contract/severities.ts';
import { formatRoute } from '../logic/route.ts';
import { AskContext } from '../ui/ask.tsx';
import { useApi, useLoad } from '../ui/hooks.ts';
import { FoldedFrames } from '../ui/folded-frames.tsx';
import { Oops } from '../ui/oops.tsx';
import { Await, Findings, Time } from '../ui/parts.tsx';

/** A larger report (one of tens of thousands of tasks) is loaded on the page of its dump alone. */
const MOST_REPORT_BYTES = 8 * 1024 * 1024;
const FRAMES_SHOWN = 12;

function OfReport({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  const frames = report.panic?.frames ?? [];
  return (
    <>
      <div class="columns">
        {frames.length > 0 && (
          <section>
            <h3>Trace</h3>
            <FoldedFrames
              frames={frames}
              most={FRAMES_SHOWN}
              link={(index) =>
                formatRoute({ screen: 'dumps', id: dump.id, tab: 'panic', query: { frame: String(index) } })
              }
            />
          </section>
        )}
        <Oops log={report.log?.text} id={dump.id} />
      </div>
      {report.findings.length > 0 && (
        <>
          <h3>Findings</h3>
          <Findings findings={bySeverity(report.findings)} id={dump.id} />
        </>
      )}
    </>
  );
}

const isLogAlone = ({ sizeBytes, policy }: DumpDetail): boolean => sizeBytes === 0 || policy === 'log';

/** No report, or not yet: what the host's log says. */
function OfLog({ dump }: { dump: DumpDetail }): JSX.Element {
  const log = useLoad<string>(dump.logReceived ? `dumps/${dump.id}/log` : undefined, getText);
  const standing =
    dump.analysis === 'unreadable'
      ? `Its dump is kept, but could not be read: ${dump.reason ?? 'no reason was given'}.`
      : isLogAlone(dump)
        ? 'The host sent its log alone.'
        : `Its dump is being read: ${bytes(dump.receivedBytes)} of ${bytes(dump.sizeBytes)} have arrived.`;
  return (
    <>
      <p class="quiet">{standing}</p>
      {dump.logReceived && (
        <Await loaded={log} what="its log">
          {(text) => <Oops log={text} id={dump.id} />}
        </Await>
      )}
    </>
  );
}

function Body({ dump }: { dump: DumpDetail }): JSX.Element {
  const load = useCallback(
    (id: string, signal: AbortSignal) => getReport(id, signal, () => undefined, MOST_REPORT_BYTES),
    [],
  );
  const report = useLoad<Report>(dump.analysis === 'done' ? dump.id : undefined, load);
  const link = useCallback(
    (ask: string) => formatRoute({ screen: 'dumps', id: dump.id, tab: 'panic', query: { ask } }),
    [dump.id],
  );
  if (dump.analysis !== 'done') return <OfLog dump={dump} />;
  if (report.state === 'failed' && report.error instanceof ReportTooLarge) {
    return (
      <p class="quiet">
        Its report is large ({bytes(report.error.sizeBytes)} packed):{' '}
        <a href={formatRoute({ screen: 'dumps', id: dump.id })}>open the dump</a>
      </p>
    );
  }
  return (
    <Await loaded={report} what="its report">
      {(value) => (
        <AskContext.Provider value={link}>
          <OfReport report={value} dump={dump} />
        </AskContext.Provider>
      )}
    </Await>
  );
}

/**
 * @param events those that are loaded, newest first
 * @param at which of them is shown
 * @param link to another one
 */
export function CrashEvent({
  events,
  at,
  total,
  link,
}: {
  events: readonly Occurrence[];
  at: number;
  total: number;
  link: (uploadId: string) => string;
}): JSX.Element | null {
  const event = events[at];
  const id = event?.uploadId;
  const dump = useApi<DumpDetail>(id === undefined ? undefined : `dumps/${encodeURIComponent(id)}`, 15_000);
  if (event === undefined || id === undefined) return null;
  const [newer, older] = [events[at - 1], events[at + 1]];
  return (
    <section class="event" aria-label="An event of this crash">
      <header class="actions">
        <h2>
          {at === 0 ? 'Latest event' : 'Event'} on{' '}
          <a href={formatRoute({ screen: 'hosts', id: event.host })}>{event.host}</a>
        </h2>
        <span class="quiet">
          <Time iso={event.capturedAt} /> · {event.kernelRelease ?? 'kernel not known'}
          {event.corrupted && <span class="badge">log cut or mixed</span>}
        </span>
        <a class="button" href={formatRoute({ screen: 'dumps', id })}>
          {dump.value !== undefined && isLogAlone(dump.value) ? 'Open its log' : 'Open its dump'}
        </a>
        {dump.value?.analysis === 'done' && total > 1 && (
          <a class="button" href={formatRoute({ screen: 'dumps', id, tab: 'compare' })}>
            Compare
          </a>
        )}
        {(newer !== undefined || older !== undefined) && (
          <nav aria-label="Events">
            {newer !== undefined && <a href={link(newer.uploadId)}>newer</a>}{' '}
            <span class="quiet">
              {at + 1} of {plural(total, 'event')}
            </span>{' '}
            {older !== undefined && <a href={link(older.uploadId)}>older</a>}
          </nav>
        )}
      </header>
      <Await loaded={dump} what="the event">
        {(value) => <Body key={value.id} dump={value} />}
      </Await>
    </section>
  );
}
