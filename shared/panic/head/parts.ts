/**
 * The parts that heads of lines are made of. No transport's head is known as a whole: each tool puts parts together as it likes
 * (a console server's time, the host, the journal's program, the kernel's own timestamp), so the parts are read one after the other.
 *
 * Expressions are sticky and bounded: a line is read once, whatever it holds.
 */
import { CONSOLE, isDigit, skipDigits, skipSpaces, type Writer } from './line.ts';

export interface Part {
  readonly end: number;
  /** The kernel, or printk's own levels and stamps, and nobody else writes this. */
  readonly kernel: boolean;
  readonly writer?: Writer;
  /** A date or a time of day, after which a host and a program may be named. */
  readonly clock?: true;
  readonly foreign?: true;
  /** By way of syslog or the journal. */
  readonly syslog?: true;
  readonly sequence?: number;
  readonly fragment?: number;
  /** The machine, where the head names one. */
  readonly host?: string;
}

const SPACE = 0x20;

function sticky(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** `<4>`; syslog's RFC 5424 adds its version, `<4>1 `. */
export function readLevel(text: string, at: number): Part | null {
  if (text.charCodeAt(at) !== 0x3c) return null;
  const digits = skipDigits(text, at + 1);
  if (digits === at + 1 || digits > at + 4 || text.charCodeAt(digits) !== 0x3e) return null;
  return { end: text.startsWith('1 ', digits + 1) ? digits + 3 : digits + 1, kernel: true };
}

/** `[   92.518566]`, with a vendor's processor (`[    1.234567,0]`, `@0`), or `[ T5982]`. CONFIG_PRINTK_CALLER: v6.12 kernel/printk/printk.c `print_caller()`. */
export function readStamp(text: string, at: number): Part | null {
  if (text.charCodeAt(at) !== 0x5b) return null;
  let end = skipSpaces(text, at + 1);
  const seconds = skipDigits(text, end);
  if (seconds === end || text.charCodeAt(seconds) !== 0x2e) return null;
  end = skipDigits(text, seconds + 1);
  if (end === seconds + 1) return null;
  const after = text.charCodeAt(end);
  if (after === 0x2c || after === 0x40) end = skipDigits(text, end + 1);
  if (text.charCodeAt(end) !== 0x5d) return null;
  return readCaller(text, end + 1);
}

/** `  ALERT:`, `   WARN:`: the level as xen-crashdump-analyser prints it behind the stamp in its `dom0.log`, on the right of six columns. */
const ANALYSED = / (?: EMERG| ALERT| DEBUG|NOTICE| {2}(?:CRIT|WARN|INFO)| {3}ERR):(?= )/y;

/** Some versions of dmesg put a blank before the caller. */
function readCaller(text: string, end: number): Part {
  const open = text.startsWith(' [', end) ? end + 1 : end;
  if (text.charCodeAt(open) === 0x5b) {
    const id = skipSpaces(text, open + 1);
    const letter = text[id];
    const close = skipDigits(text, id + 1);
    if ((letter === 'T' || letter === 'C') && close > id + 1 && text.charCodeAt(close) === 0x5d) {
      return { end: close + 1, kernel: true, writer: text.slice(id, close) };
    }
  }
  const level = text.charCodeAt(end) === SPACE ? sticky(ANALYSED, text, end) : null;
  return { end: end + (level?.[0].length ?? 0), kernel: true, writer: CONSOLE };
}

/** `  11.662352] `, the first line of what was copied or sent: its bracket was lost. */
const TORN = /\d{1,8}\.\d{6}\](?= )/y;

export function readTornStamp(text: string, at: number): Part | null {
  const found = sticky(TORN, text, at);
  return found === null ? null : readCaller(text, at + found[0].length);
}

/** `[7:   irq/12-mms_ts: 8408]` (Samsung), `(0)[123:comm]` (MediaTek). */
const TASK = /\[ ?\d{1,3}: {0,16}[^\][:]{1,16}: {0,6}\d{1,7}\]|(?:<\d>)?\.?\(\d{1,3}\) ?\[\d{1,7}:[^\][]{1,40}\]/y;

export function readTask(text: string, at: number): Part | null {
  const found = sticky(TASK, text, at);
  return found === null ? null : { end: at + found[0].length, kernel: true };
}

/** `(XEN) `, `(d7) `: the hypervisor's console, and a guest's on it. */
const XEN = /\((?:XEN|d\d{1,5}|d\d{1,5}v\d{1,4})\)/y;

export function readXen(text: string, at: number): Part | null {
  const found = sticky(XEN, text, at);
  return found === null ? null : { end: at + found[0].length, kernel: true };
}

const MAX_BRACKET = 64;
const DAY = /(?:^|[^\d.])\d{1,2}[:h]\d\d(?:$|\D)/;

/**
 * A time in brackets: `[Mon Nov 23 16:22:22 2026]`, `[2026-11-23 16:22:22]`, dmesg's `[Nov23 16:22]`, `[  +0.000012]`,
 * `[   12.345678 <    0.000001>]`. Not a program counter (`[<c0001234>]`) nor `[ INFO: …]`.
 */
export function readBracketedTime(text: string, at: number): Part | null {
  if (text.charCodeAt(at) !== 0x5b) return null;
  const close = text.indexOf(']', at);
  if (close < 0 || close - at > MAX_BRACKET) return null;
  const inside = text.slice(at + 1, close).trim();
  if (/^[+<]? *\d{1,12}\.\d{1,9}>?(?: *<[ +]*\d{1,9}\.\d{1,9} ?>| \/ .*)?$/.test(inside))
    return readCaller(text, close + 1);
  // dmesg prints a time of day only of kernel messages, a console server of anything: the year tells dmesg's.
  if (!DAY.test(inside) || /: /.test(inside)) return null;
  const fromDmesg = /^\S{1,8} \S{1,8} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}$|^\S{3,8}\d{1,2} \d\d:\d\d$/.test(inside);
  const part = readCaller(text, close + 1);
  if (fromDmesg) return part;
  return {
    end: part.end,
    kernel: part.writer !== CONSOLE,
    clock: true,
    ...(part.writer === CONSOLE ? {} : { writer: part.writer ?? CONSOLE }),
  };
}

