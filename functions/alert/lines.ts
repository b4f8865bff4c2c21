/**
 * The alert's five lines, the same for every service:
 *
 * ```
 * NEW  general protection fault in ext4_mb_new_blocks          6.12.117 · 3 hosts in 4 min · first 02:11:08Z
 *      fs-17.eu (+2) · last good kernel 6.12.111 · signed by release-2026-11 ✔ · text intact ✔
 *      culprit: ext4_mb_new_blocks+0x31a ← ext4_ext_map_blocks ← ext4_map_blocks ← ext4_iomap_begin
 *      likely: use after free (pointer 0x6b6b6b6b6b6b6b6b is slab poison)
 *      open · acknowledge · mute 1 h
 * ```
 */
import type { DumpExamined } from '../../shared/contract/events.ts';
import { differencesText, IMAGE_WORDS } from '../../shared/report-view/facts.ts';
import { roughly } from '../../shared/report-view/units.ts';
import type { News } from './news.ts';

/** What the on-call can do, by address where there is a console, else by command. */
export interface Actions {
  readonly open: string;
  readonly acknowledge: string;
  readonly mute: string;
}

export interface AlertLines {
  /** Title with the numbers. */
  readonly what: string;
  /** Kernel, hosts, since when: the second half of `what`. */
  readonly numbers: string;
  readonly where: string;
  readonly culprit: string;
  readonly likely: string;
}

/** Said where a service can't be asked to take the same message once. */
export const REPEATED = 'may have been sent before: whoever sent it did not live to note it';

const TITLE_COLUMNS = 50;
const INDENT = ' '.repeat(5);
const SHOWN_TITLE = 200;

export function actionsOf(news: News, consoleUrl: string | undefined): Actions {
  const { id } = news.crash;
  if (consoleUrl !== undefined) {
    const page = consolePage(consoleUrl, 'crashes', id);
    return { open: page, acknowledge: `${page}?do=acknowledge`, mute: `${page}?do=mute&hours=1` };
  }
  const inOneHour = new Date(Date.parse(news.at) + 3_600_000).toISOString();
  return {
    open: `purgatory crashes show ${id}`,
    acknowledge: `purgatory crashes ack ${id}`,
    mute: `purgatory crashes ignore ${id} --until ${inOneHour}`,
  };
}

/** Whoever follows it signs in, and decides there. */
export function consolePage(consoleUrl: string, screen: 'crashes' | 'signing', id: string): string {
  return `${consoleUrl.replace(/\/+$/, '')}/#/${screen}/${encodeURIComponent(id)}`;
}

/** Lines one to four, without layout; every text in them is one line of what the host's kernel said. */
export function alertLines(news: News): AlertLines {
  const { crash } = news;
  const [kernel] = crash.kernels;
  const numbers = joined([
    kernel === undefined ? undefined : plain(kernel),
    spread(news),
    `first ${clock(crash.firstSeen, news.at)}`,
  ]);
  const [host] = crash.hosts;
  const more = crash.hostCount - 1;
  const hosts = host === undefined ? undefined : more > 0 ? `${plain(host)} (+${more})` : plain(host);
  const where = [
    hosts,
    news.detail === undefined ? undefined : plain(news.detail),
    crash.subsystem === undefined ? undefined : plain(crash.subsystem),
    crash.owner === undefined ? undefined : plain(crash.owner),
    news.lastGoodKernel === undefined ? undefined : `last good kernel ${plain(news.lastGoodKernel)}`,
    crash.partial === true ? 'its log was read in part' : undefined,
    ...integrityOf(news),
  ];
  return {
    what: `${plain(crash.title).slice(0, SHOWN_TITLE).padEnd(TITLE_COLUMNS)}  ${numbers}`,
    numbers,
    where: joined(where),
    culprit: `culprit: ${crash.culprit.length === 0 ? 'not known' : crash.culprit.map(plain).join(' ← ')}`,
    likely: `likely: ${news.likely === undefined ? 'not known yet' : plain(news.likely)}`,
  };
}

/** All five lines as plain text. */
export function alertText(news: News, actions: Actions): string {
  const { what, where, culprit, likely } = alertLines(news);
  return [
    `${news.word}  ${what}`,
    `${INDENT}${where}`,
    `${INDENT}${culprit}`,
    `${INDENT}${likely}`,
    `${INDENT}open ${actions.open} · acknowledge ${actions.acknowledge} · mute 1 h ${actions.mute}`,
  ].join('\n');
}

/** Whether the kernel was signed, and its text what was signed: what is known of both. */
function integrityOf(news: Pick<News, 'image' | 'signedBy' | 'textDifferences'>): (string | undefined)[] {
  return [signature(news), text(news)];
}

/**
 * What the report of a dump adds to an alert that was sent when only the log was there; undefined where it adds nothing.
 * One line, for the thread of that alert.
 */
export function reportLine(event: DumpExamined): string | undefined {
  const [first] = event.findings;
  const { image, signedBy, textDifferences } = event;
  const facts = joined([
    first === undefined ? undefined : `likely: ${plain(first.summary)}`,
    ...integrityOf({ image, signedBy, textDifferences }),
  ]);
  return facts === '' ? undefined : `report of ${plain(event.host)} · ${facts}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** One line without control, format or bidirectional characters: nothing a host says may forge a line of ours. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** `3 hosts in 4 min`; `1 host`; `1 host, 12 times in 2 h`. */
function spread({ crash }: News): string {
  const { count, hostCount } = crash;
  const hosts = hostCount === 1 ? '1 host' : `${hostCount} hosts`;
  const times = count > hostCount ? `, ${count} times` : '';
  const spanSeconds = Math.round((Date.parse(crash.lastSeen) - Date.parse(crash.firstSeen)) / 1000);
  return count <= 1 ? hosts : `${hosts}${times} in ${roughly(Math.max(1, spanSeconds))}`;
}

/** The time alone for today, else with its date. */
function clock(time: string, now: string): string {
  const iso = new Date(time).toISOString();
  const sameDay = iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10);
  return sameDay ? `${iso.slice(11, 19)}Z` : `${iso.slice(0, 10)} ${iso.slice(11, 16)}Z`;
}

function signature({ image, signedBy }: Pick<News, 'image' | 'signedBy'>): string | undefined {
  switch (image) {
    case 'signed':
      return `${IMAGE_WORDS.signed}${signedBy === undefined ? '' : ` by ${plain(signedBy)}`} ✔`;
    case 'unsigned':
      return `${IMAGE_WORDS.unsigned} ✘`;
    case 'revoked':
      return `signature ${IMAGE_WORDS.revoked} ✘`;
    case 'unknown':
    case undefined:
      return undefined;
  }
}

function text({ textDifferences }: Pick<News, 'textDifferences'>): string | undefined {
  if (textDifferences === undefined) return undefined;
  const words = differencesText(textDifferences);
  return textDifferences === 0 ? `text ${words} ✔` : `text: ${words} ✘`;
}
