/** A crash group, for whoever was woken by it: what it is, what to do, its latest event, then where and since when. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CrashGroup, OccurrencePage } from '../../../../shared/contract/crashes.ts';
import { newsOf } from '../../../../shared/contract/crash-states.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { count } from '../../../../shared/report-view/units.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { marksOf } from '../logic/trend-marks.ts';
import { go, useApi } from '../ui/hooks.ts';
import { Await, Facts, LoadMore, Problem, StateBadge, Time } from '../ui/parts.tsx';
import { usePages } from '../ui/pages.ts';
import { useRows } from '../ui/rows.ts';
import { mayRespond, useRoles } from '../ui/session.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTitle } from '../ui/title.ts';
import { Trend } from '../ui/trend.tsx';
import { Actions } from './crash-actions.tsx';
import { CrashEvent } from './crash-event.tsx';
import { SilenceNote } from './silence.tsx';
import { ActivitySection, MergedBanner, SimilarSection } from './crash-grouping.tsx';

const NOTES = ['owner', 'tracker', 'note'] as const;

/** Who looks after it, where it is tracked, what is known: for whoever is woken next. */
function Notes({ group, onDone }: { group: CrashGroup; onDone: () => void }): JSX.Element {
  const [problem, setProblem] = useState('');
  const save = (form: HTMLFormElement): void => {
    const data = new FormData(form);
    const notes = Object.fromEntries(
      NOTES.map((name) => {
        const value = data.get(name);
        return [name, typeof value === 'string' ? value : ''];
      }),
    );
    setProblem('');
    send('PATCH', `crashes/${group.id}`, notes).then(onDone, (error: unknown) => {
      setProblem(messageOf(error));
    });
  };
  return (
    <details>
      <summary>Owner, tracker and note</summary>
      <form
        class="notes"
        onSubmit={(event) => {
          event.preventDefault();
          save(event.currentTarget);
        }}
      >
        <label>
          Owner <input name="owner" maxLength={256} defaultValue={group.owner ?? ''} />
        </label>
        <label>
          Tracker <input name="tracker" type="url" maxLength={2000} defaultValue={group.tracker ?? ''} />
        </label>
        <label>
          Note <textarea name="note" rows={4} maxLength={10_000} defaultValue={group.note ?? ''} />
        </label>
        <button type="submit">Save</button>
      </form>
      <Problem text={problem} />
    </details>
  );
}

