/** Takes the head off a line. */
import { plainText } from './escapes.ts';
import { CONSOLE, FOREIGN, Head, isDigit, NOT_KERNEL, SYSLOG, type LogLine, type Writer } from './line.ts';
import { isSomebodyElses } from './others.ts';
import { ofField } from './shape.ts';
import {
  readBracketedTime,
  readClock,
  readFacility,
  readIsoClock,
  readKmsg,
  readLevel,
  readProgram,
  readStamp,
  readTask,
  readTornStamp,
  readXen,
  type Part,
} from './parts.ts';

const MAX_PARTS = 8;
const SPACE = 0x20;
const OPEN = 0x5b;

/** Takes one line apart; `raw` has no newline. */
export function readLine(raw: string): LogLine {
  const text = plainText(raw);
  // Nearly every kernel line begins with its timestamp; the rest costs more.
  if (text.charCodeAt(0) === OPEN) {
    const stamp = readStamp(text, 0);
    if (stamp !== null && isPlainAfter(text, stamp.end)) {
      return { text: text.slice(stamp.end + 1), writer: stamp.writer ?? CONSOLE, head: Head.Kernel };
    }
  }
  return readSlowly(text);
}

/** No further part can follow: a letter after one blank, which is no host's name before ` kernel: `. */
function isPlainAfter(text: string, at: number): boolean {
  if (at === text.length) return true;
  if (text.charCodeAt(at) !== SPACE) return false;
  const next = text.charCodeAt(at + 1);
  if (next === SPACE) {
    const first = firstNotBlank(text, at);
    return first !== OPEN && first !== 0x28;
  }
  return next !== OPEN && next !== 0x28 && next !== 0x3c && !text.includes(' kernel: ');
}

function firstNotBlank(text: string, at: number): number {
  while (text.charCodeAt(at) === SPACE) at++;
  return text.charCodeAt(at);
}

interface State {
  end: number;
  kernel: boolean;
  foreign: boolean;
  clock: boolean;
  syslog: boolean;
  writer: Writer | undefined;
  sequence: number | undefined;
  fragment: number | undefined;
  host: string | undefined;
}

function readSlowly(text: string): LogLine {
  const state: State = {
    end: 0,
    kernel: false,
    foreign: false,
    clock: false,
    syslog: false,
    writer: undefined,
    sequence: undefined,
    fragment: undefined,
    host: undefined,
  };
  for (let parts = 0; parts < MAX_PARTS && !state.foreign; parts++) {
    const from = skipLead(text, state.end, parts === 0);
    const part = readPart(text, from, state);
    if (part === null) break;
    accept(state, part, text);
  }
  if (state.end === 0) return readInside(text) ?? { text: unquoted(text), writer: NOT_KERNEL, head: Head.None };
  const rest = text.slice(state.end);
  if (!state.kernel && !state.foreign) {
    const inside = readInside(text);
    if (inside !== null) return inside;
  }
  return {
    text: rest,
    writer: writerOf(state),
    head: state.foreign ? Head.Foreign : state.kernel ? Head.Kernel : Head.Some,
    ...(state.sequence === undefined ? {} : { sequence: state.sequence }),
    ...(state.fragment === undefined ? {} : { fragment: state.fragment }),
    ...(state.host === undefined ? {} : { host: state.host }),
  };
}

function writerOf({ foreign, syslog, writer, kernel }: State): Writer {
  if (foreign) return FOREIGN;
  if (writer !== undefined && writer !== CONSOLE) return writer;
  if (syslog) return SYSLOG;
  return kernel ? CONSOLE : NOT_KERNEL;
}

function readPart(text: string, from: number, state: State): Part | null {
  switch (text[from]) {
    case undefined:
      return null;
    case '[':
      return readStamp(text, from) ?? readBracketedTime(text, from) ?? (state.kernel ? readTask(text, from) : null);
    case '<':
      return readLevel(text, from) ?? (state.kernel ? readTask(text, from) : null);
    case '(':
    case '.':
      return readXen(text, from) ?? (state.kernel ? readTask(text, from) : null);
    default:
      break;
  }
  const message = readKmsg(text, from);
  if (message !== null) return message;
  if (state.clock && !state.syslog) {
    const program = readProgram(text, from);
    if (program !== null) return program;
  }
  // `[   92.518566] host kernel: `: the journal's short-monotonic.
  if (state.writer === CONSOLE && !state.syslog) return readJournal(text, from);
  const own = readFacility(text, from);
  if (own !== null) return own;
  // Behind the kernel's name only dmesg's own form of a time is none of the text.
  if (state.syslog || state.writer !== undefined) return readIsoClock(text, from);
  if (state.end === 0 && isDigit(text.charCodeAt(from))) {
    const torn = readTornStamp(text, from);
    if (torn !== null) return torn;
  }
  return (
    readClock(text, from) ??
    readBroadcast(text, from, state) ??
    readFileName(text, from, state) ??
    readPrompt(text, from, state)
  );
}

const JOURNAL = /[^\s:[\]]{1,64} kernel: ?/y;

