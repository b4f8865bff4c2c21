/**
 * What keeps a title the same from one crash to the next: no addresses, no numbers that change, no compiler suffixes.
 */
import { isHex, readPlace } from './frames.ts';
import { isDigit } from './lines.ts';

/** Longest title, in characters: interleaved lines can be of any length. */
export const MAX_TITLE = 120;

/** `foo.isra.0.cold` -> `foo`; Rust paths stay. */
export function withoutSuffix(symbol: string): string {
  if (symbol.includes('::')) return symbol;
  const dot = symbol.indexOf('.');
  return dot > 0 ? symbol.slice(0, dot) : symbol;
}

/** Architecture and ABI wrappers of a system call, as SYSCALL_DEFINE makes them on various versions and machines. */
const WRAPPERS = ['__x64_', '__ia32_', '__arm64_', '__riscv_', '__s390x_', '__s390_', '__powerpc_', '__se_'];
const ENTRIES = [
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
  for (const wrapper of WRAPPERS) {
    if (symbol.startsWith(wrapper)) return symbol.slice(wrapper.length);
  }
  for (const entry of ENTRIES) {
    if (symbol.startsWith(entry)) return symbol.slice(entry.length);
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
 * Makes a line of the log fit for a title: `foo+0x1/0x2` -> `foo`, addresses -> `ADDR`, numbers -> `NUM`. Numbers that are part
 * of a name (`udp4_lib_lookup2`) stay.
 */
export function withoutVariables(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isWordChar(code)) {
      out += text[at] ?? '';
      at++;
      continue;
    }
    let end = at;
    let hexOnly = true;
    let digits = 0;
    while (end < text.length && isWordChar(text.charCodeAt(end))) {
      const c = text.charCodeAt(end);
      if (!isHex(c)) hexOnly = false;
      if (isDigit(c)) digits++;
      end++;
    }
    const word = text.slice(at, end);
    const place = readPlace(text, at);
    if (place !== null) {
      // The name, its suffixes' numbers replaced like other numbers.
      out += withoutVariables(place.symbol);
      at = place.end;
      continue;
    }
    if (word.startsWith('0x') && word.length > 2) out += word.length >= 10 ? 'ADDR' : 'NUM';
    else if (hexOnly && word.length >= 8 && digits > 0 && digits < word.length) out += 'ADDR';
    else if (hexOnly && word.length >= 16) out += 'ADDR';
    else if (digits === word.length) out += 'NUM';
    else out += word;
    at = end;
  }
  return out;
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
  return out.trimEnd();
}
