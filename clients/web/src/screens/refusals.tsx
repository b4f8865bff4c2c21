/** Hosts that have had their share: what they send beyond it is refused, and nobody else would see that. */
import type { JSX } from 'preact';
import type { RefusalPage } from '../../../../shared/contract/refusals.ts';
import { shareText } from '../../../../shared/domain/host/quota.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { formatRoute } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Time } from '../ui/parts.tsx';

const SHOWN = 50;

function Table({ page }: { page: RefusalPage }): JSX.Element {
  if (page.refusals.length === 0) return <p class="quiet">No host was refused anything within a week.</p>;
  return (
    <>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">Host</th>
            <th scope="col">Has had its</th>
            <th scope="col" class="number">
              Refused
            </th>
            <th scope="col">Since</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {page.refusals.map(({ host, quota, limit, count, since, lastAt }) => (
            <tr key={`${host} ${quota}`}>
              <td>
                <a href={formatRoute({ screen: 'dumps', query: { host } })}>{host}</a>
              </td>
              <td>{shareText({ name: quota, limit })}</td>
              <td class="number">{plural(count, 'time')}</td>
              <td data-name="since">
                <Time iso={since} />
              </td>
              <td data-name="last">
                <Time iso={lastAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        A refused upload or log stays on its host, which sends it later; a crash beyond the new groups of a day is
        listed among the dumps, in no group and without an alert.
        {page.next !== undefined && ` These are the last ${SHOWN}; “purgatory hosts refused” lists all.`}
      </p>
    </>
  );
}

export function Refusals(): JSX.Element {
  const refusals = useApi<RefusalPage>(`refusals?limit=${SHOWN}`, 60_000);
  return (
    <>
      <h2>Hosts that were refused</h2>
      <Await loaded={refusals} what="the refusals">
        {(page) => <Table page={page} />}
      </Await>
    </>
  );
}
