/** What readers of devices have in common: the words of drivers' states, and what is said where their types are missing. */
import { FormatError, FormatErrorCode } from '../../errors.ts';
import type { WalkProblem } from '../kernel/walks.ts';

/** A constant of an enumeration as people say it: `NVME_CTRL_DELETING_NOIO` behind `NVME_CTRL_` is `deleting noio`. */
export function stateName(constant: string, prefix: string): string {
  const name = constant.startsWith(prefix) ? constant.slice(prefix.length) : constant;
  return name.replaceAll('_', ' ').toLowerCase();
}

/** Devices of one kind that are looked at. */
const MAX_DEVICES = 1024;

/** The first so many of a list of devices; that there are more is a problem of its own. @param what they are: `NVMe controllers` */
export function firstDevices(devices: readonly bigint[], what: string, problems: WalkProblem[]): readonly bigint[] {
  const next = devices[MAX_DEVICES];
  if (next === undefined) return devices;
  problems.push({
    address: next,
    problem: `${devices.length} ${what}, of which the first ${MAX_DEVICES} were looked at`,
  });
  return devices.slice(0, MAX_DEVICES);
}

/** @param what of what there are no types, and what is not known without them */
export function noTypes(struct: string, what: string): FormatError {
  return new FormatError(
    FormatErrorCode.Unsupported,
    { format: 'btf', field: `struct ${struct}` },
    `no types of ${what}`,
  );
}
