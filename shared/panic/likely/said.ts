/** Causes that the kernel says in so many words, in lines below or just above the one that gives the title. */
import { isDigit } from '../head/line.ts';
import { poisonNear } from '../poison.ts';
import { TraceHead } from '../report-line.ts';
import { NameMatcher, SKIPPED } from '../skip-list.ts';
import { titleName, withoutSuffix } from '../titles.ts';
import { lineFrom, type Evidence } from './evidence.ts';

/** Lines above a report that tell of its cause. */
export const HINTS: readonly string[] = [
  '[Hardware Error]',
  'list_del corruption',
  'list_add corruption',
  'list_add double add',
  'refcount_t: ',
  'NETDEV WATCHDOG',
  'EXT4-fs error',
  'LustreError: ',
  'VERIFY',
  'Missing ENDBR: ',
  'Machine Check Exception:',
  // The task, where a report's header is lost.
  ' Comm: ',
];

export function fromWords(evidence: Evidence): string | undefined {
  if (isAskedFor(evidence)) return askedFor(evidence);
  switch (evidence.judgement.kind) {
    case 'init-died':
      return initDied(evidence);
    case 'stack-overflow':
      return stackOverflow(evidence);
    case 'out-of-memory':
      return outOfMemory(evidence);
    case 'machine-check':
    case 'hardware-error':
      return hardware(evidence);
    case 'list-corruption':
      return listCorruption(evidence);
    case 'refcount':
      return refcount(evidence);
    case 'hung-task':
      return waitsFor(evidence);
    case 'kasan':
      return freedBy(evidence) ?? outOfBounds(evidence);
    default:
      return undefined;
  }
}

/** Up to v5.3 SysRq's crash was a null pointer like any other, but for the function (drivers/tty/sysrq.c). */
const SYSRQ_CRASH = 'sysrq_handle_crash';

function isAskedFor({ judgement, frames }: Evidence): boolean {
  return judgement.kind === 'sysrq' || judgement.guilty === SYSRQ_CRASH || frames[0]?.symbol === SYSRQ_CRASH;
}

function askedFor({ frames, facts }: Evidence): string {
  if (frames.some(({ symbol }) => symbol === 'write_sysrq_trigger')) {
    const who = facts.comm === undefined ? 'somebody' : `${facts.comm} (pid ${facts.pid ?? 'unknown'})`;
    return `asked for: ${who} wrote to /proc/sysrq-trigger`;
  }
  // The key comes by interrupt: who pressed it is not on the stack.
  return frames.length === 0 ? 'asked for by SysRq' : 'asked for: SysRq by keyboard or console';
}

const EXIT_CODE = 'exitcode=0x';
const SIGNALS: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
  31: 'SIGSYS',
};

