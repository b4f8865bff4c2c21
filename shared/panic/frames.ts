/**
 * Stack frames and instruction pointers as the architectures print them.
 *
 * | machine | line |
 * |---|---|
 * | x86 | ` foo+0x12/0x34 [mod]`, ` ? foo+0x12/0x34`, ` [<ffffffff8123648d>] foo+0x12/0x34` |
 * | arm64 | ` foo+0x1c/0x80`, ` foo+0x1c/0x80 (P)` |
 * | arm | `[<8054b7c0>] (foo) from [<8037e608>] (bar+0xf8/0x23c)`, ` foo from bar+0xf8/0x23c` |
 * | riscv, mips | `[<ffffffe00008c762>] foo+0x72/0xb2` |
 * | s390 | ` [<00000ce8c1e5a6d2>] foo+0x12/0x34`, `([<000000000012a>] foo+0x12/0x34)` |
 * | ppc64 | `[c000000012a0] [c00000000012] foo+0x10/0x20 (unreliable)` |
 * | LINEINFO | ` foo+0x12/0x34 (fs/ext4/inode.c:123)`, ` foo+0x12/0x34 [ext4] (fs/ext4/inode.c:123)` |
 * | symbolised by syzkaller | ` foo+0x12/0x34 fs/ext4/inode.c:123`, ` foo fs/ext4/inode.c:123 [inline]` |
 * | decoded | `foo (fs/ext4/inode.c:123 (discriminator 2)) ext4`, the offset gone |
 *
 * See `%pS` in v6.12 Documentation/core-api/printk-formats.rst, and v6.12 scripts/decode_stacktrace.sh for the decoded form.
 */
import { isDigit } from './head/line.ts';

export interface Frame {
  /** As printed, compiler suffixes included. */
  readonly symbol: string;
  readonly offset?: number;
  readonly sizeBytes?: number;
  readonly module?: string;
  readonly source?: string;
  readonly reliable: boolean;
  readonly inlined: boolean;
}

export function isHex(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}

function isSymbolChar(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    isDigit(code) ||
    code === 0x5f || // _
    code === 0x2e || // .
    code === 0x24 // $ (arm mapping symbols)
  );
}

function skipBlanks(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09) return at;
    at++;
  }
}

function skipHex(text: string, at: number): number {
  while (isHex(text.charCodeAt(at))) at++;
  return at;
}

/** After `[<ffffffff8123648d>] `, `[c000000012a0] ` or `[] `, or -1. */
export function skipProgramCounter(text: string, at: number): number {
  if (text[at] !== '[') return -1;
  // `[<ffffffff8123648d>]`, taken for mark-up by a page or a mail program.
  if (text[at + 1] === ']') return skipBlanks(text, at + 2);
  let end = at + 1;
  const angled = text[end] === '<';
  if (angled) end++;
  if (text.startsWith('0x', end)) end += 2;
  const digits = skipHex(text, end);
  if (digits === end) return -1;
  end = digits;
  if (angled) {
    if (text[end] !== '>') return -1;
    end++;
  }
  return text[end] === ']' ? skipBlanks(text, end + 1) : -1;
}

