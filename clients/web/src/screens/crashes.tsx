/** Home: a row a crash group, what is new or came back on top. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { parseSearch, SEARCH_KEYS, SEARCH_VALUES } from '../../../../shared/contract/crash-search.ts';
import { newsOf } from '../../../../shared/contract/crash-states.ts';
import type { CrashGroup, CrashPage } from '../../../../shared/contract/crashes.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { query, send } from '../logic/api.ts';
import { newsFirst } from '../logic/crash-news.ts';
import { count, noun, plural } from '../../../../shared/report-view/units.ts';
import { lastDays } from '../logic/trend.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { isSort } from '../logic/views.ts';
import { go } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, Empty, LoadMore, Problem, Sparkline, StateBadge, Time } from '../ui/parts.tsx';
import { useRows } from '../ui/rows.ts';
import { SearchBox } from '../ui/search-box.tsx';
import { mayRespond, useRoles } from '../ui/session.ts';
import { useTitle } from '../ui/title.ts';
import { BulkActions, listQuery, OrderAndTime, Views } from './crashes-controls.tsx';

const SPARK_DAYS = 14;
const TYPING_MS = 150;
/** What the list opens with: problems that somebody has to do something about. */
const AT_FIRST = 'state:unresolved';

function Row({
  group,
  chosen,
  days,
  most,
  picked,
  onPick,
  onChoose,
}: {
  group: CrashGroup;
  chosen: boolean;
  /** Chosen for what is done to several at once; absent for who may do nothing. */
  picked: boolean | undefined;
  onPick: () => void;
  /** Its crashes on each of the last days. */
  days: readonly number[];
  /** Crashes on the worst day of any group that is shown. */
  most: number;
  onChoose: () => void;
}): JSX.Element {
  const news = newsOf(group, new Date());
  const kernels = Object.entries(group.kernels).toSorted(([, a], [, b]) => b - a);
  return (
    <tr class={chosen ? 'chosen' : ''} onMouseDown={onChoose}>
      <td>
        {picked !== undefined && (
          <input type="checkbox" aria-label={`Choose ${group.title}`} checked={picked} onChange={onPick} />
        )}{' '}
        <a class="title" href={formatRoute({ screen: 'crashes', id: group.id })}>
          {group.title}
        </a>
        <span class="culprit">{group.culprit.slice(0, 3).join(' ← ')}</span>
      </td>
      <td>
        {group.merged !== undefined ? (
          <span class="badge state-resolved">merged</span>
        ) : news ? (
          <span class="badge state-open">{news}</span>
        ) : (
          <StateBadge status={group.status} />
        )}
      </td>
      <td class="wide">
        <Sparkline values={days} label={`${group.title}: crashes a day`} most={most} />
      </td>
      <td class="number" data-name={noun(group.count, 'crash', 'crashes')}>
        {count(group.count)}
      </td>
      <td class="number" data-name={noun(group.hostCount, 'host')}>
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

/** Completions from what is shown: names that a search would find. */
function valuesOf(groups: readonly CrashGroup[]): Readonly<Record<string, readonly string[]>> {
  const some = (names: readonly string[]): readonly string[] => [...new Set(names)].sort().slice(0, 50);
  return {
    ...SEARCH_VALUES,
    kernel: some(groups.flatMap(({ kernels }) => Object.keys(kernels))),
    host: some(groups.flatMap(({ sampleHosts }) => sampleHosts)),
    model: some(groups.flatMap(({ models }) => Object.keys(models))),
    owner: ['none', ...some(groups.flatMap(({ owner }) => owner ?? []))],
  };
}

function NoneShown({ text, more }: { text: string; more: boolean }): JSX.Element {
  if (text === AT_FIRST && !more) {
    return (
      <p class="quiet">
        No open problem. <a href={formatRoute({ screen: 'crashes', query: { q: '' }, keepEmpty: true })}>All crashes</a>
      </p>
    );
  }
  return <p class="quiet">Nothing matches{more ? ' so far: load more to look further' : ''}.</p>;
}

export function CrashesScreen({ route }: { route: Route }): JSX.Element {
  useTitle('Crashes');
  const text = route.query['q'] ?? AT_FIRST;
  const given = route.query['sort'];
  const sort = isSort(given) ? given : 'last';
  const mayAct = mayRespond(useRoles());
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const pick = (id: string): void => {
    setPicked((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  };
  const wrong = useMemo(() => parseSearch(text).problems, [text]);
  // The server is asked for what can be understood only: while a word is half written, what was found before stays.
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    if (wrong.length > 0) return undefined;
    const timer = setTimeout(() => {
      setAsked(text);
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, wrong]);
  const {
    first,
    pages,
    more,
    problem: pageProblem,
  } = usePages<CrashPage>(`crashes${query({ ...listQuery(asked, sort), limit: 50 })}`, 15_000);
  const groups = pages.flatMap(({ crashes }) => crashes);
  // A group that recurs while pages load can stand on two of them.
  const once = [...new Map(groups.map((group) => [group.id, group])).values()];
  const shown = sort === 'last' ? newsFirst(once, new Date()) : once;
  const days = shown.map((group) => lastDays(group.days, SPARK_DAYS, new Date()));
  const most = Math.max(0, ...days.flat());
  const [problem, setProblem] = useState('');
  const acknowledge = (index: number): void => {
    const group = shown[index];
    if (!group) return;
    setProblem('');
    send('POST', `crashes/${group.id}/actions`, { action: 'acknowledge' }).then(first.reload, (error: unknown) => {
      setProblem(messageOf(error));
    });
  };
  const { at, choose } = useRows(
    shown.length,
    (index) => {
      const group = shown[index];
      if (group) go({ screen: 'crashes', id: group.id });
    },
    {
      a: acknowledge,
      x: (index) => {
        const group = shown[index];
        if (group && mayAct) pick(group.id);
      },
    },
  );
  return (
    <>
      <h1>Crashes</h1>
      <Views q={text} sort={sort} />
      <SearchBox
        value={text}
        label="Search"
        keys={SEARCH_KEYS}
        values={valuesOf(shown)}
        problems={wrong}
        onInput={(q) => {
          go({ screen: 'crashes', query: listQuery(q, sort), keepEmpty: true }, { replace: true });
        }}
      >
        <OrderAndTime
          q={text}
          sort={sort}
          onChange={(q, order) => {
            go({ screen: 'crashes', query: listQuery(q, order), keepEmpty: true });
          }}
        />
        <output>{first.value && plural(shown.length, 'group')}</output>
      </SearchBox>
      <Problem text={problem} />
      <BulkActions
        chosen={shown.filter(({ id }) => picked.has(id))}
        onDone={(ids) => {
          setPicked((before) => new Set([...before].filter((id) => !ids.includes(id))));
          first.reload();
        }}
        onClear={() => {
          setPicked(new Set());
        }}
      />
      <Await loaded={first} what="the crashes">
        {() =>
          groups.length === 0 && asked === '' ? (
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
                      days={days[index] ?? []}
                      most={most}
                      picked={mayAct ? picked.has(group.id) : undefined}
                      onPick={() => {
                        pick(group.id);
                      }}
                      onChoose={() => {
                        choose(index);
                      }}
                    />
                  ))}
                </tbody>
              </table>
              {shown.length === 0 && <NoneShown text={asked} more={more !== undefined} />}
              {first.value?.partial === true && (
                <p class="quiet">
                  In this order are the problems that were seen last; narrow the search to have others.
                </p>
              )}
              <LoadMore more={more} problem={pageProblem} />
            </>
          )
        }
      </Await>
    </>
  );
}
