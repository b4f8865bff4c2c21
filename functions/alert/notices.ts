/**
 * What is told that is no crash: changes of what signing rests on, and images that wait for an approval. A notice of a change goes to the
 * topic of the deployment as well, whatever an admin made of the routes: whoever changes what may be signed does not choose who hears of it.
 */
import type { AlertFilter, AlertSeverity, AlertWord } from '../../shared/contract/alert-routes.ts';
import type { EventDetail, EventName, PurgatoryEvent } from '../../shared/contract/events.ts';
import { consolePage, plain } from './lines.ts';
import { isAtLeast } from './policy.ts';

export interface Notice {
  /** The same for the same notice: delivered once to each route. */
  readonly id: string;
  readonly word: Extract<AlertWord, 'SIGNING CHANGE' | 'BREAK-GLASS' | 'APPROVAL WAITS'>;
  readonly severity: AlertSeverity;
  readonly text: string;
}

/** Texts in it are what people typed: each stays one line. */
export function noticeOf(event: PurgatoryEvent, consoleUrl: string | undefined): Notice | undefined {
  switch (event.name) {
    case 'change.requested':
    case 'change.approved':
    case 'change.refused':
    case 'change.in-force':
    case 'change.forced':
      return changeNotice(event.name, event.detail, consoleUrl);
    case 'image.requested':
      return approvalNotice(event.detail, consoleUrl);
    default:
      return undefined;
  }
}

type ChangeEvent = Extract<EventName, `change.${string}`>;

const STEPS: Readonly<Record<ChangeEvent, string>> = {
  'change.requested': 'was asked for by',
  'change.approved': 'was approved by',
  'change.refused': 'was refused by',
  'change.in-force': 'is in force; asked for by',
  'change.forced': 'WITHOUT A SECOND PERSON by',
};

function changeNotice(
  name: ChangeEvent,
  detail: EventDetail<'change.requested'> & Effect,
  consoleUrl: string | undefined,
): Notice {
  const forced = name === 'change.forced';
  const word = forced ? 'BREAK-GLASS' : 'SIGNING CHANGE';
  const { effectiveAt, approvedBy = [] } = detail;
  const lines = [
    `${word}  ${plain(detail.summary)} ${STEPS[name]} ${plain(detail.by)}`,
    `why: ${plain(detail.reason)}`,
    ...(approvedBy.length === 0 ? [] : [`approved by ${approvedBy.map(plain).join(', ')}`]),
    ...(effectiveAt === undefined ? [] : [`in force at ${effectiveAt}: until then it can be refused`]),
    ...detail.warnings.map((warning) => `! ${plain(warning)}`),
    lookAt('changes', consoleUrl, `purgatory changes show ${detail.changeId}`),
  ];
  return { id: detail.id, word, severity: forced ? 'critical' : 'error', text: lines.join('\n     ') };
}

interface Effect {
  readonly effectiveAt?: string | undefined;
  readonly approvedBy?: readonly string[];
}

function approvalNotice(detail: EventDetail<'image.requested'>, consoleUrl: string | undefined): Notice | undefined {
  if ((detail.approvalsMissing ?? 0) === 0) return undefined;
  // Of the parts of a release people are told once, by the first that waits.
  if (detail.partOf !== undefined) return releaseNotice(detail.partOf, detail);
  const name = plain(detail.name ?? detail.imageId);
  const release = detail.kernelRelease === undefined ? '' : ` (${plain(detail.kernelRelease)})`;
  const lines = [
    `APPROVAL WAITS  ${name}${release}, asked for by ${plain(detail.by)}`,
    ...(detail.digest === undefined ? [] : [`digest ${detail.digest}`]),
    lookAt(detail.imageId, consoleUrl, `purgatory approve ${detail.imageId}`),
  ];
  return { id: detail.id, word: 'APPROVAL WAITS', severity: 'info', text: lines.join('\n     ') };
}

function releaseNotice(partOf: string, { by, occurredAt }: EventDetail<'image.requested'>): Notice {
  const name = plain(partOf);
  const text = `APPROVAL WAITS  the release ${name}, asked for by ${plain(by)}\n     look at it: purgatory approve --release ${name}`;
  // Once a day and person: who took the name before hides nobody else's.
  const id = `image.requested:release:${partOf}:${by}:${occurredAt.slice(0, 10)}`;
  return { id, word: 'APPROVAL WAITS', severity: 'info', text };
}

function lookAt(id: string, consoleUrl: string | undefined, command: string): string {
  return `look at it: ${consoleUrl === undefined ? command : consolePage(consoleUrl, 'signing', id)}`;
}

/** A route that asks for hosts, kernels or kinds of crashes does not mean these; approvals are told where they were asked for by word. */
export function admitsNotice(when: AlertFilter | undefined, { word, severity }: Notice): boolean {
  if (when?.words === undefined) {
    if (word === 'APPROVAL WAITS') return false;
  } else if (!when.words.includes(word)) return false;
  const { kinds, hosts, tags, kernels, subsystems, owners, minimumSeverity } = when ?? {};
  const isOfCrashes = [kinds, hosts, tags, kernels, subsystems, owners].some((wanted) => wanted !== undefined);
  return !isOfCrashes && (minimumSeverity === undefined || isAtLeast(severity, minimumSeverity));
}

export function isChange({ word }: Notice): boolean {
  return word !== 'APPROVAL WAITS';
}
