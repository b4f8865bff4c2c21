/** Where alerts go, and whether they arrive there. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AlertRoute, AlertRoutes, RouteTest } from '../../../../shared/contract/alert-routes.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { destination, filterLines, restraintLines } from '../logic/alert-routes.ts';
import { send } from '../logic/api.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, CopyButton } from '../ui/parts.tsx';
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
      <h2>To change them</h2>
      <p class="quiet">
        Routes are one document, kept by an administrator, so that it can be reviewed as any other file is:
      </p>
      <pre class="wrap">{commands}</pre>
      <CopyButton label="Copy" text={() => commands} />
    </>
  );
}
