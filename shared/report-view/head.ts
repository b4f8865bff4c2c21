/** What stands above the sections of a report: its title, which kernel, where and when, and what was read for it. */
import type { Report } from '../contract/report.ts';
import { present } from './present.ts';
import { bytes, duration, moment, plural } from './units.ts';

export function reportTitle(report: Report): string {
  const named = report.panic?.title ?? report.panic?.message;
  if (typeof named === 'string') return named;
  if (report.panicked === 'unknown') return 'whether the kernel panicked is not known: its log could not be read';
  if (report.panicked === 'yes') return 'the kernel panicked; its log does not name it';
  return report.kernel ? 'no panic found in this dump' : 'unreadable dump';
}

/** A kernel that carries its own types is as it should be: nothing is said of it. */
const TYPES_FROM = {
  memory: undefined,
  given: 'types: given, not its own',
  store: 'types: kept by its build-id, not its own',
} as const;

/** The lines under the title: which kernel, where, when; and what was read for it. */
export function headLines(report: Report): string[] {
  const { kernel, dump } = report;
  const lines: string[] = [];
  const join = (parts: readonly (string | undefined)[]): string => present(parts).join(' · ');
  if (kernel) {
    lines.push(
      join([
        `${kernel.release} ${kernel.machine}`,
        kernel.nodename,
        kernel.crashTime === undefined ? undefined : `crashed ${moment(kernel.crashTime)}`,
        kernel.uptimeSeconds === undefined ? undefined : `up ${duration(kernel.uptimeSeconds)}`,
        kernel.cpus === undefined ? undefined : plural(kernel.cpus, 'CPU'),
        kernel.loadAverage === undefined
          ? undefined
          : `load ${kernel.loadAverage.map((load) => load.toFixed(2)).join(' ')}`,
      ]),
    );
    const taints = kernel.tainted.map(({ flag, meaning }) => `${flag} (${meaning})`).join(', ');
    lines.push(
      join([
        kernel.buildId === undefined ? undefined : `build-id ${kernel.buildId}`,
        kernel.typesFrom === undefined ? undefined : TYPES_FROM[kernel.typesFrom],
        taints === '' ? undefined : `tainted: ${taints}`,
      ]),
    );
  }
  lines.push(
    join([
      `${dump.format}${dump.compression === 'none' ? '' : ` (${dump.compression})`}, ${bytes(dump.sizeBytes)}`,
      dump.parts === undefined || dump.parts === 1 ? undefined : plural(dump.parts, 'part'),
      dump.dumpLevel === undefined ? undefined : `-d ${dump.dumpLevel}`,
      `read ${bytes(dump.bytesRead)}${dump.rounds === undefined ? '' : ` in ${plural(dump.rounds, 'round')}`}`,
      dump.incomplete ? 'INCOMPLETE: the dump breaks off' : undefined,
    ]),
  );
  return lines.filter((line) => line !== '');
}
