/** Changes of what signing rests on, in words; names in them are as somebody typed them. */
import type { Proposal } from '../contract/changes.ts';
import type { RevocationTarget } from '../contract/revocations.ts';

/** What a change is about, in one line. */
export function describeProposal(proposal: Proposal, describe = describeTarget): string {
  switch (proposal.kind) {
    case 'policy':
      return `signing policy, version ${proposal.policy.version + 1}`;
    case 'certificate':
      return 'certificate that signs';
    case 'revocation':
      return `revocation of ${describe(proposal.target)}`;
  }
}

/** What is revoked. */
export function describeTarget(target: RevocationTarget): string {
  switch (target.kind) {
    case 'image':
      return `image ${target.digest}`;
    case 'build-id':
      return `build-id ${target.buildId}`;
    case 'certificate':
      return 'certificate';
    case 'tbs':
      return `certificate of hash ${target.tbsSha256}`;
    case 'sbat':
      return `${target.component} below generation ${target.generation}`;
    case 'release':
      return `release ${target.release}`;
  }
}
