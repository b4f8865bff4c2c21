/** All dumps, newest first, also those that hold no crash or can't be read. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DumpDetail, DumpPage } from '../../../../shared/contract/dumps.ts';
import { get } from '../logic/api.ts';
import { bytes } from '../logic/format.ts';
import { formatRoute } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Time } from '../ui/parts.tsx';

function titleOf(dump: DumpDetail): string {
  if (dump.title) return dump.title;
  if (dump.analysis === 'unreadable') return `unreadable: ${dump.reason ?? 'no reason given'}`;
  return dump.title === null ? 'no crash in its log' : 'not read yet';
}

export function DumpsScreen(): JSX.Element {
  const first = useApi<DumpPage>('dumps?limit=50', 15_000);
  const [more, setMore] = useState<{ dumps: readonly DumpDetail[]; next?: string | undefined }>();
  const [problem, setProblem] = useState('');
  const next = more ? more.next : first.value?.next;
  const loadMore = (): void => {
    if (next === undefined) return;
    get<DumpPage>(`dumps?limit=50&cursor=${encodeURIComponent(next)}`).then(
      (page) => {
        setMore({ dumps: [...(more?.dumps ?? []), ...page.dumps], next: page.next });
      },
      (error: unknown) => {
        setProblem(error instanceof Error ? error.message : String(error));
      },
    );
  };
  return (
    <>
      <h1>Dumps</h1>
      <Await loaded={first} what="the dumps">
        {(page) => (
          <>
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Host</th>
                  <th scope="col">Title</th>
                  <th scope="col" class="wide">
                    Kernel
                  </th>
                  <th scope="col">Size</th>
                  <th scope="col" class="wide">
                    State
                  </th>
                  <th scope="col">Created</th>
                </tr>
              </thead>
              <tbody>
                {[...page.dumps, ...(more?.dumps ?? [])].map((dump) => (
                  <tr key={dump.id}>
                    <td>
                      <a href={formatRoute({ screen: 'dumps', id: dump.id })}>{dump.host}</a>
                    </td>
                    <td>{titleOf(dump)}</td>
                    <td class="wide">{dump.kernelRelease}</td>
                    <td class="number">{bytes(dump.sizeBytes)}</td>
                    <td class="wide">{dump.state}</td>
                    <td>
                      <Time iso={dump.createdAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {page.dumps.length === 0 && <p class="quiet">No dump has come in yet.</p>}
            {problem !== '' && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            {next !== undefined && (
              <button type="button" onClick={loadMore}>
                Load more
              </button>
            )}
          </>
        )}
      </Await>
    </>
  );
}
