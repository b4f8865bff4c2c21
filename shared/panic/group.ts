/**
 * What tells crashes of one title apart: the device's driver, the memory bank, the way in which init died. It goes into the
 * fingerprint and not into the title, which the community writes without.
 */
import type { Judgement } from './judge.ts';
import type { Report } from './report.ts';

type Read = (texts: readonly string[]) => string | undefined;

/** Undefined where title and function say all that the log knows. */
export function groupKey(report: Report, judgement: Judgement): string | undefined {
  const read = readerOf(judgement);
  if (read === undefined) return undefined;
  return read([...report.lines.slice(0, report.end).map(({ text }) => text), ...report.before.toReversed()]);
}

function readerOf({ kind, title }: Judgement): Read | undefined {
  switch (kind) {
    case 'machine-check':
      return bankOf;
    case 'hardware-error':
      return sectionOf;
    case 'init-died':
      return deathOf;
    case 'watchdog':
    case 'warning':
      return title.includes('dev_watchdog') || title.includes('NETDEV WATCHDOG') ? driverOf : undefined;
    default:
      return undefined;
  }
}

function firstMatch(texts: readonly string[], pattern: RegExp): RegExpExecArray | undefined {
  for (const text of texts) {
    const found = pattern.exec(text);
    if (found !== null) return found;
  }
  return undefined;
}

/** `CPU 12: Machine Check Exception: 5 Bank 7: be00000000010091`, v6.12 arch/x86/kernel/cpu/mce/core.c `__print_mce()`. */
function bankOf(texts: readonly string[]): string | undefined {
  const found = firstMatch(texts, /Machine Check(?: Exception)?: {1,20}[0-9a-f]{1,16} Bank (\d{1,3}): ([0-9a-f]{16})/);
  if (found === undefined) return undefined;
  return `bank ${found[1] ?? ''} ${errorClass(Number.parseInt((found[2] ?? '').slice(-4), 16))}`;
}

/** The low half of IA32_MCi_STATUS, Intel SDM volume 3B, 16.9 "compound error codes". */
function errorClass(code: number): string {
  const filtered = code & ~0x1000;
  if (filtered >= 0x800) return 'bus';
  if (filtered >= 0x400) return 'internal';
  if (filtered >= 0x100) return 'cache';
  if (filtered >= 0x80) return 'memory';
  if (filtered >= 0x10) return 'tlb';
  return 'core';
}

/** The section and what it names: v6.12 drivers/firmware/efi/cper.c `cper_print_mem()`, `cper_print_pcie()`. */
function sectionOf(texts: readonly string[]): string | undefined {
  const dimm = firstMatch(texts, /not syncing: UE .{0,80}? ?on (\S{1,100}) \(/)?.[1];
  if (dimm !== undefined) return dimm;
  const section = firstMatch(texts, /section_type: ([^\n]{1,60})/)?.[1]?.trim();
  if (section === undefined) return undefined;
  const part =
    firstMatch(texts, /DIMM location: ?([^\n]{1,60})/)?.[1] ??
    firstMatch(texts, /(node: ?\d+(?: (?:card|module|rank|bank|device): ?\d+)*)/)?.[1] ??
    firstMatch(texts, /(vendor_id: 0x[0-9a-f]{4}, device_id: 0x[0-9a-f]{4})/)?.[1] ??
    firstMatch(texts, /device_id: ([0-9a-f:.]{7,12})/)?.[1];
  return part === undefined ? section : `${section}, ${part.trim()}`;
}

/** That of wait(2): a signal in the lower seven bits, else a status above. */
function deathOf(texts: readonly string[]): string | undefined {
  const code = firstMatch(texts, /exitcode=0x([0-9a-f]{8})/)?.[1];
  if (code === undefined) return undefined;
  const value = Number.parseInt(code, 16);
  return (value & 0x7f) === 0 ? `status ${(value >> 8) & 0xff}` : `signal ${value & 0x7f}`;
}

/** `NETDEV WATCHDOG: eth0 (e1000): transmit queue`; since v6.8 `e1000 0000:00:03.0 eth0: NETDEV WATCHDOG: CPU: 3: …`. net/sched/sch_generic.c `dev_watchdog()`. */
function driverOf(texts: readonly string[]): string | undefined {
  const old = firstMatch(texts, /NETDEV WATCHDOG: \S{1,32} \(([^)]{1,32})\)/)?.[1];
  return old ?? firstMatch(texts, /^(\S{1,32}) \S{1,32} \S{1,32}: NETDEV WATCHDOG/)?.[1];
}
