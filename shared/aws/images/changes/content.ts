import { createHash } from 'node:crypto';
import { Proposal } from '../../../contract/changes.ts';

/** SHA-256 of a proposal, in the order of its schema: what an approval names. */
export function contentOf(proposal: Proposal): string {
  return createHash('sha256')
    .update(JSON.stringify(Proposal.parse(proposal)))
    .digest('hex');
}
