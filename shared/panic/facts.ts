/** What a report says beside its title: kernel, processor, task, hardware. */
import { isDigit } from './head/line.ts';
import type { Report } from './report.ts';

export interface Facts {
  readonly kernelRelease?: string;
  readonly cpu?: number;
  readonly pid?: number;
  readonly comm?: string;
  readonly hardware?: string;
}

const MAX_WORD = 256;

/** Names in a log are bytes: UTF-8 where they are that. */
function decoded(latin1: string): string {
  return Buffer.from(latin1.slice(0, MAX_WORD), 'latin1').toString('utf8').replaceAll('\ufffd', '?');
}

function numberAfter(text: string, label: string): number | undefined {
  const at = text.indexOf(label);
  if (at < 0) return undefined;
  let end = at + label.length;
  while (isDigit(text.charCodeAt(end)) && end - at < 24) end++;
  return end === at + label.length ? undefined : Number(text.slice(at + label.length, end));
}

/** `6.12.117+deb13-amd64`: what stands after `Not tainted ` or the taint letters. */
function releaseIn(text: string): string | undefined {
  let at = text.indexOf('Not tainted ');
  if (at >= 0) at += 'Not tainted '.length;
  else {
    at = text.indexOf('Tainted: ');
    if (at < 0) return undefined;
    at += 'Tainted: '.length;
    // Letters and blanks, up to the first word that begins with a digit.
    while (at < text.length && !(isDigit(text.charCodeAt(at)) && text[at - 1] === ' ')) at++;
  }
  const end = text.indexOf(' ', at);
  const word = text.slice(at, end < 0 ? undefined : end);
  return isRelease(word) ? word : undefined;
}

export function isRelease(word: string): boolean {
  const dot = word.indexOf('.');
  return (
    dot > 0 && dot <= 2 && isDigit(word.charCodeAt(0)) && isDigit(word.charCodeAt(dot + 1)) && word.length <= MAX_WORD
  );
}

/** `CPU: 0 UID: 0 PID: 5982 Comm: a b Not tainted 6.12.0 #1`, v6.12 lib/dump_stack.c `dump_stack_print_info()` */
function fromTaskLine(text: string): Facts {
  const cpu = numberAfter(text, 'CPU: ');
  const pid = numberAfter(text, ' PID: ');
  const release = releaseIn(text);
  const at = text.indexOf(' Comm: ');
  let comm: string | undefined;
  if (at >= 0) {
    const from = at + ' Comm: '.length;
    // ` Kdump: loaded` stands between the two where a crash kernel is loaded.
    const ends = [' Kdump: ', ' Not tainted', ' Tainted: ']
      .map((word) => text.indexOf(word, from))
      .filter((end) => end >= 0);
    comm = text.slice(from, ends.length === 0 ? undefined : Math.min(...ends)).trim();
  }
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(pid === undefined ? {} : { pid }),
    ...(comm === undefined || comm === '' ? {} : { comm: decoded(comm) }),
    ...(release === undefined ? {} : { kernelRelease: release }),
  };
}

/** `INFO: task comm:pid blocked for more than 120 seconds.`, `soft lockup - CPU#1 stuck for 22s! [comm:pid]` */
function fromHeader(text: string): Facts {
  const task = text.indexOf('INFO: task ');
  if (task >= 0) {
    const from = task + 'INFO: task '.length;
    const ends = [text.indexOf(' blocked ', from), text.indexOf(" can't die ", from)].filter((end) => end > 0);
    return ends.length === 0 ? {} : named(text.slice(from, Math.min(...ends)));
  }
  if (text.includes('soft lockup')) {
    const open = text.lastIndexOf('[');
    const close = text.lastIndexOf(']');
    const cpu = numberAfter(text, 'CPU#');
    return {
      ...(cpu === undefined ? {} : { cpu }),
      ...(open > 0 && close > open ? named(text.slice(open + 1, close)) : {}),
    };
  }
  return {};
}

function named(commAndPid: string): Facts {
  const colon = commAndPid.lastIndexOf(':');
  const pid = Number(commAndPid.slice(colon + 1));
  return colon > 0 && Number.isSafeInteger(pid) ? { comm: decoded(commAndPid.slice(0, colon)), pid } : {};
}

const HARDWARE = 'Hardware name: ';

export function readFacts(report: Report): Facts {
  const head = fromHeader(report.lines[0]?.text ?? '');
  let task: Facts | undefined;
  let hardware: string | undefined;
  for (const { text } of report.lines) {
    if (task === undefined && text.includes('CPU: ') && text.includes(' PID: ')) task = fromTaskLine(text);
    if (hardware === undefined && text.startsWith(HARDWARE)) hardware = decoded(text.slice(HARDWARE.length).trim());
    if (task !== undefined && hardware !== undefined) break;
  }
  const release =
    task?.kernelRelease ??
    report.lines
      .slice(0, 8)
      .map((line) => releaseBefore(line.text))
      .find((word) => word !== undefined);
  // A hung task's report is printed by khungtaskd, whose processor and name say nothing.
  const who = head.comm === undefined ? task : head;
  return {
    ...(release === undefined ? {} : { kernelRelease: release }),
    ...(who?.cpu === undefined ? {} : { cpu: who.cpu }),
    ...(who?.pid === undefined ? {} : { pid: who.pid }),
    ...(who?.comm === undefined ? {} : { comm: who.comm }),
    ...(hardware === undefined ? {} : { hardware }),
  };
}

/** Lockdep's second line: `6.12.0 #1 Not tainted`. */
function releaseBefore(text: string): string | undefined {
  if (!text.includes('ainted')) return undefined;
  const word = text.trimStart().split(' ', 1)[0] ?? '';
  return isRelease(word) ? word : undefined;
}

/** `Linux version 6.12.117+deb13-amd64 (…)` -> the release. */
export function bootedRelease(text: string): string | undefined {
  const at = text.indexOf('Linux version ');
  if (at < 0) return undefined;
  const word = text.slice(at + 'Linux version '.length).split(' ', 1)[0] ?? '';
  return isRelease(word) ? word : undefined;
}