function Tally({ name, tally }: { name: string; tally: Readonly<Record<string, number>> }): JSX.Element | null {
  const entries = Object.entries(tally).toSorted(([, a], [, b]) => b - a);
  const most = entries[0]?.[1];
  if (most === undefined) return null;
  return (
    <section>
      <h2>{name}</h2>
      <table class="tally">
        <tbody>
          {entries.slice(0, 8).map(([key, value]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td class="number">{count(value)}</td>
              <td class="bar">
                <div style={{ width: `${String(Math.max(2, (100 * value) / Math.max(1, most)))}%` }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length > 8 && <p class="quiet">and {entries.length - 8} more</p>}
    </section>
  );
}

/** What it is and how bad: one line each, nothing that needs a click. */
function Head({ group }: { group: CrashGroup }): JSX.Element {
  const news = newsOf(group, new Date());
  return (
    <header>
      <h1>{group.title}</h1>
      <p>
        {news !== undefined && <span class="badge state-open">{news}</span>}
        {group.merged === undefined ? (
          <StateBadge status={group.status} />
        ) : (
          <span class="badge state-resolved">merged</span>
        )}{' '}
        <span class="quiet">{group.kind}</span>
        {group.culprit.length > 0 && (
          <>
            {' '}
            · <code>{group.culprit.join(' ← ')}</code>
          </>
        )}
      </p>
      {group.likely !== undefined && (
        <p class="likely">
          <strong>Likely:</strong> {group.likely}
        </p>
      )}
      <Facts
        facts={[
          ['crashes', count(group.count)],
          ['hosts', count(group.hostCount)],
          ['first seen', <Time iso={group.firstSeen} />],
          ['last seen', <Time iso={group.lastSeen} />],
          ['subsystem', group.subsystem],
          ['owner', group.owner ?? <span class="quiet">nobody</span>],
          [
            'tracker',
            group.tracker !== undefined && /^https:\/\//.test(group.tracker) && (
              <a href={group.tracker}>{group.tracker}</a>
            ),
          ],
          ['also seen as', group.altTitles.join('; ')],
        ]}
      />
    </header>
  );
}

function Details({ group, route, reload }: { group: CrashGroup; route: Route; reload: () => void }): JSX.Element {
  const { first, pages, more, problem } = usePages<OccurrencePage>(`crashes/${group.id}/occurrences?limit=50`, 30_000);
  const occurrences = pages.flatMap((page) => page.occurrences);
  const isWhole = first.value !== undefined && more === undefined;
  const mayAct = mayRespond(useRoles());
  const changed = (): void => {
    reload();
    first.reload();
  };
  const { at, choose } = useRows(occurrences.length, (index) => {
    const occurrence = occurrences[index];
    if (occurrence) go({ screen: 'dumps', id: occurrence.uploadId });
  });
  const chosen = occurrences.findIndex(({ uploadId }) => uploadId === route.query['event']);
  const eventLink = (event: string): string => formatRoute({ screen: 'crashes', id: group.id, query: { event } });
  return (
    <>
      <Head group={group} />
      <MergedBanner group={group} mayAct={mayAct} onDone={changed} />
      <SilenceNote group={group} hosts={[...group.sampleHosts, ...occurrences.map(({ host }) => host)]} />
      {mayAct ? (
        group.merged === undefined && <Actions group={group} route={route} onDone={reload} />
      ) : (
        <p class="quiet">A responder can acknowledge, mute or resolve it; your roles only read.</p>
      )}
      {first.value === undefined && first.state === 'loading' ? (
        <Skeleton what="its latest event" />
      ) : (
        <CrashEvent events={occurrences} at={Math.max(0, chosen)} total={group.count} link={eventLink} />
      )}
      {group.attribution && (
        <section class="attribution">
          <h2>Where the fault seems to lie: {group.attribution.cause}</h2>
          <p>{group.attribution.summary}</p>
          <ul>
            {group.attribution.evidence.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      {group.note !== undefined && <p class="note">{group.note}</p>}
      {mayAct && <Notes group={group} onDone={reload} />}
      <Trend
        days={group.days}
        marks={marksOf(group, isWhole ? occurrences : undefined)}
        note={more === undefined ? undefined : 'Releases are marked once all events are loaded.'}
      />
      <div class="columns">
        <Tally name="Kernels" tally={group.kernels} />
        <Tally name="Hardware" tally={group.models} />
      </div>
      <h2>Events</h2>
      <Await loaded={first} what="its events">
        {() => (
          <table class="cards">
            <thead>
              <tr>
                <th scope="col">Host</th>
                <th scope="col">Kernel</th>
                <th scope="col">Crashed</th>
                <th scope="col" class="wide">
                  Title there
                </th>
                <th scope="col" class="wide">
                  <span class="visually-hidden">Look at it here</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {occurrences.map((occurrence, index) => (
                <tr
                  key={occurrence.uploadId}
                  class={index === at ? 'chosen' : ''}
                  onMouseDown={() => {
                    choose(index);
                  }}
                >
                  <td>
                    <a href={formatRoute({ screen: 'dumps', id: occurrence.uploadId })}>{occurrence.host}</a>
                  </td>
                  <td>{occurrence.kernelRelease}</td>
                  <td>
                    <Time iso={occurrence.capturedAt} />
                  </td>
                  <td class="wide">
                    {occurrence.title === group.title ? '' : occurrence.title}
                    {occurrence.corrupted && <span class="badge">log cut or mixed</span>}
                  </td>
                  <td class="wide">
                    <a href={eventLink(occurrence.uploadId)} aria-label={`Show the event on ${occurrence.host} above`}>
                      show above
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Await>
      <LoadMore more={more} problem={problem} />
      <SimilarSection group={group} events={occurrences} mayAct={mayAct} onDone={changed} />
      <ActivitySection activity={group.activity} />
    </>
  );
}

export function CrashScreen({ route, id }: { route: Route; id: string }): JSX.Element {
  const group = useApi<CrashGroup>(`crashes/${encodeURIComponent(id)}`, 15_000);
  useTitle(group.value?.title);
  return (
    <>
      <p class="back">
        <a href={formatRoute({ screen: 'crashes' })}>Crashes</a>
      </p>
      <Await loaded={group} what="the crash">
        {(value) => <Details group={value} route={route} reload={group.reload} />}
      </Await>
    </>
  );
}
