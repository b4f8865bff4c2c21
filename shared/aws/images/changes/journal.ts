/** Entries of the log about changes, and the events that go with them. */
import type { EventName, PurgatoryEvent } from '../../../contract/events.ts';
import type { LogEntry } from '../../../contract/images.ts';
import { describeProposal } from '../../../render/signing-changes.ts';
import type { ChangeDeps } from './ports.ts';
import type { StoredChange } from './store.ts';

type Deps = Pick<ChangeDeps, 'log' | 'bus' | 'now'>;

export async function logChange(
  type: Extract<LogEntry['type'], `change-${string}` | 'break-glass' | 'expired'>,
  change: StoredChange,
  by: string,
  deps: Deps,
  reason = change.reason,
): Promise<void> {
  await deps.log.append({
    version: 1,
    type,
    at: deps.now().toISOString(),
    by,
    name: describeProposal(change.proposal).slice(0, 200),
    reason: reason.slice(0, 1000),
    changeId: change.id,
    content: change.content,
  });
}

type ChangeEvent = Extract<EventName, `change.${string}`>;

/** The same event whenever the same step is done again. */
export async function announceChange(name: ChangeEvent, change: StoredChange, by: string, deps: Deps): Promise<void> {
  const detail = {
    version: 1 as const,
    id: `${name}:${change.id}:${change.approvals.length}`,
    occurredAt: deps.now().toISOString(),
    changeId: change.id,
    kind: change.proposal.kind,
    summary: describeProposal(change.proposal).slice(0, 500),
    reason: (change.outcome ?? change.reason).slice(0, 500),
    warnings: change.warnings.slice(0, 5).map((warning) => warning.slice(0, 500)),
    by: by.slice(0, 256),
  };
  await deps.bus.publish([eventOf(name, detail, change)]);
}

type Detail = Extract<PurgatoryEvent, { name: 'change.requested' }>['detail'];

function eventOf(name: ChangeEvent, detail: Detail, { approvals, effectiveAt }: StoredChange): PurgatoryEvent {
  switch (name) {
    case 'change.approved':
      return { name, detail: { ...detail, ...(effectiveAt === undefined ? {} : { effectiveAt }) } };
    case 'change.in-force': {
      const approved = approvals.filter(({ decision }) => decision === 'approve');
      return { name, detail: { ...detail, approvedBy: approved.map(({ by }) => by.slice(0, 256)).slice(0, 5) } };
    }
    case 'change.requested':
    case 'change.refused':
    case 'change.forced':
      return { name, detail };
  }
}
