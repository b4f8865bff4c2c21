/** One request for a signature: what differs from the last signed image, who decided, and the decision of the reader. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Change, ImageRecord } from '../../../../shared/contract/images.ts';
import type { VerifyReport } from '../../../../shared/contract/verify.ts';
import { messageOf } from '../../../../shared/errors.ts';
import { send } from '../logic/api.ts';
import { bytes } from '../../../../shared/report-view/units.ts';
import { formatRoute } from '../logic/route.ts';
import { useApi } from '../ui/hooks.ts';
import { Await, Facts, Problem, Time } from '../ui/parts.tsx';
import { useTitle } from '../ui/title.ts';
import { DecisionForm } from './signing-decision.tsx';
import { ScrollBox } from '../ui/scroll-box.tsx';

export function RequestState({ image }: { image: ImageRecord }): JSX.Element {
  return image.revoked ? (
    <span class="badge critical" title={image.revoked.reason}>
      revoked
    </span>
  ) : (
    <span class={`badge request-${image.state}`} title={image.reason}>
      {image.state}
    </span>
  );
}

function Changes({ image }: { image: ImageRecord }): JSX.Element {
  if (image.previousId === undefined)
    return <p class="quiet">The first image of this name: there is nothing to compare.</p>;
  if (image.changes.length === 0) return <p class="quiet">Nothing differs from the image of this name signed last.</p>;
  return (
    <table class="changes">
      <caption>
        What differs from{' '}
        <a href={formatRoute({ screen: 'signing', id: image.previousId })}>the image of this name signed last</a>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Then</th>
          <th scope="col">Now</th>
        </tr>
      </thead>
      <tbody>
        {image.changes.map((change: Change) => (
          <tr key={change.field}>
            <th scope="row">{change.field}</th>
            <td>
              <code>{change.before ?? '–'}</code>
            </td>
            <td>
              <code>{change.after ?? '–'}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Approve or refuse; where the reader may not, why. The decision names the digest: nobody approves what they did not see. */
function Decide({ image, onDone }: { image: ImageRecord; onDone: () => void }): JSX.Element | null {
  if (image.yourDecision === undefined) return null;
  if (!image.yourDecision.allowed) return <p class="quiet">Not yours to decide: {image.yourDecision.reason}.</p>;
  return (
    <DecisionForm
      path={`images/${image.id}/decisions`}
      about={{ digest: image.digest }}
      approve="Approve"
      refuse="Refuse"
      onDone={onDone}
    />
  );
}

/** A request that waits, with all that is needed to decide. */
export function RequestCard({ image, onDone }: { image: ImageRecord; onDone: () => void }): JSX.Element {
  return (
    <article class="request" aria-label={image.name}>
      <h3>
        <a href={formatRoute({ screen: 'signing', id: image.id })}>{image.name}</a>{' '}
        <span class="quiet">{image.image?.release}</span>
      </h3>
      <Request image={image} onDone={onDone} />
    </article>
  );
}

function Request({ image, onDone }: { image: ImageRecord; onDone: () => void }): JSX.Element {
  const { image: info } = image;
  return (
    <>
      {image.force !== undefined && <p class="problem">Asked for although a rule is broken, because: {image.force}</p>}
      {image.comment !== undefined && <p class="note">{image.comment}</p>}
      <Facts
        facts={[
          ['asked for by', image.requestedBy],
          ['asked', <Time iso={image.requestedAt} />],
          ['approvals', `${String(image.approvals.length)} of ${String(image.approvalsNeeded)}`],
          ['expires', image.state === 'pending' && <Time iso={image.expiresAt} />],
          ['meant for', image.consumers.join(', ')],
          ['kind', info?.kind],
          ['size', info && bytes(info.sizeBytes)],
          ['version', info?.version],
          [
            'build-id',
            info?.buildId && <a href={formatRoute({ screen: 'kernels', id: info.buildId })}>{info.buildId}</a>,
          ],
          [
            'unlocks',
            image.pcrs &&
              `what TPMs bind to PCR 11 (${image.pcrs.banks.join(', ')}) at ${image.pcrs.phases.join(', ')}`,
          ],
          ['digest to be signed', image.digest && <code>{image.digest}</code>],
          ['', image.provisional && 'by digest alone: the service has not seen the image'],
        ]}
      />
      {image.problems.length > 0 && (
        <ul class="problem">
          {image.problems.map((problem, index) => (
            <li key={index}>
              {problem.rule}: {problem.problem} <span class="quiet">({problem.where})</span>
            </li>
          ))}
        </ul>
      )}
      {image.state === 'pending' && <Changes image={image} />}
      <Decide image={image} onDone={onDone} />
    </>
  );
}

