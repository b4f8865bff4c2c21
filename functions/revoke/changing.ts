/** Revocations as changes that two people make. */
import type { Executor } from '../../shared/aws/images/changes/ports.ts';
import type { Proposal } from '../../shared/contract/changes.ts';
import type { Change } from '../../shared/contract/images.ts';
import type { RevocationEffect } from '../../shared/contract/revocations.ts';
import { ConflictError, InputError } from '../../shared/errors.ts';
import type { RevokeDeps } from './ports.ts';
import { previewRevocation } from './preview.ts';
import { revocationOf, revoke } from './revoke.ts';

/** Images that a change names one by one. */
const MAX_SHOWN = 20;

export function revocationChanges(deps: RevokeDeps): Executor {
  return {
    kinds: ['revocation'],
    describe: (proposal) => describe(proposal, deps),
    async execute({ proposal, proposedBy, reason }) {
      if (proposal.kind !== 'revocation') throw new InputError(`a ${proposal.kind} is no revocation`);
      await revoke(proposedBy, { target: proposal.target, reason }, deps);
      return undefined;
    },
  };
}

async function describe(proposal: Proposal, deps: RevokeDeps): ReturnType<Executor['describe']> {
  if (proposal.kind !== 'revocation') throw new InputError(`a ${proposal.kind} is no revocation`);
  const known = revocationOf(proposal.target, await deps.revocations.list());
  // One that broke off is completed by whoever asks again.
  if (known?.complete === true) throw new ConflictError(`it is revoked already, since ${known.at} by ${known.by}`);
  const { effects, hosts, warnings } = await previewRevocation(proposal, deps);
  const running = hosts.length === 0 ? [] : [{ field: 'hosts seen running them', before: null, after: namesOf(hosts) }];
  return { changes: [...effects.slice(0, MAX_SHOWN).map(changeOf), ...running], warnings: [...CAN_NOT, ...warnings] };
}

const CAN_NOT = ['What is published can’t be taken back: firmware keeps what was added to its dbx.'];

function changeOf({ name, release, stops, stillLoads }: RevocationEffect): Change {
  const title = release === undefined ? name : `${name} ${release}`;
  const loaders = [...stops, ...stillLoads];
  const listOf = (consumers: readonly string[]): string =>
    consumers.length === 0 ? 'loaded by nobody that was asked' : `loaded by ${consumers.join(', ')}`;
  return { field: title.slice(0, 300), before: listOf(loaders), after: listOf(stillLoads) };
}

function namesOf(hosts: readonly { readonly host: string }[]): string {
  const names = hosts.slice(0, MAX_SHOWN).map(({ host }) => host);
  return hosts.length > names.length ? `${names.join(', ')} and ${hosts.length - names.length} more` : names.join(', ');
}