/** That of wait(2): a signal in the lower seven bits, else a status in the byte above (v6.12 kernel/exit.c `do_exit()`). */
function initDied({ lines }: Evidence): string | undefined {
  const digits = lineFrom(lines, EXIT_CODE)?.slice(EXIT_CODE.length, EXIT_CODE.length + 8);
  if (digits === undefined || !/^[0-9a-f]{8}$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  const signal = code & 0x7f;
  if (signal === 0) return `init exited with status ${(code >> 8) & 0xff}`;
  const name = SIGNALS[signal];
  return `init was killed by signal ${signal}${name === undefined ? '' : ` (${name})`}`;
}

/** Fewer frames of one function are no runaway recursion. */
const MIN_RECURSION = 4;

function stackOverflow({ judgement, frames }: Evidence): string {
  const counts = new Map<string, number>();
  for (const { symbol, reliable } of frames) {
    if (reliable) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const isRecursion = most !== undefined && most[1] >= MIN_RECURSION;
  if (!isRecursion && judgement.title.includes('corrupted stack end')) {
    return 'the end of the kernel stack was overwritten: it overflowed, or something else wrote there';
  }
  if (!isRecursion) return 'the kernel stack overflowed';
  return `the kernel stack overflowed: recursion, ${most[1]} frames of ${withoutSuffix(most[0])}`;
}

function outOfMemory({ lines }: Evidence): string | undefined {
  if (lineFrom(lines, 'panic_on_oom is enabled') !== undefined) return 'memory ran out, and panic_on_oom is set';
  const nobody = ['no killable processes', 'System is deadlocked on memory'];
  if (nobody.some((word) => lineFrom(lines, word) !== undefined))
    return 'memory ran out, and no process was left to kill';
  return undefined;
}

/** v6.12 arch/x86/kernel/cpu/mce/core.c `__print_mce()`, drivers/firmware/efi/cper.c, arch/arm64/kernel/traps.c `arm64_serror_panic()`. */
function hardware({ judgement, lines, before }: Evidence): string | undefined {
  const texts = [...before, ...lines.map(({ text }) => text)].filter(
    (text) => text.includes(': ') || text.includes(' '),
  );
  const check = texts.map(machineCheck).find((found) => found !== undefined);
  if (check !== undefined) return check;
  const section = texts.map((text) => valueAfter(text, 'section_type: ')).find((found) => found !== undefined);
  const severity = texts.map((text) => valueAfter(text, 'event severity: ')).find((found) => found !== undefined);
  if (section !== undefined)
    return `hardware: ${section}${severity === undefined ? '' : `, ${severity}`}, reported by the firmware`;
  if (judgement.title.includes('SError')) return 'hardware: an access that the memory or a device refused (SError)';
  return judgement.kind === 'machine-check'
    ? 'hardware: a machine check'
    : 'hardware: an error that it could not correct';
}

function machineCheck(text: string): string | undefined {
  const at = text.indexOf('[Hardware Error]: CPU ');
  const bank = text.indexOf(' Bank ', at);
  if (at < 0 || bank < 0 || !text.includes(': Machine Check', at)) return undefined;
  const cpu = numberAt(text, at + '[Hardware Error]: CPU '.length);
  const number = numberAt(text, bank + ' Bank '.length);
  return cpu === '' || number === '' ? undefined : `hardware: machine check on CPU ${cpu}, bank ${number}`;
}

function numberAt(text: string, from: number): string {
  let end = from;
  while (isDigit(text.charCodeAt(end)) && end - from < 6) end++;
  return text.slice(from, end);
}

const MAX_VALUE = 60;

function valueAfter(text: string, label: string): string | undefined {
  const at = text.indexOf(label);
  if (at < 0) return undefined;
  const value = text.slice(at + label.length, at + label.length + MAX_VALUE).trim();
  return value === '' ? undefined : value;
}

/** v6.12 lib/list_debug.c. */
function listCorruption({ lines, before }: Evidence): string | undefined {
  const texts = [...lines.map(({ text }) => text), ...before.toReversed()];
  const text = texts.find((line) => HINTS.some((hint) => hint.startsWith('list_') && line.includes(hint)));
  if (text === undefined) return undefined;
  if (text.includes('double add')) return 'the entry was put on the list twice';
  const poison = ['LIST_POISON1', 'LIST_POISON2'].find((name) => text.includes(` is ${name}`));
  if (poison !== undefined) return `the entry was taken off its list twice (its link is ${poison})`;
  if (text.includes(' is NULL')) return 'the entry was never put on a list, or has been cleared (its link is null)';
  const was = text.indexOf('but was ');
  if (was < 0) return undefined;
  const digits = text.slice(was + 'but was '.length, was + 'but was '.length + 16);
  const found = /^[0-9a-f]{16}$/.test(digits) ? poisonNear(BigInt(`0x${digits}`)) : undefined;
  if (found?.code === 'list-poison') return 'the neighbour in the list had been taken off it';
  return found?.code === 'use-after-free'
    ? `the neighbour in the list had been freed (its link is 0x${digits})`
    : undefined;
}

/** v6.12 lib/refcount.c `refcount_warn_saturate()`. */
const REFCOUNTS = [
  ['refcount_t: addition on 0', 'use after free: a reference was taken of an object that had none left'],
  ['refcount_t: increment on 0', 'use after free: a reference was taken of an object that had none left'],
  ['refcount_t: underflow', 'a reference was given back once too often'],
  ['refcount_t: saturated', 'references were taken and not given back, up to the limit'],
] as const;

function refcount({ lines, before }: Evidence): string | undefined {
  const text = lineFrom(lines, 'refcount_t: ') ?? before.findLast((line) => line.includes('refcount_t: '));
  return text === undefined ? undefined : REFCOUNTS.find(([words]) => text.includes(words))?.[1];
}

const BLOCKED =
  /^ blocked on (a mutex|a semaphore|an rw-semaphore) likely (?:owned|last held) by task (.{1,80}:\d{1,10})(?: <(reader|writer)>|\.|\s*$)/;

/** v7.2 kernel/hung_task.c `hung_task_info()`, `debug_show_blocker()`; the line comes right after the stack's. */
function waitsFor({ lines }: Evidence): string | undefined {
  const found = BLOCKED.exec(lineFrom(lines, ' blocked on a') ?? '');
  if (found === null)
    return lines[0]?.text.includes(' blocked in I/O wait for ') === true ? 'it waits for I/O' : undefined;
  const [, what, who, as] = found;
  if (what === 'a semaphore') return `it waits for a semaphore that ${who} took last`;
  // Who came last is written down of several readers, and stays so when it has gone.
  return as === 'reader'
    ? `it waits for ${what} that ${who} has or had, as a reader`
    : `it waits for ${what} that ${who} holds`;
}

/** Keep the trace, or free in the end, whoever asked. */
const FREEING = new NameMatcher([
  '^save_stack',
  '^set_track',
  'free_pages',
  'free_page',
  'put_page',
  'skb_free',
  'kfree_skb',
  'consume_skb',
  'kzfree',
  '^skb_release',
]);

/** KASAN's trace of who freed the object. What RCU freed is freed by nobody in particular. */
function freedBy({ judgement, lines }: Evidence): string | undefined {
  if (!judgement.title.includes('use-after-free')) return undefined;
  const at = lines.findIndex(({ head }) => head === TraceHead.FreedByTask || head === TraceHead.Freed);
  for (let i = at + 1; at >= 0 && i < lines.length; i++) {
    const frame = lines[i]?.frame ?? null;
    if (frame === null || lines[i]?.beginsTrace === true) break;
    const name = withoutSuffix(frame.symbol);
    if (frame.reliable && !SKIPPED.matches(name) && !FREEING.matches(name)) {
      return name.startsWith('rcu_') ? undefined : `use after free: freed in ${titleName(name)}`;
    }
  }
  return undefined;
}

const LOCATED = 'The buggy address is located ';
const SIDES = [
  [' bytes to the right of', 'past the end'],
  [' bytes to the left of', 'before the start'],
] as const;

/** `… 0 bytes to the right of` and then, in the same line or the next, `allocated 60-byte region [`. */
function outOfBounds({ lines }: Evidence): string | undefined {
  const at = lines.findIndex(({ text }) => text.includes(LOCATED));
  if (at < 0) return undefined;
  const text = `${lines[at]?.text ?? ''} ${lines[at + 1]?.text ?? ''}`;
  const from = text.indexOf(LOCATED) + LOCATED.length;
  const bytes = numberAt(text, from);
  const side = SIDES.find(([words]) => text.startsWith(words, from + bytes.length));
  const region = text.indexOf('-byte region');
  let start = region;
  while (start > 0 && isDigit(text.charCodeAt(start - 1)) && region - start < 12) start--;
  if (bytes === '' || side === undefined || region < 0 || start === region) return undefined;
  return `out of bounds: ${bytes} bytes ${side[1]} of an object of ${text.slice(start, region)} bytes`;
}
