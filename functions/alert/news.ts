/** Which events are news for the on-call, and what the news is. */
import type { CrashGroup } from '../../shared/contract/crashes.ts';
import { snapshot } from '../../shared/domain/crash-group/snapshot.ts';
import { crashOf, withNumbers } from '../../shared/domain/crash-group/numbers.ts';
import { isEmptied } from '../../shared/domain/crash-group/status.ts';
import type {
  CrashOpened,
  DumpExamined,
  EventName,
  HostLooping,
  PurgatoryEvent,
} from '../../shared/contract/events.ts';
import type { FindingCode } from '../../shared/contract/finding-codes.ts';
import type { AlertWord } from '../../shared/contract/alert-routes.ts';
import type { PanicKind } from '../../shared/contract/triage.ts';
import { minute } from '../../shared/minute.ts';

/** The first word of what is told of a crash. */
export type CrashWord = Exclude<AlertWord, 'SIGNING CHANGE' | 'BREAK-GLASS' | 'APPROVAL WAITS'>;

/** What an alert says. Texts come from crashed hosts: whoever shows them escapes them. */
export interface News {
  /** The same for the same news: delivered once to each route. */
  readonly id: string;
  readonly word: CrashWord;
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
    readonly subsystem?: string | undefined;
    readonly owner?: string | undefined;
    readonly firstSeen: string;
    readonly lastSeen: string;
    /** A kernel ended with it. */
    readonly fatal?: boolean | undefined;
    /** Its logs were read in part. */
    readonly partial?: boolean | undefined;
    /** A host of it died of it. */
    readonly panicked?: boolean | undefined;
  };
  /** What the news is about, where that is not the crash: services keep an incident for it. */
  readonly subject?: string | undefined;
  /** What is special about this alert: where it was resolved, how often it comes. */
  readonly detail?: string | undefined;
  readonly likely?: string | undefined;
  /** The newest older release that the fleet ran and this crash was not seen on. */
  readonly lastGoodKernel?: string | undefined;
  readonly image?: DumpExamined['image'];
  /** Of a signed kernel: whose key. */
  readonly signedBy?: string | undefined;
  readonly textDifferences?: number | undefined;
}

/** Findings that speak of memory that is not what it was. */
const MEMORY_FINDINGS: ReadonlySet<string> = new Set<FindingCode>(['memory-changed', 'text-changed', 'flipped-bit']);
/** Asking for a group costs reads: for these alone. */
const MAY_BE_NEWS: ReadonlySet<string> = new Set<EventName>([
  'crash.opened',
  'crash.regressed',
  'crash.spiking',
  'crash.fatal',
  'host.looping',
  'dump.examined',
]);
/** An event names no more hosts and kernels. */
const MAX_LISTED = 10;

/** An integrity finding alerts once a group and day. */
const DAY_LENGTH = '2026-11-23'.length;

/** The news in an event, with the numbers of now; none in most. `groupOf` is asked for the group as it is. */
export async function newsOf(
  sent: PurgatoryEvent,
  groupOf: (crashId: string) => Promise<CrashGroup | undefined>,
): Promise<readonly News[]> {
  if (!MAY_BE_NEWS.has(sent.name)) return [];
  const crashId = crashOf(sent);
  const group = crashId === undefined ? undefined : await groupOf(crashId);
  // What it was told of has turned out to be of another problem, which is told of under its own name.
  if (group !== undefined && isEmptied(group.status)) return [];
  const event = group === undefined ? sent : withNumbers(sent, group);
  switch (event.name) {
    case 'crash.opened':
      return [crashNews('NEW', event.detail, keptBack(event.detail))];
    case 'crash.regressed': {
      const { kernelRelease, resolvedIn, kernels } = event.detail;
      const back = kernelRelease === undefined ? 'back' : `back in ${kernelRelease}`;
      const resolved = resolvedIn === undefined ? back : `${back}, was resolved in ${resolvedIn}`;
      const detail = [resolved, keptBack(event.detail)].filter((part) => part !== undefined).join(' · ');
      return [crashNews('REGRESSED', { ...event.detail, kernels: firstOf(kernelRelease, kernels) }, detail)];
    }
    case 'crash.spiking': {
      const { lastHour, usualPerHour } = event.detail;
      const detail = `${lastHour} in the last hour, usually ${usualPerHour.toFixed(usualPerHour < 10 ? 1 : 0)}`;
      return [crashNews('SPIKING', event.detail, detail)];
    }
    case 'crash.fatal':
      return [crashNews('FATAL', event.detail, 'only warned until now, and has ended a kernel')];
    case 'host.looping':
      return [loopNews(event.detail, await groupOf(event.detail.crashId))];
    case 'dump.examined':
      return await integrityNews(event.detail, groupOf);
    default:
      return [];
  }
}

