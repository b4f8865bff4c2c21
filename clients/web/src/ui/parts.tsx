/** Small pieces that every screen uses. All text is text: nothing here sets HTML. */
import type { ComponentChildren, JSX } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Finding, Frame } from '../../../../shared/contract/report.ts';
import type { CrashStatus } from '../../../../shared/contract/crashes.ts';
import { whatIs } from '../logic/explore.ts';
import { mayPass } from '../logic/api.ts';
import { ago } from '../logic/format.ts';
import { placeText, sourceUrl } from '../../../../shared/contract/source-place.ts';
import { isMessenger } from '../../../../shared/report-view/culprit.ts';
import { frameText } from '../../../../shared/report-view/frames.ts';
import { formatRoute } from '../logic/route.ts';
import { sparkPoints } from '../logic/trend.ts';
import { sliceRows } from '../logic/virtual-list.ts';
import { Addresses, AskContext, AskLink } from './ask.tsx';
import type { Loaded } from './hooks.ts';
import { Skeleton } from './skeleton.tsx';
import { useTitle } from './title.ts';

export function Time({ iso }: { iso: string }): JSX.Element {
  return (
    <time dateTime={iso} title={iso}>
      {ago(iso, new Date())}
    </time>
  );
}

/** Draws `children` once there is something to draw; else says what is awaited or what went wrong. */
export function Await<T>({
  loaded,
  what,
  children,
}: {
  loaded: Loaded<T> & { reload: () => void };
  what: string;
  children: (value: T) => ComponentChildren;
}): JSX.Element {
  return (
    <>
      {loaded.state === 'failed' && (
        <p class="problem" role="alert">
          {loaded.value === undefined && <TitleOf title={`No ${what.replace(/^(the|its) /, '')}`} />}
          Could not load {what}: {loaded.error.message}{' '}
          {mayPass(loaded.error) && (
            <button type="button" onClick={loaded.reload}>
              Try again
            </button>
          )}
        </p>
      )}
      {loaded.value !== undefined ? children(loaded.value) : loaded.state === 'loading' && <Skeleton what={what} />}
    </>
  );
}

/** Names the page after what is not there. */
function TitleOf({ title }: { title: string }): null {
  useTitle(title);
  return null;
}

/** What stands where nothing is yet: what to do so that there is something. */
export function Empty({
  title,
  text,
  commands,
  children,
}: {
  title: string;
  text: string;
  commands: readonly string[];
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <section class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      <pre class="wrap">{commands.join('\n')}</pre>
      <CopyButton label="Copy" text={() => commands.join('\n')} />
      {children}
    </section>
  );
}

export function LoadMore({ more, problem }: { more: (() => void) | undefined; problem: string }): JSX.Element {
  return (
    <>
      <Problem text={problem} />
      {more !== undefined && (
        <button type="button" onClick={more}>
          Load more
        </button>
      )}
    </>
  );
}

/** What went wrong; nothing where the text is empty. */
export function Problem({ text }: { text: string }): JSX.Element | null {
  if (text === '') return null;
  return (
    <p class="problem" role="alert">
      {text}
    </p>
  );
}

/** Where in the sources: a link, where the operator named a source browser. */
function Source({
  place,
  link,
}: {
  place: Pick<Frame, 'file' | 'line'>;
  link: string | undefined;
}): JSX.Element | null {
  const text = placeText({ file: place.file, line: place.line });
  const url = sourceUrl(link, { file: place.file, line: place.line });
  if (text === undefined) return null;
  return (
    <code class="source">
      {url === undefined ? (
        text
      ) : (
        <a href={url} target="_blank" rel="noreferrer noopener">
          {text}
        </a>
      )}
    </code>
  );
}

/** The way from a frame into the explorer, where there is one. */
function AskFrame({ address }: { address: string }): JSX.Element | null {
  if (useContext(AskContext) === undefined) return null;
  return (
    <AskLink ask={whatIs(address)} title={`explore ${address}`}>
      <code>{address}</code>
    </AskLink>
  );
}

/** A trace; each frame has a link of its own, and `chosen` is the one that the address names. */
export function Frames({
  frames,
  link,
  chosen,
  sourceLink,
}: {
  frames: readonly Frame[];
  link: (index: number) => string;
  chosen?: string | undefined;
  /** The report's: where its sources are shown. */
  sourceLink?: string | undefined;
}): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('.chosen')?.scrollIntoView({ block: 'center' });
  }, [chosen]);
  if (frames.length === 0) return <p class="quiet">No frames.</p>;
  return (
    <ol class="frames" ref={list}>
      {frames.map((frame, index) => (
        <li
          key={index}
          class={`${frame.reliable && !isMessenger(frame) ? '' : 'guessed'} ${chosen === String(index) ? 'chosen' : ''}`}
        >
          {frame.stack !== undefined && frame.stack !== frames[index - 1]?.stack && (
            <span class="stack-name">{frame.stack} stack</span>
          )}
          {(frame.inlined ?? []).map((inner, at) => (
            <span key={at} class="inlined" title="inlined: it has no frame of its own on the stack">
              <code>{inner.function}</code> <Source place={inner} link={sourceLink} />
            </span>
          ))}
          <a href={link(index)} title={`${frame.address}: link to this frame`}>
            <code>
              {frame.reliable ? '' : '? '}
              {frameText(frame)}
            </code>
          </a>{' '}
          <Source place={frame} link={sourceLink} />{' '}
          {(frame.user !== true || frame.symbol !== undefined) && <AskFrame address={frame.address} />}
        </li>
      ))}
    </ol>
  );
}

