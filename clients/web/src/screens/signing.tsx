/** Signing: what waits for a decision, what was signed, with which keys, what is revoked, and the log of it all. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ImagePage, KeyList, KeyRecord } from '../../../../shared/contract/images.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { getText } from '../logic/api.ts';
import { count, plural } from '../../../../shared/report-view/units.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import {
  isSection,
  keyStanding,
  readCheckpoint,
  SIGNING_SECTIONS,
  splitWaiting,
  type SigningSection,
} from '../logic/signing.ts';
import { go, useApi } from '../ui/hooks.ts';
import { Await, CopyButton, Empty, Facts, LoadMore, Problem, Time } from '../ui/parts.tsx';
import { usePages } from '../ui/pages.ts';
import { useRows } from '../ui/rows.ts';
import { useTitle } from '../ui/title.ts';
import { ChangesSection } from './signing-changes.tsx';
import { ImageScreen, RequestCard, RequestState } from './signing-image.tsx';
import { PolicySection } from './signing-policy.tsx';
import { RevocationsSection } from './signing-revocations.tsx';

const SECTION_NAMES: Record<SigningSection, string> = {
  waiting: 'Waiting',
  changes: 'Changes',
  policy: 'Policy',
  history: 'History',
  keys: 'Keys',
  revocations: 'Revocations',
  log: 'Log',
};

function Waiting(): JSX.Element {
  const { first, pages, more, problem } = usePages<ImagePage>('images?state=pending&limit=50', 15_000);
  const { mine, others } = splitWaiting(pages.flatMap(({ images }) => images));
  return (
    <Await loaded={first} what="the requests">
      {() =>
        mine.length + others.length === 0 ? (
          <Empty
            title="Nothing waits"
            text="A release engineer asks for a signature; an approver finds the request here:"
            commands={['purgatory sign vmlinuz -o vmlinuz.signed --name vmlinuz']}
          />
        ) : (
          <>
            <h2>{mine.length === 0 ? 'No request waits for you' : `${plural(mine.length, 'request')} for you`}</h2>
            {mine.map((image) => (
              <RequestCard key={image.id} image={image} onDone={first.reload} />
            ))}
            {others.length > 0 && (
              <>
                <h2>{plural(others.length, 'request')} for others to decide</h2>
                {others.map((image) => (
                  <RequestCard key={image.id} image={image} onDone={first.reload} />
                ))}
              </>
            )}
            <LoadMore more={more} problem={problem} />
          </>
        )
      }
    </Await>
  );
}

function History(): JSX.Element {
  const { first, pages, more, problem } = usePages<ImagePage>('images?limit=50', 30_000);
  const images = [...new Map(pages.flatMap((page) => page.images).map((image) => [image.id, image])).values()];
  const { at, choose } = useRows(images.length, (index) => {
    const image = images[index];
    if (image) go({ screen: 'signing', id: image.id });
  });
  return (
    <Await loaded={first} what="the register">
      {() => (
        <>
          {images.length === 0 && <p class="quiet">Nobody has asked for a signature yet.</p>}
          {images.length > 0 && (
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Image</th>
                  <th scope="col">State</th>
                  <th scope="col">Asked for by</th>
                  <th scope="col">Decided by</th>
                  <th scope="col" class="wide number">
                    Entry of the log
                  </th>
                  <th scope="col">When</th>
                </tr>
              </thead>
              <tbody>
                {images.map((image, index) => (
                  <tr
                    key={image.id}
                    class={index === at ? 'chosen' : ''}
                    onMouseDown={() => {
                      choose(index);
                    }}
                  >
                    <td>
                      <a class="title" href={formatRoute({ screen: 'signing', id: image.id })}>
                        {image.name}
                      </a>
                      <span class="culprit">{image.image?.release}</span>
                    </td>
                    <td>
                      <RequestState image={image} />
                    </td>
                    <td data-name="asked">{image.requestedBy}</td>
                    <td>{image.approvals.map(({ by }) => by).join(', ')}</td>
                    <td class="wide number">{image.logIndex}</td>
                    <td>
                      <Time iso={image.signedAt ?? image.requestedAt} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <LoadMore more={more} problem={problem} />
        </>
      )}
    </Await>
  );
}

const PURPOSES: Record<KeyRecord['purpose'], string> = {
  root: 'trusted by firmware and kernels',
  signer: 'signs images',
  kek: 'signs revocations',
};

function KeyRow({ record }: { record: KeyRecord }): JSX.Element {
  const { word, days } = keyStanding(record, new Date());
  return (
    <tr class={record.active ? '' : 'quiet'}>
      <td>
        <strong>{record.subject}</strong>
        <span class="culprit">{record.sha256}</span>
      </td>
      <td>
        {PURPOSES[record.purpose]}
        {!record.active && ' before'}
      </td>
      <td class="wide">{record.issuer === record.subject ? 'itself' : record.issuer}</td>
      <td>
        {word !== 'good' && <span class="badge critical">{word}</span>}{' '}
        <time dateTime={record.notAfter} title={`${record.notBefore} to ${record.notAfter}`}>
          {record.notAfter.slice(0, 10)}
        </time>{' '}
        <span class="quiet">{days >= 0 ? `${plural(days, 'day')} left` : `${plural(-days, 'day')} ago`}</span>
      </td>
    </tr>
  );
}

function Keys(): JSX.Element {
  const keys = useApi<KeyList>('keys');
  return (
    <Await loaded={keys} what="the certificates">
      {({ keys: records }) =>
        records.length === 0 ? (
          <Empty
            title="No certificate yet"
            text="An administrator makes them, once; the keys themselves never leave KMS:"
            commands={['purgatory keys init --organization NAME']}
          />
        ) : (
          <>
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Certificate</th>
                  <th scope="col">For</th>
                  <th scope="col" class="wide">
                    Issued by
                  </th>
                  <th scope="col">Good until</th>
                </tr>
              </thead>
              <tbody>
                {records
                  .toSorted((a, b) => Number(b.active) - Number(a.active))
                  .map((record) => (
                    <KeyRow key={`${record.purpose}${record.sha256}`} record={record} />
                  ))}
              </tbody>
            </table>
            <p class="quiet">
              For firmware, MOK or a kernel's own keyring: <code>purgatory keys export --form esl|der|pem -o FILE</code>
            </p>
          </>
        )
      }
    </Await>
  );
}

function Log(): JSX.Element {
  const keys = useApi<KeyList>('keys');
  const [note, setNote] = useState<string>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const abort = new AbortController();
    getText('log/checkpoint', abort.signal).then(setNote, (error: unknown) => {
      if (!abort.signal.aborted) setProblem(messageOf(error));
    });
    return () => {
      abort.abort();
    };
  }, []);
  if (problem !== '') return <Problem text={`Could not load the checkpoint: ${problem}`} />;
  if (note === undefined) return <p class="waiting">Loading the checkpoint…</p>;
  const checkpoint = readCheckpoint(note);
  const watch = 'purgatory register monitor --state FILE';
  return (
    <>
      <p>
        Every request, decision, signature and revocation is an entry of a log that can only grow. A checkpoint says how
        far it has come, under the log's own key.
      </p>
      {checkpoint && (
        <Facts
          facts={[
            ['log', checkpoint.origin],
            ['entries', count(checkpoint.size)],
            ['root', <code>{checkpoint.root}</code>],
          ]}
        />
      )}
      <pre class="wrap">{note}</pre>
      <p class="actions">
        <CopyButton label="Copy the checkpoint" text={() => note} />
      </p>
      <p>Whoever keeps an earlier checkpoint elsewhere can prove that nothing was taken back:</p>
      <pre class="wrap">{watch}</pre>
      <CopyButton label="Copy" text={() => watch} />
      {keys.value && (
        <details>
          <summary>The key that checkpoints are verified with</summary>
          <pre class="wrap">{keys.value.log.publicKey}</pre>
        </details>
      )}
    </>
  );
}

function Section({ section, route }: { section: SigningSection; route: Route }): JSX.Element {
  switch (section) {
    case 'waiting':
      return <Waiting />;
    case 'changes':
      return <ChangesSection />;
    case 'policy':
      return <PolicySection />;
    case 'history':
      return <History />;
    case 'keys':
      return <Keys />;
    case 'revocations':
      return <RevocationsSection route={route} />;
    case 'log':
      return <Log />;
  }
}

export function SigningScreen({ route }: { route: Route }): JSX.Element {
  const { id = 'waiting' } = route;
  useTitle(isSection(id) ? `Signing: ${SECTION_NAMES[id]}` : 'Signing');
  if (!isSection(id)) return <ImageScreen id={id} />;
  return (
    <>
      <h1>Signing</h1>
      <nav class="tabs" aria-label="Parts of signing">
        {SIGNING_SECTIONS.map((name) => (
          <a
            key={name}
            href={formatRoute({ screen: 'signing', ...(name === 'waiting' ? {} : { id: name }) })}
            {...(name === id ? { 'aria-current': 'page' as const } : {})}
          >
            {SECTION_NAMES[name]}
          </a>
        ))}
      </nav>
      <div class="tab">
        <h2 class="visually-hidden">{SECTION_NAMES[id]}</h2>
        <Section section={id} route={route} />
      </div>
    </>
  );
}