/** `:acme:` of 2.6.18 (its kernel/module.c), or Xen's mark of a return address and the file of a static function: `R common/page_alloc.c#`. */
const ORIGIN = /:[\w-]{1,64}:|(?:[RFS] )?(?:[\w./-]{1,100}\.c#)?/y;

function skipOrigin(text: string, at: number): number {
  ORIGIN.lastIndex = at;
  return at + (ORIGIN.exec(text)?.[0].length ?? 0);
}

const MAX_RUST_NAME = 400;

/** End of the symbol at `at`: C's, or Rust's path as `rustc-demangle` prints it (`<a::B as c::D>::e`); `at` where there is none. */
function skipSymbol(text: string, at: number): number {
  let end = at;
  while (isSymbolChar(text.charCodeAt(end))) end++;
  const rust = end === at ? text.charCodeAt(at) === 0x3c : text.charCodeAt(end) === 0x3a && text[end + 1] === ':';
  if (!rust) return end;
  const plus = text.indexOf('+0x', at);
  if (plus < 0 || plus - at > MAX_RUST_NAME || !text.slice(at, plus).includes('::')) return end;
  return plus;
}

const MAX_OFFSET = Number.MAX_SAFE_INTEGER;

interface Place {
  readonly symbol: string;
  /** Absent where a script has put the source's line in its stead. */
  readonly offset?: number;
  readonly sizeBytes?: number;
  /** What stands in the offset's stead, where that is known. */
  readonly source?: string;
  readonly end: number;
}

/** ` (fs/ext4/inode.c:123 (discriminator 2))`, ` (a.c:12 ./b.h:34)`, ` (??:?)`: v6.12 scripts/decode_stacktrace.sh `parse_symbol()`. */
const DECODED =
  / \((?:([^\s():]{1,300}\.(?:c|h|S|rs|cc|cpp):\d{1,7})|\?\?:[?0])(?: \(discriminator \d{1,6}\)| [^\s()]{1,300}:\d{1,7})*\)/y;

function readDecoded(text: string, at: number, end: number): Place | null {
  if (!text.startsWith(' (', end)) return null;
  DECODED.lastIndex = end;
  const found = DECODED.exec(text);
  if (found === null) return null;
  const [whole, source] = found;
  return { symbol: text.slice(at, end), ...(source === undefined ? {} : { source }), end: end + whole.length };
}

/** `foo+0x12/0x34` at `at`, or null. The size may be missing (`foo+0x12`), as in older kernels; decoded, it is `foo (fs/foo.c:12)`. */
export function readPlace(text: string, at: number): Place | null {
  const end = skipSymbol(text, at);
  if (end === at) return null;
  if (!text.startsWith('+0x', end)) return readDecoded(text, at, end);
  const offsetEnd = skipHex(text, end + 3);
  if (offsetEnd === end + 3) return null;
  const offset = Number.parseInt(text.slice(end + 3, offsetEnd), 16);
  let after = offsetEnd;
  let sizeBytes = 0;
  if (text[after] === '/') {
    const size = text.startsWith('0x', after + 1) ? after + 3 : after + 1;
    after = skipHex(text, size);
    sizeBytes = Number.parseInt(text.slice(size, after), 16);
  }
  const symbol = text.slice(at, end);
  const known = offset <= MAX_OFFSET ? offset : 0;
  return sizeBytes > 0 && sizeBytes <= MAX_OFFSET
    ? { symbol, offset: known, sizeBytes, end: after }
    : { symbol, offset: known, end: after };
}

function sourceOf(text: string, from: number): string | undefined {
  // CONFIG_KALLSYMS_LINEINFO writes it in brackets, behind the module.
  const open = text.endsWith(')') ? text.lastIndexOf(' (') : -1;
  if (open >= from) return placeOf(text.slice(open + 2, -1));
  const at = skipBlanks(text, from);
  let end = at;
  while (end < text.length && text[end] !== ' ') end++;
  return placeOf(text.slice(at, end));
}

/** `fs/ext4/inode.c:123`, or nothing. */
function placeOf(word: string): string | undefined {
  const colon = word.lastIndexOf(':');
  if (colon <= 0 || !isDigit(word.charCodeAt(colon + 1))) return undefined;
  return word.includes('.') ? word : undefined;
}

function moduleOf(text: string, from: number): string | undefined {
  const open = text.indexOf('[', from);
  if (open < 0) return undefined;
  const close = text.indexOf(']', open);
  if (close < 0 || close - open > 80) return undefined;
  const name = text.slice(open + 1, close).split(' ')[0];
  return name === undefined || name === '' || name === 'inline' ? undefined : name;
}

/** Decoded, the module stands without its brackets: `foo (drivers/acme/a.c:12) acme`; arm64's own marks may follow. */
const MODULE_AFTER = / \[?([a-z][\w-]{0,63})\]?(?: \([A-Z]{1,4}\))?$/y;

function moduleAfter(text: string, from: number): string | undefined {
  MODULE_AFTER.lastIndex = from;
  return MODULE_AFTER.exec(text)?.[1];
}

/** A frame line, its prefix removed; null for any other line. */
export function readFrame(text: string): Frame | null {
  // Registers, code and lists of modules are most of a report's other lines.
  if (!text.includes('+0x') && !text.includes(' (') && !text.includes(' from ') && !text.endsWith('[inline]'))
    return null;
  const at = skipBlanks(text, 0);
  return readBareFrame(text, at) ?? readLedFrame(text, at);
}

/** ` foo+0x12/0x34 [acme]`, ` ? foo+0x12/0x34`: nearly every frame. */
function readBareFrame(text: string, at: number): Frame | null {
  const guess = text[at] === '?' && text[at + 1] === ' ';
  const place = readPlace(text, guess ? skipBlanks(text, at + 2) : at);
  return place === null ? null : frameAt(text, place, !guess && !isBehindCall(text, place));
}

/**
 * `%pS`, where x86 has `%pB`: a call that does not return was the last thing of the function before. arm64 marks where a processor stood,
 * v6.14 arch/arm64/kernel/stacktrace.c `dump_backtrace_entry()`.
 */
function isBehindCall(text: string, { offset, end }: Place): boolean {
  return offset === 0 && !text.startsWith(' (P', end);
}

/** A frame with something before its symbol, or without an offset. */
function readLedFrame(text: string, from: number): Frame | null {
  let at = from;
  // sparc: `Caller[000000000068e2a4]: foo+0x84/0xc0`
  if (text.startsWith('Caller[', at)) at = skipBlanks(text, text.indexOf(': ', at) + 1);
  if (text[at] === '(' && text[at + 1] === '[') at++;
  // Stack switches: ` <IRQ>  [<..>] foo+0x1/0x2` (older kernels), `<EOI>`.
  if (text[at] === '<' && !text.includes('::')) {
    const close = text.indexOf('>', at);
    if (close < 0 || close - at > 16) return null;
    // `<<EOE>>`, up to v4.9 arch/x86/kernel/dumpstack_64.c.
    at = skipBlanks(text, text[close + 1] === '>' ? close + 2 : close + 1);
  }
  const before = at;
  for (let i = 0; i < 2; i++) {
    const next = skipProgramCounter(text, at);
    if (next >= 0) at = next;
  }
  const isAddressed = at > before;
  at = skipOrigin(text, at);
  if (text[at] === '(') {
    const inner = readArmFrame(text, at);
    if (inner !== null) return inner;
    at++;
  }
  let reliable = true;
  if (text[at] === '?' && text[at + 1] === ' ') {
    reliable = false;
    at = skipBlanks(text, at + 2);
  }
  const place = readPlace(text, at);
  if (place !== null) return frameAt(text, place, reliable && !(isAddressed && isBehindCall(text, place)));
  return readInlined(text, at, reliable) ?? readArmFrom(text, at);
}

function frameAt(text: string, place: Place, reliable: boolean): Frame {
  const { symbol, offset, sizeBytes, end } = place;
  const decoded = offset === undefined;
  const module = decoded ? moduleAfter(text, end) : moduleOf(text, end);
  const source = decoded ? place.source : sourceOf(text, end);
  const frame: { -readonly [Key in keyof Frame]: Frame[Key] } = {
    symbol,
    reliable: reliable && !text.includes('(unreliable)', end),
    inlined: false,
  };
  // Assigned rather than spread: a log has hundreds of frames.
  if (offset !== undefined) frame.offset = offset;
  if (sizeBytes !== undefined) frame.sizeBytes = sizeBytes;
  if (module !== undefined) frame.module = module;
  if (source !== undefined) frame.source = source;
  return frame;
}

/** ` foo fs/ext4/inode.c:123 [inline]` */
function readInlined(text: string, at: number, reliable: boolean): Frame | null {
  if (!text.endsWith('[inline]')) return null;
  const end = skipSymbol(text, at);
  if (end === at || text[end] !== ' ') return null;
  const source = sourceOf(text, end);
  return source === undefined ? null : { symbol: text.slice(at, end), source, reliable, inlined: true };
}

/** `(foo) from [<8037e608>] (bar+0xf8/0x23c)`: this frame is foo; the caller's own line follows, but for the last. */
function readArmFrame(text: string, at: number): Frame | null {
  const close = text.indexOf(')', at);
  if (close < 0 || !text.startsWith(' from ', close + 1)) return null;
  const symbol = text.slice(at + 1, close);
  const plus = symbol.indexOf('+0x');
  return { symbol: plus < 0 ? symbol : symbol.slice(0, plus), reliable: true, inlined: false };
}

/** ` foo from bar+0xf8/0x23c`: arm since v5.17. */
function readArmFrom(text: string, at: number): Frame | null {
  const end = skipSymbol(text, at);
  if (end === at || !text.startsWith(' from ', end)) return null;
  return readPlace(text, end + ' from '.length) === null
    ? null
    : { symbol: text.slice(at, end), reliable: true, inlined: false };
}

/** The caller that an arm frame line names after `from`; where the callee is not the one of the line before, it is a frame too. */
export function callerOf(text: string): string | null {
  const from = text.indexOf(' from ');
  if (from < 0) return null;
  let at = from + ' from '.length;
  const next = skipProgramCounter(text, at);
  if (next >= 0) at = next;
  if (text[at] === '(') at++;
  return readPlace(text, at)?.symbol ?? null;
}

/**
 * What stands before the symbol in a line that says where a processor stood:
 * x86 `RIP: 0010:`, `EIP:`, `IP:`; arm `PC is at`, arm64 `pc :`; riscv `epc :`; ppc `NIP [c00…]`; s390 `Krnl PSW : … (foo+…)`.
 */
const POINTER_HEADS = [
  'RIP:',
  'RIP ',
  'EIP:',
  'EIP is at ',
  'IP:',
  'PC is at ',
  // alpha, v6.12 arch/alpha/kernel/traps.c `dik_show_regs()`.
  'pc is at ',
  // sparc, v6.12 arch/sparc/kernel/process_64.c `show_regs()`.
  'TPC: <',
  'PC: <',
  // parisc, v6.12 arch/parisc/kernel/traps.c `show_regs()`.
  'IAOQ[0]: ',
  // v6.12 arch/powerpc/xmon/xmon.c `excprint()`.
  'pc: ',
  'pc :',
  'pc : ',
  'epc :',
  'epc   :',
  'NIP [',
  'NIP:',
  'IP is at ',
  // ia64, v6.6 arch/ia64/kernel/process.c `show_regs()`.
  'ip is at ',
  'PC:',
  // LoongArch, v6.12 arch/loongarch/kernel/traps.c `__show_regs()`.
  'ERA: ',
  'era   : ',
];

const POINTER_BEGINNINGS = new Set([...POINTER_HEADS.map((head) => head[0]), 'K']);

export interface Pointer {
  /** Null where the processor was in no known function (`RIP: 0010:0x0`, `(null)`). */
  readonly symbol: string | null;
  readonly user: boolean;
}

/** An instruction-pointer line, or null. */
export function readPointer(text: string): Pointer | null {
  const start = skipBlanks(text, 0);
  const begins = text[start];
  if (begins === undefined || !POINTER_BEGINNINGS.has(begins)) return null;
  const head = POINTER_HEADS.find((candidate) => text.startsWith(candidate, start));
  if (head === undefined) {
    return text.startsWith('Krnl PSW', start) ? readPsw(text) : null;
  }
  let at = start + head.length;
  if (head.endsWith('[')) at--;
  at = skipBlanks(text, at);
  // Code segment: 0010 kernel, 0033/0023 user on x86-64.
  const segment = skipHex(text, at);
  let user = false;
  if (segment > at && text[segment] === ':') {
    const value = text.slice(at, segment);
    user =
      value === '0033' || value === '0023' || value === '002b' || value === '33' || value === '23' || value === '73';
    at = skipBlanks(text, segment + 1);
  }
  for (let i = 0; i < 2; i++) {
    const next = skipProgramCounter(text, at);
    if (next >= 0) at = next;
  }
  at = skipOrigin(text, at);
  // mips: `epc   : 8010d1c4 foo+0x24/0x60`; xmon: `pc: c0000000001c4a90: .foo+0x30/0x80`
  const bare = skipHex(text, at);
  if (bare - at >= 8 && text.startsWith(': ', bare)) at = skipBlanks(text, bare + 1);
  else if (bare - at >= 8 && text[bare] === ' ') at = skipBlanks(text, bare);
  const place = readPlace(text, at);
  if (place !== null) return { symbol: place.symbol, user };
  const rest = text.slice(at);
  const damaged = DAMAGED.exec(rest);
  if (damaged !== null) return { symbol: damaged[1] ?? null, user };
  const named = BARE.exec(rest);
  if (named !== null) return { symbol: named[1] ?? null, user };
  if (rest.startsWith('0x') || rest.includes('(null)') || rest === '') return { symbol: null, user };
  return null;
}

/** A place behind what a tracker made of the address: `RIP: e030:[ [<ffffffff8143a229>](<ffffffff8143a229>]) foo+0x263/0x280`. */
const DAMAGED = /^\[.{1,80}[\])>] ([\w.$]{1,120})\+0x[0-9a-f]{1,8}\/0x[0-9a-f]{1,8}/;

/** A name without its offset, which a tool has taken away: `pc : bio_free`. An address is none. */
const BARE = /^(?![0-9a-f]+(?:\s|$))([a-z_][\w.]{2,120})(?: \[[\w-]{1,64}\])?\s*$/i;

/** s390: `Krnl PSW : 0704c00180000000 000000000012a (foo+0x12/0x34)` */
function readPsw(text: string): Pointer {
  const open = text.indexOf('(');
  const place = open < 0 ? null : readPlace(text, open + 1);
  return { symbol: place?.symbol ?? null, user: false };
}

/** Where the link register points: arm's `LR is at foo+…`, arm64's `lr : foo+…`, ppc's `LR [c00…] foo+…`, riscv's ` ra : foo+…`. */
const LINK =
  /^ {0,4}(?:LR is at |lr : |LR \[[0-9a-f]{8,16}\] | ra : |ra {0,4}: [0-9a-f]{8,16} |ra is at |lr: [0-9a-f]{8,16}: |RPC: <|RP\(r2\): )/;

/** The function in a line that shows the link register, the caller of a function that has none of its own. */
export function readLink(text: string): string | undefined {
  const found = LINK.exec(text);
  return found === null ? undefined : readPlace(text, found[0].length)?.symbol;
}