export function Findings({ findings, id }: { findings: readonly Finding[]; id: string }): JSX.Element {
  if (findings.length === 0) return <p class="quiet">Nothing stands out beyond the panic itself.</p>;
  return (
    <ul class="findings">
      {findings.map((finding, index) => (
        <li key={index} class={finding.severity}>
          <details open={index === 0}>
            <summary>
              <span class="badge">{finding.severity}</span> {finding.summary}
            </summary>
            <ul class="evidence">
              {finding.evidence.map((line, at) => (
                <li key={at}>
                  <code>
                    <Addresses text={line} />
                  </code>
                </li>
              ))}
            </ul>
            {finding.culprit?.pid !== undefined && (
              <a
                href={formatRoute({
                  screen: 'dumps',
                  id,
                  tab: 'tasks',
                  query: { q: String(finding.culprit.pid), pid: String(finding.culprit.pid) },
                })}
              >
                The stack of {finding.culprit.comm ?? 'the task'} ({finding.culprit.pid})
              </a>
            )}
          </details>
        </li>
      ))}
    </ul>
  );
}

/** Facts as name and value; absent values are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }): JSX.Element {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export function CopyButton({ text, label }: { text: () => string; label: string }): JSX.Element {
  const [said, setSaid] = useState('');
  return (
    <button
      type="button"
      onClick={() => {
        navigator.clipboard.writeText(text()).then(
          () => {
            setSaid('copied');
          },
          () => {
            setSaid('the browser refused');
          },
        );
      }}
    >
      {label}
      <span role="status">{said === '' ? '' : ` · ${said}`}</span>
    </button>
  );
}

/** A list of rows of one height, of which only those in sight are in the document. */
export function VirtualRows({
  rows,
  rowHeight,
  label,
  role = 'region',
  reveal,
  children,
}: {
  rows: number;
  rowHeight: number;
  label: string;
  /** What it is to those who don't see it: the rows of a table, or a part of the page. */
  role?: 'region' | 'rowgroup';
  /** Row to scroll into sight. */
  reveal?: number | undefined;
  children: (index: number) => ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    if (reveal !== undefined) element.scrollTop = Math.max(0, reveal * rowHeight - element.clientHeight / 3);
    setView({ scrollTop: element.scrollTop, height: element.clientHeight });
  }, [reveal, rowHeight, rows]);
  const slice = sliceRows(rows, rowHeight, view);
  return (
    <div
      ref={box}
      class="virtual"
      tabIndex={0}
      role={role}
      aria-label={label}
      onScroll={(event) => {
        setView({ scrollTop: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight });
      }}
    >
      <div style={{ height: `${String(slice.totalHeight)}px`, position: 'relative' }}>
        <div style={{ transform: `translateY(${String(slice.offsetTop)}px)` }}>
          {Array.from({ length: slice.end - slice.first }, (_, index) => children(slice.first + index))}
        </div>
      </div>
    </div>
  );
}

const STATE_NAMES: Record<CrashStatus['state'], string> = {
  open: 'open',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
  ignored: 'ignored',
};

export function StateBadge({ status }: { status: CrashStatus }): JSX.Element {
  const until =
    status.state === 'resolved' && status.release !== undefined
      ? ` in ${status.release}`
      : status.state === 'ignored' && status.until !== undefined
        ? ` until ${status.until.slice(0, 10)}`
        : '';
  return (
    <span
      class={`badge state-${status.state}`}
      title={'by' in status ? `by ${status.by}, ${status.since}` : status.since}
    >
      {STATE_NAMES[status.state]}
      {until}
    </span>
  );
}

const SPARK = { width: 84, height: 20 };

export function Sparkline({
  values,
  label,
  most,
}: {
  values: readonly number[];
  label: string;
  /** The highest value of all that stand beside it: they share one scale. */
  most: number;
}): JSX.Element {
  return (
    <svg
      class="spark"
      viewBox={`0 -1 ${String(SPARK.width)} ${String(SPARK.height + 2)}`}
      role="img"
      aria-label={`${label}: ${values.join(', ')}`}
    >
      <title>{values.join(', ')}</title>
      <polyline points={sparkPoints(values, SPARK.width, SPARK.height, most)} />
    </svg>
  );
}
