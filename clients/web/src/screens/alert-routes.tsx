/** Where alerts go, and whether they arrive there. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type {
  AlertRoute,
  AlertRoutes,
  RouteChange,
  RouteFailure,
  RouteHistory,
  RouteTest,
} from '../../../../shared/contract/alert-routes.ts';
import { changeWords } from '../../../../shared/domain/alert-routes/difference.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { destination, filterLines, restraintLines } from '../logic/alert-routes.ts';
import { send } from '../logic/api.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, CopyButton, Time } from '../ui/parts.tsx';
import { mayRespond, useRoles } from '../ui/session.ts';
import { useTitle } from '../ui/title.ts';

function Test({ name }: { name: string }): JSX.Element {
  const [result, setResult] = useState<RouteTest | 'asked'>();
  const test = (): void => {
    setResult('asked');
    send<RouteTest>('POST', 'alert-routes', { test: name }).then(setResult, (error: unknown) => {
      setResult({ state: 'failed', reason: messageOf(error) });
    });
  };
  return (
    <>
      <button type="button" disabled={result === 'asked'} onClick={test} aria-label={`Send a test to ${name}`}>
        Send a test
      </button>{' '}
      <output class={result !== 'asked' && result?.state === 'failed' ? 'alarming' : ''}>
        {result === 'asked' ? 'sending…' : result && [result.state, result.reason].filter(Boolean).join(': ')}
      </output>
    </>
  );
}

function RouteRow({ route, mayTest }: { route: AlertRoute; mayTest: boolean }): JSX.Element {
  const takes = filterLines(route);
  return (
    <tr>
      <td>
        <strong>{route.name}</strong> {!route.enabled && <span class="badge state-resolved">switched off</span>}
      </td>
      <td>{destination(route)}</td>
      <td>{takes.length === 0 ? 'everything' : takes.join('; ')}</td>
      <td class="wide">{restraintLines(route).join('; ')}</td>
      <td>{mayTest && <Test name={route.name} />}</td>
    </tr>
  );
}

export function Failures({ failures }: { failures: readonly RouteFailure[] }): JSX.Element {
  if (failures.length === 0) return <p class="quiet">Every route took what it was sent in the last 30 days.</p>;
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">Route</th>
          <th scope="col">Failed last</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {failures.map(({ route, at, reason }) => (
          <tr key={route}>
            <td>{route}</td>
            <td>
              <Time iso={at} />
            </td>
            <td class="alarming">{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Changes({ changes }: { changes: readonly RouteChange[] }): JSX.Element {
  if (changes.length === 0) return <p class="quiet">Nobody has changed them since changes are kept.</p>;
  return (
    <ul class="activity">
      {changes.map((change) => (
        <li key={change.at}>
          <Time iso={change.at} /> <strong>{change.by}</strong> {changeWords(change)}
        </li>
      ))}
    </ul>
  );
}

function History(): JSX.Element {
  const history = useApi<RouteHistory>('alert-routes/history?limit=50', 60_000);
  return (
    <Await loaded={history} what="what became of them">
      {({ changes, failures }) => (
        <>
          <h2>What did not arrive</h2>
          <Failures failures={failures} />
          <h2>Who changed them</h2>
          <Changes changes={changes} />
        </>
      )}
    </Await>
  );
}

export function AlertRoutesScreen(): JSX.Element {
  useTitle('Alerts');
  const routes = useApi<AlertRoutes>('alert-routes', 60_000);
  const mayTest = mayRespond(useRoles());
  const commands = ['purgatory alerts routes --json > routes.json', 'purgatory alerts set-routes routes.json'].join(
    '\n',
  );
  return (
    <>
      <h1>Where alerts go</h1>
      <Await loaded={routes} what="the routes">
        {({ routes: all }) =>
          all.length === 0 ? (
            <p>Nobody has set a route: every alert goes to the topic and the webhook of the deployment.</p>
          ) : (
            <table class="cards">
              <thead>
                <tr>
                  <th scope="col">Route</th>
                  <th scope="col">Goes to</th>
                  <th scope="col">Takes</th>
                  <th scope="col" class="wide">
                    Waits for the digest
                  </th>
                  <th scope="col">
                    <span class="visually-hidden">Test</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {all.map((route) => (
                  <RouteRow key={route.name} route={route} mayTest={mayTest} />
                ))}
              </tbody>
            </table>
          )
        }
      </Await>
      <History />
      <h2>To change them</h2>
      <p class="quiet">
        Routes are one document, kept by an administrator, so that it can be reviewed as any other file is:
      </p>
      <pre class="wrap">{commands}</pre>
      <CopyButton label="Copy" text={() => commands} />
    </>
  );
}