function readJournal(text: string, from: number): Part | null {
  JOURNAL.lastIndex = from;
  const found = JOURNAL.exec(text);
  return found === null ? null : { end: from + found[0].trimEnd().length, kernel: true, syslog: true };
}

/** `> `, `>> `, `| `: how mails and tickets quote; one blank belongs to the marks. */
const QUOTE = /^(?: {0,8}[>|]){1,12} ?/;

function unquoted(text: string): string {
  const marks = QUOTE.exec(text);
  return marks === null ? text : text.slice(marks[0].length);
}

/**
 * `kernel:[405108.698255] `: what syslogd and the journal write to everybody's terminal, below a line of their own. Routers put the
 * level before it and no number into the brackets: `alert kernel[]: [`.
 */
const BROADCAST =
  /(?:(?:emerg|alert|crit|err|warning|notice|info|debug) {1,2})?kernel(?:\[\d{0,10}\])?: ?(?=\[ {0,8}\d{1,8}\.\d{2,6}\] )/y;

function readBroadcast(text: string, from: number, state: State): Part | null {
  if (state.end > 0) return null;
  BROADCAST.lastIndex = from;
  const found = BROADCAST.exec(text);
  return found === null ? null : { end: from + found[0].trimEnd().length, kernel: true, syslog: true };
}

/** `/sys/fs/pstore/console-ramoops-0:`, `dmesg.txt:12:`, `node1:`: what grep and tools that read many logs put before the kernel's stamp or level. */
const FILE_NAME = /[^\s:[\]<>"'`,;=(){}|]{1,200}:(?:\d{1,9}:)?(?=(?:<\d{1,3}>)?\[ {0,8}\d{1,8}\.\d{2,9}\])/y;

function readFileName(text: string, from: number, state: State): Part | null {
  if (state.end > 0) return null;
  FILE_NAME.lastIndex = from;
  const found = FILE_NAME.exec(text);
  if (found === null) return null;
  const name = found[0].slice(0, found[0].indexOf(':'));
  // `grep -n` of one file: the line's number alone.
  return { end: from + found[0].length, kernel: false, ...(/^\d+$/.test(name) ? {} : { host: name }) };
}

const DROPPED = /\*\* \d{1,9} printk messages dropped \*\*/y;
const LOGIN = /[^\s:]{1,64}(?: [^\s:]{1,64}){0,6} login: ?/y;

/** `** 4491 printk messages dropped ** `, a login prompt: the kernel's line follows on the same one. */
function readPrompt(text: string, from: number, state: State): Part | null {
  if (state.end > 0) return null;
  const end = promptEnd(text, from);
  return end === from ? null : { end, kernel: false };
}

/** Where such a beginning ends; `from` where there is none. */
export function promptEnd(text: string, from = 0): number {
  for (const pattern of [DROPPED, LOGIN]) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found !== null) return from + found[0].trimEnd().length;
  }
  return from;
}

/** Blanks, and before the first part the marks of a quotation (`> `). */
function skipLead(text: string, at: number, first: boolean): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === 0x09 || (first && (code === 0x3e || code === 0x60))) at++;
    else return at;
  }
}

function accept(state: State, part: Part, text: string): void {
  state.end = part.end;
  // One blank belongs to the head; more are the kernel's own.
  if (text.charCodeAt(state.end) === SPACE) state.end++;
  if (part.writer !== undefined)
    state.writer = state.writer === undefined || state.writer === CONSOLE ? part.writer : state.writer;
  state.syslog ||= part.syslog === true;
  state.kernel ||= part.kernel;
  state.clock ||= part.clock === true;
  state.foreign ||= part.foreign === true;
  state.sequence ??= part.sequence;
  state.fragment ??= part.fragment;
  state.host ??= part.host;
}

const MAX_LEAD = 320;
const MARK =
  /\[(?: {0,9}\d{1,9}\.\d{2,6}(?:[,@]\d{1,4})?(?: [</] ?[^\][]{1,40})?| {0,4}[+<] {0,6}\d{1,9}\.\d{6}>?|[A-Z][a-z]{2}\d\d \d\d:\d\d|[A-Z][a-z]{1,2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4})\](?:\[ {0,8}[TC]\d{1,9}\])? /g;

/**
 * A kernel's timestamp behind something unknown: a spread sheet's columns, a console's prompt, a program's output without its newline.
 * Whether the kernel speaks is for the lines below to say.
 */
function readInside(text: string): LogLine | null {
  MARK.lastIndex = 0;
  const found = MARK.exec(text);
  if (found === null || found.index > MAX_LEAD) return null;
  const before = text.slice(0, found.index);
  if (isSomebodyElses(before)) return { text, writer: FOREIGN, head: Head.Foreign };
  if (/[\w\]]: $/.test(before) && !/(?:^|\W)(?:login|kernel(?:\[[^\]]{0,12}\])?): $/.test(before)) return null;
  const { text: said, writer } = readSlowly(ofField(before, text.slice(found.index)));
  return { text: said, writer, head: Head.None };
}
