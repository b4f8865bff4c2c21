/** Every upload, newest first: what became of it, and why one failed or was given up. */
import type { JSX } from 'preact';
import type { DumpDetail, DumpPage } from '../../../../shared/contract/dumps.ts';
import { bytes } from '../../../../shared/report-view/units.ts';
import { query } from '../logic/api.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { standingOf, STANDINGS, UPLOAD_SPANS, withinSpan } from '../logic/uploads.ts';
import { Choice, FilterForm } from '../ui/filter.tsx';
import { adjust, go } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, Empty, LoadMore, Time } from '../ui/parts.tsx';
import { useRows } from '../ui/rows.ts';
import { useTitle } from '../ui/title.ts';

function Filter({ route }: { route: Route }): JSX.Element {
  const { state = '', seen = '', host = '' } = route.query;
  return (
    <FilterForm>
      <label>
        Host{' '}
        <input
          type="search"
          value={host}
          onChange={(event) => {
            adjust(route, { host: event.currentTarget.value.trim() });
          }}
        />
      </label>
      <Choice
        name="State"
        value={state}
        choices={STANDINGS}
        onChange={(chosen) => {
          adjust(route, { state: chosen });
        }}
      />
      <Choice
        name="Began"
        value={seen}
        choices={[['', 'at any time'], ...UPLOAD_SPANS]}
        onChange={(chosen) => {
          adjust(route, { seen: chosen });
        }}
      />
    </FilterForm>
  );
}

/** How much of it is there: of a log alone nothing else is to come. */
function sizeText({ logOnly, receivedBytes, sizeBytes, state }: DumpDetail): string {
  if (logOnly === true) return 'log only';
  return state === 'sealed' && receivedBytes >= sizeBytes
    ? bytes(sizeBytes)
    : `${bytes(receivedBytes)} of ${bytes(sizeBytes)}`;
}

function policyText({ policy, askedPolicy }: DumpDetail): string {
  return askedPolicy === undefined || askedPolicy === policy ? policy : `${policy}, not ${askedPolicy}`;
}

/** A row of the list. */
export function UploadRow({
  upload,
  chosen,
  onChoose,
}: {
  upload: DumpDetail;
  chosen: boolean;
  onChoose: () => void;
}): JSX.Element {
  const { words, alarming, reason } = standingOf(upload);
  return (
    <tr class={chosen ? 'chosen' : ''} onMouseDown={onChoose}>
      <td>
        <a class="title" href={formatRoute({ screen: 'dumps', id: upload.id })}>
          {upload.host}
        </a>
        <span class="culprit">{upload.fileName ?? upload.id}</span>
      </td>
      <td>
        <span class={`badge ${alarming ? 'critical' : 'state-resolved'}`}>{words}</span>
        {reason !== undefined && <span class="culprit">{reason}</span>}
      </td>
      <td>
        {upload.crashId === undefined ? (
          <span class="quiet">{upload.title === null ? 'no crash in its log' : 'not read yet'}</span>
        ) : (
          <a href={formatRoute({ screen: 'crashes', id: upload.crashId })}>{upload.title ?? 'its crash'}</a>
        )}
      </td>
      <td class="wide">{upload.kind}</td>
      <td class="number">{sizeText(upload)}</td>
      <td class="wide">{policyText(upload)}</td>
      <td>
        <Time iso={upload.createdAt} />
      </td>
    </tr>
  );
}

export function UploadsScreen({ route }: { route: Route }): JSX.Element {
  useTitle('Uploads');
  const { state = '', seen, host } = route.query;
  const asked = STANDINGS.find(([name]) => name === state)?.[2] ?? {};
  const isNarrowed = Object.values(route.query).some((value) => value !== '');
  const { first, pages, more, problem } = usePages<DumpPage>(`dumps${query({ ...asked, host, limit: 50 })}`, 15_000);
  const all = [...new Map(pages.flatMap(({ dumps }) => dumps).map((dump) => [dump.id, dump])).values()];
  const { dumps, isOver } = withinSpan(all, seen, new Date());
  const { at, choose } = useRows(dumps.length, (index) => {
    const dump = dumps[index];
    if (dump) go({ screen: 'dumps', id: dump.id });
  });
  const further = isOver ? undefined : more;
  return (
    <>
      <h1>Uploads</h1>
      <p class="quiet">
        All that hosts and people sent, also what was given up or can’t be read. <a href="#/arriving">Arriving</a>{' '}
        follows those under way.
      </p>
      <Filter route={route} />
      <Await loaded={first} what="the uploads">
        {() =>
          dumps.length === 0 && further === undefined && !isNarrowed ? (
            <Empty
              title="Nothing was ever sent"
              text="A host sends by itself once its agent is set up; a file at hand goes by the command line:"
              commands={['purgatory hosts enroll NAME', 'purgatory upload vmcore']}
            />
          ) : (
            <>
              {dumps.length > 0 && (
                <table class="cards">
                  <thead>
                    <tr>
                      <th scope="col">Host</th>
                      <th scope="col">What became of it</th>
                      <th scope="col">Crash</th>
                      <th scope="col" class="wide">
                        Kind
                      </th>
                      <th scope="col" class="number">
                        Arrived
                      </th>
                      <th scope="col" class="wide">
                        Policy
                      </th>
                      <th scope="col">Began</th>
                    </tr>
                  </thead>
                  <tbody>
                    {dumps.map((upload, index) => (
                      <UploadRow
                        key={upload.id}
                        upload={upload}
                        chosen={index === at}
                        onChoose={() => {
                          choose(index);
                        }}
                      />
                    ))}
                  </tbody>
                </table>
              )}
              {dumps.length === 0 && (
                <p class="quiet">
                  No upload {further === undefined ? '' : 'so far '}is like that.{' '}
                  <a href={formatRoute({ screen: 'uploads' })}>Show all</a>
                </p>
              )}
              <LoadMore more={further} problem={problem} />
            </>
          )
        }
      </Await>
    </>
  );
}
