/** Hosts that are silent for a while: who, until when, why, and what that means for a crash. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import { untoldWords } from '../../../../shared/contract/crash-states.ts';
import type { Silence, SilenceHost, SilenceList } from '../../../../shared/contract/silences.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { plural } from '../../../../shared/report-view/units.ts';
import { send } from '../logic/api.ts';
import { formatRoute } from '../logic/route.ts';
import { SILENCE_HOURS, silenceEnd, silenceText, silentAmong } from '../logic/silences.ts';
import { Choice } from '../ui/filter.tsx';
import { useApi, type Loaded } from '../ui/hooks.ts';
import { Problem } from '../ui/parts.tsx';

/** Those in force. Until they are known, nobody is said to be silent. */
export function useSilences(): Loaded<SilenceList> & { readonly reload: () => void } {
  return useApi<SilenceList>('silences', 60_000);
}

export function SilenceBadge({ silence }: { silence: Silence | undefined }): JSX.Element | null {
  return silence === undefined ? null : (
    <span class="badge state-ignored" title={silenceText(silence)}>
      silent
    </span>
  );
}

function SilenceForm({ onSilence }: { onSilence: (asked: SilenceHost) => void }): JSX.Element {
  const [hours, setHours] = useState('24');
  return (
    <form
      class="actions"
      aria-label="Silence this host"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = new FormData(event.currentTarget).get('reason');
        onSilence({
          until: silenceEnd(Number(hours), new Date()),
          reason: typeof reason === 'string' ? reason : '',
        });
      }}
    >
      <label>
        Why no alert <input name="reason" required maxLength={500} placeholder="a test machine, a bad board" />
      </label>
      <Choice name="For" value={hours} choices={SILENCE_HOURS} onChange={setHours} />
      <button type="submit">Silence</button>
    </form>
  );
}

/** What a responder does about the alerts of one host. */
export function Silencing({ host, mayAct }: { host: string; mayAct: boolean }): JSX.Element {
  const silences = useSilences();
  const [problem, setProblem] = useState('');
  const path = `hosts/${encodeURIComponent(host)}/silence`;
  const silence = silences.value?.silences.find((each) => each.host === host);
  const say = (method: 'PUT' | 'DELETE', body?: SilenceHost): void => {
    setProblem('');
    send(method, path, body).then(silences.reload, (error: unknown) => {
      setProblem(messageOf(error));
    });
  };
  return (
    <section aria-label="Alerts of this host">
      {silence !== undefined && (
        <p class="actions">
          <SilenceBadge silence={silence} />
          <span>
            It is silent {silenceText(silence)}. What it has is counted and shown; no alert is sent for it alone.
          </span>
          {mayAct && (
            <button
              type="button"
              onClick={() => {
                say('DELETE');
              }}
            >
              End the silence
            </button>
          )}
        </p>
      )}
      {silences.state === 'failed' && (
        <Problem text={`Could not load whether it is silent: ${silences.error.message}`} />
      )}
      {mayAct && silences.value !== undefined && silence === undefined && (
        <SilenceForm
          onSilence={(asked) => {
            say('PUT', asked);
          }}
        />
      )}
      <Problem text={problem} />
    </section>
  );
}

/** Why nobody was alerted, and which of the hosts that have it are silent now. */
export function SilenceNote({
  group,
  hosts,
}: {
  group: CrashGroup;
  /** Those that are known to have it: some of them where there are many. */
  hosts: readonly string[];
}): JSX.Element | null {
  const silences = useSilences();
  const silent = silentAmong(hosts, silences.value?.silences ?? []);
  const untold = untoldWords(group);
  const isUnknown = silences.state === 'failed';
  if (untold === undefined && silent.length === 0 && !isUnknown) return null;
  return (
    <section class="merged" aria-label="Silenced hosts">
      {untold !== undefined && (
        <p>
          <strong>{untold}.</strong> The first other host that has it is told of at once.
        </p>
      )}
      {isUnknown && <p>Could not load which of its hosts are silent: {silences.error.message}</p>}
      {silent.length > 0 && (
        <p>
          {plural(silent.length, 'host')} of those that have it {silent.length === 1 ? 'is' : 'are'} silent:
        </p>
      )}
      <ul>
        {silent.map((silence) => (
          <li key={silence.host}>
            <a href={formatRoute({ screen: 'hosts', id: silence.host })}>{silence.host}</a> {silenceText(silence)}
          </li>
        ))}
      </ul>
    </section>
  );
}
