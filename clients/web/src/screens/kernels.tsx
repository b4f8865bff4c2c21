/** Kernels by build-id: who signed them, who ran them, how often they crash. */
import type { JSX } from 'preact';
import type {
  KernelEntry,
  KernelHosts,
  KernelImage,
  KernelPage,
  KernelState,
} from '../../../../shared/contract/fleet.ts';
import { IMAGE_WORDS } from '../../../../shared/report-view/facts.ts';
import { count, duration, noun } from '../../../../shared/report-view/units.ts';
import { formatRoute } from '../logic/route.ts';
import { go, useApi } from '../ui/hooks.ts';
import { Await, Empty, Facts, LoadMore, Time } from '../ui/parts.tsx';
import { usePages } from '../ui/pages.ts';
import { useRows } from '../ui/rows.ts';
import { useTitle } from '../ui/title.ts';

/** @param named whether the word "signature" stands before it already */
export function KernelBadge({ state, named = false }: { state: KernelState; named?: boolean }): JSX.Element {
  const words = IMAGE_WORDS[state];
  return <span class={`badge kernel-${state}`}>{named ? words.replace(/^signature /, '') : words}</span>;
}

/** `12`, or `12 or more` where counting ended there. */
function tally(value: number, { atLeast }: Pick<KernelEntry, 'atLeast'>): string {
  return atLeast === true ? `${count(value)} or more` : count(value);
}

function rateText({ crashesPerThousandHostDays: rate }: KernelEntry): string | undefined {
  return rate === undefined ? undefined : rate.toPrecision(3);
}

const people = (names: readonly string[]): string => [...new Set(names)].join(', ');

