/**
 * What keeps a title the same from one crash to the next: no addresses, no numbers that change, no compiler suffixes.
 */
import { isHex, readPlace } from './frames.ts';
import { isDigit } from './head/line.ts';
import { readableName } from './rust-names.ts';

/** Longest title, in characters: interleaved lines can be of any length. */
export const MAX_TITLE = 120;

/** `foo.isra.0.cold` -> `foo`; Rust paths stay. */
export function withoutSuffix(symbol: string): string {
  if (symbol.startsWith('_R')) {
    const readable = readableName(symbol);
    if (readable !== symbol) return readable;
  }
  if (symbol.includes('::')) return symbol;
  // ppc64's first ABI puts a dot before the name of a function's code.
  const name = symbol.startsWith('.') ? symbol.slice(1) : symbol;
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Architecture and ABI wrappers of a system call, as SYSCALL_DEFINE makes them on various versions and machines. */
const WRAPPERS = ['__x64_', '__ia32_', '__arm64_', '__se_'];
const ENTRIES = [
  '__se_compat_sys_',
  '__se_sys_',
  'compat_SYSC_',
  'compat_SyS_',
  'SYSC_',
  'SyS_',
  '____sys_',
  '___sys_',
  '__do_sys_',
  '__sys_',
  'ksys_',
  'sys_',
];

/** `__x64_sys_futex` -> `sys_futex`; `SyS_rmdir`, `sys_openat2`, `__sys_connect` -> the call's own name. */
export function withoutSyscallWrapper(symbol: string): string {
  for (const entry of ENTRIES) {
    if (symbol.startsWith(entry)) return symbol.slice(entry.length);
  }
  for (const wrapper of WRAPPERS) {
    if (symbol.startsWith(wrapper)) return symbol.slice(wrapper.length);
  }
  return symbol;
}

/** A function as a title names it. */
export function titleName(symbol: string): string {
  return withoutSyscallWrapper(withoutSuffix(symbol));
}

function isWordChar(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x5f;
}

/**
 * Makes a line of the log fit for a title: `foo+0x1/0x2` -> `foo`, addresses -> `ADDR`, `mm/slub.c:12` -> `mm/slub.c:LINE`, other
 * numbers -> `NUM`. Digits that are part of a name (`udp4_lib_lookup2`) and short hexadecimal codes (`0x1b`) stay.
 */
export function withoutVariables(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length && out.length < 4 * MAX_TITLE) {
    if (!isWordChar(text.charCodeAt(at))) {
      out += text[at] ?? '';
      at++;
      continue;
    }
    const place = readPlace(text, at);
    if (place !== null) {
      // The suffixes' numbers go like any other.
      out += withoutVariables(place.symbol);
      at = place.end;
      continue;
    }
    let end = at;
    while (end < text.length && isWordChar(text.charCodeAt(end))) end++;
    out += stableWord(text.slice(at, end), out);
    at = end;
    if (FUZZERS.some((name) => out.endsWith(name))) at = skipInstance(text, at);
  }
  return out.replaceAll(':LINE:LINE', ':LINE').replaceAll('NUM.NUM.NUM.NUM', 'IP').replaceAll('CPU#NUM', 'CPU');
}

/** Programs that fuzzers run many of: `syz-executor.3/1234`. */
const FUZZERS = ['syz-executor', 'syzkaller'];

function skipInstance(text: string, at: number): number {
  for (const separator of ['.', '/', ':']) {
    if (text[at] !== separator || !isDigit(text.charCodeAt(at + 1))) continue;
    at++;
    while (isDigit(text.charCodeAt(at))) at++;
  }
  return at;
}

/** `syz-executor3`, `syzkaller601944` */
function withoutInstance(word: string, before: string): string {
  let end = word.length;
  while (end > 0 && isDigit(word.charCodeAt(end - 1))) end--;
  const stem = word.slice(0, end);
  return end < word.length && FUZZERS.some((name) => (before + stem).endsWith(name)) ? stem : word;
}

/** Whether `mm/slub.c:` stands before, or `core.rs:LINE:`. */
function followsFileName(before: string): boolean {
  if (!before.endsWith(':')) return false;
  if (before.endsWith(':LINE:')) return true;
  let at = before.length - 2;
  while (at >= 0 && isWordChar(before.charCodeAt(at))) at--;
  return before[at] === '.' && at < before.length - 2;
}

function stableWord(word: string, before: string): string {
  const hexadecimal = word.startsWith('0x') ? word.slice(2) : word;
  let digits = 0;
  let hexOnly = hexadecimal !== '';
  for (let i = 0; i < hexadecimal.length; i++) {
    const code = hexadecimal.charCodeAt(i);
    if (isDigit(code)) digits++;
    else if (!isHex(code)) hexOnly = false;
  }
  if (!hexOnly) return withoutInstance(word, before);
  if (digits === word.length && digits < 6) return followsFileName(before) ? 'LINE' : 'NUM';
  if (hexadecimal.length >= 6 && (digits > 0 || hexadecimal !== word)) return 'ADDR';
  return word;
}

/** Printable ASCII, single blanks, cut to {@link MAX_TITLE}. */
export function tidyTitle(text: string): string {
  let out = '';
  let previous = ' ';
  for (let i = 0; i < text.length && i < MAX_TITLE; i++) {
    let char = text[i] ?? '';
    if (char === '\t') char = ' ';
    const code = char.charCodeAt(0);
    if (code < 0x20 || code >= 0x7f) continue;
    if (char === ' ' && previous === ' ') continue;
    out += char;
    previous = char;
  }
  // Digits so many are no part of a name.
  return out.trimEnd().replaceAll(/[0-9]{7,}/g, 'NUM');
}
