/**
 * A crash's fingerprint: what its group is found by.
 *
 * It is made of what stays when the same bug strikes another kernel build: the sort of bug and the guilty function, which is the
 * first of the normalised stack (helpers skipped, no offsets, no compiler suffixes, no system call wrappers). Frames further out
 * change with inlining and with the system call that led there, so they count only where no function is to blame. Titles under
 * which the same bug also shows have fingerprints made in the same way: two crashes are of one group where one's fingerprint is
 * among the other's.
 */
import { hash } from 'node:crypto';
import type { PanicKind } from '../contract/triage.ts';
import { RULES_VERSION } from './skip-list.ts';
import { significantNames } from './trace.ts';

/** Frames that count where the title blames no function. */
const UNBLAMED_DEPTH = 3;
/** Frames of a real stack that count. */
const REFINED_DEPTH = 6;

interface Stack {
  readonly symbol: string;
  readonly reliable?: boolean;
}

function digest(parts: readonly string[]): string {
  const hex = hash('sha256', parts.join('\n'), 'hex');
  return `v${RULES_VERSION}:${hex.slice(0, 32)}`;
}

/** What says all by its title: whoever asked for the crash, or what was missing, the stack is always the same. */
const STACKLESS: readonly PanicKind[] = ['sysrq', 'no-root-fs', 'init-died', 'out-of-memory', 'unexpected-reboot'];

export interface Named {
  readonly title: string;
  readonly kind: PanicKind;
  readonly guilty?: string | undefined;
  /** What else tells crashes of this title apart, `group.ts`. */
  readonly key?: string | undefined;
  readonly frames: readonly Stack[];
}

/**
 * Made of the title, of the guilty function where the title does not name it, else of the innermost functions of the stack. Null where
 * nothing tells the crash from others: one group of all that cannot be read would hide the next bug behind the first.
 */
export function fingerprintOf({ title, kind, guilty, key, frames }: Named): string | null {
  const parts = ['title', canonical(title)];
  if (key !== undefined) parts.push(key);
  if (STACKLESS.includes(kind)) return digest(parts);
  if (guilty !== undefined) return digest(title.includes(guilty) ? parts : [...parts, guilty]);
  const names = significantNames(frames).slice(0, UNBLAMED_DEPTH);
  if (names.length === 0 && key === undefined && saysNothing(title)) return null;
  return digest([...parts, ...names]);
}

/**
 * Lockdep's and BUG()'s words changed with the years; the bug is the same. v4.13 kernel/locking/lockdep.c turned INFO into WARNING. A
 * title may keep a short code (`0x1b`), which is worth reading; what a register held tells no bugs apart.
 */
function canonical(title: string): string {
  return title
    .replace(/^(?:INFO|BUG): (?=suspicious RCU|bad unlock|held lock|lock held|nested lock)/, 'WARNING: ')
    .replace('Fatal Machine check', 'Fatal machine check')
    .replace('Fatal hardware error!', 'GHES: Fatal hardware error')
    .replaceAll(/\b0x[0-9a-f]{3,16}\b|\b(?=[a-f]{0,16}\d)(?=\d{0,16}[a-f])[0-9a-f]{4,16}\b/g, 'ADDR')
    .replaceAll(/\bCPU\d{1,5}\b/g, 'CPU');
}

/** Titles that only say that there was a crash. */
function saysNothing(title: string): boolean {
  return / in corrupted$|^(?:BUG|WARNING|INFO): corrupted$|^kernel panic: (?:Fatal exception|panic_on_warn set|Oops|LBUG|Hard LOCKUP)|^Watchdog (?:detected hard|Hard) LOCKUP$|^BUG: unable to handle kernel$/.test(
    title,
  );
}

/**
 * The fingerprint of a real stack, unwound from a dump: finer than that of a log's title, for telling apart the crashes within a
 * group. Null where no frame is left after skipping.
 */
export function refineFingerprint(frames: readonly Stack[]): string | null {
  const names = significantNames(frames).slice(0, REFINED_DEPTH);
  return names.length === 0 ? null : digest(['stack', ...names]);
}