function Row({
  kernel,
  chosen,
  onChoose,
}: {
  kernel: KernelEntry;
  chosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  return (
    <tr class={chosen ? 'chosen' : ''} onMouseDown={onChoose}>
      <td>
        <a class="title" href={formatRoute({ screen: 'kernels', id: kernel.buildId })}>
          {kernel.release ?? 'release not known'}
        </a>
        <span class="culprit">{kernel.buildId}</span>
      </td>
      <td>
        <KernelBadge state={kernel.state} />
      </td>
      <td class="wide">{people(kernel.images.flatMap(({ signer }) => signer ?? []))}</td>
      <td class="wide">{people(kernel.images.flatMap(({ approvedBy }) => approvedBy))}</td>
      <td class="number" data-name={noun(kernel.hosts, 'host')}>
        {tally(kernel.hosts, kernel)}
      </td>
      <td class="number" data-name={noun(kernel.crashes, 'crash', 'crashes')}>
        {tally(kernel.crashes, kernel)}
      </td>
      <td class="number wide">{rateText(kernel)}</td>
      <td class="number wide">
        {kernel.medianUptimeSeconds === undefined ? '' : duration(kernel.medianUptimeSeconds)}
      </td>
      <td>{kernel.lastSeen === undefined ? <span class="quiet">never</span> : <Time iso={kernel.lastSeen} />}</td>
    </tr>
  );
}

export function KernelsScreen(): JSX.Element {
  useTitle('Kernels');
  const { first, pages, more, problem } = usePages<KernelPage>('kernels', 60_000);
  const kernels = [...new Map(pages.flatMap((page) => page.kernels).map((entry) => [entry.buildId, entry])).values()];
  const { at, choose } = useRows(kernels.length, (index) => {
    const kernel = kernels[index];
    if (kernel) go({ screen: 'kernels', id: kernel.buildId });
  });
  return (
    <>
      <h1>Kernels</h1>
      <Await loaded={first} what="the kernels">
        {() =>
          kernels.length === 0 && more === undefined ? (
            <Empty
              title="No kernel yet"
              text="A kernel is here once a dump of it was examined, or once an image of it was signed:"
              commands={['purgatory upload DUMP', 'purgatory sign IMAGE -o SIGNED']}
            />
          ) : (
            <>
              <table class="cards">
                <thead>
                  <tr>
                    <th scope="col">Kernel and build-id</th>
                    <th scope="col">Signature</th>
                    <th scope="col" class="wide">
                      Signed with
                    </th>
                    <th scope="col" class="wide">
                      Approved by
                    </th>
                    <th scope="col" class="number">
                      Hosts
                    </th>
                    <th scope="col" class="number">
                      Crashes
                    </th>
                    <th
                      scope="col"
                      class="number wide"
                      title="Crashes a thousand host-days, where an inventory said how many those are"
                    >
                      A thousand host-days
                    </th>
                    <th scope="col" class="number wide" title="How long hosts were up when it crashed: the median">
                      Up before
                    </th>
                    <th scope="col">Last seen</th>
                  </tr>
                </thead>
                <tbody>
                  {kernels.map((kernel, index) => (
                    <Row
                      key={kernel.buildId}
                      kernel={kernel}
                      chosen={index === at}
                      onChoose={() => {
                        choose(index);
                      }}
                    />
                  ))}
                </tbody>
              </table>
              <LoadMore more={more} problem={problem} />
            </>
          )
        }
      </Await>
    </>
  );
}

function Images({ images }: { images: readonly KernelImage[] }): JSX.Element {
  if (images.length === 0) return <p class="quiet">The register has no signed image of it.</p>;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">Image</th>
          <th scope="col">Asked for by</th>
          <th scope="col">Approved by</th>
          <th scope="col">Signed with</th>
          <th scope="col">Signed</th>
          <th scope="col">Revoked</th>
        </tr>
      </thead>
      <tbody>
        {images.map((image) => (
          <tr key={image.id}>
            <td>
              <a href={formatRoute({ screen: 'signing', id: image.id })}>{image.name}</a>
            </td>
            <td data-name="asked">{image.requestedBy}</td>
            <td data-name="approved">{image.approvedBy.join(', ') || 'nobody had to'}</td>
            <td>{image.signer}</td>
            <td>{image.signedAt && <Time iso={image.signedAt} />}</td>
            <td>
              {image.revoked && (
                <>
                  <Time iso={image.revoked.at} /> by {image.revoked.by}: {image.revoked.reason}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Hosts({ buildId }: { buildId: string }): JSX.Element {
  const { first, pages, more, problem } = usePages<KernelHosts>(`kernels/${buildId}/hosts`);
  const hosts = pages.flatMap((page) => page.hosts);
  return (
    <Await loaded={first} what="its hosts">
      {() =>
        hosts.length === 0 ? (
          <p class="quiet">No host was seen with it.</p>
        ) : (
          <>
            <ul class="names">
              {hosts.map(({ host, lastSeen }) => (
                <li key={host}>
                  <a href={formatRoute({ screen: 'dumps', query: { host } })}>{host}</a>{' '}
                  <span class="quiet">
                    <Time iso={lastSeen} />
                  </span>
                </li>
              ))}
            </ul>
            <LoadMore more={more} problem={problem} />
          </>
        )
      }
    </Await>
  );
}

export function KernelScreen({ id }: { id: string }): JSX.Element {
  const loaded = useApi<KernelEntry>(`kernels/${encodeURIComponent(id)}`, 60_000);
  useTitle(loaded.value && `Kernel ${loaded.value.release ?? loaded.value.buildId}`);
  return (
    <Await loaded={loaded} what="the kernel">
      {(kernel) => (
        <>
          <h1>{kernel.release ?? 'Kernel whose release is not known'}</h1>
          <p>
            <KernelBadge state={kernel.state} />
            {kernel.revoked && (
              <>
                {' '}
                <Time iso={kernel.revoked.at} /> by {kernel.revoked.by}: {kernel.revoked.reason}
              </>
            )}
          </p>
          <Facts
            facts={[
              ['build-id', <code>{kernel.buildId}</code>],
              ['hosts', tally(kernel.hosts, kernel)],
              ['crashes', tally(kernel.crashes, kernel)],
              ['a thousand host-days', rateText(kernel)],
              ['host-days', kernel.hostDays !== undefined && count(kernel.hostDays)],
              [
                'up before',
                kernel.medianUptimeSeconds !== undefined && `${duration(kernel.medianUptimeSeconds)} (median)`,
              ],
              ['first seen', kernel.firstSeen && <Time iso={kernel.firstSeen} />],
              ['last seen', kernel.lastSeen && <Time iso={kernel.lastSeen} />],
            ]}
          />
          {kernel.hostDays === undefined && kernel.crashes > 0 && (
            <p class="quiet">
              Dumps tell only of runs that ended badly. For crashes a thousand host-days, say what your inventory knows:{' '}
              <code>purgatory kernels usage {kernel.buildId.slice(0, 12)}… --host-days N</code>
            </p>
          )}
          <p class="actions">
            {kernel.release !== undefined && (
              <a href={formatRoute({ screen: 'crashes', query: { q: `kernel:${kernel.release}` } })}>Its crashes</a>
            )}
            {kernel.state !== 'revoked' && (
              <a
                href={formatRoute({
                  screen: 'signing',
                  id: 'revocations',
                  query: { kind: 'build-id', value: kernel.buildId },
                })}
              >
                What revoking it would do
              </a>
            )}
          </p>
          <h2>Images</h2>
          <Images images={kernel.images} />
          <h2>Hosts</h2>
          <Hosts buildId={kernel.buildId} />
        </>
      )}
    </Await>
  );
}
