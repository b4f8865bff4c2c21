/**
 * One line of a log, taken apart: what stands before the kernel's text, and who wrote it.
 *
 * ```
 * Nov 23 16:22:22 host kernel: <4>[   92.518566][ T5982] RIP: 0010:foo+0x4dc/0x570\r
 * date            host program lvl timestamp     caller   text
 * ```
 */

/**
 * Who wrote a line: `''` nobody knows, `console` the kernel with no caller given, `syslog` the same by way of syslog or the journal (a
 * console may show both), `foreign` another program, else the caller, `T5982`, `C0`.
 */
export type Writer = string;

export const NOT_KERNEL: Writer = '';
export const CONSOLE: Writer = 'console';
export const SYSLOG: Writer = 'syslog';
export const FOREIGN: Writer = 'foreign';

/** Whether the kernel named the task or processor that printed the line (CONFIG_PRINTK_CALLER): it tells lines of several reports apart. */
export function isCaller(writer: Writer): boolean {
  return /^[TC]\d/.test(writer);
}

/** What the head of a line says of who speaks. */
export const Head = {
  /** There is none. */
  None: 'none',
  /** A time, a host: somebody's log, perhaps the kernel's. */
  Some: 'some',
  /** The kernel's timestamp or level, or its name. */
  Kernel: 'kernel',
  /** Another program's name. */
  Foreign: 'foreign',
} as const;
export type Head = (typeof Head)[keyof typeof Head];

export interface LogLine {
  /** What the kernel printed, head and line ending removed. */
  readonly text: string;
  readonly writer: Writer;
  readonly head: Head;
  /** Number of the message, where the transport gives one (/dev/kmsg, extended netconsole). */
  readonly sequence?: number;
  /** The line goes on a message of which another line holds the beginning (netconsole's `ncfrag`). */
  readonly fragment?: number;
  /** The machine that the head names: a central log holds several machines' lines, mixed. */
  readonly host?: string;
}

/** Whether two lines are of different machines; one that names none may be anybody's. */
export function areOfTwoHosts(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function skipDigits(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

export function skipSpaces(text: string, at: number): number {
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}
