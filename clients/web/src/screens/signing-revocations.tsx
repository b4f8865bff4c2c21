/** What is revoked; and what a revocation would do, told before anybody can ask for it. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RevocationList, RevocationPreview, RevokeRequest } from '../../../../shared/contract/revocations.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { bytes, plural } from '../../../../shared/report-view/units.ts';
import { formatRoute, type Route } from '../logic/route.ts';
import { isTargetKind, TARGET_KINDS, targetOf, targetText, type TargetKind } from '../logic/signing.ts';
import { Choice } from '../ui/filter.tsx';
import { go, useApi } from '../ui/hooks.ts';
import { Await, Problem, Time } from '../ui/parts.tsx';
import { useRoles } from '../ui/session.ts';

const KIND_NAMES: Record<TargetKind, string> = {
  image: 'an image, by digest',
  'build-id': 'a kernel, by build-id',
  certificate: 'a certificate (PEM)',
  tbs: "a certificate, by its signed part's SHA-256",
  sbat: 'a component, by SBAT generation',
};

const VALUE_NAMES: Record<TargetKind, string> = {
  image: 'Digest (SHA-256)',
  'build-id': 'Build-id',
  certificate: 'PEM',
  tbs: 'SHA-256',
  sbat: 'Component',
};

const textOf = (error: unknown): string => messageOf(error);

/** Preview first: what is asked for is the very request whose effects were shown. */
function Revoke({ route, onDone }: { route: Route; onDone: () => void }): JSX.Element {
  const asked = route.query['kind'];
  const [kind, setKind] = useState<TargetKind>(isTargetKind(asked) ? asked : 'image');
  const [value, setValue] = useState(route.query['value'] ?? '');
  const [generation, setGeneration] = useState('');
  const [reason, setReason] = useState('');
  const [shown, setShown] = useState<{ readonly request: RevokeRequest; readonly preview: RevocationPreview }>();
  const [state, setState] = useState<'idle' | 'previewing' | 'publishing'>('idle');
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setShown(undefined);
  }, [kind, value, generation, reason]);
  const preview = (): void => {
    const request = { target: targetOf(kind, value, generation), reason };
    setState('previewing');
    setProblem('');
    send<RevocationPreview>('POST', 'revocations/preview', request).then(
      (answer) => {
        setState('idle');
        setShown({ request, preview: answer });
      },
      (error: unknown) => {
        setState('idle');
        setProblem(textOf(error));
      },
    );
  };
  const publish = (request: RevokeRequest): void => {
    setState('publishing');
    setProblem('');
    send('POST', 'revocations', request).then(
      () => {
        setState('idle');
        setShown(undefined);
        setValue('');
        setReason('');
        onDone();
        go({ screen: 'signing', id: 'changes' });
      },
      (error: unknown) => {
        setState('idle');
        setProblem(textOf(error));
      },
    );
  };
  return (
    <>
      <form
        class="notes"
        onSubmit={(event) => {
          event.preventDefault();
          preview();
        }}
      >
        <Choice
          name="What"
          value={kind}
          choices={TARGET_KINDS.map((name) => [name, KIND_NAMES[name]] as const)}
          onChange={(chosen) => {
            if (isTargetKind(chosen)) setKind(chosen);
          }}
        />
        <label>
          {VALUE_NAMES[kind]}{' '}
          {kind === 'certificate' ? (
            <textarea
              rows={4}
              required
              value={value}
              onInput={(event) => {
                setValue(event.currentTarget.value);
              }}
            />
          ) : (
            <input
              class="mono"
              required
              value={value}
              onInput={(event) => {
                setValue(event.currentTarget.value);
              }}
            />
          )}
        </label>
        {kind === 'sbat' && (
          <label>
            All below generation{' '}
            <input
              type="number"
              min={1}
              required
              value={generation}
              onInput={(event) => {
                setGeneration(event.currentTarget.value);
              }}
            />
          </label>
        )}
        <label>
          Reason, kept in the log for good{' '}
          <input
            required
            minLength={3}
            maxLength={500}
            value={reason}
            onInput={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
        </label>
        <button type="submit" disabled={state !== 'idle'}>
          {state === 'previewing' ? 'Asking every verifier…' : 'Show what it would do'}
        </button>
      </form>
      <Problem text={problem} />
      {shown && (
        <Preview
          preview={shown.preview}
          publishing={state === 'publishing'}
          onPublish={() => {
            publish(shown.request);
          }}
        />
      )}
    </>
  );
}