const ZONE = String.raw`(?:Z|[+-]\d\d:?\d\d| ?(?:UTC|GMT|[A-Z]{2,4}T)\b)?`;
const CLOCK = String.raw`\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?`;
const ISO = String.raw`\d{4}[-/.]?\d\d[-/.]?\d\d[T _-]{1,2}|\d\d[-/.]\d\d[-/.](?:\d{4}|\d\d) |\d\d-\d\d `;
/** Words of a date in whatever language: `Nov 29`, `29. Nov`, `11月 29`, `Sun 2026-11-29`. */
const WORDS = String.raw`(?:[^\s:[\]<>(){}"'=;,]{1,14}[,.]? {1,3}){1,4}`;
const TIME = new RegExp(`(?:${ISO}|${WORDS})?${CLOCK}${ZONE}(?: (?:19|20)\\d\\d(?= ))?`, 'y');

const UNIX = /\d{9,11}\.\d{3,9}(?= )/y;
const ISO_TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.,]\d{3,9}[+-]\d\d:?\d\d(?= )/y;

/** dmesg's `--time-format=iso`. */
export function readIsoClock(text: string, at: number): Part | null {
  if (!isDigit(text.charCodeAt(at))) return null;
  const found = sticky(ISO_TIME, text, at);
  return found === null ? null : { end: at + found[0].length, kernel: false, clock: true };
}

/** A date and a time of day that stand in no brackets, or the seconds since 1970. */
export function readClock(text: string, at: number): Part | null {
  const found = sticky(TIME, text, at) ?? sticky(UNIX, text, at);
  return found === null ? null : { end: at + found[0].length, kernel: false, clock: true };
}

/** `6,339,5140900,-,caller=T1;`: /dev/kmsg and extended netconsole, Documentation/ABI/testing/dev-kmsg; netconsole may put the release before it (v6.12 drivers/net/netconsole.c `send_fragmented_body()`). */
const KMSG = /(?:\d[\w.+~-]{2,80},)?(\d{1,3}),(\d{1,12}),(\d{1,16}),[-c+](?:,[\w=/.:-]{1,64}){0,6};/y;

export function readKmsg(text: string, at: number): Part | null {
  if (!isDigit(text.charCodeAt(at))) return null;
  const found = sticky(KMSG, text, at);
  if (found === null) return null;
  const caller = /caller=([TC]\d{1,9})/.exec(found[0])?.[1];
  const fragment = /ncfrag=(\d{1,6})\//.exec(found[0])?.[1];
  return {
    end: at + found[0].length,
    kernel: true,
    writer: caller ?? CONSOLE,
    sequence: Number(found[2]),
    ...(fragment === undefined ? {} : { fragment: Number(fragment) }),
  };
}

/** `kern  :warn  : `: dmesg -x. */
const FACILITY = /[a-z]{2,8}\d? {0,6}: ?[a-z]{3,6} {0,4}: /y;

export function readFacility(text: string, at: number): Part | null {
  const found = sticky(FACILITY, text, at);
  return found === null ? null : { end: at + found[0].length, kernel: found[0].startsWith('kern') };
}

/** `host kernel: `, OpenWrt's `kern.alert kernel: `, macOS' `kernel[0]: `, RFC 5424's `host kernel - - - `. */
const KERNEL =
  /(?:[^\s:[\]]{1,255} {1,3}){0,3}(?:kernel|vmunix)(?:\[[^\]]{0,12}\])?(?: {0,2}:| - - (?:-|\[[^\]]{0,200}\])(?= ))/y;
/** `host sshd[12]: `, `sshd[12]: `, `host app: ` */
const PROGRAM = /(?:[^\s:[\]]{1,255} {1,3}){0,3}[^\s:[\]]{1,64}(?:\[\d{1,10}\])?:(?= {1,2}\S)/y;

/** `kern.alert`, `warn`, logcat's `W`: what stands where a host would, and changes from line to line. */
const NO_HOST =
  /^(?:(?:kern|user|daemon|syslog|auth\w*|local\d)\.\w+|emerg\w*|alert|crit\w*|err\w*|warn\w*|notice|info\w*|debug|kern|user|daemon|[VDIWEF]|\d+)$/i;

/** The word before `kernel`; a host's whole name is one by its first dot. */
function hostOf(head: string): string | undefined {
  const word = head.trimStart().split(/ +/).at(-2);
  return word === undefined || NO_HOST.test(word) ? undefined : word;
}

/** After a time: who is named as the writer. */
export function readProgram(text: string, at: number): Part | null {
  const kernel = sticky(KERNEL, text, at);
  if (kernel !== null) {
    const host = hostOf(kernel[0]);
    return { end: at + kernel[0].length, kernel: true, syslog: true, ...(host === undefined ? {} : { host }) };
  }
  const other = sticky(PROGRAM, text, at);
  if (other === null) return null;
  const words = other[0].trim().split(/ +/);
  // A shipper's own columns (`stdout F `) before the kernel's words: those are no program's name.
  if (/(?:^|\W)(?:BUG|WARNING|INFO):$/.test(words.at(-1) ?? '')) return null;
  return words.length > 1 || other[0].endsWith(']:')
    ? { end: at + other[0].length, kernel: false, foreign: true }
    : null;
}
