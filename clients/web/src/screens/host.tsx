/** One host: until when it may send, whether it is silent, and all that it had. */
import type { JSX } from 'preact';
import type { OccurrencePage } from '../../../../shared/contract/crashes.ts';
import type { Host, HostPage } from '../../../../shared/contract/roles.ts';
import { formatRoute } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, Facts, LoadMore, Time } from '../ui/parts.tsx';
import { mayRespond, useRoles } from '../ui/session.ts';
import { useTitle } from '../ui/title.ts';
import { EnrolForm, Revoke, TokenBadge } from './host-token.tsx';
import { Silencing } from './silence.tsx';

/** Until when it may send, as what it is enrolled, and what sent its last crash. */
export function HostFacts({ host }: { host: Host }): JSX.Element {
  const { tags = [], lastCrash, revokedAt, revokedBy } = host;
  return (
    <Facts
      facts={[
        ['token', <TokenBadge host={host} />],
        ['tags', tags.length === 0 ? <span class="quiet">none</span> : tags.join(' ')],
        [
          'enrolled',
          <>
            <Time iso={host.enrolledAt} /> <span class="quiet">by {host.enrolledBy}</span>
          </>,
        ],
        [
          'revoked',
          revokedAt !== undefined && (
            <>
              <Time iso={revokedAt} /> <span class="quiet">by {revokedBy ?? 'somebody'}</span>
            </>
          ),
        ],
        ['agent', lastCrash?.agent],
      ]}
    />
  );
}

/** A name that nobody enrolled may be a wrong one; crashes can be there all the same, sent by a person. */
export function NotEnrolled({ isKnown }: { isKnown: boolean }): JSX.Element {
  return (
    <p class="quiet">
      No host of this name is enrolled: it can not send its crashes itself.
      {!isKnown && ' Is the name right?'}
    </p>
  );
}

export function HostScreen({ host }: { host: string }): JSX.Element {
  useTitle(host);
  const path = `hosts/${encodeURIComponent(host)}/occurrences?limit=50`;
  const { first, pages, more, problem } = usePages<OccurrencePage>(path, 60_000);
  const crashes = pages.flatMap((page) => page.occurrences);
  const enrolment = useApi<HostPage>(`hosts?host=${encodeURIComponent(host)}`, 60_000);
  const enrolled = enrolment.value?.hosts[0];
  const roles = useRoles();
  const isAdmin = roles.includes('admin');
  return (
    <>
      <p class="back">
        <a href={formatRoute({ screen: 'hosts' })}>Hosts</a>
      </p>
      <h1>{host}</h1>
      <Await loaded={enrolment} what="its enrolment">
        {() => (enrolled === undefined ? <NotEnrolled isKnown={crashes.length > 0} /> : <HostFacts host={enrolled} />)}
      </Await>
      {(enrolled !== undefined || crashes.length > 0) && <Silencing host={host} mayAct={mayRespond(roles)} />}
      {isAdmin && enrolment.value !== undefined && (
        <>
          <EnrolForm host={host} again={enrolled !== undefined} onDone={enrolment.reload} />
          {enrolled !== undefined && <Revoke host={host} onDone={enrolment.reload} />}
        </>
      )}
      <h2>What it had</h2>
      <Await loaded={first} what="its crashes">
        {() =>
          crashes.length === 0 ? (
            <p class="quiet">Nothing that is remembered.</p>
          ) : (
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Crash</th>
                  <th scope="col">Kernel</th>
                  <th scope="col">When</th>
                  <th scope="col">Dump</th>
                </tr>
              </thead>
              <tbody>
                {crashes.map(({ uploadId, crashId, title, kernelRelease, capturedAt }) => (
                  <tr key={uploadId}>
                    <td>
                      {crashId === undefined ? (
                        title
                      ) : (
                        <a class="title" href={formatRoute({ screen: 'crashes', id: crashId })}>
                          {title}
                        </a>
                      )}
                    </td>
                    <td>{kernelRelease}</td>
                    <td>
                      <Time iso={capturedAt} />
                    </td>
                    <td>
                      <a href={formatRoute({ screen: 'dumps', id: uploadId })}>
                        what it sent<span class="visually-hidden"> of {capturedAt}</span>
                      </a>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
      <LoadMore more={more} problem={problem} />
    </>
  );
}
