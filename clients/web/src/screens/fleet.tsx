/** The whole fleet: what single dumps say, put together. */
import type { ComponentChildren, JSX } from 'preact';
import { compareReleases } from '../../../../shared/contract/kernel-release.ts';
import type { FleetView, InterruptRate, StackDepth } from '../../../../shared/contract/fleet.ts';
import { bytes, noun, plural } from '../../../../shared/report-view/units.ts';
import { perSecond, seconds } from '../logic/format.ts';
import { releaseTable } from '../logic/fleet.ts';
import { formatRoute } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Facts, Time } from '../ui/parts.tsx';
import { Refusals } from './refusals.tsx';
import { useTitle } from '../ui/title.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';

const compare = (a: string, b: string): number => compareReleases(a, b) ?? a.localeCompare(b);

function ReleaseTable<Cell extends { readonly release: string; readonly uploadId: string }>({
  label,
  rows,
  tab,
  children,
}: {
  label: string;
  rows: readonly { readonly name: string; readonly releases: readonly Cell[] }[];
  /** Of the dump that a cell leads to. */
  tab: string;
  children: (cell: Cell) => ComponentChildren;
}): JSX.Element {
  const table = releaseTable(rows, compare);
  return (
    <ScrollBox label={label}>
      <table class="figures">
        <thead>
          <tr>
            <td />
            {table.releases.map((release) => (
              <th key={release} scope="col" class="number">
                {release}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              {cells.map((cell, index) => (
                <td key={index} class="number">
                  {cell && <a href={formatRoute({ screen: 'dumps', id: cell.uploadId, tab })}>{children(cell)}</a>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function StackCell({ cell }: { cell: StackDepth }): JSX.Element {
  const share = Math.min(1, cell.usedBytes / cell.sizeBytes);
  return (
    <span
      title={`${cell.comm}: ${bytes(cell.usedBytes)} of ${bytes(cell.sizeBytes)}`}
      class={share > 0.75 ? 'near' : ''}
    >
      {bytes(cell.usedBytes)} <span class="quiet">{(100 * share).toFixed(0)} %</span>
    </span>
  );
}

function InterruptCell({ cell }: { cell: InterruptRate }): JSX.Element {
  return (
    <>
      {perSecond(cell.perSecond)}
      {cell.wraps > 0 && <span class="badge">wrapped {plural(cell.wraps, 'time')}</span>}
    </>
  );
}

function Suspects({ suspects }: Pick<FleetView, 'suspects'>): JSX.Element {
  if (suspects.length === 0) {
    return <p class="quiet">No dump showed a flipped bit, a machine check, or memory that changed after the crash.</p>;
  }
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col" class="number">
            Dumps
          </th>
          <th scope="col">Newest sign</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {suspects.map(({ host, dumps }) => {
          const [newest] = dumps;
          return (
            <tr key={host}>
              <td>
                <a href={formatRoute({ screen: 'dumps', query: { host } })}>{host}</a>
              </td>
              <td class="number" data-name={noun(dumps.length, 'dump')}>
                {dumps.length}
              </td>
              <td>
                {newest && (
                  <a href={formatRoute({ screen: 'dumps', id: newest.uploadId, tab: 'integrity' })}>
                    {newest.signs.join('; ')}
                  </a>
                )}
              </td>
              <td>{newest && <Time iso={newest.at} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function View({ fleet }: { fleet: FleetView }): JSX.Element {
  const { panicToAlert: alerts } = fleet;
  return (
    <>
      <h2>From panic to alert</h2>
      {alerts.p50Seconds === undefined || alerts.p95Seconds === undefined ? (
        <p class="quiet">No alert of a host's own upload yet.</p>
      ) : (
        <Facts
          facts={[
            ['half within', <strong>{seconds(alerts.p50Seconds)}</strong>],
            ['95 of 100 within', <strong>{seconds(alerts.p95Seconds)}</strong>],
            ['measured on', plural(alerts.uploads, 'alert')],
            ['since', alerts.since && <Time iso={alerts.since} />],
          ]}
        />
      )}
      <h2>Hosts with suspect memory</h2>
      <Suspects suspects={fleet.suspects} />
      <h2>Deepest stacks by function</h2>
      {fleet.stacks.length === 0 ? (
        <p class="quiet">No dump has told of its stacks yet.</p>
      ) : (
        <ReleaseTable
          label="Deepest stacks by function and release"
          tab="stacks"
          rows={fleet.stacks.map(({ function: name, releases }) => ({ name, releases }))}
        >
          {(cell) => <StackCell cell={cell} />}
        </ReleaseTable>
      )}
      <h2>Fastest interrupts</h2>
      {fleet.interrupts.length === 0 ? (
        <p class="quiet">No host that crashed had been up for a minute.</p>
      ) : (
        <ReleaseTable label="Fastest interrupts by name and release" tab="interrupts" rows={fleet.interrupts}>
          {(cell) => <InterruptCell cell={cell} />}
        </ReleaseTable>
      )}
      <p class="quiet">
        Each figure is the greatest that any dump of that release had, and leads to that dump. Interrupts are averages
        over the time that a host was up, all CPUs and all of a device's queues together.
      </p>
    </>
  );
}

export function FleetScreen(): JSX.Element {
  useTitle('Fleet');
  const fleet = useApi<FleetView>('fleet', 60_000);
  return (
    <>
      <h1>Fleet</h1>
      <Await loaded={fleet} what="the fleet's figures">
        {(value) => <View fleet={value} />}
      </Await>
      <Refusals />
    </>
  );
}
