/** Who asked for what, who decided, and who asked dumps what. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChangePage } from '../../../../shared/contract/changes.ts';
import type { DumpPage } from '../../../../shared/contract/dumps.ts';
import type { AskedPage, AskedQuestion } from '../../../../shared/contract/explore.ts';
import type { ImagePage } from '../../../../shared/contract/images.ts';
import type { SilenceHistory } from '../../../../shared/contract/silences.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { mapLimited } from '../../../../shared/map-limited.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { get } from '../logic/api.ts';
import {
  AUDIT_KINDS,
  eventOfQuestion,
  eventsOfChange,
  eventsOfImage,
  selectEvents,
  type AuditEvent,
  type AuditKind,
} from '../logic/audit.ts';
import type { Route } from '../logic/route.ts';
import { eventOfSilence } from '../logic/silences.ts';
import { Choice, FilterForm } from '../ui/filter.tsx';
import { adjust, useApi } from '../ui/hooks.ts';
import { usePages, type Paged } from '../ui/pages.ts';
import { Problem, Time } from '../ui/parts.tsx';
import { useRoles } from '../ui/session.ts';
import { useTitle } from '../ui/title.ts';

const KIND_NAMES: Record<AuditKind, string> = {
  signature: 'signatures',
  change: 'changes of policy, certificates, revocations',
  silence: 'silences of hosts',
  question: 'questions to dumps',
};

/** Dumps whose trails are looked through at once: each is a request. */
const DUMPS_ASKED = 25;
const AT_ONCE = 4;

interface Trail {
  readonly questions: readonly AskedQuestion[];
  readonly dumps: number;
}

/** Trails are kept a dump each: those of the newest dumps are put together when somebody wants them. */
async function readTrails(): Promise<Trail> {
  const { dumps } = await get<DumpPage>(`dumps?limit=${String(DUMPS_ASKED)}`);
  const trails = await mapLimited(dumps, AT_ONCE, ({ id }) => get<AskedPage>(`dumps/${id}/explore?limit=50`));
  return { questions: trails.flatMap(({ questions }) => questions), dumps: dumps.length };
}

function Questions({ trail, onTrail }: { trail: Trail | undefined; onTrail: (trail: Trail) => void }): JSX.Element {
  const [state, setState] = useState<{ readonly loading: boolean; readonly problem: string }>({
    loading: false,
    problem: '',
  });
  const look = (): void => {
    setState({ loading: true, problem: '' });
    readTrails().then(
      (found) => {
        setState({ loading: false, problem: '' });
        onTrail(found);
      },
      (error: unknown) => {
        setState({ loading: false, problem: `Could not load what dumps were asked: ${messageOf(error)}` });
      },
    );
  };
  return (
    <>
      <p class="actions">
        <button type="button" disabled={state.loading} onClick={look}>
          {trail === undefined ? `Add what the newest ${String(DUMPS_ASKED)} dumps were asked` : 'Look again'}
        </button>
        <output class="quiet">
          {state.loading
            ? 'looking through them…'
            : trail && `${plural(trail.questions.length, 'question')} to the newest ${plural(trail.dumps, 'dump')}`}
        </output>
      </p>
      <Problem text={state.problem} />
    </>
  );
}

export function AuditTable({ events }: { events: readonly AuditEvent[] }): JSX.Element {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">Did what</th>
          <th scope="col">With what</th>
          <th scope="col">And said</th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ at, by, what, about, href, comment, alarming }, index) => (
          <tr key={index}>
            <td>
              <Time iso={at} />
            </td>
            <td>{by}</td>
            <td class={alarming === true ? 'alarming' : ''}>{what}</td>
            <td>
              <a class="about" href={href}>
                {about}
              </a>
            </td>
            <td>{comment}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What of a list did not come, or is yet to come. */
function Rest({ name, paged }: { name: string; paged: Paged<{ next?: string | undefined }> }): JSX.Element | null {
  const { first, more, problem } = paged;
  if (first.state === 'failed') return <Problem text={`Could not load the ${name}: ${first.error.message}`} />;
  if (first.value === undefined) return <p class="waiting">Loading the {name}…</p>;
  return (
    <>
      <Problem text={problem} />
      {more !== undefined && (
        <p class="actions">
          <button type="button" onClick={more}>
            Load older {name}
          </button>
          <span class="quiet">What was decided of older ones is not in the list yet.</span>
        </p>
      )}
    </>
  );
}

function Filter({ route }: { route: Route }): JSX.Element {
  const { who = '', kind = '' } = route.query;
  return (
    <FilterForm>
      <label>
        Who{' '}
        <input
          type="search"
          value={who}
          onInput={(event) => {
            adjust(route, { who: event.currentTarget.value });
          }}
        />
      </label>
      <Choice
        name="What"
        value={kind}
        choices={[['', 'all'], ...AUDIT_KINDS.map((each) => [each, KIND_NAMES[each]] as const)]}
        onChange={(chosen) => {
          adjust(route, { kind: chosen });
        }}
      />
    </FilterForm>
  );
}

export function AuditScreen({ route }: { route: Route }): JSX.Element {
  useTitle('Audit');
  const roles = useRoles();
  const images = usePages<ImagePage>('images?limit=100', 60_000);
  const changes = usePages<ChangePage>('changes?limit=100', 60_000);
  const silences = useApi<SilenceHistory>('silences/history?limit=200', 60_000);
  const [trail, setTrail] = useState<Trail>();
  const { who = '', kind = '' } = route.query;
  const events = selectEvents(
    [
      ...images.pages.flatMap((page) => page.images).flatMap(eventsOfImage),
      ...changes.pages.flatMap((page) => page.changes).flatMap(eventsOfChange),
      ...(silences.value?.changes ?? []).map(eventOfSilence),
      ...(trail?.questions ?? []).map(eventOfQuestion),
    ],
    { who, kind },
  );
  const isLoading = [images.first, changes.first, silences].some(
    (loaded) => loaded.value === undefined && loaded.state === 'loading',
  );
  return (
    <>
      <h1>Audit</h1>
      <p class="quiet">
        Who asked for signatures and changes, who decided, who silenced hosts, and who asked dumps what. What people do
        to a crash is told on its page; that nothing was taken out of the signing log is proved by its{' '}
        <a href="#/signing/log">checkpoint</a>.
      </p>
      <Filter route={route} />
      {(roles.includes('debugger') || roles.includes('admin')) && <Questions trail={trail} onTrail={setTrail} />}
      {events.length > 0 && <AuditTable events={events} />}
      {events.length === 0 && !isLoading && (
        <p class="quiet">
          {who === '' && kind === '' ? 'Nobody has asked for anything yet.' : 'Nothing of what is loaded is like that.'}
        </p>
      )}
      <Rest name="requests for signatures" paged={images} />
      <Rest name="changes" paged={changes} />
      {silences.state === 'failed' && <Problem text={`Could not load who silenced hosts: ${silences.error.message}`} />}
    </>
  );
}
