/** What a report prints of the machine's state: the address that faulted and the registers, as the architectures print them. */
import { isHex, readPointer } from '../frames.ts';
import { isDigit } from '../head/line.ts';
import type { ReportLine } from '../report-line.ts';

export interface FaultAddress {
  readonly value: bigint;
  readonly bits: 32 | 64;
  /** Only the page is known (s390). */
  readonly page: boolean;
}

export interface Machine {
  readonly fault?: FaultAddress;
  /** The processor stood outside any function: it had jumped to the address that faulted. */
  readonly jumped: boolean;
  /** General registers of the kernel where it stopped; none of user space. Names as printed, lower case. */
  readonly registers: ReadonlyMap<string, bigint>;
}

/** The fault's line and the registers stand within so many lines of a report's beginning. */
const HEADER_LINES = 16;
const REGISTER_LINES = 160;
const MAX_COLUMNS = 512;

/** What stands before the address, the more telling first. */
const ADDRESS_LABELS = [
  'for non-canonical address ',
  'for address: ',
  'for address ',
  ' at virtual address ',
  ', address: ',
  ' data at address ',
  ' at addr ',
  ' at ',
];
const FAULT_WORDS = [
  'unable to handle',
  'Unable to handle',
  'NULL pointer dereference',
  'general protection fault',
  ' of size ',
];
const FAILING_PAGE = 'Failing address: ';

/** A number of eight or sixteen digits is an address as the kernel prints it without `0x`. */
interface Hex {
  readonly value: bigint;
  readonly digits: number;
  readonly end: number;
}

function readHex(text: string, from: number): Hex | null {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  // `%p` of a null pointer, up to v4.14.
  if (text.startsWith('(null)', at)) return { value: 0n, digits: 0, end: at + 6 };
  const prefixed = text.startsWith('0x', at);
  if (prefixed) at += 2;
  let end = at;
  while (end - at <= 16 && isHex(text.charCodeAt(end))) end++;
  const digits = end - at;
  if (digits === 0 || digits > 16 || (!prefixed && digits < 8)) return null;
  return { value: BigInt(`0x${text.slice(at, end)}`), digits: prefixed ? 0 : digits, end };
}

export function readMachine(lines: readonly ReportLine[]): Machine {
  const registers = new Map<string, bigint>();
  let fault: FaultAddress | undefined;
  let stood = false;
  let jumped = false;
  let general = 0;
  for (const [i, line] of lines.entries()) {
    const text = line.text.length > MAX_COLUMNS ? line.text.slice(0, MAX_COLUMNS) : line.text;
    if (i < HEADER_LINES) fault ??= faultIn(text);
    const pointer = readPointer(text);
    if (i >= REGISTER_LINES || pointer?.user === true || text.includes('---[ end ')) break;
    // What comes after one set of registers and a trace, or at another pointer, is of what was interrupted.
    if (registers.size > 0 && (line.beginsTrace || (pointer !== null && !text.includes('IP is at ')))) break;
    if (!stood && pointer?.symbol === null) jumped = true;
    stood ||= pointer !== null;
    if (!stood) continue;
    general = text.includes('Krnl GPRS:') ? 0 : general;
    const s390 = text.includes('Krnl GPRS:') || (general > 0 && general < 16 && text.startsWith('      '));
    if (s390) general = readColumns(text, Math.max(0, text.indexOf('GPRS:') + 5), general, registers);
    else readNamed(text, registers);
  }
  return { ...(fault === undefined ? {} : { fault }), jumped, registers };
}

function faultIn(text: string): FaultAddress | undefined {
  const page = text.startsWith(FAILING_PAGE) ? readHex(text, FAILING_PAGE.length) : null;
  if (page !== null) return { value: page.value, bits: 64, page: true };
  if (!FAULT_WORDS.some((word) => text.includes(word))) return undefined;
  for (const label of ADDRESS_LABELS) {
    const at = text.indexOf(label);
    const found = at < 0 ? null : readHex(text, at + label.length);
    if (found !== null) return { value: found.value, bits: found.digits === 8 ? 32 : 64, page: false };
  }
  return undefined;
}

/** Registers without a number of their own: s390 prints sixteen in a row, four a line. */
function readColumns(text: string, from: number, first: number, registers: Map<string, bigint>): number {
  let count = first;
  for (let at = from; count < 16;) {
    const found = readHex(text, at);
    if (found === null || found.digits !== 16) break;
    registers.set(`r${count}`, found.value);
    count++;
    at = found.end;
  }
  return count;
}

/** Segments, control and debug registers and what else stands beside: no pointers of the code's. */
const NOT_GENERAL =
  /^(cs|ds|es|fs|gs|ss|cr[0-9]|dr[0-9]|eflags|orig|msr|ctr|xer|cr|lr|cfar|dar|dsisr|irqma|psr|sp|[er]sp|rip)$/;
const MAX_NAME = 5;

function isNameChar(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/**
 * `RAX: 0000000000000000 RBX: …`, `x29: … x28: …`, `r10: 00000000  r9 : …`, ` s2 : …`; ppc's `GPR04: … … … …` are four from the one
 * named.
 */
function readNamed(text: string, registers: Map<string, bigint>): void {
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let end = colon;
    while (end > 0 && text.charCodeAt(end - 1) === 0x20 && colon - end < 3) end--;
    let start = end;
    while (start > 0 && end - start < MAX_NAME && isNameChar(text.charCodeAt(start - 1))) start--;
    const name = text.slice(start, end).toLowerCase();
    const found = readHex(text, colon + 1);
    if (name === '' || found === null || (found.digits !== 8 && found.digits !== 16)) continue;
    const after = text.charCodeAt(found.end);
    if (found.end < text.length && after !== 0x20) continue;
    if (name.startsWith('gpr')) readRow(text, Number(name.slice(3)), colon + 1, registers);
    else if (!NOT_GENERAL.test(name)) registers.set(name, found.value);
  }
}

function readRow(text: string, first: number, from: number, registers: Map<string, bigint>): void {
  for (let i = 0, at = from; i < 4; i++) {
    const found = readHex(text, at);
    if (found === null || found.digits === 0) return;
    registers.set(`r${first + i}`, found.value);
    at = found.end;
  }
}