/** Why it is told of so late. */
function keptBack({ untoldSince }: Pick<CrashOpened, 'untoldSince'>): string | undefined {
  return untoldSince === undefined ? undefined : `since ${minute(untoldSince)}Z on silenced hosts only`;
}

type CrashEvent = Omit<CrashOpened, 'uploadIds' | 'added'>;

function crashNews(word: CrashWord, event: CrashEvent, detail?: string): News {
  return {
    id: event.id,
    word,
    at: event.occurredAt,
    correlationId: event.correlationId,
    crash: { ...event, id: event.crashId },
    detail,
    likely: event.likely,
  };
}

function loopNews(event: HostLooping, group: CrashGroup | undefined): News {
  const { host, count, firstSeen, lastSeen, crashId, kernelRelease } = event;
  return {
    id: event.id,
    word: 'LOOPING',
    at: event.occurredAt,
    correlationId: event.correlationId,
    subject: `loop:${host}`,
    crash: {
      id: crashId,
      title: `${host}: ${count} panics in an hour`,
      kind: group?.kind ?? 'unknown',
      fatal: true,
      count,
      hostCount: 1,
      hosts: [host],
      kernels: kernelRelease === undefined ? [] : [kernelRelease],
      culprit: group?.culprit ?? [],
      firstSeen,
      lastSeen,
    },
    detail: `last: ${event.title}`,
    likely: group?.likely,
  };
}

async function integrityNews(
  event: DumpExamined,
  groupOf: (crashId: string) => Promise<CrashGroup | undefined>,
): Promise<News[]> {
  const words = integrityWords(event);
  if (words.length === 0) return [];
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
      : inFront(event, { ...snapshot(group), id: group.id });
  return words.map((word) => ({
    id: `${word.toLowerCase().replace(' ', '-')}:${subject}:${event.occurredAt.slice(0, DAY_LENGTH)}`,
    word,
    at: event.occurredAt,
    correlationId: event.uploadId,
    crash,
    detail: `on ${event.host}`,
    likely: event.findings[0]?.summary ?? group?.likely,
    image: event.image,
    textDifferences: event.textDifferences,
    signedBy: event.signedBy,
  }));
}

/** The host and kernel that were looked at come first: routes ask for them by name, and the group may list others. */
function inFront({ host, kernelRelease }: DumpExamined, crash: News['crash']): News['crash'] {
  return { ...crash, hosts: firstOf(host, crash.hosts), kernels: firstOf(kernelRelease, crash.kernels) };
}

function firstOf(first: string | undefined, others: readonly string[]): string[] {
  return first === undefined ? [...others] : [...new Set([first, ...others])].slice(0, MAX_LISTED);
}

function integrityWords(event: DumpExamined): CrashWord[] {
  const words: CrashWord[] = [];
  if (event.image === 'revoked') words.push('REVOKED KERNEL');
  if (event.image === 'unsigned') words.push('UNSIGNED KERNEL');
  const changed = (event.textDifferences ?? 0) > 0 || event.findings.some(({ code }) => MEMORY_FINDINGS.has(code));
  if (changed) words.push('MEMORY CHANGED');
  return words;
}
