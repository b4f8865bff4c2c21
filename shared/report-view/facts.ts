/** What is said in one line of a panic, a CPU, an interrupt, the kernel's image and text. */
import type { CpuInfo, InterruptInfo, IntegrityInfo, PanicInfo } from '../contract/report.ts';
import { frameText } from './frames.ts';
import { present } from './present.ts';
import { bytes, count, plural } from './units.ts';

/** `bad-access`, `CPU 1`, `sync (pid 77)`, the fingerprint: as far as they are known. */
export function panicFacts({ kind, cpu, pid, comm, fingerprint }: PanicInfo): string[] {
  return present([
    kind,
    cpu === undefined ? undefined : `CPU ${String(cpu)}`,
    pid === undefined ? undefined : `${comm ?? 'task'} (pid ${String(pid)})`,
    fingerprint ?? undefined,
  ]);
}

/** Who runs on a CPU, and what is odd about it. */
export function cpuFacts(cpu: CpuInfo, panicked: number | undefined): string[] {
  return present([
    cpu.comm === undefined ? undefined : `${cpu.comm}${cpu.pid === undefined ? '' : ` (pid ${String(cpu.pid)})`}`,
    // With `panic_force_cpu=` the one that panicked is stopped too, once another has taken over.
    cpu.online !== false || cpu.cpu === panicked ? undefined : isStopped(cpu) ? 'stopped by the panic' : 'offline',
    cpu.frames[0]?.guest === true ? 'ran a KVM guest' : undefined,
    cpu.interruptsOff === true ? 'interrupts off' : undefined,
    cpu.runQueue === undefined ? undefined : `${String(cpu.runQueue.nrRunning)} runnable`,
    cpu.cpu === panicked ? 'panicked' : undefined,
  ]);
}

/**
 * Whom a panic stops marks itself offline, as one does that was unplugged (v6.12 `stop_this_cpu()`, `local_cpu_stop()`, `ipi_stop()`, which
 * riscv's compiler puts into `handle_IPI()`: one that was unplugged has no interrupts).
 */
const STOPPED = /^(stop_this_cpu|local_cpu_stop|ipi_(cpu_)?(crash_)?stop|handle_IPI|panic_smp_self_stop)$/;

function isStopped({ frames }: CpuInfo): boolean {
  return frames.some(({ symbol }) => STOPPED.test(symbol ?? ''));
}

/** The busiest first. */
export function interruptsByCount(interrupts: readonly InterruptInfo[]): InterruptInfo[] {
  return interrupts.toSorted((a, b) => b.total - a.total);
}

/** How often a counter of 32 bits went round; empty where it did not. */
export function wrapText({ wrap }: Pick<InterruptInfo, 'wrap'>): string {
  if (wrap.wraps === undefined) return wrap.possible ? 'possibly' : '';
  if (wrap.wraps === 0) return '';
  const total = wrap.estimatedTotal === undefined ? '' : `, about ${count(wrap.estimatedTotal)} in all`;
  return `${count(wrap.wraps)}×${total}`;
}

/** The kernel's image, as the register of this service knows it. `unsigned`: it has no signature; somebody else may have signed it. */
export const IMAGE_WORDS: Readonly<Record<IntegrityInfo['image'], string>> = {
  signed: 'signed',
  unsigned: 'not signed here',
  revoked: 'revoked',
  unknown: 'signature not known',
};

/** In how many places the kernel's text is not what was signed. */
export function differencesText(differences: number): string {
  return differences === 0 ? 'intact' : plural(differences, 'difference');
}

/** Whether the kernel's text is what was signed; undefined where nobody compared. */
export function textVerdict({ text }: Pick<IntegrityInfo, 'text'>): { intact: boolean; words: string } | undefined {
  if (text === undefined) return undefined;
  const { length } = text.differences;
  return { intact: length === 0, words: differencesText(length) };
}

/** `acme_get+0x4: 75 became 74, one flipped bit` */
export function differenceText(difference: NonNullable<IntegrityInfo['text']>['differences'][number]): string {
  const { expected, found, flippedBits } = difference;
  return `${frameText(difference)}: ${expected} became ${found}${flippedBits === 1 ? ', one flipped bit' : ''}`;
}

/** What else was found damaged, a line each. `grave`: nothing of it happens to a healthy machine. */
export function damageLines(integrity: IntegrityInfo): { readonly text: string; readonly grave: boolean }[] {
  const { poison = [], lists = [], hardwareErrors = [], changedAfterCrash = [] } = integrity;
  return [
    ...poison.map(({ where, value, meaning }) => ({
      text: `poison: ${where} holds ${value}: ${meaning}`,
      grave: false,
    })),
    ...lists.map(({ where, address, problem }) => ({ text: `list: ${where} at ${address}: ${problem}`, grave: false })),
    ...hardwareErrors.map(({ kind, count: times, lastSeen }) => ({
      text: `hardware: ${kind} ${count(times)}×${lastSeen === undefined ? '' : `, last ${lastSeen}`}`,
      grave: false,
    })),
    ...changedAfterCrash.map(({ physicalAddress, lengthBytes, owner }) => ({
      text: `memory changed after the crash: ${physicalAddress}, ${bytes(lengthBytes)}${owner === undefined ? '' : ` of ${owner}`}`,
      grave: true,
    })),
  ];
}
