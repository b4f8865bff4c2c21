/** All dumps, newest first, also those that hold no crash or can't be read; or those of one host. */
import type { JSX } from 'preact';
import type { DumpDetail, DumpPage } from '../../../../shared/contract/dumps.ts';
import { query } from '../logic/api.ts';
import { bytes } from '../../../../shared/report-view/units.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { go } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, Empty, LoadMore, Time } from '../ui/parts.tsx';
import { useRows } from '../ui/rows.ts';
import { useTitle } from '../ui/title.ts';

function titleOf(dump: DumpDetail): string {
  if (dump.title) return dump.title;
  if (dump.analysis === 'unreadable') return `unreadable: ${dump.reason ?? 'no reason given'}`;
  return dump.title === null ? 'no crash in its log' : 'not read yet';
}

export function DumpsScreen({ route }: { route: Route }): JSX.Element {
  const { host } = route.query;
  const title = host === undefined ? 'Dumps' : `Dumps of ${host}`;
  useTitle(title);
  const { first, pages, more, problem } = usePages<DumpPage>(`dumps${query({ host, limit: 50 })}`, 15_000);
  const dumps = [...new Map(pages.flatMap((page) => page.dumps).map((dump) => [dump.id, dump])).values()];
  const { at, choose } = useRows(dumps.length, (index) => {
    const dump = dumps[index];
    if (dump) go({ screen: 'dumps', id: dump.id });
  });
  return (
    <>
      <h1>{title}</h1>
      {host !== undefined && (
        <p class="actions">
          <a href={formatRoute({ screen: 'dumps' })}>Those of all hosts</a>
          <a href={formatRoute({ screen: 'crashes', query: { q: `host:${host}` } })}>Its crashes</a>
        </p>
      )}
      <Await loaded={first} what="the dumps">
        {() =>
          dumps.length === 0 && more === undefined && host === undefined ? (
            <Empty
              title="No dump yet"
              text="Enrol a host, put the token it prints on that host, and install the agent:"
              commands={['purgatory hosts enroll NAME', 'purgatory-agent doctor']}
            />
          ) : (
            <>
              <table class="cards">
                <thead>
                  <tr>
                    <th scope="col">Host</th>
                    <th scope="col">Title</th>
                    <th scope="col" class="wide">
                      Kernel
                    </th>
                    <th scope="col" class="number">
                      Size
                    </th>
                    <th scope="col" class="wide">
                      State
                    </th>
                    <th scope="col">Created</th>
                  </tr>
                </thead>
                <tbody>
                  {dumps.map((dump, index) => (
                    <tr
                      key={dump.id}
                      class={index === at ? 'chosen' : ''}
                      onMouseDown={() => {
                        choose(index);
                      }}
                    >
                      <td>
                        <a href={formatRoute({ screen: 'dumps', id: dump.id })}>{dump.host}</a>
                      </td>
                      <td>{titleOf(dump)}</td>
                      <td class="wide">{dump.kernelRelease}</td>
                      <td class="number">{dump.logOnly === true ? 'log only' : bytes(dump.sizeBytes)}</td>
                      <td class="wide">{dump.state}</td>
                      <td>
                        <Time iso={dump.createdAt} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {dumps.length === 0 && <p class="quiet">No dump of it is here.</p>}
              <LoadMore more={more} problem={problem} />
            </>
          )
        }
      </Await>
    </>
  );
}
