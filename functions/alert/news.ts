/** Which events are news for the on-call, and what the news is. */
import type { CrashGroup } from '../../shared/contract/crashes.ts';
import { snapshot } from '../../shared/aws/crashes/snapshot.ts';
import type { CrashOpened, DumpExamined, PurgatoryEvent } from '../../shared/contract/events.ts';
import type { FindingCode } from '../../shared/contract/finding-codes.ts';
import type { AlertWord } from '../../shared/contract/alert-routes.ts';
import type { PanicKind } from '../../shared/contract/triage.ts';

/** What an alert says. Texts come from crashed hosts: whoever shows them escapes them. */
export interface News {
  /** The same for the same news: delivered once to each route. */
  readonly id: string;
  readonly word: AlertWord;
  readonly at: string;
  readonly correlationId: string | undefined;
  readonly crash: {
    readonly id: string;
    readonly title: string;
    readonly kind: PanicKind;
    readonly count: number;
    readonly hostCount: number;
    readonly hosts: readonly string[];
    readonly kernels: readonly string[];
    readonly culprit: readonly string[];
    readonly firstSeen: string;
    readonly lastSeen: string;
  };
  /** What is special about this alert: where it was resolved, how often it comes. */
  readonly detail?: string | undefined;
  readonly likely?: string | undefined;
  readonly image?: DumpExamined['image'];
  readonly textDifferences?: number | undefined;
}

/** Findings that speak of memory that is not what it was. */
const MEMORY_FINDINGS: ReadonlySet<string> = new Set<FindingCode>(['memory-changed', 'text-changed', 'flipped-bit']);

/** An integrity finding alerts once a group and day. */
const DAY_LENGTH = '2026-11-23'.length;

/**
 * The news in an event, or undefined for an event that is none. `groupOf` is asked for the group of an examined dump.
 */
export async function newsOf(
  event: PurgatoryEvent,
  groupOf: (crashId: string) => Promise<CrashGroup | undefined>,
): Promise<News | undefined> {
  switch (event.name) {
    case 'crash.opened':
      return crashNews('NEW', event.detail);
    case 'crash.regressed': {
      const { kernelRelease, resolvedIn } = event.detail;
      const back = kernelRelease === undefined ? 'back' : `back in ${kernelRelease}`;
      const detail = resolvedIn === undefined ? back : `${back}, was resolved in ${resolvedIn}`;
      return crashNews('REGRESSED', event.detail, detail);
    }
    case 'crash.spiking': {
      const { lastHour, usualPerHour } = event.detail;
      const detail = `${lastHour} in the last hour, usually ${usualPerHour.toFixed(usualPerHour < 10 ? 1 : 0)}`;
      return crashNews('SPIKING', event.detail, detail);
    }
    case 'dump.examined':
      return await integrityNews(event.detail, groupOf);
    default:
      return undefined;
  }
}

type CrashEvent = Omit<CrashOpened, 'uploadIds' | 'added'>;

function crashNews(word: AlertWord, event: CrashEvent, detail?: string): News {
  return {
    id: event.id,
    word,
    at: event.occurredAt,
    correlationId: event.correlationId,
    crash: { ...event, id: event.crashId },
    detail,
  };
}

async function integrityNews(
  event: DumpExamined,
  groupOf: (crashId: string) => Promise<CrashGroup | undefined>,
): Promise<News | undefined> {
  const word = integrityWord(event);
  if (word === undefined) return undefined;
  const group = event.crashId === undefined ? undefined : await groupOf(event.crashId);
  const subject = group?.id ?? event.uploadId;
  const crash: News['crash'] =
    group === undefined
      ? {
          id: event.uploadId,
          title: event.title ?? 'no crash found in the log',
          kind: 'unknown',
          count: 1,
          hostCount: 1,
          hosts: [event.host],
          kernels: event.kernelRelease === undefined ? [] : [event.kernelRelease],
          culprit: [],
          firstSeen: event.occurredAt,
          lastSeen: event.occurredAt,
        }
      : { ...snapshot(group), id: group.id };
  return {
    id: `${word.toLowerCase().replace(' ', '-')}:${subject}:${event.occurredAt.slice(0, DAY_LENGTH)}`,
    word,
    at: event.occurredAt,
    correlationId: event.uploadId,
    crash,
    detail: `on ${event.host}`,
    likely: event.findings[0]?.summary,
    image: event.image,
    textDifferences: event.textDifferences,
  };
}

function integrityWord(event: DumpExamined): AlertWord | undefined {
  if (event.image === 'revoked') return 'REVOKED KERNEL';
  if (event.image === 'unsigned') return 'UNSIGNED KERNEL';
  const changed = (event.textDifferences ?? 0) > 0 || event.findings.some(({ code }) => MEMORY_FINDINGS.has(code));
  return changed ? 'MEMORY CHANGED' : undefined;
}
