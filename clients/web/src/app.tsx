import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ImagePage } from '../../../shared/contract/images.ts';
import type { Session } from '../../../shared/contract/sign-in.ts';
import { ApiError, send, sessionEvents } from './logic/api.ts';
import { formatRoute, type Route, type Screen } from './logic/route.ts';
import { ArrivingScreen } from './screens/arriving.tsx';
import { AuditScreen } from './screens/audit.tsx';
import { CrashScreen } from './screens/crash.tsx';
import { CrashesScreen } from './screens/crashes.tsx';
import { DumpScreen } from './screens/dump.tsx';
import { DumpsScreen } from './screens/dumps.tsx';
import { FleetScreen } from './screens/fleet.tsx';
import { AlertRoutesScreen } from './screens/alert-routes.tsx';
import { HostScreen } from './screens/host.tsx';
import { HostsScreen } from './screens/hosts.tsx';
import { KernelScreen, KernelsScreen } from './screens/kernels.tsx';
import { SigningScreen } from './screens/signing.tsx';
import { UploadsScreen } from './screens/uploads.tsx';
import { mayApprove } from './logic/signing.ts';
import { useApi, useRoute } from './ui/hooks.ts';
import { useKeys } from './ui/keys.ts';
import { SessionContext } from './ui/session.ts';
import { useTitle } from './ui/title.ts';

const NAVIGATION: readonly (readonly [Screen, string])[] = [
  ['crashes', 'Crashes'],
  ['dumps', 'Dumps'],
  ['arriving', 'Arriving'],
  ['uploads', 'Uploads'],
  ['kernels', 'Kernels'],
  ['signing', 'Signing'],
  ['hosts', 'Hosts'],
  ['alerts', 'Alerts'],
  ['fleet', 'Fleet'],
  ['audit', 'Audit'],
];

const KEYS: readonly (readonly [string, string])[] = [
  ['j / k', 'next, previous row'],
  ['o', 'open the row'],
  ['a', 'acknowledge'],
  ['x', 'choose the row, for what is done to several'],
  ['/', 'to the filter'],
  ['e', 'to the explorer’s question'],
  ['?', 'these keys; Esc closes them'],
];

function ScreenOf({ route }: { route: Route }): JSX.Element {
  switch (route.screen) {
    case 'crashes':
      return route.id === undefined ? <CrashesScreen route={route} /> : <CrashScreen route={route} id={route.id} />;
    case 'dumps':
      return route.id === undefined ? <DumpsScreen route={route} /> : <DumpScreen route={route} id={route.id} />;
    case 'arriving':
      return <ArrivingScreen />;
    case 'uploads':
      return <UploadsScreen route={route} />;
    case 'kernels':
      return route.id === undefined ? <KernelsScreen /> : <KernelScreen id={route.id} />;
    case 'signing':
      return <SigningScreen route={route} />;
    case 'hosts':
      return route.id === undefined ? <HostsScreen /> : <HostScreen host={route.id} />;
    case 'alerts':
      return <AlertRoutesScreen />;
    case 'fleet':
      return <FleetScreen />;
    case 'audit':
      return <AuditScreen route={route} />;
    case 'nowhere':
      return <Nowhere />;
  }
}

function Nowhere(): JSX.Element {
  useTitle('No such page');
  return (
    <section class="empty">
      <h1>There is no such page</h1>
      <p>The address names no screen of this console. It may be cut, or of a newer version.</p>
      <p>
        <a href={formatRoute({ screen: 'crashes' })}>To the crashes</a>
      </p>
    </section>
  );
}

function SignIn({ problem }: { problem: string | undefined }): JSX.Element {
  const back = encodeURIComponent(location.hash);
  return (
    <main class="sign-in">
      <h1>Purgatory</h1>
      <p>Crash dumps and kernel signatures of this fleet.</p>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <a class="button primary" href={`v1/session/login?return=${back}`}>
        Sign in
      </a>
    </main>
  );
}

function KeyHelp({ onClose }: { onClose: () => void }): JSX.Element {
  return (
    <aside class="keys" aria-label="Keys">
      <dl>
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </aside>
  );
}

/** Says beside "Signing" how many requests wait for the reader. */
function WaitingCount({ roles }: { roles: Session['roles'] }): JSX.Element | null {
  const waiting = useApi<ImagePage>(mayApprove(roles) ? 'images?waitingFor=me&limit=20' : undefined, 60_000);
  const found = waiting.value?.images.length ?? 0;
  if (found === 0) return null;
  const text = waiting.value?.next === undefined ? String(found) : `${String(found)}+`;
  return (
    <span class="badge state-open" aria-label={`${text} waiting for you`}>
      {text}
    </span>
  );
}

export function App(): JSX.Element {
  const route = useRoute();
  const session = useApi<Session>('session');
  const [help, setHelp] = useState(false);
  useKeys({
    '?': () => {
      setHelp((shown) => !shown);
    },
    ...(help
      ? {
          Escape: () => {
            setHelp(false);
          },
        }
      : {}),
    '/': () => {
      document.querySelector<HTMLElement>('input[type=search]')?.focus();
    },
  });
  useEffect(() => {
    scrollTo(0, 0);
  }, [route.screen, route.id]);
  const { reload } = session;
  useEffect(() => {
    sessionEvents.addEventListener('signed-out', reload);
    return () => {
      sessionEvents.removeEventListener('signed-out', reload);
    };
  }, [reload]);
  if (session.state === 'failed' && session.error instanceof ApiError && session.error.status === 401)
    return <SignIn problem={route.query['problem']} />;
  if (session.value === undefined) {
    return session.state === 'failed' ? (
      <p class="problem" role="alert">
        The service does not answer: {session.error.message}
      </p>
    ) : (
      <p class="waiting">Asking who you are…</p>
    );
  }
  const { roles } = session.value;
  return (
    <SessionContext.Provider value={session.value}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        To the content
      </a>
      <nav class="top" aria-label="Screens">
        <strong>Purgatory</strong>
        {NAVIGATION.map(([screen, name]) => (
          <a
            key={screen}
            href={formatRoute({ screen })}
            {...(route.screen === screen ? { 'aria-current': 'page' as const } : {})}
          >
            {name}
            {screen === 'signing' && <WaitingCount roles={roles} />}
          </a>
        ))}
        <span class="who">
          <span title={roles.join(', ')}>{session.value.name}</span>{' '}
          <button
            type="button"
            onClick={() => {
              send('POST', 'session/logout', {}).then(session.reload, session.reload);
            }}
          >
            Sign out
          </button>
        </span>
      </nav>
      <main id="main" tabIndex={-1}>
        <ScreenOf route={route} />
      </main>
      {help && (
        <KeyHelp
          onClose={() => {
            setHelp(false);
          }}
        />
      )}
    </SessionContext.Provider>
  );
}
