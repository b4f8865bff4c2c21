import type { ChangeRecord } from '../../../shared/contract/changes.ts';
import { paint } from '../../../shared/render/paint.ts';
import { describeProposal } from '../../../shared/render/signing-changes.ts';
import { safeText } from '../../../shared/render/safe-text.ts';
import { moment } from '../../../shared/report-view/units.ts';
import type { TextStyle } from '../format.ts';

/** One change, with what it would make different, for whoever decides. */
export function renderChange(change: ChangeRecord, style: TextStyle): string {
  const p = paint(style.colour);
  const line = (name: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`  ${name.padEnd(11)} ${safeText(value)}`];
  const decided = change.approvals.map(({ by, decision, comment }) =>
    [decision === 'approve' ? `${by} approved` : `${by} refused`, comment]
      .filter((part) => part !== undefined)
      .join(': '),
  );
  return [
    `${p.bold(safeText(describeProposal(change.proposal)))}  ${stateOf(change, p)}`,
    ...line('id', change.id),
    ...line('content', change.content),
    ...line('why', change.reason),
    ...line('asked by', `${change.proposedBy}, ${moment(change.proposedAt)}`),
    ...line(
      'approvals',
      change.emergency ? 'none: in an emergency' : `${approvalsOf(change)} of ${change.approvalsNeeded}`,
    ),
    ...decided.flatMap((text) => line('', text)),
    ...(change.state === 'pending' ? line('until', moment(change.expiresAt)) : []),
    ...(change.state === 'approved' ? line('in force at', change.effectiveAt && moment(change.effectiveAt)) : []),
    ...line('outcome', change.outcome),
    ...line('you', change.yourApproval?.allowed === false ? change.yourApproval.reason : undefined),
    ...change.warnings.map((warning) => `  ${p.warn('!')} ${safeText(warning)}`),
    ...change.changes.flatMap(({ field, before, after }) => [
      `    ${safeText(field)}`,
      `      - ${safeText(before ?? 'none')}`,
      `      + ${safeText(after ?? 'none')}`,
    ]),
  ].join('\n');
}

/** A line a change. */
export function renderChanges(changes: readonly ChangeRecord[], style: TextStyle): string {
  const p = paint(style.colour);
  if (changes.length === 0) return 'no change was ever asked for';
  return changes
    .map(
      (change) =>
        `${change.id}  ${stateOf(change, p)}  ${p.bold(safeText(describeProposal(change.proposal)))}  ${safeText(change.reason)}  ` +
        p.dim(`${safeText(change.proposedBy)}, ${moment(change.proposedAt)}`),
    )
    .join('\n');
}

function approvalsOf({ approvals }: ChangeRecord): number {
  return approvals.filter(({ decision }) => decision === 'approve').length;
}

function stateOf({ state, emergency }: ChangeRecord, p: ReturnType<typeof paint>): string {
  const forced = emergency ? ` ${p.alarm('BREAK-GLASS')}` : '';
  switch (state) {
    case 'in-force':
      return `${p.good('in force')}${forced}`;
    case 'pending':
      return p.warn('waits for another person');
    case 'approved':
      return `${p.warn('approved, waits for its time')}${forced}`;
    case 'refused':
    case 'expired':
      return `${p.alarm(state)}${forced}`;
  }
}
