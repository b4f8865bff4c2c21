/** What truly happened on a few hosts, drawn from a seed, and in which forms it is sent: what the service has to find out. */
import type { Random } from '../post-copy/random.ts';

/** One crash as it was. */
export interface TrueCrash {
  readonly host: string;
  /** The name of the problem: the title of any whole log of it. */
  readonly problem: string;
  /** Seconds since 1970, as the kernel noted it; of a board without a clock far in the past, and the same for each crash. */
  readonly crashTime: number;
  readonly hasClock: boolean;
  readonly forms: readonly Form[];
}

/** One upload of it. */
export interface Form {
  readonly kind: 'dump' | 'hot' | 'pstore' | 'console';
  /** What the host sends beside it, or alone: the whole log, one that ends before the panic, or one of another crash. */
  readonly log: 'whole' | 'cut' | 'foreign' | 'none';
}

export const RELEASE = '6.12.117';
const FOREIGN = 'an old panic of somebody';
const EARLY = ['WARNING in early_0', 'WARNING in early_1'] as const;

/** The log as triage of this world reads it: its title in the first line, then what the kernel said. */
export function logText(crash: TrueCrash, index: number, log: Form['log'], prefix = ''): string {
  const stamp = `${100 + index}.${String(index).padStart(6, '0')}`;
  switch (log) {
    case 'whole':
      return `${crash.problem}|general-protection\n${prefix}[  ${stamp}] Kernel panic - not syncing: Fatal exception\n`;
    case 'cut':
      return `${EARLY[index % 2] ?? ''}|warning\n${prefix}[    5.000000] WARNING: CPU: 0 PID: 1\n`;
    case 'foreign':
      return `${FOREIGN}|general-protection\n[  9999.00000${index % 10}] Kernel panic - not syncing: Old\n`;
    case 'none':
      return '';
  }
}

export const isStray = (title: string): boolean => title === FOREIGN || title === EARLY[0] || title === EARLY[1];

export function keyOf({ crashTime }: TrueCrash): string {
  return `${crashTime}-${RELEASE}`;
}

export function drawCrashes(random: Random, start: number): TrueCrash[] {
  const hosts = Array.from({ length: 1 + random.below(4) }, (_, n) => ({
    name: `web-${n}`,
    hasClock: random.chance(0.7),
  }));
  const crashes = 2 + random.below(7);
  return Array.from({ length: crashes }, (_, index) => {
    const { name, hasClock } = hosts[random.below(hosts.length)] ?? { name: 'web-0', hasClock: true };
    const crashTime = hasClock ? Math.floor(start / 1000) - 86_400 + index * 7_200 : 37;
    return { host: name, problem: drawProblem(random), crashTime, hasClock, forms: drawForms(random) };
  });
}

/** Now and then somebody truly dies of what others' logs only seem to show. */
function drawProblem(random: Random): string {
  if (random.chance(0.75)) return `panic ${random.below(3)}`;
  return [FOREIGN, ...EARLY][random.below(3)] ?? FOREIGN;
}

/** A dump at least, or the last words at least: else nobody could know what it was. */
function drawForms(random: Random): Form[] {
  const forms: Form[] = [];
  if (random.chance(0.75)) {
    const log = (['whole', 'cut', 'foreign', 'none'] as const)[random.below(4)] ?? 'whole';
    forms.push({ kind: 'dump', log });
    if (random.chance(0.4)) forms.push({ kind: 'hot', log: 'whole' });
  }
  if (forms.length === 0 || random.chance(0.3)) forms.push({ kind: 'pstore', log: 'whole' });
  if (random.chance(0.3)) forms.push({ kind: 'console', log: 'whole' });
  return forms;
}