function Decisions({ image }: { image: ImageRecord }): JSX.Element | null {
  if (image.approvals.length === 0) return null;
  return (
    <>
      <h2>Decisions</h2>
      <ul>
        {image.approvals.map((approval) => (
          <li key={`${approval.subject}${approval.at}`}>
            {approval.decision === 'approve' ? 'approved' : 'refused'} by {approval.by} <Time iso={approval.at} />
            {approval.comment !== undefined && `: ${approval.comment}`}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Asked for by a click: the image is read for it. */
function Verdicts({ id }: { id: string }): JSX.Element {
  const [report, setReport] = useState<VerifyReport>();
  const [state, setState] = useState<'idle' | 'waiting'>('idle');
  const [problem, setProblem] = useState('');
  return (
    <>
      <h2>Who would load it now</h2>
      {report === undefined ? (
        <button
          type="button"
          disabled={state === 'waiting'}
          onClick={() => {
            setState('waiting');
            setProblem('');
            send<VerifyReport>('POST', 'verify', { id }).then(setReport, (error: unknown) => {
              setState('idle');
              setProblem(messageOf(error));
            });
          }}
        >
          {state === 'waiting' ? 'Reading the image…' : 'Verify it as it is signed and revoked now'}
        </button>
      ) : (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">Consumer</th>
              <th scope="col">Answer</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            {report.verdicts.map((verdict) => (
              <tr key={verdict.consumer}>
                <td>{verdict.consumer}</td>
                <td>
                  <span class={`badge ${verdict.accepts ? 'good' : 'critical'}`}>
                    {verdict.accepts ? 'loads it' : (verdict.errno ?? 'refuses it')}
                  </span>
                </td>
                <td>{verdict.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Problem text={problem} />
    </>
  );
}

function Sbat({ image }: { image: ImageRecord }): JSX.Element | null {
  const rows = image.image?.sbat ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h2>SBAT</h2>
      <ScrollBox label="SBAT">
        <table>
          <thead>
            <tr>
              <th scope="col">Component</th>
              <th scope="col" class="number">
                Generation
              </th>
              <th scope="col">Vendor</th>
              <th scope="col">Package</th>
              <th scope="col">Version</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.component}>
                <th scope="row">{row.component}</th>
                <td class="number">{row.generation}</td>
                <td>{row.vendor}</td>
                <td>{row.package}</td>
                <td>{row.version}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

export function ImageScreen({ id }: { id: string }): JSX.Element {
  const loaded = useApi<ImageRecord>(`images/${encodeURIComponent(id)}`, 15_000);
  useTitle(loaded.value && `Signing ${loaded.value.name}`);
  return (
    <Await loaded={loaded} what="the request">
      {(image) => (
        <>
          <p class="back">
            <a href={formatRoute({ screen: 'signing' })}>Signing</a>
          </p>
          <h1>
            {image.name} <span class="quiet">{image.image?.release}</span>
          </h1>
          <p>
            <RequestState image={image} />{' '}
            {image.revoked ? (
              <>
                <Time iso={image.revoked.at} /> by {image.revoked.by}: {image.revoked.reason}
              </>
            ) : (
              image.reason
            )}
          </p>
          <Request image={image} onDone={loaded.reload} />
          <Decisions image={image} />
          {image.state !== 'pending' && <Changes image={image} />}
          {image.state === 'signed' && (
            <>
              <h2>Signature</h2>
              <Facts
                facts={[
                  ['signed', image.signedAt && <Time iso={image.signedAt} />],
                  ['with', image.signer?.subject],
                  ['certificate', image.signer && <code>{image.signer.certificateSha256}</code>],
                  ['entry of the log', image.logIndex],
                ]}
              />
              <p class="actions">
                <a href={`v1/images/${image.id}/signature`} download={`${image.id}-signature.json`}>
                  The signature
                </a>
                <a href={`v1/images/${image.id}/proof`} download={`${image.id}-proof.json`}>
                  Proof that it is in the log
                </a>
                <a
                  href={formatRoute({
                    screen: 'signing',
                    id: 'revocations',
                    query: { kind: 'image', value: image.digest ?? '' },
                  })}
                >
                  What revoking it would do
                </a>
              </p>
              <Verdicts id={image.id} />
            </>
          )}
          <Sbat image={image} />
        </>
      )}
    </Await>
  );
}
