/**
 * One line of a console log, taken apart: what printk, a serial console, syslog, the journal or netconsole put before the
 * text, and who wrote it.
 *
 * ```
 * <4>[   92.518566][ T5982] RIP: 0010:foo+0x4dc/0x570\r
 * lvl  timestamp   caller   text
 * ```
 * printk prints the caller (`T` thread id, `C` processor in interrupt) under CONFIG_PRINTK_CALLER, v6.12
 * kernel/printk/printk.c `print_caller()`. It is what untangles output of several processors.
 */

/**
 * Who wrote a line: `''` nobody knows, `console` the kernel with no caller given, `syslog` the same by way of syslog or the journal (a
 * console may show both), else the caller, `T5982`, `C0`.
 */
export type Writer = string;

export const NOT_KERNEL: Writer = '';
export const CONSOLE: Writer = 'console';
export const SYSLOG: Writer = 'syslog';

export interface LogLine {
  /** What the kernel printed, prefix and line ending removed. */
  readonly text: string;
  readonly writer: Writer;
}

const ESC = 0x1b;
const SPACE = 0x20;
const LT = 0x3c;
const GT = 0x3e;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const DOT = 0x2e;
const COMMA = 0x2c;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function skipDigits(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function skipSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** ECMA-48 control sequences (colours, cursor movement) and other escapes, which terminals and systemd add. */
export function withoutEscapes(text: string): string {
  let from = text.indexOf('\u001b');
  if (from < 0) return text;
  let out = '';
  let copied = 0;
  while (from >= 0) {
    out += text.slice(copied, from);
    let at = from + 1;
    if (text.charCodeAt(at) === OPEN) {
      at++;
      // Parameter and intermediate bytes, then one final byte.
      while (text.charCodeAt(at) >= 0x20 && text.charCodeAt(at) <= 0x3f) at++;
      if (at < text.length && text.charCodeAt(at) !== ESC) at++;
    } else if (at < text.length && text.charCodeAt(at) !== ESC) {
      at++;
    }
    copied = at;
    from = text.indexOf('\u001b', at);
  }
  return out + text.slice(copied);
}

/** After `<4>`, or where it was. */
function skipLevel(text: string, at: number): number {
  if (text.charCodeAt(at) !== LT) return at;
  const digits = skipDigits(text, at + 1);
  return digits > at + 1 && digits <= at + 4 && text.charCodeAt(digits) === GT ? digits + 1 : at;
}

interface Stamp {
  readonly end: number;
  readonly writer: Writer;
}

/** `[   92.518566][ T5982] `, also as `dmesg -T` prints it (`[Mon Nov 23 16:22:22 2026] `). */
function readStamp(text: string, at: number): Stamp | null {
  if (text.charCodeAt(at) !== OPEN) return null;
  let end = skipSpaces(text, at + 1);
  const seconds = skipDigits(text, end);
  if (seconds > end && text.charCodeAt(seconds) === DOT) {
    end = skipDigits(text, seconds + 1);
    if (end === seconds + 1) return null;
    // Vendors add the processor: `[    1.234567,0]`, `[    1.234567@0]`.
    if (text.charCodeAt(end) === COMMA || text[end] === '@') end = skipDigits(text, end + 1);
    if (text.charCodeAt(end) !== CLOSE) return null;
    end++;
  } else {
    const human = readHumanTime(text, at + 1);
    if (human < 0) return null;
    end = human;
  }
  let writer = CONSOLE;
  if (text.charCodeAt(end) === OPEN) {
    const id = skipSpaces(text, end + 1);
    const letter = text[id];
    const close = skipDigits(text, id + 1);
    if ((letter === 'T' || letter === 'C') && close > id + 1 && text.charCodeAt(close) === CLOSE) {
      writer = text.slice(id, close);
      end = close + 1;
    }
  }
  if (end === text.length) return { end, writer };
  return text.charCodeAt(end) === SPACE ? { end: end + 1, writer } : null;
}

const DAYS = ['Mon ', 'Tue ', 'Wed ', 'Thu ', 'Fri ', 'Sat ', 'Sun '];

/** End of `Mon Nov 23 16:22:22 2026]`, or -1. */
function readHumanTime(text: string, at: number): number {
  if (!DAYS.includes(text.slice(at, at + 4))) return -1;
  const close = text.indexOf(']', at);
  return close > 0 && close - at <= 30 && text[close - 8] === ':' ? close + 1 : -1;
}

/** `6,339,5140900,-,caller=T1;text`: /dev/kmsg and extended netconsole, Documentation/ABI/testing/dev-kmsg. */
function readKmsg(text: string): Stamp | null {
  let at = 0;
  for (let field = 0; field < 3; field++) {
    const end = skipDigits(text, at);
    if (end === at || text.charCodeAt(end) !== COMMA) return null;
    at = end + 1;
  }
  const semicolon = text.indexOf(';', at);
  if (semicolon < 0 || semicolon - at > 80) return null;
  const caller = text.indexOf('caller=', at);
  let writer = CONSOLE;
  if (caller >= 0 && caller < semicolon) {
    const letter = text[caller + 7];
    const end = skipDigits(text, caller + 8);
    if ((letter === 'T' || letter === 'C') && end > caller + 8) writer = text.slice(caller + 7, end);
  }
  return { end: semicolon + 1, writer };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SYSLOG_HEAD_MAX = 160;

/** End of `Nov 23 16:22:22 host kernel: ` or `2026-11-23T16:22:22.1+00:00 host kernel: `, or -1. */
function readSyslog(text: string): number {
  const start = skipLevel(text, 0);
  const dated =
    MONTHS.includes(text.slice(start, start + 3)) ||
    (isDigit(text.charCodeAt(start)) && (text[start + 4] === '-' || text.slice(start + 1, start + 4) === ' 20'));
  if (!dated) return -1;
  const kernel = text.indexOf(' kernel', start);
  if (kernel < 0 || kernel - start > SYSLOG_HEAD_MAX) return -1;
  const after = kernel + ' kernel'.length;
  if (text.startsWith(': ', after)) return after + 2;
  // RFC 5424: `<4>1 TIME HOST kernel - - - text`
  return text.startsWith(' - - - ', after) ? after + 7 : -1;
}

/** `** 4491 printk messages dropped ** `, `kern  :warn  : ` (dmesg -x), a login prompt: what stands before a timestamp. */
function skipForeignHead(text: string): number {
  if (text.startsWith('** ')) {
    const end = text.indexOf(' printk messages dropped ** ');
    if (end > 0 && end < 40) return end + ' printk messages dropped ** '.length;
  }
  const login = text.indexOf(' login: ');
  if (login >= 0 && login < 120) return login + ' login: '.length;
  const facility = text.indexOf(': [');
  if (facility > 0 && facility < 20 && isLetter(text.charCodeAt(0)) && text.slice(0, facility).includes(':')) {
    return facility + 2;
  }
  return 0;
}

/** Takes one line apart; `line` has no newline. */
export function readLine(line: string): LogLine {
  let text = withoutEscapes(line);
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x0d) end--;
  if (end < text.length) text = text.slice(0, end);
  const first = text.charCodeAt(0);
  // Nearly every kernel line begins with `[`; the rest costs a few comparisons.
  if (first === OPEN) {
    const stamp = readStamp(text, 0);
    if (stamp !== null) return fromStamp(text, stamp);
    return { text, writer: NOT_KERNEL };
  }
  if (first === LT) {
    const at = skipLevel(text, 0);
    if (at > 0) {
      const stamp = readStamp(text, at);
      if (stamp !== null) return fromStamp(text, stamp);
    }
  }
  if (isDigit(first)) {
    const kmsg = readKmsg(text);
    if (kmsg !== null) return { text: text.slice(kmsg.end), writer: kmsg.writer };
  }
  const syslog = readSyslog(text);
  if (syslog > 0) {
    const stamp = readStamp(text, syslog);
    if (stamp === null) return { text: text.slice(syslog), writer: SYSLOG };
    return { text: text.slice(stamp.end), writer: stamp.writer === CONSOLE ? SYSLOG : stamp.writer };
  }
  const foreign = skipForeignHead(text);
  if (foreign > 0) {
    const stamp = readStamp(text, skipLevel(text, foreign));
    if (stamp !== null) return fromStamp(text, stamp);
  }
  return { text, writer: NOT_KERNEL };
}

/** The journal's `-o short-monotonic` puts `host kernel: ` between timestamp and text. */
function fromStamp(text: string, stamp: Stamp): LogLine {
  if (stamp.writer === CONSOLE) {
    const kernel = text.indexOf(' kernel: ', stamp.end);
    if (kernel > stamp.end && kernel - stamp.end < 64 && !text.slice(stamp.end, kernel).includes(' ')) {
      const inner = readStamp(text, kernel + ' kernel: '.length);
      if (inner !== null)
        return { text: text.slice(inner.end), writer: inner.writer === CONSOLE ? SYSLOG : inner.writer };
      return { text: text.slice(kernel + ' kernel: '.length), writer: SYSLOG };
    }
  }
  return { text: text.slice(stamp.end), writer: stamp.writer };
}

/** Seconds since boot that a raw line is stamped with. */
export function timeOf(line: string): number | undefined {
  for (let open = line.indexOf('['), tries = 0; open >= 0 && tries < 4; open = line.indexOf('[', open + 1), tries++) {
    const from = skipSpaces(line, open + 1);
    const dot = skipDigits(line, from);
    if (dot === from || line.charCodeAt(dot) !== DOT) continue;
    const end = skipDigits(line, dot + 1);
    if (end > dot + 1) return Number(line.slice(from, end));
  }
  const kmsg = line.split(',', 3);
  const microseconds = Number(kmsg[2]);
  return kmsg.length === 3 && Number.isSafeInteger(microseconds) && isDigit(line.charCodeAt(0))
    ? microseconds / 1e6
    : undefined;
}
