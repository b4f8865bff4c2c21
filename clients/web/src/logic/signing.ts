/** What the Signing and Kernels screens say, worked out apart from how it is drawn. Pure: `now` is always passed in. */
import type { ChangeRecord } from '../../../../shared/contract/changes.ts';
import type { ImageRecord, KeyRecord } from '../../../../shared/contract/images.ts';
import type { RevocationTarget } from '../../../../shared/contract/revocations.ts';
import type { Role } from '../../../../shared/contract/roles.ts';
import { describeProposal, describeTarget } from '../../../../shared/render/signing-changes.ts';

export const SIGNING_SECTIONS = ['waiting', 'changes', 'policy', 'history', 'keys', 'revocations', 'log'] as const;
export type SigningSection = (typeof SIGNING_SECTIONS)[number];

export const isSection = (word: string | undefined): word is SigningSection =>
  SIGNING_SECTIONS.some((section) => section === word);

const APPROVERS: readonly Role[] = ['approver', 'admin'];

/** Whether somebody is shown how many requests wait for them. */
export const mayApprove = (roles: readonly Role[]): boolean => roles.some((role) => APPROVERS.includes(role));

/** Requests that wait: those that the reader may decide on, and the others. */
export function splitWaiting(images: readonly ImageRecord[]): {
  readonly mine: readonly ImageRecord[];
  readonly others: readonly ImageRecord[];
} {
  const mine = images.filter(({ yourDecision }) => yourDecision?.allowed === true);
  return { mine, others: images.filter((image) => !mine.includes(image)) };
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 90;

export interface KeyStanding {
  readonly word: 'expired' | 'not yet valid' | 'expires soon' | 'good';
  /** Whole days that are left; negative once it has expired. */
  readonly days: number;
}

/** A certificate that expires stops nothing that is signed, but nothing new is accepted: time is needed to replace it. */
export function keyStanding(
  { notBefore, notAfter }: Pick<KeyRecord, 'notBefore' | 'notAfter'>,
  now: Date,
): KeyStanding {
  const days = Math.floor((Date.parse(notAfter) - now.getTime()) / DAY_MS);
  if (Date.parse(notAfter) <= now.getTime()) return { word: 'expired', days };
  if (Date.parse(notBefore) > now.getTime()) return { word: 'not yet valid', days };
  return { word: days < SOON_DAYS ? 'expires soon' : 'good', days };
}

export interface CheckpointView {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

/** Origin, size and root of a checkpoint (C2SP tlog-checkpoint); undefined for what is none. */
export function readCheckpoint(note: string): CheckpointView | undefined {
  const [origin, size, root] = note.split('\n', 3);
  if (!origin || !root || !/^\d{1,15}$/.test(size ?? '')) return undefined;
  return { origin, size: Number(size), root };
}

/** What a revocation names, in a few words. */
export function targetText(target: RevocationTarget): string {
  switch (target.kind) {
    case 'tbs':
      return `certificate by hash ${target.tbsSha256}`;
    case 'sbat':
      return `${describeTarget(target)} (SBAT)`;
    default:
      return describeTarget(target);
  }
}

/** What a change is about, in a few words. */
export const changeTitle = (proposal: ChangeRecord['proposal']): string => describeProposal(proposal, targetText);

/** It waits: for another person, or for its time. */
export const isOpenChange = ({ state }: Pick<ChangeRecord, 'state'>): boolean =>
  state === 'pending' || state === 'approved';

/** Below `/v1/`: revocations are decided on where they are carried out. */
export function changePath({ id, proposal }: Pick<ChangeRecord, 'id' | 'proposal'>): string {
  return `${proposal.kind === 'revocation' ? 'revocations/changes' : 'changes'}/${encodeURIComponent(id)}`;
}

export const TARGET_KINDS = ['image', 'build-id', 'certificate', 'tbs', 'sbat'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
export const isTargetKind = (word: string | undefined): word is TargetKind =>
  TARGET_KINDS.some((kind) => kind === word);

/** What was typed, as the API wants it; the API says what is wrong with it. */
export function targetOf(kind: TargetKind, value: string, generation: string): RevocationTarget {
  const text = value.trim();
  switch (kind) {
    case 'image':
      return { kind, digest: text };
    case 'build-id':
      return { kind, buildId: text };
    case 'certificate':
      return { kind, certificate: text };
    case 'tbs':
      return { kind, tbsSha256: text };
    case 'sbat':
      return { kind, component: text, generation: Number(generation) };
  }
}