function Preview({
  preview,
  publishing,
  onPublish,
}: {
  preview: RevocationPreview;
  publishing: boolean;
  onPublish: () => void;
}): JSX.Element {
  const isAdmin = useRoles().includes('admin');
  const [read, setRead] = useState(false);
  return (
    <section class="request" aria-label="What it would do">
      <h3>
        It hits {plural(preview.effects.length, 'image')}; {plural(preview.hosts.length, 'host')} ran one
      </h3>
      {preview.warnings.length > 0 && (
        <ul class="problem">
          {preview.warnings.map((warning, index) => (
            <li key={index}>{warning}</li>
          ))}
        </ul>
      )}
      {preview.effects.length > 0 && (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">Image</th>
              <th scope="col">Stopped by</th>
              <th scope="col">Still loaded by</th>
            </tr>
          </thead>
          <tbody>
            {preview.effects.map((effect) => (
              <tr key={effect.id}>
                <td>
                  <a href={formatRoute({ screen: 'signing', id: effect.id })}>{effect.name}</a>{' '}
                  <span class="quiet">{effect.release}</span>
                </td>
                <td data-name="stop it">{effect.stops.join(', ') || 'nobody'}</td>
                <td data-name="still load it">{effect.stillLoads.join(', ') || 'nobody'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {preview.hosts.length > 0 && (
        <details open={preview.hosts.length <= 20}>
          <summary>Hosts that were seen running one</summary>
          <ul class="names">
            {preview.hosts.map(({ host, buildId, lastSeen }) => (
              <li key={`${host}${buildId}`}>
                {host}{' '}
                <span class="quiet">
                  <Time iso={lastSeen} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {isAdmin ? (
        <p class="actions">
          <label>
            <input
              type="checkbox"
              checked={read}
              onChange={(event) => {
                setRead(event.currentTarget.checked);
              }}
            />{' '}
            I have read what it does; once somebody else approved it, it can't be taken back
          </label>
          <button type="button" class="primary" disabled={!read || publishing} onClick={onPublish}>
            {publishing ? 'Asking…' : 'Ask for this revocation'}
          </button>
        </p>
      ) : (
        <p class="quiet">Only an administrator can ask for it.</p>
      )}
    </section>
  );
}

/** The files are small and come with the list: they are handed out from here. */
function FileLink({ name, base64 }: { name: string; base64: string }): JSX.Element {
  const content = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return (
    <button
      type="button"
      onClick={() => {
        const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
        const link = Object.assign(document.createElement('a'), { href: url, download: name });
        link.click();
        setTimeout(() => {
          URL.revokeObjectURL(url);
        }, 60_000);
      }}
    >
      {name} ({bytes(content.length)})
    </button>
  );
}

export function RevocationsSection({ route }: { route: Route }): JSX.Element {
  const loaded = useApi<RevocationList>('revocations');
  return (
    <>
      <Await loaded={loaded} what="the revocations">
        {({ revocations, version, updatedAt, files }) =>
          revocations.length === 0 ? (
            <p class="quiet">Nothing is revoked.</p>
          ) : (
            <>
              <p>
                List {version}, published {updatedAt && <Time iso={updatedAt} />}.
              </p>
              <table class="cards">
                <thead>
                  <tr>
                    <th scope="col">What</th>
                    <th scope="col">Why</th>
                    <th scope="col">By</th>
                    <th scope="col">When</th>
                  </tr>
                </thead>
                <tbody>
                  {revocations.toReversed().map((record) => (
                    <tr key={record.version}>
                      <td>
                        <code>{targetText(record.target)}</code>
                      </td>
                      <td>{record.reason}</td>
                      <td>{record.by}</td>
                      <td>
                        <Time iso={record.at} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p class="actions">
                {Object.entries(files).map(([name, base64]) => (
                  <FileLink key={name} name={name} base64={base64} />
                ))}
              </p>
            </>
          )
        }
      </Await>
      <h2>Revoke</h2>
      <Revoke key={formatRoute({ ...route, screen: 'signing' })} route={route} onDone={loaded.reload} />
    </>
  );
}
