/** Home: a row a crash group, what is new or came back on top. */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { CrashGroup, CrashPage } from '../../../../shared/contract/crashes.ts';
import { matches } from '../../../../shared/contract/wildcard.ts';
import { query, send } from '../logic/api.ts';
import { newsFirst, newsOf } from '../logic/crash-news.ts';
import { parseFilter, type Filter } from '../logic/filter.ts';
import { count, plural } from '../logic/format.ts';
import { lastDays } from '../logic/trend.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, Empty, LoadMore, Problem, Sparkline, StateBadge, Time } from '../ui/parts.tsx';
import { useRows } from '../ui/rows.ts';

const KEYS = ['kernel', 'state', 'host', 'kind', 'title', 'owner', 'model'] as const;
const SPARK_DAYS = 14;

function has(group: CrashGroup, key: string, value: string): boolean {
  switch (key) {
    case 'kernel':
      return Object.keys(group.kernels).some((name) => matches(value, name));
    case 'model':
      return Object.keys(group.models).some((name) => matches(value, name));
    case 'host':
      return group.sampleHosts.some((name) => matches(value, name));
    case 'state':
      return group.status.state === value;
    case 'kind':
      return group.kind === value;
    case 'owner':
      return matches(value, group.owner ?? '');
    default:
      return matches(value, group.title);
  }
}

/** The server filters by one value of each field; further ones, and words, are narrowed here, within what is loaded. */
export function selects(filter: Filter, group: CrashGroup): boolean {
  return (
    filter.fields.every(({ key, value }) => has(group, key, value)) &&
    filter.words.every((word) => `${group.title} ${group.culprit.join(' ')}`.toLowerCase().includes(word))
  );
}

function Row({ group, chosen, onChoose }: { group: CrashGroup; chosen: boolean; onChoose: () => void }): JSX.Element {
  const news = newsOf(group, new Date());
  const kernels = Object.entries(group.kernels).toSorted(([, a], [, b]) => b - a);
  return (
    <tr class={chosen ? 'chosen' : ''} onMouseDown={onChoose}>
      <td>
        <a class="title" href={formatRoute({ screen: 'crashes', id: group.id })}>
          {group.title}
        </a>
        <span class="culprit">{group.culprit.slice(0, 3).join(' ← ')}</span>
      </td>
      <td>{news ? <span class="badge state-open">{news}</span> : <StateBadge status={group.status} />}</td>
      <td class="wide">
        <Sparkline values={lastDays(group.days, SPARK_DAYS, new Date())} label={`${group.title}: crashes a day`} />
      </td>
      <td class="number" data-name="crashes">
        {count(group.count)}
      </td>
      <td class="number" data-name="hosts">
        {count(group.hostCount)}
      </td>
      <td class="wide">
        {kernels[0]?.[0]}
        {kernels.length > 1 && <span class="quiet"> +{kernels.length - 1}</span>}
      </td>
      <td>
        <Time iso={group.lastSeen} />
      </td>
      <td class="wide">{group.owner}</td>
    </tr>
  );
}

export function CrashesScreen({ route }: { route: Route }): JSX.Element {
  const text = route.query['q'] ?? '';
  const filter = useMemo(() => parseFilter(text, KEYS), [text]);
  const field = (key: string): string | undefined => filter.fields.find((entry) => entry.key === key)?.value;
  const path = `crashes${query({ ...Object.fromEntries(KEYS.map((key) => [key, field(key)])), limit: 50 })}`;
  const { first, pages, more, problem: pageProblem } = usePages<CrashPage>(path, 15_000);
  const groups = pages.flatMap(({ crashes }) => crashes);
  // A group that recurs while pages load can stand on two of them.
  const once = [...new Map(groups.map((group) => [group.id, group])).values()];
  const shown = newsFirst(
    once.filter((group) => selects(filter, group)),
    new Date(),
  );
  const [problem, setProblem] = useState('');
  const acknowledge = (index: number): void => {
    const group = shown[index];
    if (!group) return;
    setProblem('');
    send('POST', `crashes/${group.id}/actions`, { action: 'acknowledge' }).then(first.reload, (error: unknown) => {
      setProblem(error instanceof Error ? error.message : String(error));
    });
  };
  const { at, choose } = useRows(
    shown.length,
    (index) => {
      const group = shown[index];
      if (group) go({ screen: 'crashes', id: group.id });
    },
    { a: acknowledge },
  );
  return (
    <>
      <h1>Crashes</h1>
      <form
        class="filter"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <label>
          <span class="visually-hidden">Filter</span>
          <input
            id="search"
            type="search"
            placeholder="kernel:6.12 state:open host:fs-* words"
            value={text}
            onInput={(event) => {
              go({ screen: 'crashes', query: { q: event.currentTarget.value } }, { replace: true });
            }}
          />
        </label>
        <output>{first.value && plural(shown.length, 'group')}</output>
      </form>
      <Problem text={problem} />
      <Await loaded={first} what="the crashes">
        {() =>
          groups.length === 0 && text === '' ? (
            <Empty
              title="No crash yet"
              text="Enrol a host, put the token it prints on that host, and install the agent:"
              commands={['purgatory hosts enroll NAME', 'purgatory-agent doctor']}
            >
              <p>
                What can't wait for a panic: <code>purgatory upload DUMP</code> sends a dump that you have.
              </p>
            </Empty>
          ) : (
            <>
              <table class="crashes cards">
                <thead>
                  <tr>
                    <th scope="col">Title</th>
                    <th scope="col">State</th>
                    <th scope="col" class="wide">
                      14 days
                    </th>
                    <th scope="col">Count</th>
                    <th scope="col">Hosts</th>
                    <th scope="col" class="wide">
                      Kernels
                    </th>
                    <th scope="col">Last seen</th>
                    <th scope="col" class="wide">
                      Owner
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((group, index) => (
                    <Row
                      key={group.id}
                      group={group}
                      chosen={index === at}
                      onChoose={() => {
                        choose(index);
                      }}
                    />
                  ))}
                </tbody>
              </table>
              {shown.length === 0 && (
                <p class="quiet">Nothing matches{more === undefined ? '' : ' in what is loaded'}.</p>
              )}
              <LoadMore more={more} problem={pageProblem} />
            </>
          )
        }
      </Await>
    </>
  );
}
