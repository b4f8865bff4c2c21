/** The signing policy that is in force, what waits to change it, and what changed it before. */
import type { JSX } from 'preact';
import type { ChangePage } from '../../../../shared/contract/changes.ts';
import type { SigningPolicy } from '../../../../shared/contract/images.ts';
import { isOpenChange } from '../logic/signing.ts';
import { policySayings, ruleSayings, type Saying } from '../logic/signing-policy.ts';
import { useApi } from '../ui/hooks.ts';
import { usePages } from '../ui/pages.ts';
import { Await, CopyButton, Empty, Facts, LoadMore } from '../ui/parts.tsx';
import { ChangeCard } from './signing-changes.tsx';

const drawnSaying = ({ name, text, isOpen }: Saying): readonly [string, JSX.Element] => [
  name,
  isOpen === true ? <span class="near">{text}</span> : <>{text}</>,
];

/** Rules in their order: the first that fits decides. */
export function Policy({ policy }: { policy: SigningPolicy }): JSX.Element {
  const commands = ['purgatory keys policy --json > policy.json', 'purgatory keys policy policy.json --reason "…"'];
  return (
    <>
      <h2>In force: version {policy.version}</h2>
      {policy.rules.length === 0 ? (
        <Empty
          title="Nothing can be signed"
          text="The policy has no rule, and what no rule fits is not signed. An administrator asks for another one:"
          commands={commands}
        />
      ) : (
        <>
          <p class="quiet">
            The first rule that fits in all it names decides; where none fits, nothing is signed. What is not known of
            an image fits nothing.
          </p>
          <ol class="rules">
            {policy.rules.map((rule, index) => (
              <li key={index} aria-label={`Rule ${String(index + 1)}`}>
                <Facts facts={ruleSayings(rule).map(drawnSaying)} />
              </li>
            ))}
          </ol>
        </>
      )}
      <h3>For all rules</h3>
      <Facts facts={policySayings(policy).map(drawnSaying)} />
      <p class="actions">
        <CopyButton label="Copy as JSON" text={() => JSON.stringify(policy, null, 2)} />
      </p>
      {policy.rules.length > 0 && (
        <p class="quiet">
          It is changed as a document, by two people: <code>{commands[1]}</code>
        </p>
      )}
    </>
  );
}

function PolicyChanges(): JSX.Element {
  const { first, pages, more, problem } = usePages<ChangePage>('changes?limit=50', 30_000);
  const changes = pages.flatMap((page) => page.changes).filter(({ proposal }) => proposal.kind === 'policy');
  const open = changes.filter(isOpenChange);
  const past = changes.filter((change) => !isOpenChange(change));
  return (
    <Await loaded={first} what="changes of the policy">
      {() => (
        <>
          <h2>What waits</h2>
          {open.length === 0 && <p class="quiet">No change of the policy waits.</p>}
          {open.map((change) => (
            <ChangeCard key={change.id} change={change} onDone={first.reload} />
          ))}
          <h2>What changed it</h2>
          {past.length === 0 && (
            <p class="quiet">
              {more === undefined
                ? 'It is as it was made: nobody has asked for another one.'
                : 'None of the changes that are loaded was of the policy.'}
            </p>
          )}
          {past.map((change) => (
            <ChangeCard key={change.id} change={change} onDone={first.reload} />
          ))}
          <LoadMore more={more} problem={problem} />
        </>
      )}
    </Await>
  );
}

export function PolicySection(): JSX.Element {
  const policy = useApi<SigningPolicy>('signing-policy', 60_000);
  return (
    <>
      <Await loaded={policy} what="the policy">
        {(value) => <Policy policy={value} />}
      </Await>
      <PolicyChanges />
    </>
  );
}
