/** Who did what, put together from the records that have it. Pure. */
import type { ChangeRecord } from '../../../../shared/contract/changes.ts';
import type { AskedQuestion } from '../../../../shared/contract/explore.ts';
import type { Approval, ImageRecord } from '../../../../shared/contract/images.ts';
import { formatRoute } from './route.ts';
import { changeTitle } from './signing.ts';

export const AUDIT_KINDS = ['signature', 'change', 'silence', 'question'] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export interface AuditEvent {
  readonly at: string;
  readonly kind: AuditKind;
  /** A person; the service where it acted by itself. */
  readonly by: string;
  readonly what: string;
  readonly about: string;
  readonly href: string;
  /** What was said with it. */
  readonly comment?: string;
  /** On one person's word, or taken back: to be looked at first. */
  readonly alarming?: boolean;
}

const SERVICE = 'the service';
const DECISIONS: Record<Approval['decision'], string> = { approve: 'approved', refuse: 'refused' };

function said(comment: string | undefined): { readonly comment?: string } {
  return comment === undefined || comment === '' ? {} : { comment };
}

function decisions(approvals: readonly Approval[], base: Pick<AuditEvent, 'kind' | 'about' | 'href'>): AuditEvent[] {
  return approvals.map(({ at, by, decision, comment }) => ({
    ...{ ...base, at, by, what: DECISIONS[decision] },
    ...said(comment),
  }));
}

export function eventsOfImage(image: ImageRecord): AuditEvent[] {
  const base = {
    kind: 'signature',
    about: image.name,
    href: formatRoute({ screen: 'signing', id: image.id }),
  } as const;
  const { requestedAt, requestedBy, approvals, approvedAs, signedAt, revoked, comment, force } = image;
  const forced = force === undefined ? {} : { alarming: true };
  return [
    {
      ...{ ...base, at: requestedAt, by: requestedBy },
      what: force === undefined ? 'asked for a signature' : 'asked for a signature by force',
      ...said(force ?? comment),
      ...forced,
    },
    // Those of an earlier request of the same image are told there.
    ...(approvedAs === undefined ? decisions(approvals, base) : []),
    ...(signedAt === undefined ? [] : [{ ...base, at: signedAt, by: SERVICE, what: 'signed' }]),
    ...(revoked === undefined
      ? []
      : [{ ...base, at: revoked.at, by: revoked.by, what: 'revoked', ...said(revoked.reason), alarming: true }]),
  ];
}

export function eventsOfChange(change: ChangeRecord): AuditEvent[] {
  const base = {
    kind: 'change',
    about: changeTitle(change.proposal),
    href: formatRoute({ screen: 'signing', id: 'changes' }),
  } as const;
  const { proposedAt, proposedBy, reason, approvals, inForceSince, emergency } = change;
  const alone = emergency ? { alarming: true } : {};
  return [
    {
      ...{ ...base, at: proposedAt, by: proposedBy, ...said(reason), ...alone },
      what: emergency ? 'changed it without a second person' : 'asked for the change',
    },
    ...decisions(approvals, base),
    ...(inForceSince === undefined ? [] : [{ ...base, at: inForceSince, by: SERVICE, what: 'put it in force' }]),
  ];
}

export function eventOfQuestion({ uploadId, at, by, subject, ask }: AskedQuestion): AuditEvent {
  return {
    ...{ at, kind: 'question', about: ask, what: 'asked a dump' },
    // Two people may have one name.
    by: by === subject ? by : `${by} (${subject})`,
    href: formatRoute({ screen: 'dumps', id: uploadId, tab: 'panic', query: { ask } }),
  };
}

export interface AuditFilter {
  /** Part of who it was, in any case. */
  readonly who: string;
  /** All where it names none. */
  readonly kind: string;
}

/** Those that fit, the newest first; of one moment in the order they were told in. */
export function selectEvents(events: readonly AuditEvent[], { who, kind }: AuditFilter): AuditEvent[] {
  const word = who.trim().toLowerCase();
  return events
    .filter((event) => event.by.toLowerCase().includes(word))
    .filter((event) => !AUDIT_KINDS.some((known) => known === kind) || event.kind === kind)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
