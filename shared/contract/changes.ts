/**
 * Changes of what signing rests on, each asked for by one person and approved by another: the policy, the certificate that signs, what
 * is revoked. `/v1/changes` lists and decides them; those of revocations are proposed and decided below `/v1/revocations`.
 */
import * as z from 'zod';
import { Approval, Change, ImportCertificate, SigningPolicy } from './images.ts';
import { RevocationTarget } from './revocations.ts';
import { Sha256 } from './uploads.ts';

/** Time-sortable (ULID). */
export const ChangeId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be the id of a change: 26 characters');

export const Proposal = z.discriminatedUnion('kind', [
  /** `version` of the policy is the one that was read: where another is in force by then, the change is refused. */
  z.object({ kind: z.literal('policy'), policy: SigningPolicy }),
  /** Sign with a certificate that an outside CA issued. */
  ImportCertificate.extend({ kind: z.literal('certificate') }),
  z.object({ kind: z.literal('revocation'), target: RevocationTarget }),
]);
export type Proposal = z.infer<typeof Proposal>;
export type ChangeKind = Proposal['kind'];

/** What an operator lets one person do alone, for when there is no second one and no time: loudly. */
export const BreakGlass = z.enum(['none', 'revocations', 'all']);
export type BreakGlass = z.infer<typeof BreakGlass>;

const Reason = z.string().trim().min(3).max(500);
const why = {
  reason: Reason,
  /** In force at once, on one person's word, where the operator allows that. Everybody is told. */
  emergency: z.boolean().optional(),
};

/** A change that the function `sign` carries out. */
export const ProposeChange = z.object({
  proposal: z.discriminatedUnion('kind', [Proposal.options[0], Proposal.options[1]]),
  ...why,
});
export type ProposeChange = z.infer<typeof ProposeChange>;

export const ProposeRevocation = z.object({ target: RevocationTarget, ...why });
export type ProposeRevocation = z.infer<typeof ProposeRevocation>;

export const ChangeState = z.enum([
  /** Waits for another person. */
  'pending',
  /** Waits for its time; until then anybody who may decide can stop it. */
  'approved',
  'in-force',
  /** By a person, or because it can't be done any more. */
  'refused',
  /** Nobody decided in time. */
  'expired',
]);
export type ChangeState = z.infer<typeof ChangeState>;

export const ChangeRecord = z.object({
  id: ChangeId,
  proposal: Proposal,
  /** SHA-256 of the proposal: an approval names it, so that nobody approves what they did not see. */
  content: Sha256,
  state: ChangeState,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** What becomes different, in words. */
  changes: z.array(Change),
  /** What whoever decides has to know: rights that it opens, what it can't take back. */
  warnings: z.array(z.string()),
  approvalsNeeded: z.number().int().nonnegative(),
  approvals: z.array(Approval),
  /** Once it is approved: when it takes effect. */
  effectiveAt: z.iso.datetime().optional(),
  inForceSince: z.iso.datetime().optional(),
  /** In force on one person's word. */
  emergency: z.boolean(),
  /** Why it was refused. */
  outcome: z.string().optional(),
  /** Of one that is open: whether the caller may approve it, and why not. */
  yourApproval: z.object({ allowed: z.boolean(), reason: z.string().optional() }).optional(),
});
export type ChangeRecord = z.infer<typeof ChangeRecord>;

export const ChangePage = z.object({ changes: z.array(ChangeRecord), next: ChangeId.optional() });
export type ChangePage = z.infer<typeof ChangePage>;

export const ChangeDecision = z.object({
  decision: z.enum(['approve', 'refuse']),
  content: Sha256,
  comment: z.string().max(1000).optional(),
});
export type ChangeDecision = z.infer<typeof ChangeDecision>;
