/** What stands above the tabs of a dump: its title, what is known of it in a line that unfolds, and what can be done with it. */
import type { JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { DumpDetail, DumpDownload } from '../../../../shared/contract/dumps.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { innermostPlace, placeText } from '../../../../shared/contract/source-place.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { renderReportMarkdown } from '../../../../shared/render/report-markdown.ts';
import { culpritFrame } from '../../../../shared/report-view/culprit.ts';
import { textVerdict } from '../../../../shared/report-view/facts.ts';
import { frameText } from '../../../../shared/report-view/frames.ts';
import { reportTitle } from '../../../../shared/report-view/head.ts';
import { otherNotes } from '../../../../shared/report-view/sections.ts';
import { bytes, duration } from '../../../../shared/report-view/units.ts';
import { get } from '../logic/api.ts';
import { FIRST_QUESTION } from '../logic/explore.ts';
import { formatRoute } from '../logic/route.ts';
import { AskContext } from '../ui/ask.tsx';
import { Foldable } from '../ui/foldable.tsx';
import { CopyButton, Facts, Time } from '../ui/parts.tsx';
import { KernelBadge } from './kernels.tsx';

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

export function ExploreLink(): JSX.Element | null {
  const link = useContext(AskContext);
  if (link === undefined) return null;
  return (
    <a class="button" href={link(FIRST_QUESTION)}>
      Explore its memory
    </a>
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What most want to know of a dump, in a line. */
function FactsLine({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  const { kernel, integrity } = report;
  const verdict = integrity && textVerdict(integrity);
  return (
    <>
      {dump.host}
      {kernel && ` · ${kernel.release}`}
      {kernel?.crashTime !== undefined && (
        <>
          {' · crashed '}
          <Time iso={kernel.crashTime} />
        </>
      )}
      {kernel?.uptimeSeconds !== undefined && ` · up ${duration(kernel.uptimeSeconds)}`}
      {integrity && (
        <>
          {' · signature '}
          <KernelBadge state={integrity.image} named />
        </>
      )}
      {verdict?.intact === false && <span class="badge critical">kernel text: {verdict.words}</span>}
    </>
  );
}

function ReportFacts({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  const { kernel, panic } = report;
  const culprit = panic && culpritFrame(panic);
  return (
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
        ['signature', report.integrity && <KernelBadge state={report.integrity.image} named />],
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
          panic?.comm !== undefined && `${panic.comm} (${String(panic.pid ?? '?')}) on CPU ${String(panic.cpu ?? '?')}`,
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
  );
}

export function ReportHead({ report, dump }: { report: Report; dump: DumpDetail }): JSX.Element {
  return (
    <header>
      <h1>{report.panic?.title ?? dump.title ?? capitalized(reportTitle(report))}</h1>
      <Foldable name="dump-facts" opens={false} summary={<FactsLine report={report} dump={dump} />}>
        <ReportFacts report={report} dump={dump} />
      </Foldable>
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
