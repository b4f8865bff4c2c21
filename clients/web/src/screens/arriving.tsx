/** Uploads under way: how much is there, what is waited for. */
import type { JSX } from 'preact';
import type { DumpDetail, DumpPage } from '../../../../shared/contract/dumps.ts';
import { bytes, plural } from '../../../../shared/report-view/units.ts';
import { seconds } from '../logic/format.ts';
import { formatRoute } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Time } from '../ui/parts.tsx';
import { useTitle } from '../ui/title.ts';

/** Whether the report is there, and how long that took: often long before the whole dump has come. */
function reportText({ analysis, createdAt, examinedAt }: DumpDetail): string {
  if (examinedAt === undefined) return analysis;
  return `${analysis} after ${seconds((Date.parse(examinedAt) - Date.parse(createdAt)) / 1000)}`;
}

export function ArrivingScreen(): JSX.Element {
  useTitle('Arriving');
  const page = useApi<DumpPage>('dumps?state=open&limit=100', 2000);
  return (
    <>
      <h1>Arriving</h1>
      <Await loaded={page} what="the uploads under way">
        {({ dumps }) =>
          dumps.length === 0 ? (
            <p class="quiet">No host is sending a dump.</p>
          ) : (
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Host</th>
                  <th scope="col">Panic</th>
                  <th scope="col">Arrived</th>
                  <th scope="col" class="wide">
                    Wanted
                  </th>
                  <th scope="col">Report</th>
                  <th scope="col" class="wide">
                    Policy
                  </th>
                  <th scope="col">Since</th>
                </tr>
              </thead>
              <tbody>
                {dumps.map((dump) => (
                  <tr key={dump.id}>
                    <td>
                      <a href={formatRoute({ screen: 'dumps', id: dump.id })}>{dump.host}</a>
                    </td>
                    <td>{dump.title ?? (dump.logReceived ? 'no crash in its log' : 'log not there yet')}</td>
                    <td>
                      <progress
                        max={Math.max(1, dump.sizeBytes)}
                        value={dump.receivedBytes}
                        aria-label={`${dump.host}: arrived`}
                      />{' '}
                      {bytes(dump.receivedBytes)} of {bytes(dump.sizeBytes)}
                    </td>
                    <td class="wide">
                      {dump.wantedBytes === undefined
                        ? ''
                        : `${bytes(dump.wantedBytes)} in ${plural(dump.wantedRanges ?? 0, 'range')}`}
                      {dump.wantedRound !== undefined && (
                        <span class="quiet"> round {String(dump.wantedRound + 1)}</span>
                      )}
                    </td>
                    <td>{reportText(dump)}</td>
                    <td class="wide">{dump.policy}</td>
                    <td>
                      <Time iso={dump.createdAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
    </>
  );
}
